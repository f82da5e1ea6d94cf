/** Numbers as they come: with comparators, in odd units, as text. What cannot be read is told and gives no value. */

import type { Limits } from '../core/codes.ts'
import { firstOfMonth, isoOf, lastOfMonth, type PartialDate } from '../core/dates.ts'
import { isMidnight, period } from './date.ts'
import { anyText, isAbsent, type Json, object, text } from './json.ts'

/** Tells a problem; null, so that what cannot be read is told and given up in one breath. */
export type Told = (code: string, detail?: string) => null
/** Null is an open end. */
export type Range = { low: number | null; high: number | null }

/** The number measured; a range where a comparator came with it. Null where there is none: said to be absent, or told. */
export function measured(of: Json, told: Told): Range | null {
  const quantity = object(of['valueQuantity'])
  if (of['valueString'] !== undefined && !quantity) return told('textForNumber', anyText(of['valueString']))
  const value = quantity ? quantity['value'] : (of['valueInteger'] ?? of['valueDecimal'])
  if (value === undefined || value === null) return isSaidAbsent(of) ? null : told('noValue')
  if (typeof value !== 'number') return told('textForNumber', anyText(value))
  switch (quantity?.['comparator'] ?? null) {
    case null:
      return { low: value, high: value }
    case '>':
      return { low: Math.floor(value) + 1, high: null }
    case '>=':
      return { low: value, high: null }
    case '<':
      return { low: null, high: Math.ceil(value) - 1 }
    case '<=':
      return { low: null, high: value }
    default:
      return told('unknownComparator', anyText(quantity?.['comparator']))
  }
}

/** The sender says that there is no value, and why; or its members carry the values. */
const isSaidAbsent = (of: Json): boolean =>
  of['dataAbsentReason'] !== undefined || of['hasMember'] !== undefined || isAbsent(of['_valueQuantity']) || isAbsent(of['_valueInteger'])

/** An open end is closed by what can be; a value outside it is told. Null as an upper end: it has none. */
export function within(
  { low, high }: Range,
  { min = 0, max = Number.POSITIVE_INFINITY }: Limits,
  told: Told,
): { low: number; high: number | null } | null {
  const ends = [low, high].filter((end) => end !== null)
  const [bottom, top] = [low ?? min, high ?? max]
  if (ends.some((end) => end < min || end > max) || bottom > top) return told('impossibleValue', ends.join('–'))
  return { low: bottom, high: Number.isFinite(top) ? top : null }
}

/** Units of another time than a month, which 28 to 31 days and four weeks are; whatever else stands there, the code says what was counted. */
const otherTimes = [
  /(^|\/|per )\s*\(?(?!4\.?\s*(wk|w|v|week|veck))(\d+\.?\s*)?(wk|w|v|a|y|yr|h|min|s|weeks?|quarters?|years?|hours?|vecka|veckan|veckor|kvartal|år|timme|timmar)\)?$/,
  /(\/|per )\s*\(?(?!(28|29|30|31)\D)\d+\.?\s*(d|days?|dag|dagar|dygn)\)?$/,
  /(\/|per )\s*\(?(?!1\D)\d+\.?\s*(mo|months?|mån|månad|månader)\)?$/,
]

/** The unit of another time, as written; null where none is given or it is accepted. */
export function unitOfOtherTime(of: Json): string | null {
  const quantity = object(of['valueQuantity'])
  const unit = [quantity?.['code'], quantity?.['unit']].find(
    (one) => typeof one === 'string' && otherTimes.some((other) => other.test(one.trim().toLowerCase())),
  )
  return unit === undefined ? null : anyText(unit)
}

export const unitOf = (of: Json): string | undefined => {
  const quantity = object(of['valueQuantity'])
  return (text(quantity?.['code']) ?? text(quantity?.['unit']))?.replaceAll(' ', '').toLowerCase()
}

export type Span = { first: number; last: number }

/** The calendar month that a date as precise as a month lies in. */
export function monthIn(day: PartialDate | null): Span | null {
  if (!day || isoOf(day.first).slice(0, 7) !== isoOf(day.last).slice(0, 7)) return null
  return { first: firstOfMonth(day.first), last: lastOfMonth(day.first) }
}

/** A calendar month, 28 to 31 days, or the month that one date lies in. A month may end where the next begins. */
export function monthOf(resource: Json, on: PartialDate | null): Span | null {
  const given = object(resource['effectivePeriod'])
  const span = given ? period(given) : null
  if (!span?.start || !span.end) return monthIn(on ?? span?.start ?? null)
  const first = span.start.first
  const endsAtMidnight = isMidnight(anyText(given!['end']).trim())
  const nextBegins = first === firstOfMonth(first) && span.end.first === lastOfMonth(first) + 1
  const last = nextBegins || (endsAtMidnight && span.end.first > first) ? span.end.first - 1 : span.end.last
  const length = last - first + 1
  if (length < 28 || length > 31) return null
  return first === firstOfMonth(first) && last <= lastOfMonth(first) ? { first, last: lastOfMonth(first) } : { first, last }
}

export const written = ({ low, high }: { low: number; high: number | null }): string => (low === high ? `${low}` : `${low}–${high ?? ''}`)
