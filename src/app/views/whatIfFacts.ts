/** In the what-if mode: the facts that the criteria rest on, each to be changed, also those that the record knows. */

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { factsUsed } from '../../core/check.ts'
import { safetyGuideline } from '../../core/drugAdvice.ts'
import { isTrue, range } from '../../core/facts.ts'
import type { FactDefinition } from '../../core/vocabulary.ts'
import { numberText } from '../../outputs/say.ts'
import { valueText } from '../../outputs/values.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { fits, limitText } from './question.ts'

/** What rests on other facts alone, or is the role, is not changed by itself. */
const derived: readonly FactDefinition['kind'][] = [
  'prescriber',
  'pregnancyProven',
  'provenCount',
  'ruledOut',
  'kindsWithDays',
  'firstLineLeft',
  'diaryKept',
]
/** Asked of whoever is treated with an advanced drug, and meaningless to others. */
const ofTreatment: readonly FactDefinition['kind'][] = [
  'advancedTreatmentWeeks',
  'baseline',
  'reduction',
  'botulinumRounds',
  'monthsOnTreatment',
  'advancedTreatmentDose',
]

export function whatIfFacts(screen: Screen): TemplateResult | typeof nothing {
  if (!screen.whatIf) return nothing
  const { facts } = rules.vocabulary
  const treated = isTrue(screen.assessment.facts['advancedTreatmentOngoing']) || isTrue(screen.asTrue.facts['advancedTreatmentOngoing'])
  const shown = new Set(
    screen.assessment.guidelines
      .filter(({ inForce, guideline }) => inForce && guideline.id !== safetyGuideline)
      .flatMap(({ guideline }) => factsUsed(guideline)),
  )
  const isOffered = ({ type, ...of }: FactDefinition) =>
    type !== 'text' && !derived.includes(of.kind) && !(of.kind === 'trialCount' && of.within) && (treated || !ofTreatment.includes(of.kind))
  const names = Object.keys(facts).filter((name) => shown.has(name) && isOffered(facts[name]!))
  const isUnlikely = (name: string) => facts[name]!.redFlag !== undefined || facts[name]!.ask === 'tick'
  const rows = (type: FactDefinition['type'], unlikely: boolean) =>
    html`<ul>${names
      .filter((name) => facts[name]!.type === type && isUnlikely(name) === unlikely)
      .map(
        (name) =>
          html`<li class=${isChanged(screen, name) ? 'changed' : ''}>${type === 'number' ? number(screen, name) : yesNo(screen, name)}${before(screen, name)}</li>`,
      )}</ul>`
  return html`<section class="panel supposed" aria-labelledby="sup">
    <h2 id="sup">${t(screen, 'whatIfFacts')}</h2>
    <p class="small muted">${t(screen, 'whatIfFactsWhy')} <button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.view('history')}>${t(screen, 'whatIfTrials')}</button></p>
    <form novalidate @submit=${(event: Event) => event.preventDefault()}>
      ${rows('number', false)}<p class="err" id="sup-err" role="alert"></p>${rows('boolean', false)}
      <details class="more"><summary>${t(screen, 'whatIfUnlikely')}</summary>${rows('boolean', true)}</details>
    </form>
  </section>`
}

const shownValue = (screen: Screen, of: 'assessment' | 'asTrue', name: string): string =>
  valueText(screen[of].facts[name]!, rules.vocabulary.facts[name], screen.lang, false)
const isChanged = (screen: Screen, name: string): boolean => shownValue(screen, 'assessment', name) !== shownValue(screen, 'asTrue', name)

/** The fact's name, and beside it what the field cannot show: that it is unknown, or between what. */
function label(screen: Screen, name: string): TemplateResult {
  const fact = screen.assessment.facts[name]!
  const value = shownValue(screen, 'assessment', name)
  return html`${say(screen, rules.vocabulary.facts[name]?.text)}${
    fact.status === 'known'
      ? nothing
      : html` <span class="unk nowrap">${icon('unknown')}${fact.status === 'unknown' ? html`<span class="sr">(${value})</span>` : ` ${value}`}</span>`
  }`
}

/** What it truly is, and back to that; what only follows from another change goes back with that one. */
function before(screen: Screen, name: string): TemplateResult | typeof nothing {
  if (!isChanged(screen, name)) return nothing
  const undo = (event: Event) => {
    asTrue(screen, name)
    ;(event.target as HTMLElement).closest('li')?.querySelector<HTMLElement>('input')?.focus()
  }
  const isGiven = screen.assessment.answers.facts[name] !== screen.asTrue.answers.facts[name]
  return html`<span class="was">${t(screen, 'was', { value: shownValue(screen, 'asTrue', name) })}
    ${isGiven ? html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${undo}>${t(screen, 'undo')}<span class="sr">: ${say(screen, rules.vocabulary.facts[name]?.text)}</span></button>` : nothing}</span>`
}

function asTrue(screen: Screen, name: string): void {
  const given = screen.asTrue.answers.facts[name]
  if (given) screen.do.answer({ [name]: given.value })
  else screen.do.undo([name])
}

/** What cannot be, in words: beyond its limits, more migraine than headache, fewer drugs than the history proves. */
function fault(screen: Screen, name: string, value: number): string {
  if (!fits(name, value)) return limitText(screen, name)
  if (exceeds(screen, { [name]: value })) return t(screen, 'moreMigraineThanHeadache')
  const n = proven(screen, name)
  return value < n ? t(screen, 'historyProves', { n }) : ''
}

/** Other counts rest on the same drugs: fewer are supposed in the history, drug by drug, or they would contradict one another. */
function proven({ assessment, asTrue }: Screen, name: string): number {
  if (rules.vocabulary.facts[name]?.kind !== 'trialCount' || asTrue.answers.facts[name]) return 0
  return range((assessment.answers.facts[name] ? asTrue : assessment).facts[name])?.low ?? 0
}

/** There cannot be more days with migraine than with headache, whichever of them is supposed. */
function exceeds(screen: Screen, given: Readonly<Record<string, number>>): boolean {
  const { headacheDays, migraineDays } = screen.assessment.facts
  const most = given['headacheDays'] ?? range(headacheDays)?.high
  const least = given['migraineDays'] ?? range(migraineDays)?.low
  return ('headacheDays' in given || 'migraineDays' in given) && most !== undefined && least !== undefined && least > most
}

/** Refused in words, as where it is asked; an emptied field is true again. */
function number(screen: Screen, name: string): TemplateResult {
  const fact = screen.assessment.facts[name]!
  const change = (event: Event) => {
    const input = event.target as HTMLInputElement
    const text = input.value.trim()
    const value = Number(text.replace(',', '.'))
    const words = text === '' ? '' : fault(screen, name, value)
    input.form!.querySelector('.err')!.textContent = words && `${say(screen, rules.vocabulary.facts[name]?.text)}: ${words}`
    for (const other of input.form!.querySelectorAll('[aria-invalid=true]')) other.setAttribute('aria-invalid', 'false')
    input.setAttribute('aria-invalid', String(words !== ''))
    if (words) input.focus()
    else if (text === '') asTrue(screen, name)
    else screen.do.answer({ [name]: value })
  }
  const value = fact.status === 'known' && typeof fact.value === 'number' ? numberText(fact.value, screen.lang) : ''
  return html`<label for="sup-${name}">${label(screen, name)}</label>
    <input class="ds-input quiet" id="sup-${name}" .value=${live(value)} inputmode="decimal" maxlength="5" autocomplete="off" aria-describedby="sup-err" @change=${change} />`
}

function yesNo(screen: Screen, name: string): TemplateResult {
  const fact = screen.assessment.facts[name]!
  return html`<span id="sup-${name}">${label(screen, name)}</span>
    <div class="ds-toggle-group" role="radiogroup" aria-labelledby="sup-${name}">
      ${[true, false].map((value) => html`<label class="ds-button" data-variant="tertiary"><input type="radio" name="sup-${name}" .checked=${live(fact.status === 'known' && fact.value === value)} @change=${() => screen.do.answer({ [name]: value })} />${t(screen, value ? 'yes' : 'no')}</label>`)}
    </div>`
}
