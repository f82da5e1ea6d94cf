/** What was answered in this launch, each answer removable. */

import { html, nothing, type TemplateResult } from 'lit'
import { trialName } from '../../outputs/document.ts'
import { capital, numberText } from '../../outputs/say.ts'
import { outcomeWords } from '../../outputs/terms.ts'
import { valueText } from '../../outputs/values.ts'
import { problemText } from '../../outputs/words.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { isBox } from './boxes.ts'

/** Every answer but those of the boxes. */
export function answered(screen: Screen): TemplateResult | typeof nothing {
  const { answers } = screen.assessment
  const facts = Object.entries(answers.facts).filter(([name]) => !isBox(name))
  const trials = Object.entries(answers.trials)
  const months = Object.entries(answers.months).sort(([a], [b]) => (a < b ? -1 : 1))
  if (facts.length + trials.length + months.length === 0) return nothing
  const undo = (act: () => void, of: string) =>
    html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${act}>${t(screen, 'undo')}<span class="sr">: ${of}</span></button>`
  return html`<section class="panel" aria-labelledby="an">
    <h2 id="an">${t(screen, 'answered')}</h2>
    <ul class="given">
      ${facts.map(([name, { value, date }]) => {
        const definition = rules.vocabulary.facts[name]
        const label = say(screen, definition?.text)
        return html`<li><span>${label}: <b>${valueText({ status: 'known', value, evidence: [] }, definition, screen.lang)}</b>
          ${byYou(screen, date)}${against(screen, name)}</span>${undo(() => screen.do.undo([name]), label)}</li>`
      })}
      ${trials.map(([key, one]) => {
        const substance = key.split('@')[0]!
        const trial = screen.assessment.trials.find((other) => other.substance === substance)
        const label = trial ? trialName(trial, rules.drugs, screen.lang) : substance
        const parts = [
          one.outcome ? outcomeWords[one.outcome][screen.lang].toLowerCase() : null,
          one.forMigraine === undefined
            ? null
            : `${t(screen, 'forMigraine').toLowerCase()}: ${t(screen, one.forMigraine ? 'yes' : 'no').toLowerCase()}`,
          one.adequate === undefined
            ? null
            : `${t(screen, 'enoughDose').toLowerCase()}: ${t(screen, one.adequate ? 'yes' : 'no').toLowerCase()}`,
        ].filter((part) => part !== null)
        return html`<li><span>${label}: <b>${parts.join(', ')}</b> ${byYou(screen, one.date)}</span>${undo(() => screen.do.undoTrial(key), label)}</li>`
      })}
      ${months.map(([month, { values, date }]) => {
        const said = Object.entries(values).map(
          ([name, value]) =>
            html`${say(screen, rules.vocabulary.facts[name]?.text)}: <b>${numberText(value, screen.lang)}</b>${against(screen, `months/${month}/${name}`)}<br />`,
        )
        const none = Object.fromEntries(Object.keys(values).map((name) => [name, null]))
        return html`<li><span><time>${month}</time><br />${said}${byYou(screen, date)}</span>${undo(() => screen.do.answerMonths({ [month]: none }), month)}</li>`
      })}
    </ul>
  </section>`
}

/** Where the record says otherwise, beside the answer: which of them holds. */
const against = (screen: Screen, answer: string): TemplateResult[] =>
  screen.assessment.problems
    .filter(({ resource }) => resource === `answers/${answer}`)
    .map((problem) => html`<span class="against">${icon('care')}<span>${capital(problemText(problem, screen.lang))}.</span></span>`)

const byYou = (screen: Screen, date: string | null): TemplateResult =>
  html`<span class="prov prov--you">${icon('you')}${t(screen, 'byYou')} ${date ? html`<time>${date}</time>` : nothing}</span>`
