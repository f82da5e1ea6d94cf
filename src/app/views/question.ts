/** One question: one tap or one number; answered, it can be undone. */

import { html, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { limitsOf } from '../../core/answers.ts'
import type { Outcome } from '../../core/facts.ts'
import { trialName } from '../../outputs/document.ts'
import { nameOf, type Question } from '../../outputs/questions.ts'
import { outcomeWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { type Screen, say, t } from '../screen.ts'
import { heldOpen, unusableIn, unusables } from './unusable.ts'

/** Each question is its own: a second press of a double click, or a key held down, never answers the next one unseen. */
export const question = (screen: Screen, one: Question): unknown => keyed(nameOf(one), asked(screen, one))

function asked(screen: Screen, one: Question): TemplateResult {
  switch (one.kind) {
    case 'number':
      return numbers(screen, `q-${one.fact}`, null, [one.fact])
    case 'form':
      return numbers(screen, `q-${one.form}`, t(screen, one.form === 'month' ? 'formMonth' : 'formMedication'), one.facts)
    case 'history':
      return choice(screen, 'q-history', t(screen, 'historyAsk'), say(screen, rules.vocabulary.facts[one.fact]?.hint), [
        [t(screen, 'historyIsComplete'), () => screen.do.answer({ [one.fact]: true })],
        [t(screen, 'addTrial'), () => screen.do.view('history')],
      ])
    case 'choice':
      return choice(
        screen,
        `q-${one.fact}`,
        say(screen, rules.vocabulary.facts[one.fact]?.question),
        say(screen, rules.vocabulary.facts[one.fact]?.hint),
        [
          [t(screen, 'yes'), () => screen.do.answer({ [one.fact]: true })],
          [t(screen, 'no'), () => screen.do.answer({ [one.fact]: false })],
        ],
        heldOpen(screen, [one.fact]),
      )
    case 'trial':
      return trial(screen, one)
  }
}

/** One number, or some that belong together; an empty field stays unknown. What cannot be is refused beside the fields, and stays as typed. */
function numbers(screen: Screen, id: string, title: string | null, facts: readonly string[]): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const inputs = facts.map((fact) => form.elements.namedItem(fact) as HTMLInputElement)
    const given = inputs.map((input) => ({ input, text: input.value.trim(), value: Number(input.value.trim().replace(',', '.')) }))
    const filled = given.filter(({ text }) => text !== '')
    const wrong = filled.find(({ input, value }) => !fits(input.name, value)) ?? (filled.length === 0 ? given[0] : undefined)
    const [headache, migraine] = ['headacheDays', 'migraineDays'].map((name) => filled.find(({ input }) => input.name === name))
    const tooMany = !wrong && headache && migraine && migraine.value > headache.value ? migraine : undefined
    for (const { input } of given) input.setAttribute('aria-invalid', String(input === (wrong ?? tooMany)?.input))
    form.querySelector('.err')!.textContent = wrong
      ? limitText(screen, wrong.input.name)
      : tooMany
        ? t(screen, 'moreMigraineThanHeadache')
        : ''
    if (wrong || tooMany) return (wrong ?? tooMany)!.input.focus()
    for (const { input } of filled) input.value = ''
    screen.do.answer(Object.fromEntries(filled.map(({ input, value }) => [input.name, value])))
  }
  const field = (fact: string) => {
    const definition = rules.vocabulary.facts[fact]
    return html`<div class="in">
      <label class=${title === null ? 'q' : ''} for="${id}-${fact}">${say(screen, title === null ? definition?.question : definition?.text)}</label>
      <input class="ds-input" id="${id}-${fact}" name=${fact} inputmode="decimal" maxlength="5" autocomplete="off" aria-describedby="${id}-err ${id}-so" />
      ${title === null ? html`<span>${say(screen, definition?.unitText)}</span>` : nothing}
    </div>`
  }
  const hints = [...new Set(facts.map((fact) => say(screen, rules.vocabulary.facts[fact]?.hint)))].filter(Boolean)
  return html`<form class="ask" novalidate @submit=${submit} aria-labelledby=${title === null ? nothing : id}>
    ${title === null ? nothing : html`<p class="q" id=${id}>${title}</p>`}
    ${facts.map(field)}
    <button class="ds-button quiet" data-variant="secondary">${t(screen, 'save')}</button>
    <p class="err" id="${id}-err" role="alert"></p>
    <p class="so" id="${id}-so">${hints.join(' ')}</p>
    ${heldOpen(screen, facts)}
  </form>`
}

const limits = (fact: string): { min: number; max: number } => ({
  min: 0,
  max: Number.POSITIVE_INFINITY,
  ...limitsOf(rules.vocabulary.facts[fact], rules.codes.limits),
})
export function fits(fact: string, value: number): boolean {
  const { min, max } = limits(fact)
  return !Number.isNaN(value) && value >= min && value <= max
}
export function limitText(screen: Screen, fact: string): string {
  const { min, max } = limits(fact)
  return Number.isFinite(max) ? t(screen, 'numberBetween', { min, max }) : t(screen, 'numberAtLeast', { min })
}

function choice(
  screen: Screen,
  id: string,
  asked: string,
  hint: string,
  replies: [string, () => void][],
  held: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="ask" role="group" tabindex="-1" aria-labelledby=${id} lang=${screen.lang}>
    <p class="q" id=${id}>${asked}</p>
    <div class="in">${replies.map(([label, act]) => html`<button type="button" class="ds-button quiet" data-variant="secondary" @click=${(event: MouseEvent) => event.detail > 1 || act()}>${label}</button>`)}</div>
    <p class="so">${hint}</p>
    ${held}
  </div>`
}

function trial(screen: Screen, { trial, substance, about }: Extract<Question, { kind: 'trial' }>): TemplateResult {
  const drug = trialName(trial, rules.drugs, screen.lang)
  const id = `q-${substance}-${about}`
  const set = (answer: { outcome?: Outcome; forMigraine?: boolean; adequate?: boolean }) => () =>
    screen.do.answerTrial(substance, { ...answer, ...(trial.start ? { start: trial.start.text } : {}) })
  const hint = t(screen, 'trialCounts')
  const held = unusables(screen, unusableIn(trial.evidence))
  if (about === 'outcome')
    return choice(
      screen,
      id,
      t(screen, 'trialOutcome', { drug }),
      hint,
      [
        ...outcomes.map((one): [string, () => void] => [outcomeWords[one][screen.lang], set({ outcome: one, forMigraine: true })]),
        [t(screen, 'neverForMigraine'), set({ forMigraine: false })],
      ],
      held,
    )
  const yesNo = (key: 'forMigraine' | 'adequate'): [string, () => void][] => [
    [t(screen, 'yes'), set({ [key]: true })],
    [t(screen, 'no'), set({ [key]: false })],
  ]
  return choice(
    screen,
    id,
    t(screen, about === 'forMigraine' ? 'trialReason' : 'trialEnough', { drug, weeks: rules.drugs.adequateDays.value / 7 }),
    hint,
    yesNo(about),
    held,
  )
}

const outcomes = ['noEffect', 'notTolerated', 'effective', 'other'] as const
