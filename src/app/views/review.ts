/** The preview: exactly what will be stored, and after the press what came of it. A modal dialog: Esc closes, focus comes back. */

import { html, nothing, type TemplateResult } from 'lit'
import type { Writing } from '../../fhir/writing/writing.ts'
import { inSentence } from '../../outputs/say.ts'
import { levelWords, urgencyWords } from '../../outputs/terms.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { isDone, mayBeLaid, type Review } from '../writing/writeBack.ts'
import { failureWord, monthText, outcomeMark, type Row, rowsOf } from './stored.ts'

/** The way in, for every view that has something to store; one line says how where that cannot be. */
export const reviewButton = (screen: Screen, writing: Writing): TemplateResult =>
  screen.writing.can[writing.kind]
    ? html`<button type="button" class="ds-button" @click=${() => screen.do.review(writing)}>${t(screen, writing.kind === 'diary' ? 'storeDiary' : 'reviewAndStore')}</button>`
    : html`<p class="small muted">${t(screen, 'cannotStore')}</p>`

export function review(screen: Screen): TemplateResult | typeof nothing {
  const { review } = screen.writing
  if (!review) return nothing
  const rows = rowsOf(screen, review)
  const close = (event: Event) => review.isBusy || (event.target as HTMLElement).closest('dialog')!.close()
  const text = shownText(screen, review)
  return html`<dialog class="review" aria-labelledby="rv" @close=${screen.do.cancelReview}
      @cancel=${(event: Event) => review.isBusy && event.preventDefault()}>
    <h2 id="rv">${t(screen, review.writing.kind === 'diary' ? 'storeDiary' : 'reviewAndStore')}</h2>
    <div class="review-body" tabindex="0" role="region" aria-labelledby="rv" autofocus>
      <section>
        <h3>${t(screen, 'toStore')}</h3>
        ${facts(screen, review)}
        <div role="status" aria-atomic="false">
          <ul class="items">${rows.map((row) => html`<li>${outcomeMark(screen, row)}</li>`)}</ul>
        </div>
        ${remarks(screen, review).map((remark) => html`<p class="small remark">${icon('care')} ${remark}</p>`)}
      </section>
      ${review.writing.text === '' ? nothing : html`<section><h3>${t(screen, 'theText')}</h3><p class="note" lang=${review.writing.lang}>${text}</p></section>`}
    </div>
    <div class="review-do">
      <p class="summary" role="status">${summary(screen, review, rows)}</p>
      ${buttons(screen, review)}
      <button type="button" class="ds-button" data-variant="secondary" @click=${() => screen.do.copy(text)}>${t(screen, 'copyText')}</button>
      <button type="button" class="ds-button" data-variant="tertiary" aria-disabled=${review.isBusy} @click=${close}>${t(screen, rows.some(({ outcome }) => outcome.is !== 'waiting') ? 'close' : 'cancel')}</button>
      <p role="status" class="small">${review.copied === null ? nothing : t(screen, review.copied ? 'copied' : 'notCopied')}</p>
    </div>
  </dialog>`
}

/** Shown as soon as it stands in the page: an element outside it cannot be. What came of a press may move the button that was pressed. */
export function showReview(page: Element): void {
  page.querySelector<HTMLDialogElement>('dialog.review:not([open])')?.showModal()
  page.querySelector('.review-do :focus')?.scrollIntoView({ block: 'nearest' })
}

function facts(screen: Screen, { writing, author, isSigned }: Review): TemplateResult {
  const { lang, assessment, person, showsProtected } = screen
  const { kind, to, urgency } = writing
  const receiver = to === 'emergency' ? t(screen, 'emergencyDepartment') : to && levelWords[to][lang]
  const state = { referral: 'stateReferral', document: 'stateDocument', diary: 'stateDiary' } as const
  const rows: (readonly [string, unknown])[] = [
    [t(screen, 'patient'), person.isProtected && !showsProtected ? t(screen, 'protectedIdentity') : (person.name ?? t(screen, 'nameless'))],
    [t(screen, 'what'), writing.title],
    ...(kind === 'referral' && receiver ? [[t(screen, 'receiver'), receiver] as const] : []),
    ...(kind === 'referral' ? [[t(screen, 'priority'), urgencyWords[urgency][lang]] as const] : []),
    [t(screen, 'state'), t(screen, state[kind])],
    [t(screen, 'onDate'), html`<time>${assessment.asOf}</time>`],
    [t(screen, 'author'), author ?? t(screen, isSigned ? 'authorYou' : 'authorUnknown')],
  ]
  return html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** What of it the record does not take, said before anything is sent. */
function remarks(screen: Screen, { writing, leftOut, hasProvenance, items }: Review): string[] {
  const { kinds, can } = screen.writing
  const { kind, months } = writing
  const storesReferral = kind === 'referral' && items.length > 0
  return [
    ...(storesReferral && !kinds.has('ServiceRequest') ? [t(screen, 'noReferral')] : []),
    ...(storesReferral && !kinds.has('DocumentReference') && kinds.has('ServiceRequest') ? [t(screen, 'noDocument')] : []),
    ...(Object.keys(months).length > 0 && !can.diary ? [t(screen, 'noDiary')] : []),
    ...(items.length > 0 && !hasProvenance ? [t(screen, 'noProvenance')] : []),
    ...(leftOut.length > 0 ? [t(screen, 'leftOut', { months: leftOut.join(', ') })] : []),
  ]
}

function summary(screen: Screen, { items, isBusy, draft }: Review, rows: readonly Row[]): string {
  const stored = rows.filter(({ outcome }) => isDone(outcome)).length
  if (isBusy) return t(screen, 'storing')
  if (rows.every(({ outcome }) => outcome.is === 'waiting')) return t(screen, 'nothingStored')
  if (items.length === 0 && draft?.is === 'stored') return t(screen, 'allInDrafts')
  if (stored === rows.length) return t(screen, 'allStored')
  const first = rows.flatMap(({ name, outcome }) =>
    outcome.is === 'failed' ? `${name}: ${inSentence(failureWord(screen, outcome.why))}.` : [],
  )[0]
  return t(screen, 'someStored', { n: stored, all: rows.length, first: first ?? '' })
}

function buttons(screen: Screen, review: Review): TemplateResult {
  const { items, outcomes, isBusy, draft, writing, hasProvenance } = review
  const all = [...items.map(({ id }) => outcomes.get(id)), ...(hasProvenance && items.length > 0 ? [outcomes.get('provenance')] : [])]
  const isStored = all.length > 0 && all.every(isDone)
  const wasTried = all.some((outcome) => outcome?.is === 'failed')
  const label = isBusy ? 'storing' : isStored ? 'isStored' : wasTried ? 'tryAgain' : 'store'
  const request = items.find(({ kind }) => kind === 'ServiceRequest')
  const outcome = request && outcomes.get(request.id)
  /** Not beside a referral that is stored, or may be: there would be two. */
  const mayDraft =
    screen.writing.hasScratchpad &&
    writing.kind === 'referral' &&
    draft?.is !== 'stored' &&
    (!outcome || outcome.is === 'waiting' || (outcome.is === 'failed' && outcome.why === 'refused'))
  return html`${items.length === 0 || mayBeLaid(review) ? nothing : html`<button type="button" class="ds-button" aria-disabled=${isBusy || isStored} @click=${() => isStored || screen.do.store()}>${t(screen, label)}</button>`}
    ${mayDraft ? html`<button type="button" class="ds-button" data-variant=${items.length === 0 ? 'primary' : 'secondary'} aria-disabled=${isBusy} @click=${screen.do.draft}>${t(screen, 'layDraft')}</button>` : nothing}`
}

/** What is copied: the text as shown, or for a diary its months. */
function shownText(screen: Screen, { writing }: Review): string {
  if (writing.text !== '') return writing.text
  return Object.keys(writing.months)
    .sort()
    .map((month) => `${month}: ${monthText(screen, writing.months[month]!)}`)
    .join('\n')
}
