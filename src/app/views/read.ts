/** What was read: one line that opens; what failed, was read in part or is dated later is dashed and says what it makes unknown. */

import { html, nothing, type TemplateResult } from 'lit'
import { drugKinds, type Kind, kinds, type Problem, type Read } from '../../core/record.ts'
import { readInWords } from '../../outputs/reading.ts'
import { kindWords, readWords, reasonText } from '../../outputs/terms.ts'
import { problemText } from '../../outputs/words.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { problemId, readId } from './unusable.ts'

const columns = ['kind', 'count', 'notUsed', 'datedLater', 'span', 'reading'] as const

export function read(screen: Screen): TemplateResult {
  const { assessment, lang } = screen
  const { read: reads } = assessment.record
  const { open, later } = readInWords(assessment.record, assessment.asOf, lang)
  const n = assessment.problems.length
  const remarks = t(screen, n === 1 ? 'problemFound' : 'problemsFound', { n })
  const drugs = drugKinds.reduce((sum, kind) => sum + reads[kind].count, 0)
  const span = (of: readonly Kind[]): string => {
    const years = of
      .flatMap((kind) => [reads[kind].from, reads[kind].to])
      .flatMap((date) => (date ? [date.slice(0, 4)] : []))
      .sort()
    return years.length === 0 ? '' : years[0] === years.at(-1) ? years[0]! : `${years[0]}–${years.at(-1)}`
  }
  const amount = (n: number, word: string, of: readonly Kind[]) => html`<span><b>${n}</b> ${word.toLowerCase()} ${span(of)}</span>`
  return html`<details class="read ${open.length > 0 ? 'read--fail' : ''}" id=${readId} tabindex="-1">
    <summary>
      <span>${t(screen, 'read')} <time>${screen.readAt}</time>:</span>
      ${
        open.length > 0
          ? html`<b>${icon('unknown')} ${open.join('. ')}.</b>
            <span>${t(screen, 'readFails')}</span>`
          : nothing
      }
      ${amount(reads.Condition.count, kindWords.Condition[lang], ['Condition'])}
      ${amount(drugs, lang === 'sv' ? 'läkemedel' : 'drugs', drugKinds)}
      ${amount(reads.Observation.count, kindWords.Observation[lang], ['Observation'])}
      ${later ? html`<b>${later}.</b>` : nothing}
      ${open.length === 0 && !later ? html`<span>${t(screen, 'readNothingFailed')}</span>` : nothing}
      ${n > 0 ? html`<span>${remarks}.</span>` : nothing}
      <span class="caret">${icon('down')}</span><span class="sr">${t(screen, 'showRead')}</span>
    </summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t(screen, 'read')}>
      <table role="table">
        <thead role="rowgroup"><tr role="row">${columns.map((name) => html`<th scope="col" role="columnheader">${t(screen, name)}</th>`)}</tr></thead>
        <tbody role="rowgroup">${kinds.map((kind) => row(screen, kind))}</tbody>
      </table>
      <p class="xs muted">${t(screen, 'withheldElsewhere')}</p>
      ${
        n > 0
          ? html`<h2>${remarks}</h2>
            <ul class="problems">${assessment.problems.map((one, i) => problem(screen, one, i))}</ul>`
          : nothing
      }
    </div>
  </details>`
}

/** On a phone each kind is a card of two lines: the roles keep it a table for whoever hears it. */
function row(screen: Screen, kind: Kind): TemplateResult {
  const of = screen.assessment.record.read[kind]
  const number = (n: number, isOpen: boolean) => html`<td role="cell" class="num ${n === 0 ? 'muted' : isOpen ? 'unk' : ''}">${n}</td>`
  return html`<tr role="row"><th scope="row" role="rowheader">${kindWords[kind][screen.lang]}</th>
    ${number(of.count, false)}${number(of.unusable, true)}${number(of.later, true)}
    <td role="cell" class=${of.from ? '' : 'none'}>${of.from ? html`<span class="nowrap">${of.from}</span> – <span class="nowrap">${of.to}</span>` : '–'}</td>
    <td role="cell">${reading(screen, of)}${kind === 'MedicationRequest' ? html`. ${t(screen, 'fiveYears')}` : nothing}</td></tr>`
}

function reading({ lang }: Screen, { status, reason, notKept, unusable }: Read): string {
  switch (status) {
    case 'failed':
      return reasonText(reason, lang)
    case 'notAsked':
      return notKept
        ? readWords.notKept[lang]
        : [readWords.notAsked[lang], reason && `(${reasonText(reason, lang)})`].filter(Boolean).join(' ')
    default:
      return [readWords[status === 'complete' && unusable > 0 ? 'unaffected' : status][lang], reason && `(${reason})`]
        .filter(Boolean)
        .join(' ')
  }
}

/** What leads to it gives it the focus: `tabindex`. */
const problem = (screen: Screen, one: Problem, nth: number): TemplateResult =>
  html`<li id=${problemId(nth)} tabindex="-1"><span class="prov">${icon('record')}${one.resource}</span><span>${problemText(one, screen.lang)}</span></li>`
