/** One line of a letter: its text and origin, the way to change it; or a gap with the question that fills it. */

import { html, nothing, type TemplateResult } from 'lit'
import type { Gap, Letter, Line } from '../../outputs/letter/letter.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { question } from './question.ts'

export function letterLine(screen: Screen, line: Line, kind: Letter['kind'], section = ''): TemplateResult {
  if (line.gap) return gapLine(screen, line, line.gap, section)
  if (screen.desk.editing === line.id) return editor(screen, line)
  const { text, edited, origin } = line
  const isFixed = line.isFixed || origin === 'missing'
  return html`<div class="ln">
    <div>
      ${text === '' ? html`<p class="muted"><s>${edited?.was}</s> <span class="xs">${t(screen, 'removedLine')}</span></p>` : html`<p>${text}</p>`}
      ${edited?.isStale ? html`<p class="stale small"><span class="v v--unk">${icon('unknown')}${t(screen, 'staleLine')}</span> ${edited.was}</p>` : nothing}
    </div>
    <span class="side">${mark(screen, line, kind)}
      ${isFixed ? nothing : html`<button type="button" class="ds-button quiet noprint" data-variant="tertiary" title=${t(screen, 'changeLine')} @click=${() => screen.do.editLine(line.id)}>${icon('you')}<span class="sr">${t(screen, 'changeLineOf', { line: text || (edited?.was ?? '') })}</span></button>`}
      ${edited ? html`<button type="button" class="ds-button quiet noprint" data-variant="tertiary" @click=${() => screen.do.changeLine(line.id, null)}>${t(screen, 'restoreLine')}<span class="sr">: ${edited.was}</span></button>` : nothing}
    </span>
  </div>`
}

/** Where it comes from; on paper the reader is the receiver. */
function mark(screen: Screen, { origin, date }: Line, kind: Letter['kind']): TemplateResult | typeof nothing {
  switch (origin) {
    case 'record':
      return html`<span class="prov">${icon('record')}${t(screen, 'fromRecord')} ${date ? html`<time>${date}</time>` : nothing}</span>`
    case 'user':
      return html`<span class="prov prov--you">${icon('you')}<span class="noprint">${t(screen, 'byYou')}</span>${kind === 'referral' ? html`<span class="onlyprint">${t(screen, 'bySender')}</span>` : nothing}</span>`
    case 'missing':
      return html`<span class="prov prov--gap">${icon('unknown')}${t(screen, 'missing')}</span>`
    case 'assessment':
      return kind === 'referral' ? html`<span class="prov">${t(screen, 'fromAssessment')}</span>` : nothing
  }
}

function editor(screen: Screen, { id, text, edited, free }: Line): TemplateResult {
  const save = (event: Event) => {
    event.preventDefault()
    const to = (new FormData(event.target as HTMLFormElement).get('line') as string).replace(/\s*\n\s*/g, ' ').trim()
    const was = edited?.was ?? text
    if (free !== undefined && to === '') screen.do.fillLine(free, null)
    else screen.do.changeLine(id, to === was ? null : { of: was, to })
  }
  return html`<form class="ln ln--edit" @submit=${save} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && screen.do.editLine(null)}>
    <textarea class="ds-input" name="line" rows=${Math.ceil((text.length + 20) / 70)} aria-label=${t(screen, 'changeLineOf', { line: text })} autocomplete="off" .value=${text}></textarea>
    <span class="side"><button class="ds-button quiet" data-variant="secondary">${t(screen, 'saveLine')}</button>
      <button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.editLine(null)}>${t(screen, 'cancelLine')}</button></span>
  </form>`
}

function gapLine(screen: Screen, line: Line, gap: Gap, section: string): TemplateResult {
  const text = html`<span class="v v--unk">${icon('unknown')}<span>${line.text}</span></span>`
  if ('question' in gap)
    return html`<div class="gap gap--ask"><p>${text}</p><div class="noprint">${question(screen, gap.question)}</div></div>`
  if ('flags' in gap)
    return html`<div class="gap"><p>${text}</p><div class="in noprint">
      <button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.view('assessment', 'flags')}>${t(screen, 'askNow')}</button>
    </div></div>`
  return html`<form class="gap" @submit=${fill(screen, gap.free)} @change=${fill(screen, gap.free)}>
    <p>${text}</p>
    <div class="in noprint">
      <input class="ds-input wide" name="free" aria-label=${line.text.includes(':') ? line.text : `${section}: ${line.text}`} placeholder=${gap.hint} autocomplete="off" maxlength="400" />
      <button class="ds-button quiet" data-variant="secondary">${t(screen, 'saveLine')}</button>
      ${gap.none === null ? nothing : html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.fillLine(gap.free, gap.none)}>${gap.none.replace(/\.$/, '')}</button>`}
    </div>
  </form>`
}

/** Sent by Enter, by its button or by leaving the field: what was typed is in the text before anything is done with it. */
const fill = (screen: Screen, id: string) => (event: Event) => {
  event.preventDefault()
  const form = event.currentTarget as HTMLFormElement
  const text = (new FormData(form).get('free') as string).trim()
  if (text === '') return event.type === 'submit' ? form.querySelector('input')!.focus() : undefined
  form.reset()
  screen.do.fillLine(id, text)
}

/** A line of the user's own, at the end; it is no gap. */
export function addedLine(screen: Screen, { kind, lang }: Letter): TemplateResult | typeof nothing {
  const id = `own ${kind}-${lang}`
  if (screen.desk.draft.texts[id] !== undefined) return nothing
  return html`<form class="own noprint" @submit=${fill(screen, id)}>
    <label for="own">${t(screen, 'addLine')}</label>
    <input class="ds-input wide" id="own" name="free" autocomplete="off" maxlength="400" />
    <button class="ds-button quiet" data-variant="secondary">${t(screen, 'add')}</button>
  </form>`
}
