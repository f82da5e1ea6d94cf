/** How long a course ran at an adequate dose: surely, and at most. */

import type { Day } from './dates.ts'
import type { Part } from './parts.ts'
import type { DoseStep } from './record.ts'

/** A stretch of days (both counted) at one dose, for judging and for drawing; `to` is infinite where the end is unknown. */
export type Stretch = { from: Day; sure: Day; to: Day; low: number | null; high: number | null; unit: string; asNeeded: boolean }

export type AtDose = {
  sureDays: number
  mostDays: number
  highest: { value: number; unit: string } | null
  asNeeded: boolean
  stretches: Stretch[]
}

/** Weighs every part against the least adequate dose; null where the substance has none. */
export function atDose(parts: readonly Part[], least: number | null): AtDose {
  const stretches = combined(parts).flatMap(({ part, steps }) => stretchesOf(part, steps))
  let [sureDays, mostDays] = [0, 0]
  let highest: AtDose['highest'] = null
  for (const { from, sure, to, low, high, unit, asNeeded } of stretches) {
    if (high !== null && (highest === null || high > highest.value)) highest = { value: high, unit }
    if (least === null) continue
    if (low !== null && low >= least && !asNeeded) sureDays += Math.max(0, sure - from + 1)
    if (high === null || high >= least) mostDays += Math.max(0, to - from + 1)
  }
  return { sureDays, mostDays, highest, asNeeded: stretches.some((one) => one.asNeeded), stretches }
}

function stretchesOf(part: Part, steps: readonly DoseStep[]): Stretch[] {
  const [start, sure, most] = [part.start.last, part.sure, part.most]
  if (steps.length === 0) return [{ from: start, sure, to: most, low: null, high: null, unit: 'mg', asNeeded: false }]
  return steps.flatMap(({ from, to, ...dose }) => {
    const begins = Math.max(from ?? start, start)
    const until = to ?? Number.POSITIVE_INFINITY
    return begins > Math.min(until, most) ? [] : [{ from: begins, sure: Math.min(sure, until), to: Math.min(most, until), ...dose }]
  })
}

/**
 * Parts that start on one day and name different times of day, or combine strengths, add up; otherwise the later
 * takes the place of the earlier.
 */
function combined(parts: readonly Part[]): { part: Part; steps: readonly DoseStep[] }[] {
  const byDay = new Map<Day, Part[]>()
  for (const part of parts) {
    const handed = part.entry.status === 'dispensed' || part.entry.status === 'given'
    const key = handed ? part.start.first + 0.5 : part.start.first
    byDay.set(key, [...(byDay.get(key) ?? []), part])
  }
  return [...byDay.values()].flatMap((sameDay) => {
    const last = sameDay.at(-1)!
    if (sameDay.length === 1 || !sameDay.every(({ steps }) => steps.length === 1) || !differ(sameDay))
      return [{ part: last, steps: last.steps }]
    const steps = sameDay.map((part) => part.steps[0]!)
    const total = (side: 'low' | 'high') =>
      steps.reduce<number | null>((sum, step) => (sum === null || step[side] === null ? null : sum + step[side]), 0)
    return [
      { part: last, steps: [{ ...steps[0]!, low: total('low'), high: total('high'), asNeeded: steps.every(({ asNeeded }) => asNeeded) }] },
    ]
  })
}

function differ(parts: readonly Part[]): boolean {
  const times = parts.flatMap(({ entry }) => entry.timesOfDay)
  if (parts.every(({ entry }) => entry.timesOfDay.length > 0) && new Set(times).size === times.length) return true
  const strengths = parts.map(({ entry }) => entry.strength)
  return strengths.every((one) => one !== null) && new Set(strengths).size === strengths.length
}
