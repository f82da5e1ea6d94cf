/** Dates without clocks or time zones: days are counted, and a partial date is the days it may mean. */

/** `2026-11-22`. */
export type IsoDate = string
/** Days since 1970-01-01. */
export type Day = number

/** A date as precise as the record gives it: the first and last day it may be, and as it was written. */
export type PartialDate = { text: string; first: Day; last: Day }

const DAY = 86_400_000

/** The day of a full ISO date; the text must be one. */
export const dayOf = (iso: IsoDate): Day => Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / DAY

/** Days that were written out before: a record names few of them, and many times. */
const written = new Map<Day, IsoDate>()
export function isoOf(day: Day): IsoDate {
  const before = written.get(day)
  if (before !== undefined) return before
  const iso = new Date(day * DAY).toISOString().slice(0, 10)
  if (written.size < 100_000) written.set(day, iso)
  return iso
}

/** Dates recur from patient to patient; each is read once. */
const remembered = new Map<string, PartialDate | null>()

/** A date, year-month or year; null where no such day exists. */
export function partialDate(text: string): PartialDate | null {
  const before = remembered.get(text)
  if (before !== undefined) return before
  if (remembered.size > 50_000) remembered.clear()
  const read = readDate(text)
  remembered.set(text, read)
  return read
}

function readDate(text: string): PartialDate | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!parts) return null
  const [, year, month, date] = parts
  const first = `${year}-${month ?? '01'}-${date ?? '01'}`
  const day = dayOf(first)
  if (Number.isNaN(day) || isoOf(day) !== first) return null
  const last = date ? day : month ? lastOfMonth(day) : dayOf(`${year}-12-31`)
  return { text, first: day, last }
}

export const isOneDay = ({ first, last }: PartialDate): boolean => first === last
export const exactly = (day: Day): PartialDate => ({ text: isoOf(day), first: day, last: day })

export const firstOfMonth = (day: Day): Day => dayOf(`${isoOf(day).slice(0, 7)}-01`)
export const lastOfMonth = (day: Day): Day => addMonths(firstOfMonth(day), 1) - 1

/** Calendar months on; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * DAY)
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const length = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  return target.getTime() / DAY + Math.min(date.getUTCDate(), length) - 1
}

/** Whole years from a birthday. Who is born on 29 February is a year older on 1 March in other years (proposal). */
export function yearsBetween(birth: Day, asOf: Day): number {
  const [born, now] = [isoOf(birth), isoOf(asOf)]
  const years = Number(now.slice(0, 4)) - Number(born.slice(0, 4))
  return now.slice(5) >= born.slice(5) ? years : years - 1
}
