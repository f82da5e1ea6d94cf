/** What was read: one line that opens; a failure is dashed and says what it makes unknown. */

import { html, nothing, type TemplateResult } from 'lit'
import { drugKinds, type Kind, kinds } from '../../core/record.ts'
import { kindWords, readWords, reasonText } from '../../outputs/terms.ts'
import { problemText } from '../../outputs/words.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'

export function read(screen: Screen): TemplateResult {
  const { assessment, lang } = screen
  const { read: reads } = assessment.record
  const failed = kinds.filter((kind) => reads[kind].status === 'failed')
  const drugs = drugKinds.reduce((sum, kind) => sum + reads[kind].count, 0)
  const span = (of: readonly Kind[]): string => {
    const years = of
      .flatMap((kind) => [reads[kind].from, reads[kind].to])
      .flatMap((date) => (date ? [date.slice(0, 4)] : []))
      .sort()
    return years.length === 0 ? '' : years[0] === years.at(-1) ? years[0]! : `${years[0]}–${years.at(-1)}`
  }
  const amount = (n: number, word: string, of: readonly Kind[]) => html`<span><b>${n}</b> ${word.toLowerCase()} ${span(of)}</span>`
  return html`<details class="read ${failed.length > 0 ? 'read--fail' : ''}">
    <summary>
      <span>${t(screen, 'read')} <time>${screen.readAt}</time>:</span>
      ${
        failed.length > 0
          ? html`<b>${icon('unknown')} ${t(screen, 'readFailed')}: ${failed.map((kind) => `${kindWords[kind][lang].toLowerCase()} (${reasonText(reads[kind].reason, lang)})`).join(', ')}.</b>
            <span>${t(screen, 'readFails')}</span>`
          : nothing
      }
      ${amount(reads.Condition.count, kindWords.Condition[lang], ['Condition'])}
      ${amount(drugs, lang === 'sv' ? 'läkemedel' : 'drugs', drugKinds)}
      ${amount(reads.Observation.count, kindWords.Observation[lang], ['Observation'])}
      ${failed.length === 0 ? html`<span>${t(screen, 'readNothingFailed')}</span>` : nothing}
      ${assessment.problems.length > 0 ? html`<span>${t(screen, 'problemsFound', { n: assessment.problems.length })}.</span>` : nothing}
      <span class="caret">${icon('down')}</span><span class="sr">${t(screen, 'showRead')}</span>
    </summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t(screen, 'read')}>
      <table>
        <thead><tr>${(['kind', 'count', 'span', 'reading'] as const).map((name) => html`<th scope="col">${t(screen, name)}</th>`)}</tr></thead>
        <tbody>
          ${kinds.map((kind) => {
            const { status, count, from, to, reason } = reads[kind]
            const how =
              status === 'complete' ? readWords.complete[lang] : status === 'failed' ? reasonText(reason, lang) : readWords.notAsked[lang]
            return html`<tr><td>${kindWords[kind][lang]}</td><td>${count}</td><td>${from ? `${from} – ${to}` : '–'}</td>
              <td>${how}${status === 'complete' && reason ? html` (${reason})` : nothing}${kind === 'MedicationRequest' ? html`. ${t(screen, 'fiveYears')}` : nothing}</td></tr>`
          })}
        </tbody>
      </table>
      <p class="xs muted">${t(screen, 'withheldElsewhere')}</p>
      ${
        assessment.problems.length > 0
          ? html`<h3>${t(screen, 'problemsFound', { n: assessment.problems.length })}</h3>
            <ul class="problems">${assessment.problems.map((problem) => html`<li><span class="prov">${icon('record')}${problem.resource}</span> ${problemText(problem, lang)}</li>`)}</ul>`
          : nothing
      }
    </div>
  </details>`
}
