/** The diary, scores, blood pressure and signs of pregnancy, from Observations and questionnaire responses. */

import type { Code, CodeTable, Sets } from '../core/codes.ts'
import { isoOf } from '../core/dates.ts'
import type { Evidence } from '../core/facts.ts'
import type { Bound, GestationSign, Measurement, MonthValue, PregnancySign, Pressure, Problem } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date, instant, timeOf } from './date.ts'
import { type Json, list, object, text } from './json.ts'
import { measured, monthIn, monthOf, type Range, type Span, type Told, unitOf, unitOfOtherTime, within, written } from './measured.ts'
import { nameOf } from './reading.ts'

export type Observed = {
  months: MonthValue[]
  measurements: Measurement[]
  pressures: Pressure[]
  pregnancy: PregnancySign[]
  gestation: GestationSign[]
  problems: Problem[]
}

const valid = ['final', 'amended', 'corrected']
const questionnaire = 'https://migranstod.example/fhir/Questionnaire/headache-month'
const scores: readonly string[] = ['hit-6', 'midas']

const nothing = (): Observed => ({ months: [], measurements: [], pressures: [], pregnancy: [], gestation: [], problems: [] })
const teller = (found: Observed, resource: Json): Told => {
  return (code, detail) => {
    found.problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
    return null
  }
}

export function observationReader(table: CodeTable, sets: Sets, coded: Coder): (resource: Json) => Observed {
  const inSet = (codes: readonly Code[], set: string) => codes.some((code) => sets(code).includes(set))
  const diaryCode = (codes: readonly Code[]) => codes.find(({ system }) => system === 'diary')?.code

  return (resource) => {
    const found = nothing()
    const told = teller(found, resource)
    if (!valid.includes(text(resource['status']) ?? '')) return found
    const { codes } = coded(resource['code'])
    const when = resource['effectiveDateTime'] ?? resource['effectiveInstant'] ?? object(resource['effectivePeriod'])?.['start']
    const on = date(when)
    const from = (says: string, on_: string | null = on?.text ?? null): Evidence => ({ resource: nameOf(resource), says, date: on_ })

    const code = diaryCode(codes)
    if (code && scores.includes(code)) measureScore(code)
    else if (code && table.limits[code]) measureMonth(code)
    else if (inSet(codes, 'pregnancyStatus')) pregnancyStatus()
    else if (inSet(codes, 'dueDate')) dueDate()
    else if (inSet(codes, 'gestationalAge')) gestationalAge()
    else pressure()
    return found

    function measureScore(code: string): void {
      const range = measured(resource, told)
      const value = range && within(range, table.limits[code]!, told)
      if (!value) return
      if (!on) return void told('noDate')
      found.measurements.push({ at: on.last, instant: timeOf(when), code, ...value, evidence: from(written(value)) })
    }

    function measureMonth(code: string): void {
      const range = measured(resource, told)
      if (!range) return
      const unit = unitOfOtherTime(resource)
      if (unit !== null) return void told('otherUnit', unit)
      const month = monthOf(resource, on)
      if (!month) return void told('noMonth')
      addMonth(found, told, table, month, code, range, instant(resource['issued']) || null, nameOf(resource))
    }

    function pregnancyStatus(): void {
      const value = coded(resource['valueCodeableConcept'])
      const set = ['pregnantValue', 'notPregnantValue'].find((one) => inSet(value.codes, one))
      if (!set) return
      const words = [value.text, ...value.codes.map(({ display }) => display)].join(' ').toLowerCase()
      const says = (of: Readonly<Record<string, string[]>>) => of[set]?.some((word) => words.includes(word)) === true
      if (says(table.contradictedBy) && !says(table.agreesWith)) return void told('codeAndTextDisagree', value.text ?? undefined)
      found.pregnancy.push({ pregnant: set === 'pregnantValue', date: on, evidence: from(value.text ?? '') })
    }

    function dueDate(): void {
      const due = date(resource['valueDateTime']) ?? date(resource['valueDate'])
      if (due && due.first === due.last) found.gestation.push({ due: due.first, on: on?.last ?? null, evidence: from(due.text) })
    }

    function gestationalAge(): void {
      const value = measured(resource, told)
      if (!value || value.low === null || value.high !== value.low || !on || on.first !== on.last) return
      const unit = unitOf(resource) ?? 'wk'
      const perWeek = unit.startsWith('d') ? 7 : unit.startsWith('w') || unit.startsWith('v') || unit === '{weeks}' ? 1 : null
      if (perWeek === null) return void told('otherUnit', unit)
      found.gestation.push({ weeks: value.low / perWeek, on: on.first, evidence: from(`${value.low}`) })
    }

    /** Components, or an Observation of its own, whatever the panel's code. */
    function pressure(): void {
      const part = (set: string): Bound | null => {
        const own = inSet(codes, set) ? resource : list(resource['component']).find((one) => inSet(coded(one['code']).codes, set))
        const range = own && measured(own, told)
        if (!range) return null
        const unit = unitOf(own) ?? 'mmhg'
        if (unit !== 'mm[hg]' && unit !== 'mmhg') return told('otherUnit', unit)
        const limits = table.limits[set]!
        const value = within(range, limits, told)
        return value && { low: value.low, high: value.high ?? limits.max! }
      }
      const [systolic, diastolic] = [part('systolic'), part('diastolic')]
      if (!systolic && !diastolic) return
      if (!on) return void told('noDate')
      const says = `${boundText(systolic, table.limits['systolic']!)}/${boundText(diastolic, table.limits['diastolic']!)} mmHg`
      found.pressures.push({ at: on.last, instant: timeOf(when), systolic, diastolic, evidence: [from(says)] })
    }
  }
}

/** A range is written as one: what stands at the edge of what can be was open there. */
const boundText = (bound: Bound | null, { min, max }: { min?: number; max?: number }): string =>
  bound === null
    ? '–'
    : bound.low === bound.high
      ? `${bound.low}`
      : bound.high === max
        ? `≥ ${bound.low}`
        : bound.low === min
          ? `≤ ${bound.high}`
          : `${bound.low}–${bound.high}`

/** A month's questionnaire says the same as Observations, with the codes as `linkId`. */
export function questionnaireReader(table: CodeTable): (resource: Json) => Observed {
  return (resource) => {
    const found = nothing()
    const told = teller(found, resource)
    const canonical = (text(resource['questionnaire']) ?? '').replace(/\|.*$/, '')
    const status = text(resource['status'])
    if (canonical !== questionnaire || (status !== 'completed' && status !== 'amended')) return found
    const items = list(resource['item']).flatMap(function deep(item: Json): Json[] {
      return [item, ...list(item['item']).flatMap(deep)]
    })
    const answer = (item: Json | undefined): Json | undefined => list(item?.['answer'])[0]
    const said = answer(items.find(({ linkId }) => linkId === 'month'))
    const month = monthIn(date(said?.['valueDate'] ?? said?.['valueDateTime'] ?? said?.['valueString']))
    if (!month) {
      told('noMonth')
      return found
    }
    const authored = date(resource['authored'])
    for (const item of items) {
      const code = item['linkId']
      const given = answer(item)
      if (typeof code !== 'string' || !table.limits[code] || !given) continue
      const range = measured(given, told)
      if (!range) continue
      if (!scores.includes(code)) addMonth(found, told, table, month, code, range, instant(resource['authored']) || null, nameOf(resource))
      else {
        const value = within(range, table.limits[code], told)
        const at = authored?.last ?? month.last
        const evidence: Evidence = { resource: nameOf(resource), says: value ? written(value) : '', date: isoOf(at) }
        if (value) found.measurements.push({ at, instant: timeOf(resource['authored']), code, ...value, evidence })
      }
    }
    return found
  }
}

/** Days of a month end with it; attacks have no such end. */
function addMonth(
  found: Observed,
  told: Told,
  { limits }: CodeTable,
  month: Span,
  code: string,
  range: Range,
  issued: string | null,
  resource: string,
): void {
  const { min, max } = limits[code]!
  const length = month.last - month.first + 1
  const value = within(range, { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max: Math.min(max, length) }) }, told)
  if (!value) return
  const evidence: Evidence = { resource, says: written(value), date: isoOf(month.first).slice(0, 7) }
  found.months.push({ ...month, code, ...value, issued, evidence })
}
