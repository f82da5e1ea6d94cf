/** What an Observation or a questionnaire response tells, and how a month's value is taken. */

import type { CodeTable } from '../core/codes.ts'
import { isoOf } from '../core/dates.ts'
import type { Evidence } from '../core/facts.ts'
import type { GestationSign, Measurement, MonthValue, PregnancySign, Pressure, Problem, Unusable } from '../core/record.ts'
import type { Json } from './json.ts'
import { type Range, type Span, type Told, within, written } from './measured.ts'
import { nameOf } from './reading.ts'

export type Observed = {
  months: MonthValue[]
  measurements: Measurement[]
  pressures: Pressure[]
  pregnancy: PregnancySign[]
  gestation: GestationSign[]
  /** Parts of it that could not be read: what they may have said stays open. */
  unusable: Omit<Unusable, 'kind'>[]
  problems: Problem[]
}

export const scores: readonly string[] = ['hit-6', 'midas']

export const nothing = (): Observed => ({
  months: [],
  measurements: [],
  pressures: [],
  pregnancy: [],
  gestation: [],
  unusable: [],
  problems: [],
})

export const teller =
  (found: Observed, resource: Json) =>
  (code: string, detail?: string): void => {
    found.problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
  }

/** Days of a month end with it; attacks have no such end. `order`: when it was issued and last changed. */
export function addMonth(
  found: Observed,
  lose: Told,
  { limits }: CodeTable,
  month: Span,
  code: string,
  range: Range,
  order: { issued: string | null; updated: string | null },
  resource: string,
): void {
  const { min, max } = limits[code]!
  const length = month.last - month.first + 1
  const value = within(range, { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max: Math.min(max, length) }) }, lose)
  if (!value) return
  const evidence: Evidence = { resource, says: written(value), date: isoOf(month.first).slice(0, 7) }
  found.months.push({ ...month, code, ...value, ...order, evidence })
}
