/** The tables of cases beside each guideline: what is known of a made-up patient, and what must follow. */

import type { FactSort } from '../../src/core/check.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import { between, type Fact, type Facts, given, unknown } from '../../src/core/facts.ts'
import type { Severity, Value } from '../../src/core/guideline.ts'
import type { Verdict } from '../../src/core/rails.ts'

/** A value, a range whose open end is null, or the word `unknown`. */
export type GivenValue = Value | [number | null, number | null]
export type Given = Record<string, GivenValue>
export type Expected = {
  inForce?: boolean
  criteria?: Record<string, Verdict>
  recommendations?: Record<string, Verdict>
  severity?: Record<string, Severity | null>
  missing?: Record<string, string[]>
}
export type Case = { says: string; with?: Given; asOf?: IsoDate; expect: Expected }
export type Table = { says: string; given: Given; cases: Case[] }

/** What a case says of each fact; what it does not name is unknown. */
export function factsOf(given: Given, sorts: Readonly<Record<string, FactSort>>): Facts {
  for (const name of Object.keys(given)) if (!(name in sorts)) throw new Error(`no fact ${name}`)
  return Object.fromEntries(Object.entries(sorts).map(([name, sort]) => [name, factOf(given[name] ?? 'unknown', sort)]))
}

/** One value of a case as a fact; throws where the fact cannot have it. */
export function factOf(value: GivenValue, { type, values }: FactSort): Fact {
  if (value === 'unknown') return unknown('notRecorded')
  if (Array.isArray(value)) return between(...value)
  const right = typeof value === (type === 'text' ? 'string' : type)
  if (!right || (values && !values.includes(String(value)))) throw new Error(`${value} is no value of its fact`)
  return given(value)
}
