/** What every part of a letter is written from. */

import type { Code, Sets } from '../../core/codes.ts'
import type { Assessment, Rules } from '../../core/evaluate.ts'
import type { Evidence } from '../../core/facts.ts'
import type { Lang } from '../../core/guideline.ts'
import type { Kind } from '../../core/record.ts'
import { dateOf } from '../values.ts'
import type { Draft, Gap, Line } from './letter.ts'
import type { LetterTable } from './table.ts'
import { fill, letterWords as words } from './words.ts'

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

/**
 * What could not be read, is shown in part only, or could not be used is said so; nothing is concluded from its silence.
 * `about`: the codes that the line would tell of; an entry whose code cannot be read may be any of them.
 */
export function unread(
  { of: { record }, lang }: Sheet,
  id: string,
  label: string,
  kinds: readonly Kind[],
  about: (code: Code) => boolean = () => true,
): Line | null {
  const reads = kinds.map((kind) => record.read[kind])
  const isOpen = reads.some(({ status, notKept }) => status === 'failed' || (status === 'notAsked' && !notKept))
  const limit = reads.find(({ limited }) => limited)
  const unusable = record.unusable.filter(
    ({ kind, codes }) => kind === null || (kinds.includes(kind) && (codes === null || codes.some(about))),
  )
  const entries = new Set(unusable.map(({ resource, kind, why, says, on }) => JSON.stringify([resource, kind, why, says, on]))).size
  const text =
    isOpen || reads.every(({ status }) => status === 'notAsked')
      ? words.notRead[lang]
      : limit
        ? partOf(limit.reason, lang)
        : entries > 0
          ? unusableText(entries, lang)
          : null
  return text === null ? null : { id: `${id}-unread`, text: `${colon(label, text)}.`, origin: 'missing', date: null }
}

export const unusableText = (n: number, lang: Lang): string => fill((n === 1 ? words.oneUnusable : words.unusable)[lang], { n })
/** In the site's own words. */
export const partOf = (part: string | null, lang: Lang): string => fill(words.onlyPart[lang], { part: part ?? '–' })
