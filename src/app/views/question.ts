/** One question: one tap or one number; answered, it can be undone. */

import { html, type TemplateResult } from 'lit'
import { limitsOf } from '../../core/answers.ts'
import type { Outcome } from '../../core/facts.ts'
import { trialName } from '../../outputs/document.ts'
import type { Question } from '../../outputs/questions.ts'
import { outcomeWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { type Screen, say, t } from '../screen.ts'

export function question(screen: Screen, one: Question): TemplateResult {
  switch (one.kind) {
    case 'number':
      return number(screen, one.fact)
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
      )
    case 'trial':
      return trial(screen, one)
  }
}

/** What cannot be is refused beside the field, in words; nothing typed is lost. */
function number(screen: Screen, fact: string): TemplateResult {
  const definition = rules.vocabulary.facts[fact]
  const id = `q-${fact}`
  const { min = 0, max = Number.POSITIVE_INFINITY } = limitsOf(definition, rules.codes.limits) ?? {}
  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const input = form.elements.namedItem(fact) as HTMLInputElement
    const error = form.querySelector('.err')!
    const value = Number(input.value.trim().replace(',', '.'))
    const fits = input.value.trim() !== '' && !Number.isNaN(value) && value >= min && value <= max
    input.setAttribute('aria-invalid', String(!fits))
    error.textContent = fits ? '' : Number.isFinite(max) ? t(screen, 'numberBetween', { min, max }) : t(screen, 'numberAtLeast', { min })
    if (!fits) return input.focus()
    input.value = ''
    screen.do.answer({ [fact]: value })
  }
  return html`<form class="ask" novalidate @submit=${submit}>
    <label class="q" for=${id}>${say(screen, definition?.question)}</label>
    <div class="in">
      <input class="ds-input" id=${id} name=${fact} inputmode="decimal" maxlength="5" autocomplete="off" aria-describedby="${id}-err ${id}-so" />
      <span>${say(screen, definition?.unitText)}</span>
      <button class="ds-button quiet" data-variant="secondary">${t(screen, 'save')}</button>
    </div>
    <p class="err" id="${id}-err" role="alert"></p>
    <p class="so" id="${id}-so">${say(screen, definition?.hint)}</p>
  </form>`
}

function choice(screen: Screen, id: string, asked: string, hint: string, replies: [string, () => void][]): TemplateResult {
  return html`<div class="ask" role="group" aria-labelledby=${id} lang=${screen.lang}>
    <p class="q" id=${id}>${asked}</p>
    <div class="in">${replies.map(([label, act]) => html`<button type="button" class="ds-button quiet" data-variant="secondary" @click=${act}>${label}</button>`)}</div>
    <p class="so">${hint}</p>
  </div>`
}

function trial(screen: Screen, { trial, substance, about }: Extract<Question, { kind: 'trial' }>): TemplateResult {
  const drug = trialName(trial, rules.drugs, screen.lang)
  const id = `q-${substance}-${about}`
  const set = (answer: { outcome?: Outcome; forMigraine?: boolean; adequate?: boolean }) => () =>
    screen.do.answerTrial(substance, { ...answer, ...(trial.start ? { start: trial.start.text } : {}) })
  const hint = t(screen, 'trialCounts')
  if (about === 'outcome')
    return choice(
      screen,
      id,
      t(screen, 'trialOutcome', { drug }),
      hint,
      (['noEffect', 'notTolerated', 'effective', 'other'] as const).map((one) => [outcomeWords[one][screen.lang], set({ outcome: one })]),
    )
  const yesNo = (key: 'forMigraine' | 'adequate'): [string, () => void][] => [
    [t(screen, 'yes'), set({ [key]: true })],
    [t(screen, 'no'), set({ [key]: false })],
  ]
  return choice(screen, id, t(screen, about === 'forMigraine' ? 'trialReason' : 'trialEnough', { drug }), hint, yesNo(about))
}
