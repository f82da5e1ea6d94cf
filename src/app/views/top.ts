/** The top of the page: which patient, which role, which view. */

import { html, nothing, type TemplateResult } from 'lit'
import type { Role } from '../../core/derive/chart.ts'
import { range } from '../../core/facts.ts'
import { isListed } from '../../core/trials.ts'
import { roleWords } from '../../outputs/terms.ts'
import { icon } from '../icons.ts'
import { type Screen, t, type View } from '../screen.ts'

/** Without views while there is nothing to view. */
export function top(screen: Screen, hasViews = true): TemplateResult {
  const { lang, role, view } = screen
  const open = screen.assessment.trials.filter(
    (trial) => isListed(trial) && trial.role === 'preventive' && trial.counts === 'unknown',
  ).length
  const tab = (name: View, label: string, note: string | null) =>
    html`<button type="button" class="view" aria-current=${view === name ? 'page' : 'false'} @click=${() => screen.do.view(name)}>
      ${label}${note ? html`<span class="n">${note}</span>` : nothing}
    </button>`
  return html`<header>
    <div class="top">
      <span class="brand">${t(screen, 'product')}</span>
      ${screen.showsBanner ? banner(screen) : nothing}${standing(screen)}
      ${screen.fromReferral ? html`<span class="xs muted">${t(screen, 'fromReferral')}</span>` : nothing}
      <div class="tools">
        <span class="notce">${t(screen, 'notCe')}</span>
        <label class="roleof"><span class="sr">${t(screen, 'role')}</span>
          <select class="ds-input quiet" .value=${role} @change=${(event: Event) => screen.do.role((event.target as HTMLSelectElement).value as Role)}>
            ${(Object.keys(roleWords) as Role[]).map((one) => html`<option value=${one} ?selected=${one === role}>${roleWords[one][lang]}</option>`)}
          </select>
        </label>
        <button type="button" class="ds-button quiet" data-variant="tertiary" @click=${screen.do.readAgain}>${icon('again')}${t(screen, 'readAgain')}</button>
        <button type="button" class="ds-button quiet" data-variant="tertiary" lang=${lang === 'sv' ? 'en' : 'sv'} @click=${screen.do.language}>${t(screen, 'otherLanguage')}</button>
      </div>
    </div>
    ${
      hasViews
        ? html`<nav class="views" aria-label=${t(screen, 'views')}>
      ${tab('assessment', t(screen, 'viewAssessment'), null)}
      ${tab('history', t(screen, 'viewHistory'), open > 0 ? t(screen, 'unknownCount', { n: open }) : null)}
      ${tab('days', t(screen, 'viewDays'), null)}
      ${tab('drugs', t(screen, 'viewDrugs'), null)}
      ${tab('letters', t(screen, 'viewLetters'), null)}
    </nav>`
        : nothing
    }
  </header>`
}

/** Also where the record's own frame has the name: which patient this is stands in doubt. */
function standing(screen: Screen): TemplateResult[] {
  const words = screen.assessment.record.problems.flatMap(({ code, detail }) => {
    if (code === 'inactivePatient') return [t(screen, 'inactivePatient')]
    if (code !== 'replacedPatient') return []
    return [detail ? t(screen, 'replacedPatient', { other: detail }) : t(screen, 'replacedBySome')]
  })
  return words.map((said) => html`<span class="v v--unk standing">${icon('care')}${said}</span>`)
}

/** Name, number and age; a protected identity is shown only by an act. */
function banner(screen: Screen): TemplateResult {
  const { person, showsProtected, assessment } = screen
  const hidden = person.isProtected && !showsProtected
  const age = range(assessment.facts['age'])
  const years = age ? t(screen, 'years', { n: age.low === age.high ? age.low : `${age.low}–${age.high}` }) : ''
  const sex = person.gender === 'female' || person.gender === 'male' ? t(screen, person.gender) : ''
  return html`<p class="who">
    ${person.isProtected ? html`<span class="v v--unk">${icon('lock')}${t(screen, 'protectedIdentity')}</span>` : nothing}
    ${hidden ? nothing : html`<b>${person.name ?? t(screen, 'nameless')}</b>${person.number ? html`<span class="muted">${person.number.value}</span>` : nothing}`}
    <span class="muted">${[years, sex].filter(Boolean).join(', ')}</span>
    ${
      person.isProtected
        ? html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${screen.do.showProtected}>${t(screen, hidden ? 'show' : 'hide')}</button>`
        : nothing
    }
  </p>`
}
