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

/** Sorts what happened on one day; a plain date comes before any time of it. */
export const instant = (value: unknown): string => {
  if (typeof value !== 'string') return ''
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString()
}

export const period = (value: unknown): { start: PartialDate | null; end: PartialDate | null } => {
  const of: Json | undefined = object(value)
  return { start: date(of?.['start']), end: date(of?.['end']) }
}
