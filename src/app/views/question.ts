/** One question: one tap or one number; answered, it can be undone. */

import { html, type TemplateResult } from 'lit'
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

function number(screen: Screen, fact: string): TemplateResult {
  const { facts } = rules.vocabulary
  const id = `q-${fact}`
  const submit = (event: Event) => {
    event.preventDefault()
    const input = (event.target as HTMLFormElement).elements.namedItem(fact) as HTMLInputElement
    const value = Number(input.value.replace(',', '.'))
    if (input.value.trim() === '' || Number.isNaN(value)) return
    input.value = ''
    screen.do.answer({ [fact]: value })
  }
  return html`<form class="ask" @submit=${submit}>
    <label class="q" for=${id}>${say(screen, facts[fact]?.question)}</label>
    <div class="in">
      <input class="ds-input" id=${id} name=${fact} inputmode="decimal" maxlength="5" autocomplete="off" aria-describedby="${id}-so" />
      <span>${say(screen, facts[fact]?.unitText)}</span>
      <button class="ds-button quiet" data-variant="secondary">${t(screen, 'save')}</button>
    </div>
    <p class="so" id="${id}-so">${say(screen, facts[fact]?.hint)}</p>
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
