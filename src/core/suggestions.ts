/** Substances named in free text, offered to the clinician as trials. A suggestion changes nothing until it is confirmed. */

import { type IsoDate, partialDate } from './dates.ts'
import type { DrugTable } from './drugs.ts'
import type { Remark } from './record.ts'
import { isListed, type Trial } from './trials.ts'

/** The text is quoted with what stands around the name: whoever reads it judges a "never tried", not this program. */
export type Suggestion = { key: string; substance: string; year: string | null; quote: string; resource: string; date: IsoDate | null }

/** Around a name in a long note, in characters. */
const around = 160

/** Names are whole words in either language, in any case; nothing is inflected, and no outcome is read out of the text. */
export function suggester(table: DrugTable): (remarks: readonly Remark[], trials: readonly Trial[], asOf: IsoDate) => Suggestion[] {
  const byName = new Map<string, string>()
  for (const [substance, { name, counts }] of Object.entries(table.substances))
    if (counts !== 'no') for (const one of [name.sv, name.en]) byName.set(one.toLowerCase(), substance)
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/\s+/g, '\\s+'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu')

  return (remarks, trials, asOf) => {
    const found = new Map<string, Suggestion>()
    const times = new Map<string, number>()
    for (const { resource, text, date } of remarks.toSorted(byDate)) {
      const named = new Map<string, number>()
      for (const { 0: name, index } of text.matchAll(pattern)) {
        const substance = byName.get(name.toLowerCase().replace(/\s+/g, ' '))!
        if (!named.has(substance)) named.set(substance, index)
      }
      for (const [substance, at] of named) {
        const place = `${resource} ${substance}`
        const nth = times.get(place) ?? 0
        times.set(place, nth + 1)
        const quote = passage(text, at)
        const year = yearIn(sentenceAt(text, at), asOf)
        if (trials.some((trial) => covers(trial, substance, year))) continue
        const key = `${place} ${nth}`
        const same = [...found.values()].some((one) => one.substance === substance && one.quote === quote)
        if (!same) found.set(key, { key, substance, year, quote, resource, date })
      }
    }
    return [...found.values()]
  }
}

/** The latest first, the undated last; by resource where the day is the same, never by the order they came in. */
function byDate(a: Remark, b: Remark): number {
  const [x, y] = [`${a.date ?? ''}`, `${b.date ?? ''}`]
  if (x !== y) return x > y ? -1 : 1
  return a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0
}

/** A listed trial stands for a text about it: any, where the text names no year or the trial has no start; else one that ran that year. */
function covers(trial: Trial, substance: string, year: string | null): boolean {
  if (trial.substance !== substance || !isListed(trial)) return false
  const within = year === null ? null : partialDate(year)
  if (!within || !trial.start || trial.start.first > within.last) return !within || !trial.start
  if (trial.ongoing !== false) return true
  const isRecorded = trial.parts.length > 0
  return trial.start.last >= within.first || (isRecorded && (trial.end === null || trial.end.last >= within.first))
}

/** The text itself, or what stands around the name, cut at blanks. */
function passage(text: string, at: number): string {
  const whole = text.replace(/\s+/g, ' ')
  if (whole.length <= 2 * around) return whole
  const before = text.slice(Math.max(0, at - around), at)
  const after = text.slice(at, at + around)
  const from = at > around ? `… ${before.slice(before.search(/\s/) + 1)}` : before
  const to = text.length > at + around ? `${after.replace(/\s+\S*$/, '')} …` : after
  return `${from}${to}`.replace(/\s+/g, ' ')
}

/** The sentence of a name: a year in another one is about something else. */
function sentenceAt(text: string, at: number): string {
  const ends = [...text.matchAll(/[.!?;](?=\s)|\n/g)].map(({ index }) => index)
  return text.slice((ends.findLast((end) => end < at) ?? -1) + 1, ends.find((end) => end >= at) ?? text.length)
}

/** The one year that the text names; none where it names several. A number with a unit is no year. */
function yearIn(text: string, asOf: IsoDate): string | null {
  const years = [...text.matchAll(/(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d|\s*(?:mg|mcg|µg|g|ml|e|ie|enheter|units)\b)/giu)].map(
    ([year]) => year,
  )
  const distinct = [...new Set(years)].filter((year) => year <= asOf.slice(0, 4))
  return distinct.length === 1 ? distinct[0]! : null
}
