/** What may still change the answer: the questions, then what is unlikely as one screen of boxes, then what was answered. */

import { html, nothing, type TemplateResult } from 'lit'
import { questions } from '../../outputs/questions.ts'
import { rules } from '../../rules.ts'
import { type Screen, t } from '../screen.ts'
import { askedInAnswer } from './answer.ts'
import { answered } from './answered.ts'
import { boxes } from './boxes.ts'
import { question } from './question.ts'
import { saveDiary } from './saveDiary.ts'

export function aside(screen: Screen): TemplateResult {
  const open = questions(screen.assessment, rules)
  const inAnswer = screen.assessment.careLevel.level === 'unknown' ? askedInAnswer : 0
  const rest = open.asked.slice(inAnswer)
  return html`<aside aria-label=${t(screen, 'questions')}>
    ${rest.length > 0 ? nothing : boxes(screen, open)}
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
    ${rest.length > 0 ? boxes(screen, open) : nothing} ${answered(screen)} ${saveDiary(screen)}
  </aside>`
}
