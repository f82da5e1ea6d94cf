/** What every part of a letter is written from. */

import type { Sets } from '../../core/codes.ts'
import type { Assessment, Rules } from '../../core/evaluate.ts'
import type { Evidence } from '../../core/facts.ts'
import type { Lang } from '../../core/guideline.ts'
import type { Kind } from '../../core/record.ts'
import { dateOf } from '../values.ts'
import type { Draft, Gap, Line } from './letter.ts'
import type { LetterTable } from './table.ts'
import { letterWords as words } from './words.ts'

export type Sheet = { of: Assessment; rules: Rules; sets: Sets; table: LetterTable; draft: Draft; lang: Lang }

/** A line from what the record or the user says. */
export const told = (id: string, text: string, evidence: readonly Evidence[]): Line => ({
  id,
  text,
  origin: evidence.some((one) => 'by' in one) ? 'user' : 'record',
  date: dateOf(evidence),
})

/** A line that says what nobody has said, with what would fill it. */
export const gap = (id: string, text: string, gap: Gap): Line => ({ id, text, origin: 'missing', date: null, gap })

export const colon = (label: string, text: string): string => `${label}: ${text}`

/** What could not be read is said so; nothing is concluded from its silence. */
export function unread({ of, lang }: Sheet, id: string, label: string, kinds: readonly Kind[]): Line | null {
  const isRead =
    kinds.some((kind) => of.record.read[kind].status === 'complete') && !kinds.some((kind) => of.record.read[kind].status === 'failed')
  return isRead ? null : { id: `${id}-unread`, text: colon(label, words.notRead[lang]), origin: 'missing', date: null }
}
