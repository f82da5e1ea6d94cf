/** Months of the diary that were entered here, and the way to store them in the record. */

import { html, nothing, type TemplateResult } from 'lit'
import { type Screen, t } from '../screen.ts'
import { reviewButton } from './review.ts'

export function saveDiary(screen: Screen): TemplateResult | typeof nothing {
  const answered = Object.entries(screen.assessment.answers.months)
  if (screen.whatIf || answered.length === 0 || !screen.writing.can.diary) return nothing
  return html`<section class="panel" aria-labelledby="dy">
    <h2 id="dy">${t(screen, 'diaryTitle')}</h2>
    <p class="small">${t(screen, 'diaryMonths', {
      months: answered
        .map(([month]) => month)
        .sort()
        .join(', '),
    })}</p>
    <p>${reviewButton(screen, {
      kind: 'diary',
      title: t(screen, 'diaryTitle'),
      text: '',
      lang: screen.lang,
      urgency: 'routine',
      to: null,
      months: Object.fromEntries(answered.map(([month, { values }]) => [month, values])),
    })}</p>
  </section>`
}
