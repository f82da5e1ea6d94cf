/** What falls due in an advanced treatment, the earliest first; what is overdue says so in words. */

import { html, nothing, type TemplateResult } from 'lit'
import { dueWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'

export function followUp(screen: Screen): TemplateResult | typeof nothing {
  const { followUp: due } = screen.assessment
  if (due.length === 0) return nothing
  return html`<section class="panel" aria-labelledby="due">
    <h2 id="due">${t(screen, 'followUp')}</h2>
    <ul class="due">
      ${due.map(
        ({ what, substance, due: date, overdue }) => html`<li>
          <time>${date}</time><span>${say(screen, dueWords[what])}: ${rules.drugs.substances[substance]?.name[screen.lang] ?? substance}</span>
          ${overdue ? html`<span class="v v--red">${icon('red')}${t(screen, 'overdue')}</span>` : nothing}
        </li>`,
      )}
    </ul>
  </section>`
}
