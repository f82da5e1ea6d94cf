/** How long a course ran at an adequate dose: surely, and at most. */

import type { Day } from './dates.ts'
import type { Part } from './parts.ts'
import type { DoseStep } from './record.ts'

/**
 * A stretch of days (both counted) at one dose, for judging and for drawing: surely `from`–`sure`, at most
 * `earliest`–`to`, infinite where the end is unknown.
 */
export type Stretch = {
  from: Day
  earliest: Day
  sure: Day
  to: Day
  low: number | null
  high: number | null
  unit: string
  asNeeded: boolean
}

export type AtDose = {
  sureDays: number
  mostDays: number
  highest: { value: number; unit: string } | null
  /** Every dose of it is known. */
  isWhole: boolean
  asNeeded: boolean
  stretches: Stretch[]
}

/** Weighs every part against the least adequate dose; no day counts twice. */
export function atDose(parts: readonly Part[], least: number | null): AtDose {
  const stretches = combined(parts).flatMap(({ part, steps }) => stretchesOf(part, steps))
  const enough = stretches.filter(({ low, asNeeded }) => least !== null && low !== null && low >= least && !asNeeded)
  const maybe = stretches.filter(({ high }) => least !== null && (high === null || high >= least))
  return {
    sureDays: daysOf(enough.map(({ from, sure }) => [from, sure])),
    mostDays: daysOf(maybe.map(({ earliest, to }) => [earliest, to])),
    highest: highestOf(stretches),
    isWhole: stretches.length > 0 && stretches.every(({ high }) => high !== null),
    asNeeded: stretches.some((one) => one.asNeeded),
    stretches,
  }
}

/** The same of doses that have no dates: how long, nobody knows. */
export function undatedDose(steps: readonly DoseStep[]): AtDose {
  return {
    sureDays: 0,
    mostDays: Number.POSITIVE_INFINITY,
    highest: highestOf(steps),
    isWhole: steps.length > 0 && steps.every(({ high }) => high !== null),
    asNeeded: steps.some((one) => one.asNeeded),
    stretches: [],
  }
}

const highestOf = (of: readonly Pick<Stretch, 'high' | 'unit'>[]): AtDose['highest'] =>
  of.reduce<AtDose['highest']>(
    (best, { high, unit }) => (high === null || (best && best.value >= high) ? best : { value: high, unit }),
    null,
  )

/** Days that lie in at least one of the intervals, both ends counted. */
function daysOf(intervals: [Day, Day][]): number {
  let [days, until] = [0, Number.NEGATIVE_INFINITY]
  for (const [from, to] of intervals.sort(([a], [b]) => a - b)) {
    days += Math.max(0, to - Math.max(from, until + 1) + 1)
    until = Math.max(until, to)
  }
  return days
}

function stretchesOf({ start, sure, most }: Part, steps: readonly DoseStep[]): Stretch[] {
  const all = { from: start.last, earliest: start.first, sure, to: most }
  if (steps.length === 0) return [{ ...all, low: null, high: null, unit: 'mg', asNeeded: false }]
  return steps.flatMap(({ from, to, afterUnknown, ...dose }) => {
    const begins = Math.max(from ?? start.last, start.last)
    const earliest = Math.max(from ?? start.first, start.first)
    const until = to ?? Number.POSITIVE_INFINITY
    if (earliest > Math.min(until, most)) return []
    return [{ from: begins, earliest, sure: afterUnknown ? begins - 1 : Math.min(sure, until), to: Math.min(most, until), ...dose }]
  })
}

/**
 * Parts that start on one day and name different times of day, or combine strengths, add up; otherwise the later
 * takes the place of the earlier.
 */
function combined(parts: readonly Part[]): { part: Part; steps: readonly DoseStep[] }[] {
  const byDay = new Map<string, Part[]>()
  for (const part of parts) {
    const { status } = part.entry
    const key = `${part.start.first} ${status === 'dispensed' || status === 'given'}`
    const same = byDay.get(key)
    if (same) same.push(part)
    else byDay.set(key, [part])
  }
  return [...byDay.values()].flatMap((sameDay) => {
    const last = sameDay.at(-1)!
    if (sameDay.length === 1 || !sameDay.every(({ steps }) => steps.length === 1) || !differ(sameDay))
      return [{ part: last, steps: last.steps }]
    const steps = sameDay.map((part) => part.steps[0]!)
    const total = (side: 'low' | 'high') =>
      steps.reduce<number | null>((sum, step) => (sum === null || step[side] === null ? null : sum + step[side]), 0)
    const part = {
      ...last,
      sure: sameDay.reduce((least, { sure }) => Math.min(least, sure), Number.POSITIVE_INFINITY),
      most: sameDay.reduce((longest, { most }) => Math.max(longest, most), Number.NEGATIVE_INFINITY),
    }
    return [{ part, steps: [{ ...steps[0]!, low: total('low'), high: total('high'), asNeeded: steps.every(({ asNeeded }) => asNeeded) }] }]
  })
}

function differ(parts: readonly Part[]): boolean {
  const times = parts.flatMap(({ entry }) => entry.timesOfDay)
  if (parts.every(({ entry }) => entry.timesOfDay.length > 0) && new Set(times).size === times.length) return true
  const strengths = parts.map(({ entry }) => entry.strength)
  return strengths.every((one) => one !== null) && new Set(strengths).size === strengths.length
}
