/** The rows of the preview: what belongs together for a reader, with a word and an icon for what came of it. */

import { html, nothing, type TemplateResult } from 'lit'
import { inSentence } from '../../outputs/say.ts'
import { rules } from '../../rules.ts'
import { type Icon, icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import type { Word } from '../words.ts'
import type { Outcome, Why } from '../writing/store.ts'
import type { Review } from '../writing/writeBack.ts'

export type Row = { name: string; is: string; outcome: Outcome; references: string[]; parts: number; isDraft?: boolean }

export function rowsOf(screen: Screen, { items, outcomes, writing, hasProvenance, draft }: Review): Row[] {
  const waiting: Outcome = { is: 'waiting' }
  const groups = [...new Set(items.map(({ group }) => group))]
  const rows = groups.map((group): Row => {
    const of = items.filter((item) => item.group === group).map(({ id }) => outcomes.get(id) ?? waiting)
    return {
      ...nameOf(screen, group, writing.months[group], items),
      outcome: worst(of),
      references: of.flatMap(referenceOf),
      parts: of.length,
    }
  })
  if (draft || (items.length === 0 && screen.writing.hasScratchpad)) {
    const outcome = draft ?? waiting
    rows.unshift({
      name: t(screen, 'itemDraft'),
      is: t(screen, 'itemDraftIs'),
      outcome,
      references: referenceOf(outcome),
      parts: 1,
      isDraft: true,
    })
  }
  const made = outcomes.get('provenance') ?? waiting
  if (hasProvenance && items.length > 0)
    rows.push({
      name: t(screen, 'itemProvenance'),
      is: t(screen, 'itemProvenanceIs'),
      outcome: made,
      references: referenceOf(made),
      parts: 1,
    })
  return rows
}

const referenceOf = (outcome: Outcome): string[] => (outcome.is === 'stored' && outcome.reference ? [outcome.reference] : [])

function nameOf(screen: Screen, group: string, month: Readonly<Record<string, number>> | undefined, items: Review['items']) {
  if (group === 'letter') return { name: t(screen, 'itemLetter'), is: t(screen, 'itemLetterIs') }
  if (group === 'referral') {
    const hasLetter = items.some((item) => item.group === 'letter')
    return { name: t(screen, 'itemReferral'), is: t(screen, hasLetter ? 'itemReferralIs' : 'itemReferralHolds') }
  }
  return { name: t(screen, 'diaryMonth', { month: group }), is: month ? monthText(screen, month) : '' }
}

/** A month is stored when every part of it is; what failed is told before what waits. */
function worst(outcomes: readonly Outcome[]): Outcome {
  const order = ['failed', 'sending', 'waiting', 'stored', 'instead'] as const
  return [...outcomes].sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is))[0] ?? { is: 'waiting' }
}

const failures: Record<Why, { word: Word; do: Word; icon: Icon; look: string }> = {
  refused: { word: 'isRefused', do: 'isRefusedDo', icon: 'notMet', look: 'v--not' },
  conflict: { word: 'isConflict', do: 'isConflictDo', icon: 'notMet', look: 'v--not' },
  failed: { word: 'isFailed', do: 'isFailedDo', icon: 'unknown', look: 'v--unk' },
  timeout: { word: 'isTimeout', do: 'isTimeoutDo', icon: 'unknown', look: 'v--unk' },
  offline: { word: 'isOffline', do: 'isOfflineDo', icon: 'unknown', look: 'v--unk' },
  ended: { word: 'isEnded', do: 'isEndedDo', icon: 'lock', look: 'v--not' },
  unsure: { word: 'isUnsure', do: 'isUnsureDo', icon: 'unknown', look: 'v--unk' },
}

export const failureWord = (screen: Screen, why: Why): string => t(screen, failures[why].word)

export function outcomeMark(screen: Screen, { name, is, outcome, references, parts, isDraft }: Row): TemplateResult {
  const mark = (look: string, shape: Icon, word: Word) => html`<span class="v ${look}">${icon(shape)}${t(screen, word)}</span>`
  const what = html`<span><b>${name}</b>${is === '' ? nothing : html`: ${is}`}</span>`
  switch (outcome.is) {
    case 'waiting':
      return html`${mark('v--not', 'record', 'isWaiting')}${what}`
    case 'sending':
      return html`${mark('v--not', 'again', 'storing')}${what}`
    case 'instead':
      return html`${mark('v--not', 'next', 'isInstead')}${what}`
    case 'stored':
      return html`${mark('v--met', 'met', isDraft ? 'isDrafted' : outcome.before ? 'isStoredBefore' : 'isStored')}
        <div>${what}${where(screen, references)}</div>`
    case 'failed': {
      const { word, do: advice, icon: shape, look } = failures[outcome.why]
      return html`${mark(look, shape, word)}
        <div>${what}<p class="small">${t(screen, advice, { status: outcome.status === null ? '' : ` (${outcome.status})` })}</p>
        ${references.length > 0 ? html`<p class="small">${t(screen, 'partsStored', { n: references.length, all: parts })}</p>` : nothing}
        ${outcome.says === '' ? nothing : html`<p class="xs muted">${t(screen, 'recordSays', { says: outcome.says })}</p>`}</div>`
    }
  }
}

/** Where it is in the record; many addresses are folded away. */
const where = (screen: Screen, references: readonly string[]): TemplateResult =>
  references.length < 2
    ? html`<span class="xs muted refs">${references}</span>`
    : html`<details class="xs muted refs"><summary>${t(screen, 'storedAs', { n: references.length })}</summary>${references.join(', ')}</details>`

export const monthText = (screen: Screen, values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([fact, value], index) => {
      const name = say(screen, rules.vocabulary.facts[fact]?.text)
      return `${index === 0 ? name : inSentence(name)} ${String(value).replace('.', screen.lang === 'sv' ? ',' : '.')}`
    })
    .join(', ')
