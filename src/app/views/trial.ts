/** One trial as a row: when and how much, how it ended in one tap, and whether it counts and why. The user corrects a trial, never a count. */

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { about, type GivenTrial, type Tap, tapOf, tapped, taps } from '../../core/trialAnswers.ts'
import type { Trial } from '../../core/trials.ts'
import { trialName } from '../../outputs/document.ts'
import { capital, numberText } from '../../outputs/say.ts'
import { countsWords, outcomeWords } from '../../outputs/terms.ts'
import { whyText } from '../../outputs/whyCounts.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { said } from './marks.ts'
import { timeline, when } from './timeline.ts'
import { unusableIn, unusables } from './unusable.ts'

export const tapText = (screen: Screen, tap: Tap): string =>
  tap === 'never' ? t(screen, 'neverForMigraine') : outcomeWords[tap][screen.lang]

export function trialRow(screen: Screen, trial: Trial, nth: number): TemplateResult {
  const { lang } = screen
  const written = trialName(trial, rules.drugs, lang)
  const name = written === '?' ? t(screen, 'namelessDrug') : written
  const tone = { yes: 'met', no: 'not', unknown: 'unk' } as const
  const group = trial.group ? rules.drugs.groups[trial.group]?.[lang] : undefined
  const set = (given: GivenTrial) => screen.do.answerTrial(trial.substance!, { ...given, ...about(trial) })
  const isInRounds = rules.drugs.substances[trial.substance ?? '']?.minRounds !== undefined
  const isAsked = trial.substance !== null && (trial.role === 'preventive' || trial.group === 'triptan' || isInRounds)
  // What was undone takes its button with it: the focus goes where the next answer is given.
  const undo = (event: Event) => {
    const row = (event.target as HTMLElement).closest('[role=group]')
    const stays = trial.answered!.recorded !== undefined
    screen.do.undoTrial(trial.answered!.key)
    ;(stays ? row : row?.closest('.ledger'))?.querySelector<HTMLElement>('input')?.focus()
  }
  return html`<div class="lrow ${trial.counts === 'unknown' ? 'lrow--open' : ''}" role="group" aria-label=${name}>
    <div class="nm"><b>${capital(name)}</b><span class="xs muted">${group ?? ''}${group ? html`<br />` : nothing}${when(screen, trial)}</span>
      ${trial.answered ? html`<span class="prov prov--you">${icon('you')}${t(screen, 'byYou')}</span>` : nothing}${unusables(screen, unusableIn(trial.evidence), 2, true)}</div>
    ${timeline(screen, trial)}
    <div class="oc">
      ${isAsked ? html`${outcomes(screen, trial, name, nth, set)}${followUps(screen, trial, name, nth, set)}` : nothing}
      ${trial.answered ? html`<button type="button" class="ds-button quiet undo" data-variant="tertiary" @click=${undo}>${t(screen, 'undo')}<span class="sr">: ${name}</span></button>` : nothing}
    </div>
    <div class="ct"><span class="v v--${tone[trial.counts]}">${icon(trial.counts === 'yes' ? 'met' : trial.counts === 'no' ? 'notMet' : 'unknown')}${countsWords[trial.counts][lang]}</span>${whyText(trial, rules.drugs, lang)}${trial.substance ? said(screen, rules.drugs.substances[trial.substance]?.note) : nothing}</div>
  </div>`
}

function outcomes(screen: Screen, trial: Trial, name: string, nth: number, set: (given: GivenTrial) => void): TemplateResult {
  const chosen = tapOf(trial)
  // A triptan, or what has no other use, was always for migraine.
  const offered = trial.group === 'triptan' ? taps.filter((one) => one !== 'never') : taps
  return html`<div class="ds-toggle-group taps" role="radiogroup" aria-label=${t(screen, 'outcomeOf', { drug: name })}>
    ${offered.map((tap) => html`<label class="ds-button" data-variant="tertiary"><input type="radio" name="o-${nth}" value=${tap} .checked=${live(chosen === tap)} @change=${() => set(tapped(trial, tap))} />${tapText(screen, tap)}</label>`)}
  </div>`
}

/** What the count still waits for, answered in the row: whether it was for migraine, whether dose and length were enough. */
function followUps(screen: Screen, trial: Trial, name: string, nth: number, set: (given: GivenTrial) => void): TemplateResult {
  const { forMigraine, adequate, outcome, answered, group } = trial
  const yesNo = (field: 'forMigraine' | 'adequate', question: string) => html`<div class="yn">
    <span aria-hidden="true">${question}:</span>
    <div class="ds-toggle-group" role="radiogroup" aria-label=${t(screen, 'ofDrug', { question, drug: name })}>
      ${[true, false].map((value) => html`<label class="ds-button" data-variant="tertiary"><input type="radio" name="${field}-${nth}" .checked=${live(trial[field] === value)} @change=${() => set({ [field]: value })} />${t(screen, value ? 'yes' : 'no')}</label>`)}
    </div></div>`
  const asksReason = forMigraine === null || (forMigraine && answered?.forMigraine === true && answered.recorded === null)
  const asksDose =
    group !== 'triptan' && forMigraine !== false && outcome === 'noEffect' && (adequate !== true || answered?.adequate === true)
  return html`${asksReason ? yesNo('forMigraine', t(screen, 'givenForMigraine')) : nothing}${asksDose ? yesNo('adequate', enough(screen, trial)) : nothing}`
}

function enough(screen: Screen, { substance }: Trial): string {
  const drug = substance ? rules.drugs.substances[substance] : undefined
  if (drug?.minRounds) return t(screen, 'fullRounds', { rounds: drug.minRounds.value })
  const weeks = rules.drugs.adequateDays.value / 7
  const least = drug?.minDailyDose
  return least
    ? t(screen, 'fullDoseOf', { weeks, dose: `${numberText(least.value, screen.lang)} ${least.unit}` })
    : t(screen, 'fullDose', { weeks })
}
