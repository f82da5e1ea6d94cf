/** What is not met, and what would change it; from the answer in one step to the referral that lies nearest. */

import { html, nothing, type TemplateResult } from 'lit'
import type { JudgedGuideline } from '../../core/assess.ts'
import type { Verdict } from '../../core/rails.ts'
import { type Change, changeText } from '../../outputs/change.ts'
import { heading } from '../../outputs/say.ts'
import { type NotNow, nearestReferral, notNow } from '../../outputs/whyNot.ts'
import { rules } from '../../rules.ts'
import { goTo } from '../focus.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { verdictMark } from './marks.ts'

/** More than these is told by number: the questions ask for it one by one. */
const toldAtMost = 3

/** "Skulle uppfyllas av: …"; what is unknown says so, and that it is no "no". Nothing where no change of facts would do it. */
export function whatWouldChange(
  screen: Screen,
  word: 'wouldMeet' | 'wouldAdvise',
  verdict: Verdict,
  changes: readonly Change[] | null,
): TemplateResult | null {
  const told = changeTold(screen, verdict, changes)
  return told && html`<p class="would"><b>${t(screen, word)}:</b> ${told}</p>`
}

export function changeTold(screen: Screen, verdict: Verdict, changes: readonly Change[] | null): TemplateResult | null {
  if (!changes || changes.length === 0) return null
  const told = changes.slice(0, toldAtMost).map((one) => changeText(one, screen.assessment.facts, rules, screen.lang))
  const more = changes.length - told.length
  return html`${told.join('; ')}${more > 0 ? ` ${t(screen, 'moreFacts', { n: more })}` : ''}.
    ${verdict === 'unknown' ? html`<span class="muted">(${t(screen, 'unknownNotNo')})</span>` : nothing}`
}

const idOf = (guideline: string, advice: string): string => `not-${guideline}-${advice}`

/** A guideline's advice that does not apply now, folded. */
export function adviceNotNow(screen: Screen, judged: JudgedGuideline): TemplateResult | typeof nothing {
  const all = judged.inForce ? notNow(judged, screen.assessment.facts, rules.vocabulary) : []
  if (all.length === 0) return nothing
  const row = ({ recommendation, changes }: NotNow) => html`<li id=${idOf(judged.guideline.id, recommendation.id)} tabindex="-1">
    ${verdictMark(screen, recommendation.verdict)}
    <div><b>${heading(recommendation.text, judged.parameters, screen.lang)}</b>${whatWouldChange(screen, 'wouldAdvise', recommendation.verdict, changes)}</div>
  </li>`
  return html`<details class="notnow">
    <summary>${t(screen, 'notNow')} (${all.length})<span class="caret">${icon('down')}</span></summary>
    <ul>${all.map(row)}</ul>
  </details>`
}

/** Beside an answer without referral: opens the advice that lies nearest, and what it lacks. An open one is not told as a "no". */
export function whyNoReferral(screen: Screen): TemplateResult | typeof nothing {
  const nearest = nearestReferral(screen.assessment, rules.vocabulary)
  if (!nearest) return nothing
  const id = idOf(nearest.guideline.id, nearest.recommendation.id)
  return html`<a href="#${id}" @click=${open}>${t(screen, nearest.recommendation.verdict === 'notMet' ? 'whyNoReferral' : 'whatDecidesReferral')}</a>`
}

function open(event: Event): void {
  event.preventDefault()
  goTo(document, (event.target as HTMLAnchorElement).hash.slice(1), 'center')
}
