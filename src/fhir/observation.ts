/** The diary, scores, blood pressure and signs of pregnancy, from Observations. */

import type { Code, CodeTable, Sets } from '../core/codes.ts'
import { type Day, isOneDay } from '../core/dates.ts'
import type { Evidence } from '../core/facts.ts'
import type { Bound } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date, instant, timeOf } from './date.ts'
import { anyList, isAbsent, type Json, list, object } from './json.ts'
import { measured, monthOf, unitOf, unitOfOtherTime, within, written } from './measured.ts'
import { addMonth, nothing, type Observed, scores, teller } from './observed.ts'
import { nameOf } from './reading.ts'

type Glimpse = { codes: readonly Code[] | null; says: string }
export type ObservationReader = {
  /** What it says; what could not be read of it stands under `unusable`. */
  read: (resource: Json) => Observed
  glimpse: (resource: Json) => Glimpse
}

/** `floor`: no date of this patient's lies before it. */
export function observationReader(table: CodeTable, sets: Sets, coded: Coder, floor: Day): ObservationReader {
  const inSet = (codes: readonly Code[], set: string) => codes.some((code) => sets(code).includes(set))
  const diaryCode = (codes: readonly Code[]) => codes.find(({ system }) => system === 'diary')
  return { read, glimpse }

  /** Its own codes and those of its components: a panel without a code we know may hold a pressure. */
  function glimpse(resource: Json): Glimpse {
    const own = coded(resource['code'])
    const codes = [...own.codes, ...anyList(resource['component']).flatMap((one) => coded(one['code']).codes)]
    const isStrange = own.strange.length > 0
    return { codes: codes.length > 0 || isStrange ? codes : null, says: own.text ?? '' }
  }

  function read(resource: Json): Observed {
    const found = nothing()
    const { codes, text: says } = coded(resource['code'])
    const when = resource['effectiveDateTime'] ?? resource['effectiveInstant'] ?? object(resource['effectivePeriod'])?.['start']
    const given = date(when)
    const on = given && given.last >= floor ? given : null
    const told = teller(found, resource)
    /** Told, and kept open: what this part may have said of these codes. */
    const lost = (of: readonly Code[], code: string, detail?: string): null => {
      told(code, detail)
      found.unusable.push({ resource: nameOf(resource), codes: of, says: says ?? '', on, why: code })
      return null
    }
    const from = (says: string, on_: string | null = on?.text ?? null): Evidence => ({ resource: nameOf(resource), says, date: on_ })

    const diary = diaryCode(codes)
    if (diary && scores.includes(diary.code)) measureScore(diary)
    else if (diary && table.limits[diary.code]) measureMonth(diary)
    else if (inSet(codes, 'pregnancyStatus')) pregnancyStatus()
    else if (inSet(codes, 'dueDate')) dueDate()
    else if (inSet(codes, 'gestationalAge')) gestationalAge()
    else pressure()
    return found

    function measureScore(code: Code): void {
      const range = measured(resource, (why, detail) => lost([code], why, detail))
      const value = range && within(range, table.limits[code.code]!, (why, detail) => lost([code], why, detail))
      if (!value) return
      if (!on) return void lost([code], 'noDate')
      found.measurements.push({
        from: on.first,
        at: on.last,
        instant: timeOf(when),
        code: code.code,
        ...value,
        evidence: from(written(value)),
      })
    }

    function measureMonth(code: Code): void {
      const lose = (why: string, detail?: string) => lost([code], why, detail)
      const range = measured(resource, lose)
      if (!range) return
      const unit = unitOfOtherTime(resource)
      if (unit !== null) return void lose('otherUnit', unit)
      const month = monthOf(resource, on)
      if (!month) return void lose('noMonth')
      const meta = object(resource['meta'])
      const order = { issued: instant(resource['issued']) || null, updated: instant(meta?.['lastUpdated']) || null }
      addMonth(found, lose, table, month, code.code, range, order, nameOf(resource))
    }

    function pregnancyStatus(): void {
      if (resource['valueCodeableConcept'] === undefined && isAbsentValue(resource)) return
      const value = coded(resource['valueCodeableConcept'])
      const set = ['pregnantValue', 'notPregnantValue', 'pregnancyUnknownValue'].find((one) => inSet(value.codes, one))
      if (!set) return void lost(codes, 'unknownValue', value.text ?? undefined)
      if (set === 'pregnancyUnknownValue') return
      const words = [value.text, ...value.codes.map(({ display }) => display)].join(' ').toLowerCase()
      const says = (of: Readonly<Record<string, string[]>>) => of[set]?.some((word) => words.includes(word)) === true
      if (says(table.contradictedBy) && !says(table.agreesWith)) return void lost(codes, 'codeAndTextDisagree', value.text ?? undefined)
      found.pregnancy.push({ pregnant: set === 'pregnantValue', date: on, evidence: from(value.text ?? '') })
    }

    function dueDate(): void {
      if (isAbsentValue(resource)) return
      const due = date(resource['valueDateTime']) ?? date(resource['valueDate'])
      if (due && isOneDay(due)) found.gestation.push({ due: due.first, on: on?.last ?? null, evidence: from(due.text) })
      else lost(codes, 'unknownValue', due?.text)
    }

    function gestationalAge(): void {
      const value = measured(resource, (why, detail) => lost(codes, why, detail))
      if (!value) return
      if (value.low === null || value.high !== value.low) return void lost(codes, 'unknownValue')
      if (!on || !isOneDay(on)) return void lost(codes, 'noDate')
      const inDays = inSet(codes, 'gestationalDays')
      const unit = unitOf(resource) ?? (inDays ? 'd' : 'wk')
      const perWeek = unit.startsWith('d') ? 7 : unit.startsWith('w') || unit.startsWith('v') || unit === '{weeks}' ? 1 : null
      if (perWeek === null) return void lost(codes, 'otherUnit', unit)
      const weeks = within({ low: value.low / perWeek, high: value.low / perWeek }, table.limits['gestationalAge']!, (why, detail) =>
        lost(codes, why, detail),
      )
      if (weeks) found.gestation.push({ weeks: weeks.low, on: on.first, evidence: from(`${value.low}`) })
    }

    /** Components, or an Observation of its own, whatever the panel's code. A component that cannot be read costs only itself. */
    function pressure(): void {
      const components = list(resource['component']).map((one) => ({ one, codes: coded(one['code']).codes }))
      const part = (set: string): Bound | null => {
        const all = [
          ...(inSet(codes, set) ? [{ one: resource, codes }] : []),
          ...components.filter((component) => inSet(component.codes, set)),
        ]
        // Of several of one reading the higher counts.
        return all.map((own) => bound(set, own)).reduce((a, b) => (a && b ? (b.high > a.high ? b : a) : (a ?? b)), null)
      }
      const bound = (set: string, own: { one: Json; codes: readonly Code[] }): Bound | null => {
        const lose = (why: string, detail?: string) => lost(own.codes, why, detail)
        const range = measured(own.one, lose)
        if (!range) return null
        const unit = unitOf(own.one) ?? 'mmhg'
        if (unit !== 'mm[hg]' && unit !== 'mmhg') return lose('otherUnit', unit)
        const limits = table.limits[set]!
        const value = within(range, limits, lose)
        return value && { low: value.low, high: value.high ?? limits.max! }
      }
      const [systolic, diastolic] = [part('systolic'), part('diastolic')]
      if (!systolic && !diastolic) {
        const isEmpty = inSet(codes, 'bloodPressurePanel') && components.length === 0
        if (isEmpty && resource['hasMember'] === undefined && !isAbsentValue(resource)) lost(codes, 'noValue')
        return
      }
      if (!on) return void lost(glimpse(resource).codes ?? codes, 'noDate')
      const says = `${boundText(systolic, table.limits['systolic']!)}/${boundText(diastolic, table.limits['diastolic']!)} mmHg`
      found.pressures.push({ from: on.first, at: on.last, instant: timeOf(when), systolic, diastolic, evidence: [from(says)] })
    }
  }
}

/** The sender says that there is no value, and why. */
const isAbsentValue = (of: Json): boolean =>
  of['dataAbsentReason'] !== undefined || Object.keys(of).some((key) => key.startsWith('_value') && isAbsent(of[key]))

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
