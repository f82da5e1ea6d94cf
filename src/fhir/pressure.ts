/** Readings of blood pressure: those of one moment are one, however many resources tell them; halves are joined before any is chosen. */

import type { Bound, Pressure } from '../core/record.ts'

export function joined(pressures: readonly Pressure[]): Pressure[] {
  const byMoment = new Map<string, Pressure[]>()
  for (const one of pressures) {
    const key = `${one.from} ${one.at} ${one.instant}`
    const same = byMoment.get(key)
    if (same) same.push(one)
    else byMoment.set(key, [one])
  }
  return withoutCopies([...byMoment.values()].flatMap((same) => (same.length === 1 ? same : ofOneMoment(same))))
}

/** What is told by the day alone, and again with its time, is one. */
function withoutCopies(all: readonly Pressure[]): Pressure[] {
  const key = ({ from, at, systolic, diastolic }: Pressure) => JSON.stringify([from, at, systolic, diastolic])
  const clocked = new Set(all.filter(({ instant }) => instant !== '').map(key))
  return all.filter((one) => one.instant !== '' || !clocked.has(key(one)))
}

/** With a time of day they are one reading, the higher where they differ; by the day alone only what says the same is one. */
function ofOneMoment(same: readonly Pressure[]): Pressure[] {
  const whole = distinct(same.filter(({ systolic, diastolic }) => systolic && diastolic))
  const isTold = (side: 'systolic' | 'diastolic') => (half: Pressure) => whole.some((one) => equal(one[side], half[side]))
  const upper = distinct(same.filter(({ systolic, diastolic }) => systolic && !diastolic)).filter((half) => !isTold('systolic')(half))
  const lower = distinct(same.filter(({ systolic, diastolic }) => diastolic && !systolic)).filter((half) => !isTold('diastolic')(half))
  // The higher half belongs with the higher: what nothing orders is never made lower than it may have been.
  upper.sort((a, b) => b.systolic!.high - a.systolic!.high)
  lower.sort((a, b) => b.diastolic!.high - a.diastolic!.high)
  const halves = Array.from({ length: Math.max(upper.length, lower.length) }, (_, i): Pressure => merge(upper[i], lower[i]))
  const all = [...whole, ...halves]
  return same[0]!.instant === '' || all.length < 2 ? all : [all.reduce(highest)]
}

function merge(upper: Pressure | undefined, lower: Pressure | undefined): Pressure {
  if (!upper || !lower) return (upper ?? lower)!
  return { ...upper, diastolic: lower.diastolic, evidence: [...upper.evidence, ...lower.evidence] }
}

const equal = (a: Bound | null, b: Bound | null): boolean => a !== null && b !== null && a.low === b.low && a.high === b.high

/** What says the same, once; with all who say it. */
function distinct(all: readonly Pressure[]): Pressure[] {
  const found = new Map<string, Pressure>()
  for (const one of all) {
    const key = JSON.stringify([one.systolic, one.diastolic])
    const before = found.get(key)
    found.set(key, before ? { ...before, evidence: [...before.evidence, ...one.evidence] } : one)
  }
  return [...found.values()]
}

function highest(a: Pressure, b: Pressure): Pressure {
  const higher = (x: Bound | null, y: Bound | null): Bound | null =>
    x && y ? { low: Math.max(x.low, y.low), high: Math.max(x.high, y.high) } : (x ?? y)
  return {
    ...a,
    systolic: higher(a.systolic, b.systolic),
    diastolic: higher(a.diastolic, b.diastolic),
    evidence: [...a.evidence, ...b.evidence],
  }
}
