/** FHIR's dates. An instant is the local day written in it; with `Z`, the day in Stockholm. */

import { type PartialDate, partialDate } from '../core/dates.ts'
import { type Json, object } from './json.ts'

const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit' })

/** A date, partial date, dateTime or instant; null where it is absent or no date (a broken timestamp costs only itself). */
export function date(value: unknown): PartialDate | null {
  if (typeof value !== 'string') return null
  const written = value.trim()
  const riv = /^(\d{4})(\d{2})(\d{2})(\d{6})?$/.exec(written)
  if (riv) return partialDate(`${riv[1]}-${riv[2]}-${riv[3]}`)
  if (!written.includes('T')) return partialDate(written)
  if (Number.isNaN(Date.parse(written))) return null
  return partialDate(/z$/i.test(written) ? stockholm.format(new Date(written)) : written.slice(0, 10))
}

/** The moment, to order by; the start of the day where only a date is given. Empty where there is none. */
export const instant = (value: unknown): string => {
  if (typeof value !== 'string') return ''
  const riv = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(value.trim())
  const ms = Date.parse(riv ? `${riv[1]}-${riv[2]}-${riv[3]}T${riv[4]}:${riv[5]}:${riv[6]}Z` : value)
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString()
}

/** The moment where a time of day is given; empty for a plain date, which nothing orders within its day. */
export const timeOf = (value: unknown): string =>
  typeof value === 'string' && (/T/.test(value) || /^\d{14}$/.test(value)) ? instant(value) : ''

export const period = (value: unknown): { start: PartialDate | null; end: PartialDate | null } => {
  const of: Json | undefined = object(value)
  return { start: date(of?.['start']), end: date(of?.['end']) }
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit', second: '2-digit' })
/** Midnight where it was written; with `Z`, in Stockholm. */
export const isMidnight = (written: string): boolean =>
  /z$/i.test(written) && !Number.isNaN(Date.parse(written))
    ? clock.format(new Date(written)) === '00:00:00'
    : /T00:00(:00(\.0+)?)?(?!\d|:)/.test(written)
