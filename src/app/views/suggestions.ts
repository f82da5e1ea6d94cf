/** Drugs named in free text: quoted, and offered as trials. Only a tap makes one of them count. */

import { html, nothing, type TemplateResult } from 'lit'
import { type Suggestion, suggester } from '../../core/suggestions.ts'
import { taps } from '../../core/trialAnswers.ts'
import { capital } from '../../outputs/say.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { tapText } from './trial.ts'

const suggest = suggester(rules.drugs)
const all = ({ assessment: { record, trials, asOf } }: Screen): Suggestion[] => suggest(record.remarks, trials, asOf)
export const suggested = (screen: Screen): Suggestion[] => all(screen).filter(({ key }) => !screen.dismissed.includes(key))

const nameOf = (screen: Screen, { substance, year }: Suggestion): string =>
  [rules.drugs.substances[substance]!.name[screen.lang], year].filter(Boolean).join(', ')

export function suggestions(screen: Screen): TemplateResult | typeof nothing {
  const open = suggested(screen)
  const dismissed = all(screen).filter(({ key }) => screen.dismissed.includes(key))
  if (open.length + dismissed.length === 0) return nothing
  return html`<section class="ledger sug" id="suggestions" tabindex="-1" aria-labelledby="sug">
    <div class="sughead"><h2 id="sug"><span class="v v--unk">${icon('unknown')}</span>${t(screen, 'suggestions')}</h2><p class="small muted">${t(screen, 'suggestionsWhy')}</p></div>
    ${open.map((one) => row(screen, one))}
    ${dismissed.map(
      (one) => html`<div class="sugrow sugrow--not">
        <p><b>${capital(nameOf(screen, one))}</b> <span class="muted">${t(screen, 'dismissed')}</span></p>
        <button type="button" class="ds-button quiet" data-variant="tertiary" @click=${act(screen, () => screen.do.dismiss(one.key, false))}>${t(screen, 'undo')}<span class="sr">: ${nameOf(screen, one)}</span></button>
      </div>`,
    )}
  </section>`
}

/** The row goes, or turns into another: the focus stays in the panel, and at the page's start where the panel goes too. */
const act = (screen: Screen, change: () => void) => (event: Event) => {
  const panel = (event.target as HTMLElement).closest<HTMLElement>('section')!
  const isLast = all(screen).length === 1
  change()
  ;(isLast ? panel.closest('main') : panel)?.focus()
}

function row(screen: Screen, one: Suggestion): TemplateResult {
  const { substance, year, quote, resource, date, key } = one
  const name = nameOf(screen, one)
  const which = year ? { start: year } : ({ another: true } as const)
  const id = `s-${key.replace(/\W/g, '-')}`
  return html`<div class="sugrow" role="group" aria-labelledby=${id}>
    <div class="nm"><b id=${id}>${capital(name)}</b><span class="prov">${icon('record')}${resource}${date ? html` <time>${date}</time>` : nothing}</span></div>
    <p class="quote">${t(screen, 'quote', { text: quote })}</p>
    <div class="chips" role="group" aria-label=${t(screen, 'wasTrial', { drug: name })}>
      ${taps.map((tap) => html`<button type="button" class="ds-button quiet" data-variant="secondary" @click=${act(screen, () => screen.do.answerTrial(substance, { ...(tap === 'never' ? { forMigraine: false } : { outcome: tap, forMigraine: true }), ...which }))}>${tapText(screen, tap)}</button>`)}
      <button type="button" class="ds-button quiet" data-variant="tertiary" @click=${act(screen, () => screen.do.dismiss(key, true))}>${t(screen, 'notATrial')}</button>
    </div>
  </div>`
}
