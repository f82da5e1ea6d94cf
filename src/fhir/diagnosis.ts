/** Conditions and allergies: what is there, whether it is over, and since when. */

import type { PartialDate } from '../core/dates.ts'
import type { Allergy, Diagnosis, Problem } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date, period } from './date.ts'
import { type Json, list, number, object, text } from './json.ts'
import { nameOf } from './reading.ts'

type Cleaned<T> = { item: T | null; problems: Problem[] }

/** A status is a concept; older versions of FHIR send a bare code. */
const statusCode = (coded: unknown): string | null => {
  const code = typeof coded === 'string' ? coded : list(object(coded)?.['coding'])[0]?.['code']
  return typeof code === 'string' ? code.trim() : null
}
const over = ['inactive', 'remission', 'resolved']

/** Neither refuted nor entered in error; provisional and differential count, told as suspected. */
export function diagnosis(resource: Json, coded: Coder, asOf: number): Cleaned<Diagnosis> {
  const problems: Problem[] = []
  const told = (code: string, detail?: string) => problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
  const verification = statusCode(resource['verificationStatus'])
  if (verification === 'refuted' || verification === 'entered-in-error') return { item: null, problems }

  const { codes, text: says, strange, masked } = coded(resource['code'])
  if (codes.length === 0 && strange.length > 0) told('unknownCodeSystem', strange.join(', '))
  const status = statusCode(resource['clinicalStatus'])
  const ended = hasEnd(resource, asOf)
  const state = status !== null && over.includes(status) ? 'resolved' : ended ? (status === null ? 'resolved' : 'contradictory') : 'current'
  if (state === 'contradictory') told('activeWithEnd', says ?? undefined)

  const recorded = date(resource['recordedDate'])
  const onset = onsetOf(resource)
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

/** An end in the past, however it is written; a plain word or yes counts as one. */
function hasEnd(resource: Json, asOf: number): boolean {
  if (resource['abatementDateTime'] !== undefined) return (date(resource['abatementDateTime'])?.first ?? asOf) <= asOf
  if (resource['abatementPeriod'] !== undefined) {
    const { start, end } = period(resource['abatementPeriod'])
    return ((start ?? end)?.first ?? asOf) <= asOf
  }
  if (resource['abatementBoolean'] !== undefined) return resource['abatementBoolean'] === true
  return ['abatementString', 'abatementAge', 'abatementRange'].some((key) => resource[key] !== undefined)
}

/** A text decides nothing; an age only where its unit is unmistakably years. */
function onsetOf(resource: Json): Diagnosis['onset'] {
  const on = date(resource['onsetDateTime'])
  if (on) return { on }
  const span = resource['onsetPeriod'] ? period(resource['onsetPeriod']) : null
  if (span?.start) return { on: join(span.start, span.end) }
  const age = years(object(resource['onsetAge']))
  if (age !== null) return { ages: { low: age, high: age } }
  const range = object(resource['onsetRange'])
  const [low, high] = [years(object(range?.['low'])), years(object(range?.['high']))]
  return low !== null && high !== null ? { ages: { low, high } } : null
}

const join = (start: PartialDate, end: PartialDate | null): PartialDate =>
  end ? { text: start.text, first: start.first, last: end.last } : start

function years(quantity: Json | undefined): number | null {
  const value = number(quantity?.['value'])
  const unit = (text(quantity?.['code']) ?? text(quantity?.['unit']) ?? '').trim().toLowerCase()
  return value !== undefined && ['a', 'år', 'yr', 'year', 'years', 'y'].includes(unit) ? Math.floor(value) : null
}

/** Active or resolved: it happened. What nobody confirmed is suspected: it makes no trial, and warns where warning costs nothing. */
export function allergy(resource: Json, coded: Coder): Cleaned<Allergy> {
  const problems: Problem[] = []
  const verification = statusCode(resource['verificationStatus'])
  const clinical = statusCode(resource['clinicalStatus'])
  if (verification === 'refuted' || verification === 'entered-in-error') return { item: null, problems }
  if (clinical !== null && clinical !== 'active' && clinical !== 'resolved') return { item: null, problems }
  const concepts = [resource['code'], ...list(resource['reaction']).map(({ substance }) => substance)].map(coded)
  return {
    item: {
      resource: nameOf(resource),
      says: concepts.find(({ text }) => text)?.text ?? '',
      date: date(resource['onsetDateTime']) ?? date(resource['recordedDate']),
      codes: concepts.flatMap(({ codes }) => codes),
      suspected: verification !== null && verification !== 'confirmed',
    },
    problems,
  }
}
