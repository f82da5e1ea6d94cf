/** The diary, scores, blood pressure and signs of pregnancy, from Observations and questionnaire responses. */

import type { Code, CodeTable, Sets } from '../core/codes.ts'
import { firstOfMonth, isoOf, lastOfMonth, type PartialDate } from '../core/dates.ts'
import type { Evidence } from '../core/facts.ts'
import type { Bound, GestationSign, Measurement, MonthValue, PregnancySign, Pressure, Problem } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date, instant, period } from './date.ts'
import { type Json, list, object, text } from './json.ts'
import { nameOf } from './reading.ts'

export type Observed = {
  months: MonthValue[]
  measurements: Measurement[]
  pressures: Pressure[]
  pregnancy: PregnancySign[]
  gestation: GestationSign[]
  problems: Problem[]
}
/** Tells a problem; null, so that what cannot be read is told and given up in one breath. */
type Told = (code: string, detail?: string) => null
type Limits = { low: number; high: number | null }

const valid = ['final', 'amended', 'corrected']
const scores: Record<string, Limits> = { 'hit-6': { low: 36, high: 78 }, midas: { low: 0, high: 270 } }
/** Units that say another time than a month. */
const otherTime = ['wk', 'a', 'h', 'min', 's', '/wk', '/a', 'd/wk', 'd/a', '{days}/wk', 'vecka', 'veckor', 'year', 'week']
const questionnaire = 'https://migranstod.example/fhir/Questionnaire/headache-month'

export function observationReader(table: CodeTable, sets: Sets, coded: Coder): (resource: Json) => Observed {
  const inSet = (codes: readonly Code[], set: string) => codes.some((code) => sets(code).includes(set))
  const diaryCode = (codes: readonly Code[]) => codes.find(({ system }) => system === 'diary')?.code

  return (resource) => {
    const found: Observed = { months: [], measurements: [], pressures: [], pregnancy: [], gestation: [], problems: [] }
    const told: Told = (code, detail) => {
      found.problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
      return null
    }
    if (!valid.includes(text(resource['status']) ?? '')) return found
    const { codes } = coded(resource['code'])
    const on = date(resource['effectiveDateTime']) ?? date(resource['effectiveInstant'])
    const at = instant(resource['effectiveDateTime'] ?? resource['effectiveInstant'] ?? object(resource['effectivePeriod'])?.['start'])
    const from = (says: string, when: string | null = on?.text ?? null): Evidence => ({ resource: nameOf(resource), says, date: when })

    const code = diaryCode(codes)
    if (code && code in scores) measureScore(code)
    else if (code) measureMonth(code)
    else if (inSet(codes, 'pregnancyStatus')) pregnancyStatus()
    else if (inSet(codes, 'dueDate')) dueDate()
    else if (inSet(codes, 'gestationalAge')) gestationalAge()
    else pressure()
    return found

    function measureScore(code: string): void {
      const value = measured(resource, told)
      const limits = scores[code]!
      if (!value || !on) return
      if (value.low < limits.low || (value.high ?? value.low) > limits.high!) return void told('impossibleValue', `${value.low}`)
      found.measurements.push({ at: on.last, instant: at, code, ...value, evidence: from(written(value)) })
    }

    function measureMonth(code: string): void {
      const month = monthOf(resource, on)
      const value = measured(resource, told)
      if (!value) return
      if (!month) return void told('noMonth')
      const quantity = object(resource['valueQuantity'])
      const unit = [quantity?.['code'], quantity?.['unit']].find(
        (one) => typeof one === 'string' && otherTime.includes(one.trim().toLowerCase()),
      )
      if (unit !== undefined) return void told('otherUnit', String(unit))
      addMonth(found, told, month, code, value, instantText(resource['issued']), from(written(value), isoOf(month.first).slice(0, 7)))
    }

    function pregnancyStatus(): void {
      const value = coded(resource['valueCodeableConcept'])
      const set = ['pregnantValue', 'notPregnantValue'].find((one) => inSet(value.codes, one))
      if (!set) return
      const words = [value.text, ...value.codes.map(({ display }) => display)].join(' ').toLowerCase()
      if (table.contradictedBy[set]?.some((word) => words.includes(word))) return void told('codeAndTextDisagree', value.text ?? undefined)
      found.pregnancy.push({ pregnant: set === 'pregnantValue', date: on, evidence: from(value.text ?? '') })
    }

    function dueDate(): void {
      const due = date(resource['valueDateTime']) ?? date(resource['valueDate'])
      if (due && due.first === due.last) found.gestation.push({ due: due.first, evidence: from(due.text) })
    }

    function gestationalAge(): void {
      const value = measured(resource, told)
      const unit = text(object(resource['valueQuantity'])?.['code']) ?? text(object(resource['valueQuantity'])?.['unit']) ?? 'wk'
      if (!value || value.high !== value.low || !on || on.first !== on.last) return
      const weeks = unit.startsWith('d') ? value.low / 7 : value.low
      found.gestation.push({ weeks, on: on.first, evidence: from(written(value)) })
    }

    /** Components, or an Observation of its own, whatever the panel's code. */
    function pressure(): void {
      const part = (set: string): Bound | null => {
        const own = inSet(codes, set) ? resource : list(resource['component']).find((one) => inSet(coded(one['code']).codes, set))
        const value = own && measured(own, told)
        if (!value) return null
        const unit = (text(object(own['valueQuantity'])?.['code']) ?? text(object(own['valueQuantity'])?.['unit']) ?? 'mm[Hg]')
          .replaceAll(' ', '')
          .toLowerCase()
        if (unit !== 'mm[hg]' && unit !== 'mmhg') return told('otherUnit', unit)
        const high = value.high ?? 300
        if (value.low < 40 || high > 300) return told('impossibleValue', `${value.low}`)
        return { low: value.low, high }
      }
      const [systolic, diastolic] = [part('systolic'), part('diastolic')]
      if ((!systolic && !diastolic) || !on) return
      const says = `${systolic ? systolic.low : '–'}/${diastolic ? diastolic.low : '–'} mmHg`
      found.pressures.push({ at: on.last, instant: at, systolic, diastolic, evidence: [from(says)] })
    }
  }
}

/** A month's questionnaire says the same as Observations, with the codes as `linkId`. */
export function questionnaireMonth(resource: Json): Observed {
  const found: Observed = { months: [], measurements: [], pressures: [], pregnancy: [], gestation: [], problems: [] }
  const told: Told = (code, detail) => {
    found.problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
    return null
  }
  const canonical = (text(resource['questionnaire']) ?? '').replace(/\|.*$/, '')
  const status = text(resource['status'])
  if (canonical !== questionnaire || (status !== 'completed' && status !== 'amended')) return found
  const items = list(resource['item']).flatMap(function deep(item: Json): Json[] {
    return [item, ...list(item['item']).flatMap(deep)]
  })
  const answer = (item: Json | undefined): Json | undefined => list(item?.['answer'])[0]
  const which = date(answer(items.find(({ linkId }) => linkId === 'month'))?.['valueDate'])
  if (!which) {
    told('noMonth')
    return found
  }
  const month = { first: firstOfMonth(which.first), last: lastOfMonth(which.first) }
  for (const item of items) {
    const code = item['linkId']
    const given = answer(item)
    if (typeof code !== 'string' || code === 'month' || !given) continue
    const value = given['valueInteger'] ?? given['valueDecimal'] ?? object(given['valueQuantity'])?.['value']
    if (typeof value !== 'number') {
      if (given['valueString'] !== undefined) told('textForNumber', code)
      continue
    }
    const evidence: Evidence = { resource: nameOf(resource), says: `${value}`, date: isoOf(month.first).slice(0, 7) }
    const on = date(resource['authored'])
    if (code in scores) {
      if (value < scores[code]!.low || value > scores[code]!.high!) told('impossibleValue', `${value}`)
      else
        found.measurements.push({ at: (on ?? which).last, instant: instant(resource['authored']), code, low: value, high: value, evidence })
    } else addMonth(found, told, month, code, { low: value, high: value }, instantText(resource['authored']), evidence)
  }
  return found
}

const instantText = (value: unknown): string | null => instant(value) || null
const written = ({ low, high }: Limits): string => (low === high ? `${low}` : `${low}–${high ?? ''}`)

function addMonth(
  found: Observed,
  told: Told,
  month: { first: number; last: number },
  code: string,
  value: Limits,
  issued: string | null,
  evidence: Evidence,
): void {
  const length = month.last - month.first + 1
  const days = code !== 'attacks'
  const high = value.high ?? (days ? length : null)
  if (value.low < 0 || (days && (value.low > length || high! > length))) return void told('impossibleValue', `${value.low}`)
  found.months.push({ ...month, code, low: value.low, high, issued, evidence })
}

/** A calendar month, 28 to 31 days, or the month that one date lies in. */
function monthOf(resource: Json, on: PartialDate | null): { first: number; last: number } | null {
  const span = resource['effectivePeriod'] ? period(resource['effectivePeriod']) : null
  if (span?.start && span.end) {
    const [first, last] = [span.start.first, span.end.last]
    const length = last - first + 1
    if (length < 28 || length > 31) return null
    const calendar = first === firstOfMonth(first) && last <= lastOfMonth(first)
    return calendar ? { first, last: lastOfMonth(first) } : { first, last }
  }
  const day = on ?? span?.start
  if (!day || isoOf(day.first).slice(0, 7) !== isoOf(day.last).slice(0, 7)) return null
  return { first: firstOfMonth(day.first), last: lastOfMonth(day.first) }
}

/** The number measured; a range where a comparator came with it. Null where there is none; what cannot be read is told. */
function measured(of: Json, told: Told): Limits | null {
  if (of['valueString'] !== undefined) return told('textForNumber', String(of['valueString']))
  const quantity = object(of['valueQuantity'])
  const value = quantity ? quantity['value'] : of['valueInteger']
  if (value === undefined || value === null) return null
  if (typeof value !== 'number') return told('textForNumber', String(value))
  switch (quantity?.['comparator']) {
    case undefined:
      return { low: value, high: value }
    case '>':
      return { low: Math.floor(value) + 1, high: null }
    case '>=':
      return { low: value, high: null }
    case '<':
      return { low: 0, high: Math.ceil(value) - 1 }
    case '<=':
      return { low: 0, high: value }
    default:
      told('unknownComparator', String(quantity?.['comparator']))
      return null
  }
}
