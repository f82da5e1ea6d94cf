/** What may still change the answer: red flags as one screen of boxes, then the other questions, then what was answered. */

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { trialName } from '../../outputs/document.ts'
import { type Questions, questions } from '../../outputs/questions.ts'
import { outcomeWords } from '../../outputs/terms.ts'
import { valueText } from '../../outputs/values.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { askedInAnswer } from './answer.ts'
import { question } from './question.ts'
import { saveDiary } from './saveDiary.ts'

export function aside(screen: Screen): TemplateResult {
  const open = questions(screen.assessment, rules.vocabulary)
  const inAnswer = screen.assessment.careLevel.level === 'unknown' ? askedInAnswer : 0
  const rest = open.asked.slice(inAnswer)
  return html`<aside aria-label=${t(screen, 'questions')}>
    ${boxes(screen, open)}
    <section class="panel ${rest.length > 0 ? 'panel--open' : ''}" aria-labelledby="qs">
      <h2 id="qs">${t(screen, 'questions')}</h2>
      ${open.asked.length === 0 ? html`<p class="small muted">${t(screen, 'noQuestions')}</p>` : nothing}
      ${rest.map((one) => question(screen, one))}
      ${
        open.further.length > 0
          ? html`<details class="more"><summary>${t(screen, 'moreQuestions', { n: open.further.length })}</summary>${open.further.map((one) => question(screen, one))}</details>`
          : nothing
      }
    </section>
    ${answered(screen)} ${saveDiary(screen)}
  </aside>`
}

/** What is unlikely, asked once for all: "none of these" records an answer to each. */
function boxes(screen: Screen, { acute, semiAcute, ticks }: Questions): TemplateResult | typeof nothing {
  const { facts, answers } = screen.assessment
  const open = [...acute, ...semiAcute, ...ticks]
  const given = Object.keys(answers.facts).filter(isBox)
  const isTicked = (name: string) => facts[name]?.status === 'known' && facts[name].value === true
  const flags = Object.keys(rules.vocabulary.facts).filter((name) => rules.vocabulary.facts[name]!.redFlag && isTicked(name))
  const ticked = [...new Set([...flags, ...given.filter(isTicked)])]
  if (open.length === 0 && given.length === 0 && ticked.length === 0) return nothing
  const box = (name: string) => html`<li><label>
    <input class="ds-input" type="checkbox" .checked=${live(ticked.includes(name))}
      @change=${(event: Event) => ((event.target as HTMLInputElement).checked ? screen.do.answer({ [name]: true }) : screen.do.undo([name]))} />
    <span>${say(screen, rules.vocabulary.facts[name]?.text)}</span></label></li>`
  const group = (title: string, isIn: (name: string) => boolean) => {
    const shown = Object.keys(rules.vocabulary.facts).filter((name) => isIn(name) && (open.includes(name) || ticked.includes(name)))
    return shown.length > 0 ? html`<h3>${title}</h3><ul class="checks">${shown.map(box)}</ul>` : nothing
  }
  const sort = (name: string) => rules.vocabulary.facts[name]?.redFlag
  const none = () => screen.do.answer(Object.fromEntries(open.map((name) => [name, false])))
  return html`<section class="panel ${open.length > 0 ? 'panel--open' : ''} flags" id="flags" aria-labelledby="fl">
    <h2 id="fl">${open.length > 0 ? html`<span class="v v--unk">${icon('unknown')}</span>${t(screen, 'flagsTitle')}` : t(screen, 'flagsDone')}</h2>
    ${
      open.length > 0
        ? html`<p class="small muted">${t(screen, 'flagsWhy')}</p>
          <button type="button" class="ds-button none" data-variant="secondary" @click=${none}>${t(screen, 'flagsNone', { n: open.length })}</button>`
        : html`<p class="small">${ticked.length > 0 ? t(screen, 'flagsSome', { n: ticked.length }) : t(screen, 'flagsAnswered')}</p>`
    }
    ${group(t(screen, 'flagsAcute'), (name) => sort(name) === 'acute')} ${group(t(screen, 'flagsSoon'), (name) => sort(name) === 'semiAcute')}
    ${group(t(screen, 'ticksTitle'), (name) => sort(name) === undefined && (isBox(name) || open.includes(name)))}
    ${given.length > 0 ? html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.undo(given)}>${t(screen, 'undo')}</button>` : nothing}
  </section>`
}

const isBox = (name: string): boolean => rules.vocabulary.facts[name]?.redFlag !== undefined || rules.vocabulary.facts[name]?.ask === 'tick'

/** Every answer but those of the boxes, each removable. */
function answered(screen: Screen): TemplateResult | typeof nothing {
  const { answers } = screen.assessment
  const facts = Object.entries(answers.facts).filter(([name]) => !isBox(name))
  const trials = Object.entries(answers.trials)
  if (facts.length === 0 && trials.length === 0) return nothing
  const undo = (act: () => void, of: string) =>
    html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${act}>${t(screen, 'undo')}<span class="sr">: ${of}</span></button>`
  return html`<section class="panel" aria-labelledby="an">
    <h2 id="an">${t(screen, 'answered')}</h2>
    <ul class="given">
      ${facts.map(([name, { value, by, date }]) => {
        const definition = rules.vocabulary.facts[name]
        const label = say(screen, definition?.text)
        return html`<li><span>${label}: <b>${valueText({ status: 'known', value, evidence: [] }, definition, screen.lang)}</b>
          <span class="prov prov--you">${icon('you')}${t(screen, 'byYou')} <time>${date}</time><span class="sr">${by}</span></span></span>${undo(() => screen.do.undo([name]), label)}</li>`
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
        return html`<li><span>${label}: <b>${parts.join(', ')}</b> <span class="prov prov--you">${icon('you')}${t(screen, 'byYou')} <time>${one.date}</time></span></span>${undo(() => screen.do.undoTrial(key), label)}</li>`
      })}
    </ul>
  </section>`
}
