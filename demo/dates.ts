import { personnummer } from './personnummer.ts'

/*
 * Dates in the patients' files are templates, so that they roll with today. A string that starts with `@` is one:
 *
 *   @day-120            the date 120 days ago (@day today, @day+30 in 30 days)
 *   @day-120T09:30      the same day at 09:30 in Sweden, with its offset
 *   @month-1.start      first day of the last complete month (@month-1.end its last day, @month-1 as YYYY-MM)
 *   @year-3             the year three years ago, as a partial date
 *   @birthday:45        a birth date of one who is 45 today and turned so 100 days ago (@birthday:45-7: 7 days ago)
 *   @number:238         personnummer of the patient's birth date with birth number 238 and its check digit
 *   @number-:238        the same with a hyphen; @number+60:238 is a samordningsnummer (60 is added to the day)
 */

const dayMs = 86_400_000
const birthdayAgo = 100

/** Today's date in Sweden. */
export function todayInSweden(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(now)
}

/** Resolves every template in a JSON value against a day; `birthDate` is what the numbers are made from. */
export function resolveTemplates<T>(value: T, today: string): T {
  const birthDate = findBirthDate(value, today)
  return walk(value, (text) => resolve(text, today, birthDate)) as T
}

/** One template as its value; other strings are left as they are. */
export function resolve(text: string, today: string, birthDate = ''): string {
  const day = /^@day([+-]\d+)?(T\d\d:\d\d)?$/.exec(text)
  if (day) {
    const date = addDays(today, Number(day[1] ?? 0))
    return day[2] ? `${date}${day[2]}:00${swedishOffset(date)}` : date
  }
  const month = /^@month([+-]\d+)(\.start|\.end)?$/.exec(text)
  if (month) {
    const first = addMonths(`${today.slice(0, 7)}-01`, Number(month[1]))
    if (month[2] === '.start') return first
    return month[2] === '.end' ? addDays(addMonths(first, 1), -1) : first.slice(0, 7)
  }
  const year = /^@year([+-]\d+)$/.exec(text)
  if (year) return String(Number(today.slice(0, 4)) + Number(year[1]))
  const birthday = /^@birthday:(\d+)(-\d+)?$/.exec(text)
  if (birthday) return birthDateOf(today, Number(birthday[1]), Number(birthday[2] ?? -birthdayAgo))
  const number = /^@number(-?)(\+60)?:(\d{3})$/.exec(text)
  if (number) return personnummer(birthDate, number[3] as string, number[1] as string, number[2] ? 60 : 0)
  if (text.startsWith('@')) throw new Error(`Unknown date template ${text}`)
  return text
}

function birthDateOf(today: string, age: number, days: number): string {
  const turned = addDays(today, days)
  const birth = `${Number(turned.slice(0, 4)) - age}${turned.slice(4)}`
  // Nobody here is born on 29 February: the day before will do.
  return birth.endsWith('-02-29') ? birth.replace('-29', '-28') : birth
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

function addMonths(date: string, months: number): string {
  const start = new Date(date)
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1)).toISOString().slice(0, 10)
}

function swedishOffset(date: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' })
  const zone = parts.formatToParts(new Date(`${date}T12:00:00Z`)).find((part) => part.type === 'timeZoneName')
  return zone?.value.replace('GMT', '') || '+01:00'
}

function findBirthDate(value: unknown, today: string): string {
  const found: string[] = []
  walk(value, (text, key) => {
    if (key === 'birthDate') found.push(resolve(text, today))
    return text
  })
  return found[0] ?? ''
}

function walk(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key)
  if (Array.isArray(value)) return value.map((item) => walk(item, change, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, change, name)]))
}
