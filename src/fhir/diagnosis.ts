/** Conditions and allergies: what is there, whether it is over, and since when. */

import { type Day, type PartialDate, yearsBetween } from '../core/dates.ts'
import type { Allergy, Diagnosis, Problem } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date, period } from './date.ts'
import { type Json, list, number, object, text } from './json.ts'
import { nameOf } from './reading.ts'
import { verificationOf } from './status.ts'

const over: readonly string[] = ['inactive', 'remission', 'resolved']

/** What no date and no age of a patient can lie outside. */
type Life = { asOf: Day; floor: Day; birth: PartialDate | null }
type Told = (code: string, detail?: string) => void

/** One whose status counts; provisional and differential are told as suspected. */
export function diagnosis(resource: Json, status: string, coded: Coder, life: Life): { item: Diagnosis; problems: Problem[] } {
  const problems: Problem[] = []
  const told: Told = (code, detail) => problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
  const verification = verificationOf(resource, 'Condition')
  const { codes, text: says, strange, masked } = coded(resource['code'])
  if (codes.length === 0 && strange.length > 0) told('unknownCodeSystem', strange.join(', '))
  const onset = onsetOf(resource, life, told)
  const ended = hasEnd(resource, life, onset, told)
  const state = over.includes(status) ? 'resolved' : ended ? (status === '' ? 'resolved' : 'contradictory') : 'current'
  if (state === 'contradictory') told('activeWithEnd', says ?? undefined)

  const recorded = possible(date(resource['recordedDate']), life)
  return {
    item: {
      resource: nameOf(resource),
      says: masked ? '' : (says ?? ''),
      date: onset && 'on' in onset ? onset.on : recorded,
      codes,
      state,
      suspected: verification === 'provisional' || verification === 'differential',
      onset,
      recorded,
    },
    problems,
  }
}

/** A date before the patient's birth, or before records were kept, stands for "not known"; it is told with the resource. */
const possible = (on: PartialDate | null, { floor }: Life): PartialDate | null => (on && on.last >= floor ? on : null)

/** An end in the past, however it is written; a plain word or yes counts as one. One before the patient's birth, or before the onset, is none. */
function hasEnd(resource: Json, { asOf, floor }: Life, onset: Diagnosis['onset'], told: Told): boolean {
  const span = resource['abatementPeriod'] === undefined ? null : period(resource['abatementPeriod'])
  const on = date(resource['abatementDateTime']) ?? span?.start ?? span?.end ?? null
  if (on) {
    const begun = onset && 'on' in onset ? onset.on.first : floor
    if (on.last < Math.max(floor, begun)) told('noSuchDate', on.text)
    return on.last >= Math.max(floor, begun) && on.first <= asOf
  }
  if (resource['abatementBoolean'] !== undefined) return resource['abatementBoolean'] === true
  return [...ends, 'abatementString', 'abatementAge', 'abatementRange'].some((key) => resource[key] !== undefined)
}
const ends: readonly string[] = ['abatementDateTime', 'abatementPeriod']

/** A text decides nothing; an age only where its unit is unmistakably years and the patient has reached it. */
function onsetOf(resource: Json, life: Life, told: Told): Diagnosis['onset'] {
  const on = possible(date(resource['onsetDateTime']), life)
  if (on) return { on }
  const span = resource['onsetPeriod'] ? period(resource['onsetPeriod']) : null
  const start = span && possible(span.start, life)
  if (span && start) return { on: join(start, span.end) }
  const age = years(object(resource['onsetAge']))
  const range = object(resource['onsetRange'])
  const [low, high] = age === null ? [years(object(range?.['low'])), years(object(range?.['high']))] : [age, age]
  if (low === null || high === null) return null
  if (life.birth && low > yearsBetween(life.birth.first, life.asOf)) {
    told('noSuchAge', `${low}`)
    return null
  }
  const reached = life.birth ? yearsBetween(life.birth.first, life.asOf) : high
  return { ages: { low, high: Math.min(high, reached) } }
}

const join = (start: PartialDate, end: PartialDate | null): PartialDate =>
  end && end.last >= start.first ? { text: start.text, first: start.first, last: end.last } : start

function years(quantity: Json | undefined): number | null {
  const value = number(quantity?.['value'])
  const unit = (text(quantity?.['code']) ?? text(quantity?.['unit']) ?? '').trim().toLowerCase()
  return value !== undefined && ['a', 'år', 'yr', 'year', 'years', 'y'].includes(unit) ? Math.floor(value) : null
}

/** Active or resolved: it happened. What nobody confirmed is suspected: it makes no trial, and warns where warning costs nothing. */
export function allergy(resource: Json, coded: Coder, floor: Day): Allergy {
  const verification = verificationOf(resource, 'AllergyIntolerance')
  const concepts = [resource['code'], ...list(resource['reaction']).map(({ substance }) => substance)].map(coded)
  const on = date(resource['onsetDateTime']) ?? date(resource['recordedDate'])
  return {
    resource: nameOf(resource),
    says: concepts.find(({ text }) => text)?.text ?? '',
    date: on && on.last >= floor ? on : null,
    codes: concepts.flatMap(({ codes }) => codes),
    suspected: verification !== null && verification !== 'confirmed',
  }
}
