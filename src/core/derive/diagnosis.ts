/** Diagnoses: true by a condition (or allergy) of the set; silence is unknown, never no. */

import { type Evidence, type Fact, known } from '../facts.ts'
import type { Diagnosis } from '../record.ts'
import { none, open } from '../silence.ts'
import type { FactKind } from '../vocabulary.ts'
import { type Chart, from, silenceOn } from './chart.ts'

/** The conditions of one record by the sets they belong to, in order of time: gone through once, not once a fact. */
const bySet = new WeakMap<readonly Diagnosis[], ReadonlyMap<string, Diagnosis[]>>()

/** Every condition of the set, in any state, in order of time. */
export function found({ record: { diagnoses }, sets }: Pick<Chart, 'record' | 'sets'>, set: string): readonly Diagnosis[] {
  const index = bySet.get(diagnoses) ?? sorted(diagnoses, sets)
  bySet.set(diagnoses, index)
  return index.get(set) ?? []
}

function sorted(diagnoses: readonly Diagnosis[], sets: Chart['sets']): Map<string, Diagnosis[]> {
  const index = new Map<string, Diagnosis[]>()
  const at = ({ date }: Diagnosis) => date?.first ?? Number.POSITIVE_INFINITY
  for (const one of diagnoses)
    for (const set of new Set(one.codes.flatMap(sets))) {
      const same = index.get(set)
      if (same) same.push(one)
      else index.set(set, [one])
    }
  for (const same of index.values()) same.sort((a, b) => (at(a) === at(b) ? (a.resource < b.resource ? -1 : 1) : at(a) - at(b)))
  return index
}

export const evidenceOf = ({ resource, says, date, suspected }: Diagnosis): Evidence => ({
  resource,
  says,
  date: date?.text ?? null,
  ...(suspected ? { suspected } : {}),
})

/** The same diagnosis many times is one: its earliest and its latest mention. */
const folded = (of: readonly Diagnosis[]): Evidence[] => {
  const mentioned = (one: Diagnosis) => (one.recorded ?? one.date)?.last ?? Number.NEGATIVE_INFINITY
  const latest = of.reduce<Diagnosis | undefined>((a, b) => (a && mentioned(a) >= mentioned(b) ? a : b), undefined)
  return of.length === 0 ? [] : [...new Set([of[0]!, latest!])].map(evidenceOf)
}

/** `history`: also true where it is over; `allergy`: an allergy of the set says the same. */
export function diagnosis(chart: Chart, { codes: set, history, allergy = false }: Extract<FactKind, { kind: 'diagnosis' }>): Fact {
  const all = found(chart, set)
  const counting = history ? all : all.filter(({ state }) => state === 'current')
  if (counting.length > 0) return known(true, folded(counting))
  const allergies = allergy ? chart.record.allergies.filter(({ codes }) => codes.some((code) => chart.sets(code).includes(set))) : []
  if (allergies.length > 0)
    return known(
      true,
      allergies.map(({ resource, says, date, suspected }) => ({
        resource,
        says,
        date: date?.text ?? null,
        ...(suspected ? { suspected } : {}),
      })),
    )
  return open(silenceOn(chart, from(chart, allergy ? ['Condition', 'AllergyIntolerance'] : 'Condition', set)), folded(all))
}

/** An event within so many days: false only where there is one, all are older, and no other could be there. */
export function eventWithin(chart: Chart, set: string, window: number): Fact {
  const events = found(chart, set).map((event) => ({ event, on: event.onset && 'on' in event.onset ? event.onset.on : event.recorded }))
  const recent = events.filter(({ on }) => on !== null && chart.asOf - on.first <= window)
  if (recent.length > 0)
    return known(
      true,
      recent.map(({ event }) => evidenceOf(event)),
    )
  const silence = silenceOn(chart, from(chart, 'Condition', set))
  const evidence = events.map(({ event }) => evidenceOf(event))
  const old = events.length > 0 && events.every(({ on }) => on !== null && chart.asOf - on.last > window)
  return old ? none(false, silence, evidence) : open(silence)
}

/** An active referral whose receiver is of the set, and whose reason, if coded, is headache; a text never decides. */
export function referral(chart: Chart, set: string, reason: string, earliest: number): Fact {
  const active = chart.record.referrals.filter(
    ({ codes, reasons, on }) =>
      codes.some((code) => chart.sets(code).includes(set)) &&
      (reasons.length === 0 || reasons.some((code) => chart.sets(code).includes(reason))) &&
      on !== null &&
      on.first >= earliest,
  )
  if (active.length > 0)
    return known(
      true,
      active.map(({ resource, says, date }) => ({ resource, says, date: date?.text ?? null })),
    )
  return open(silenceOn(chart, from(chart, 'ServiceRequest', set)))
}
