/** Medication trials: what was tried, how long at which dose, how it ended, and whether it counts. */

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { isTrue, range } from '../../core/facts.ts'
import { isListed, type Trial } from '../../core/trials.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { addTrial } from './addTrial.ts'
import { certaintyMark } from './marks.ts'
import { suggested, suggestions } from './suggestions.ts'
import { axis } from './timeline.ts'
import { trialRow } from './trial.ts'

export function history(screen: Screen): TemplateResult {
  const trials = screen.assessment.trials.filter(isListed)
  const rows = (of: Trial[]) => of.map((trial) => trialRow(screen, trial, trials.indexOf(trial)))
  const coded = (role: Trial['role']) => trials.filter((trial) => trial.role === role && trial.substance !== null)
  const group = (title: string, of: Trial[], note: string | null = null) =>
    of.length === 0
      ? nothing
      : html`<section class="ledger" aria-label=${title}>${head(screen, title)}${note ? html`<p class="note2">${note}</p>` : nothing}${rows(of)}</section>`
  const preventive = coded('preventive')
  return html`<main id="main" class="history" tabindex="-1">
    ${lead(screen)}
    <div class="one">
      <section class="ledger" aria-label=${t(screen, 'preventives')}>
        ${head(screen, t(screen, 'preventives'))}
        ${preventive.length === 0 ? html`<p class="note2">${t(screen, 'noTrials')}</p>` : rows(preventive)}
        ${addTrial(screen)} ${complete(screen)}
      </section>
      ${suggestions(screen)}
      ${group(
        t(screen, 'uncodedTitle'),
        trials.filter(({ substance }) => substance === null),
        t(screen, 'uncodedWhy'),
      )}
      ${group(t(screen, 'advanced'), coded('advanced'))} ${group(t(screen, 'acute'), coded('acute'))}
      <p class="closed"><span>${t(screen, 'adequateDefault', { weeks: rules.drugs.adequateDays.value / 7 })}: ${certaintyMark(screen, rules.drugs.adequateDays.certainty)}</span><span>${t(screen, 'fiveYears')}</span></p>
    </div>
  </main>`
}

/** The count is told anew by a screen reader on every tap. */
function lead(screen: Screen): TemplateResult {
  const { facts, guidelines, trials } = screen.assessment
  const need = guidelines.flatMap(({ inForce, parameters }) => (inForce ? (parameters['minPreventivesFailed'] ?? []) : []))[0]!
  const proven = range(facts['preventivesFailed'])?.low ?? 0
  const listed = trials.filter((trial) => isListed(trial) && trial.role !== 'acute')
  const rest = (
    [
      ['historyNot', listed.filter(({ counts }) => counts === 'no').length],
      ['historyOpen', listed.filter(({ counts }) => counts === 'unknown').length],
      ['historySuggested', suggested(screen).length],
    ] as const
  ).filter(([, n]) => n > 0)
  return html`<div class="lhead" role="status">
    <h1><span class="need2" aria-hidden="true">${Array.from({ length: need }, (_, i) => html`<i class=${i < proven ? '' : 'o'}></i>`)}</span>${t(screen, 'historyLead', { n: proven, need })}</h1>
    <p class="muted">${t(screen, 'historyExplained')} ${rest.length > 0 ? `${rest.map(([word, n]) => t(screen, word, { n })).join(', ')}.` : nothing}</p>
  </div>`
}

const head = (screen: Screen, title: string): TemplateResult => html`<div class="lrow lrow--head">
  <h2>${title}</h2><span>${axis(screen)}</span><span>${t(screen, 'outcome')}</span><span>${t(screen, 'countsToward')}</span>
</div>`

/** Closes the upper end of the count, by the clinician's word alone. */
function complete(screen: Screen): TemplateResult {
  const fact = 'preventiveHistoryComplete'
  const given = screen.assessment.answers.facts[fact]
  return html`<div class="complete">
    <label><input class="ds-input" type="checkbox" .checked=${live(isTrue(screen.assessment.facts[fact]))}
      @change=${(event: Event) => ((event.target as HTMLInputElement).checked ? screen.do.answer({ [fact]: true }) : screen.do.undo([fact]))} />
      <b>${t(screen, 'historyComplete')}</b></label>
    <span class="small muted">${given?.value === false ? t(screen, 'historyIncomplete') : t(screen, 'historyCompleteWhy')}</span>
    ${given ? html`<span class="prov prov--you">${icon('you')}${t(screen, 'byYou')} ${given.date ? html`<time>${given.date}</time>` : nothing}</span>` : nothing}
  </div>`
}
