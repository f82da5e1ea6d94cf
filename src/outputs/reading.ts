/** What was read, in words: what failed, what was read in part, what is dated later. Nothing is told as whole that is not. */

import type { Lang, Text } from '../core/guideline.ts'
import { type Kind, kinds, type PatientRecord } from '../core/record.ts'
import { kindWords, reasonText } from './terms.ts'

export type ReadInWords = {
  /** What leaves something open, each a sentence without its full stop; none where all was read and used. */
  open: string[]
  /** How many are dated after the day; null for none. */
  later: string | null
}

const words = {
  failed: { sv: 'Kunde inte läsas', en: 'Could not be read' },
  partial: { sv: 'Läst i delar', en: 'Read in part' },
  notAsked: { sv: 'Inte läst', en: 'Not read' },
  onlyPart: { sv: 'journalen visar bara: {part}', en: 'the record shows only: {part}' },
  oneUnusable: { sv: '1 kunde inte användas', en: '1 could not be used' },
  unusable: { sv: '{n} kunde inte användas', en: '{n} could not be used' },
  oneStrange: { sv: '1 post går inte att läsa och kan vara vad som helst', en: '1 entry cannot be read and may be anything' },
  strange: { sv: '{n} poster går inte att läsa och kan vara vad som helst', en: '{n} entries cannot be read and may be anything' },
  oneLater: { sv: '1 uppgift är daterad senare än {date}', en: '1 item is dated later than {date}' },
  later: { sv: '{n} uppgifter är daterade senare än {date}', en: '{n} items are dated later than {date}' },
} satisfies Record<string, Text>

const counted = (one: Text, many: Text, n: number, lang: Lang): string => (n === 1 ? one : many)[lang].replace('{n}', String(n))

/** Entries that are no resource: they stand in every kind's ledger, and are one each. */
export const strangeIn = ({ unusable }: PatientRecord): number => unusable.filter(({ kind }) => kind === null).length

export function readInWords(record: PatientRecord, asOf: string, lang: Lang): ReadInWords {
  const strange = strangeIn(record)
  const named = (kind: Kind): string => {
    const { status, reason, limited, unusable } = record.read[kind]
    const own = status === 'complete' || status === 'notAsked' ? 0 : unusable - strange
    const inside = [
      limited && reason ? words.onlyPart[lang].replace('{part}', reason) : status === 'failed' || reason ? reasonText(reason, lang) : '',
      own > 0 ? counted(words.oneUnusable, words.unusable, own, lang) : '',
    ].filter(Boolean)
    const name = kindWords[kind][lang].toLowerCase()
    return inside.length > 0 ? `${name} (${inside.join('; ')})` : name
  }
  const list = (of: readonly Kind[], word: Text) => (of.length > 0 ? [`${word[lang]}: ${of.map(named).join(', ')}`] : [])
  const such = (status: PatientRecord['read'][Kind]['status']) => kinds.filter((kind) => record.read[kind].status === status)
  /** Partial only by what may be anything is told once, not kind by kind. */
  const partial = such('partial').filter((kind) => record.read[kind].limited || record.read[kind].unusable > strange)
  const later = kinds.reduce((sum, kind) => sum + record.read[kind].later, 0)
  return {
    open: [
      ...list(such('failed'), words.failed),
      ...list(partial, words.partial),
      ...list(
        such('notAsked').filter((kind) => !record.read[kind].notKept),
        words.notAsked,
      ),
      ...(strange > 0 ? [counted(words.oneStrange, words.strange, strange, lang)] : []),
    ],
    later: later > 0 ? counted(words.oneLater, words.later, later, lang).replace('{date}', asOf) : null,
  }
}
