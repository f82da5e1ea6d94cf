/** Dosage lines → milligrams (or units) a day, step by step. What cannot be settled is null and told, never guessed. */

import { type Day, exactly, type PartialDate } from '../core/dates.ts'
import type { SaltSteps } from '../core/drugs.ts'
import type { DoseStep } from '../core/record.ts'
import { period } from './date.ts'
import { anyText, type Json, list, number, object, text, texts } from './json.ts'

export type Dosing = {
  steps: DoseStep[]
  start: PartialDate | null
  end: PartialDate | null
  singleDose: { value: number; unit: string } | null
  everyOtherDay: boolean
  timesOfDay: string[]
  tablets: boolean
  /** Codes of outputs/words: what could not be read. */
  problems: string[]
}

type Range = { low: number; high: number }
const table = <T>(of: Record<string, T>): ReadonlyMap<string, T> => new Map(Object.entries(of))
const perUnit = table({ kg: 1e6, g: 1e3, mg: 1, ug: 1e-3, mcg: 1e-3, µg: 1e-3 })
const units = new Set(['u', '[u]', '[iu]', 'ie', 'iu', 'e', 'enhet', 'enheter', 'unit', 'units'])
const tablets = new Set([
  '1',
  '{tbl}',
  'tbl',
  'tab',
  'tabl',
  'tablet',
  'tablets',
  '{tablet}',
  'tablett',
  'tabletter',
  'kapsel',
  'kapslar',
  'cap',
  'capsule',
  '{capsule}',
  'st',
])
const daysPer = table({ s: 1 / 86_400, min: 1 / 1440, h: 1 / 24, d: 1, wk: 7, mo: 30.4375, a: 365.25 })
/** v3-GTSAbbreviation: times a day. */
const timesADay = table({ QD: 1, AM: 1, PM: 1, BED: 1, BID: 2, TID: 3, QID: 4, Q4H: 6, Q6H: 4, Q8H: 3, QOD: 0.5 })

/** Less than nothing, or only said to be more or less than something. */
const isOddAmount = (quantity: Json | undefined): boolean =>
  (number(quantity?.['value']) ?? 0) < 0 || quantity?.['comparator'] !== undefined

/** One quantity as mg or units; tablets are worth what a coded product says, else nothing is known. */
export function amount(quantity: Json | undefined, strength: number | null): { value: number; unit: string; tablets: boolean } | null {
  const value = number(quantity?.['value'])
  if (value === undefined || value < 0 || quantity?.['comparator'] !== undefined) return null
  const unit = (text(quantity?.['code']) ?? text(quantity?.['unit']) ?? '').trim().toLowerCase()
  const spoken = (text(quantity?.['unit']) ?? '').trim().toLowerCase()
  const factor = perUnit.get(unit) ?? perUnit.get(spoken)
  if (factor !== undefined) return { value: value * factor, unit: 'mg', tablets: false }
  if (units.has(unit)) return { value, unit: 'U', tablets: false }
  if (tablets.has(unit) || tablets.has(spoken)) return strength === null ? null : { value: value * strength, unit: 'mg', tablets: true }
  return null
}

/** What a dose of this substance is read as: a whole multiple of the salt's step is the same multiple of the base's. */
type Reader = { strength: number | null; salt: SaltSteps | undefined }

function asBase(value: number, unit: string, salt: SaltSteps | undefined): number {
  if (!salt || salt.unit !== unit || value <= 0) return value
  const steps = value / salt.step
  return Math.abs(steps - Math.round(steps)) < 1e-9 ? Math.round(steps) * salt.means : value
}

/** The ordered dose, else one in a unit of mass; never the sum of several ways to say one dose. */
function eachDose(line: Json, { strength, salt }: Reader): { dose: Range; unit: string; daily: boolean } | null {
  const all = list(line['doseAndRate'])
  const ordered = all.filter((one) => list(object(one['type'])?.['coding']).some(({ code }) => code === 'ordered'))
  const read = (quantity: Json | undefined) => {
    const found = amount(quantity, strength)
    return found && { value: asBase(found.value, found.unit, salt), unit: found.unit }
  }
  for (const one of [...ordered, ...all]) {
    const exact = read(object(one['doseQuantity']))
    if (exact) return { dose: { low: exact.value, high: exact.value }, unit: exact.unit, daily: false }
    const range = object(one['doseRange'])
    const high = read(object(range?.['high']))
    const low = read(object(range?.['low']))
    if (high) return { dose: { low: low?.value ?? 0, high: high.value }, unit: high.unit, daily: false }
    const ratio = object(one['rateRatio'])
    const over = object(ratio?.['denominator'])
    const top = read(object(ratio?.['numerator']))
    const days = (number(over?.['value']) ?? 1) * (daysPer.get((text(over?.['code']) ?? text(over?.['unit']) ?? '').trim()) ?? Number.NaN)
    if (top && days > 0) return { dose: { low: top.value / days, high: top.value / days }, unit: top.unit, daily: true }
  }
  return null
}

/** How often a day; null with a problem where the unit of the period is missing, null without where nothing is said. */
function timesPerDay(line: Json): { times: Range | null; problem?: string } {
  const timing = object(line['timing'])
  const repeat = object(timing?.['repeat'])
  const hours = texts(repeat?.['timeOfDay']).length || texts(repeat?.['when']).length
  const frequency = number(repeat?.['frequency']) ?? (repeat?.['period'] !== undefined && hours === 0 ? 1 : undefined)
  const days = texts(repeat?.['dayOfWeek']).length
  if (frequency !== undefined || repeat?.['period'] !== undefined) {
    const unit = daysPer.get(text(repeat?.['periodUnit'])?.trim() ?? '')
    if (unit === undefined) return { times: null, problem: 'noPeriodUnit' }
    const length = number(repeat?.['period']) ?? 1
    const often = frequency ?? hours
    if (length <= 0 || often <= 0) return { times: null, problem: 'zeroDose' }
    const high = (number(repeat?.['frequencyMax']) ?? often) / (length * unit)
    const low = often / ((number(repeat?.['periodMax']) ?? length) * unit)
    const share = days > 0 && unit === 1 ? days / 7 : 1
    return { times: { low: low * share, high: high * share } }
  }
  if (hours > 0 || days > 0) {
    const often = (hours || 1) * (days > 0 ? days / 7 : 1)
    return { times: { low: often, high: often } }
  }
  const code = list(object(timing?.['code'])?.['coding'])
    .map((one) => timesADay.get(anyText(one['code']).toUpperCase()))
    .find((one) => one !== undefined)
  const spoken = timesADay.get(anyText(object(timing?.['code'])?.['text']).toUpperCase())
  const often = code ?? spoken
  return { times: often === undefined ? null : { low: often, high: often } }
}

const isAsNeeded = (line: Json): boolean =>
  line['asNeededBoolean'] === true || line['asNeeded'] === true || line['asNeededCodeableConcept'] !== undefined

/** No treatment is written for longer: a hundred years. */
const longest = 36_525

/** Length of a line in days; `odd` where a length stands there that cannot be read. */
function bounds(line: Json): { start: PartialDate | null; end: PartialDate | null; days: number | null; odd: boolean } {
  const repeat = object(object(line['timing'])?.['repeat'])
  const span = period(repeat?.['boundsPeriod'])
  const duration = object(repeat?.['boundsDuration'])
  const range = object(repeat?.['boundsRange'])
  const days = (of: Json | undefined) => {
    const unit = daysPer.get((text(of?.['code']) ?? text(of?.['unit']) ?? '').trim())
    const value = number(of?.['value'])
    const length = unit === undefined || value === undefined || of?.['comparator'] !== undefined ? 0 : Math.round(value * unit)
    return length > 0 && length <= longest ? length : null
  }
  const [low, high] = [days(object(range?.['low'])), days(object(range?.['high']))]
  const fromRange = low !== null && low === high ? low : null
  const length = duration ? days(duration) : fromRange
  return { ...span, days: length, odd: (duration !== undefined || range !== undefined) && length === null }
}

/** One dosage line, read once. */
type Line = ReturnType<typeof bounds> &
  ReturnType<typeof timesPerDay> & {
    each: ReturnType<typeof eachDose> /** A dose stands there that cannot be one. */
    isOdd: boolean
    asNeeded: boolean
    sequence: number
  }

const readLine = (line: Json, reader: Reader): Line => ({
  ...bounds(line),
  ...timesPerDay(line),
  each: eachDose(line, reader),
  isOdd: list(line['doseAndRate']).some((one) => isOddAmount(object(one['doseQuantity']))),
  asNeeded: isAsNeeded(line),
  sequence: number(line['sequence']) ?? 0,
})

/** Lines in their order: by `sequence`, then by the period each is written for. Those that share both run together. */
function inOrder(lines: readonly Line[]): Line[][] {
  if (lines.length === 1) return [[...lines]]
  const groups = new Map<string, { sequence: number; from: Day; lines: Line[] }>()
  const dated = lines.every(({ start }) => start !== null)
  for (const line of lines) {
    const { sequence } = line
    const from = dated ? line.start!.first : 0
    const group = groups.get(`${sequence} ${from}`) ?? { sequence, from, lines: [] }
    group.lines.push(line)
    groups.set(`${sequence} ${from}`, group)
  }
  return [...groups.values()].sort((a, b) => a.sequence - b.sequence || a.from - b.from).map((group) => group.lines)
}

type Around = Reader & {
  /** Where the lines do not say when they begin. */
  fallbackStart: Day | null
  /** Above so much a day the dose is a slip of the pen. */
  plausible: number | null
  /** No day of this patient's lies before it. */
  floor: Day
}

/** All dosage lines of one resource. Lines of different `sequence` follow one another, of the same run together. */
export function dosing(dosages: unknown, { fallbackStart, plausible, floor, ...reader }: Around): Dosing {
  const written = list(dosages)
  const problems = new Set<string>()
  const lines = written.map((line) => possible(readLine(line, reader), fallbackStart, floor, problems))
  const regular = lines.filter(({ asNeeded }) => !asNeeded)
  const ordered = inOrder(regular.length > 0 ? regular : lines)
  const starts = lines.flatMap(({ start }) => start ?? [])
  const start = starts.length > 0 ? starts.reduce((a, b) => (b.first < a.first ? b : a)) : null

  let at: Day | null = start?.first ?? fallbackStart
  let afterUnknown = false
  let end: PartialDate | null = null
  const steps: DoseStep[] = []
  for (const group of ordered) {
    if (group.some(({ odd }) => odd)) problems.add('oddLength')
    const own = group.map(({ start }) => start?.first).find((day) => day !== undefined)
    const from = own ?? at
    if (own !== undefined) afterUnknown = false
    const days = group.map((one) => one.days).find((one) => one !== null) ?? null
    const until = group.map((one) => one.end).find((one) => one !== null) ?? null
    const last: Day | null = until?.last ?? (days !== null && from !== null && !afterUnknown ? from + days - 1 : null)
    const total = sum(group, problems)
    const implausible = total !== null && plausible !== null && total.high > plausible
    const nothing = total !== null && total.high <= 0
    if (implausible) problems.add('implausibleDose')
    if (nothing) problems.add('zeroDose')
    const dose = implausible || nothing ? null : total
    const said = {
      low: dose?.low ?? null,
      high: dose?.high ?? null,
      unit: dose?.unit ?? 'mg',
      asNeeded: group.every(({ asNeeded }) => asNeeded),
    }
    steps.push({ from, to: last, afterUnknown, ...said })
    if (last === null) afterUnknown = true
    else [at, afterUnknown] = [last + 1, false]
    end = until ?? (last === null ? null : exactly(last))
  }
  const first = (ordered.at(-1) ?? []).flatMap(({ each }) => each ?? [])[0]
  return {
    steps,
    start,
    end,
    singleDose: first && !first.daily && first.dose.high > 0 ? { value: first.dose.high, unit: first.unit } : null,
    everyOtherDay: lines.some(({ times }) => times?.high === 0.5),
    timesOfDay: written.flatMap((line) => {
      const repeat = object(object(line['timing'])?.['repeat'])
      return [...texts(repeat?.['when']), ...texts(repeat?.['timeOfDay'])]
    }),
    tablets: written.some((line) => list(line['doseAndRate']).some((one) => isTablet(object(one['doseQuantity'])))),
    problems: [...problems],
  }
}

export const noDosing: Dosing = {
  steps: [],
  start: null,
  end: null,
  singleDose: null,
  everyOtherDay: false,
  timesOfDay: [],
  tablets: false,
  problems: [],
}

const isTablet = (quantity: Json | undefined): boolean => {
  const unit = (text(quantity?.['code']) ?? text(quantity?.['unit']) ?? '').trim().toLowerCase()
  return unit.startsWith('tab') || unit === '{tbl}' || unit === '{tablet}'
}

/** A start before the patient's time is none; an end before the start, or before it was written, is none. */
function possible(line: Line, written: Day | null, floor: Day, problems: Set<string>): Line {
  const start = line.start && line.start.last >= floor ? line.start : null
  const end = line.end && line.end.last >= (start?.first ?? written ?? floor) ? line.end : null
  if (line.start && !start) problems.add('noSuchStart')
  if (line.isOdd) problems.add('oddDose')
  if (line.end && !end) problems.add('endBeforeStart')
  return { ...line, start, end }
}

/** Lines that run together add up; one that cannot be read makes the sum unknown. */
function sum(lines: readonly Line[], problems: Set<string>): (Range & { unit: string }) | null {
  let total: (Range & { unit: string }) | null = { low: 0, high: 0, unit: 'mg' }
  for (const { times, problem, each } of lines) {
    if (problem) problems.add(problem)
    const often = each?.daily ? { low: 1, high: 1 } : times
    if (!each || !often || total === null || (total.high > 0 && total.unit !== each.unit)) total = null
    else total = { low: total.low + each.dose.low * often.low, high: total.high + each.dose.high * often.high, unit: each.unit }
  }
  return lines.length === 0 || total === null ? null : { ...total, low: rounded(total.low), high: rounded(total.high) }
}

const rounded = (dose: number): number => Math.round(dose * 1e6) / 1e6
