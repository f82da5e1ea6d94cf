/** A dose in words. What is given by injection at intervals is told per administration and interval, never per day. */

import type { DrugTable, Interval } from '../core/drugs.ts'
import type { Lang, Text } from '../core/guideline.ts'
import type { Trial } from '../core/trials.ts'
import { numberText } from './say.ts'

/** Units of measure that a language writes in its own way. */
const units: ReadonlyMap<string, Text> = new Map([['U', { sv: 'E', en: 'U' }]])
export const unitText = (unit: string, lang: Lang): string => units.get(unit)?.[lang] ?? unit

export const amountText = ({ value, unit }: { value: number; unit: string }, lang: Lang): string =>
  `${numberText(value, lang)} ${unitText(unit, lang)}`

const words = {
  days: { sv: 'var {nth} dag', en: 'every {n} days' },
  weeks: { sv: 'var {nth} vecka', en: 'every {n} weeks' },
  months: { sv: 'var {nth} månad', en: 'every {n} months' },
  month: { sv: 'en gång i månaden', en: 'once a month' },
} satisfies Record<string, Text>

const week = 7
/** Up to this many days are told in days, more in whole weeks. */
const mostInDays = 31

/** "var 28:e dag", "en gång i månaden"; null where the interval hangs on a dose that is not known. */
export function intervalText({ days, months, byDose }: Interval, dose: number | null, lang: Lang): string | null {
  const said = (of: keyof typeof words, n: number) => words[of][lang].replace('{nth}', ordinal(n)).replace('{n}', String(n))
  if (days !== undefined) return days > mostInDays && days % week === 0 ? said('weeks', days / week) : said('days', days)
  const row = dose === null ? undefined : byDose?.find(({ atMost }) => atMost === null || dose <= atMost)
  const each = months ?? row?.months
  return each === undefined ? null : said(each === 1 ? 'month' : 'months', each)
}

/** In Swedish figures: 1:a, 2:a, 3:e, 12:e, 21:a. */
const ordinal = (n: number): string => `${n}:${[1, 2].includes(n % 10) && ![11, 12].includes(n % 100) ? 'a' : 'e'}`

/** Whether it is given at intervals: then no dose of it is a dose a day. */
export const isAtIntervals = ({ substance }: Pick<Trial, 'substance'>, { substances }: DrugTable): boolean =>
  substance !== null && substances[substance]?.interval !== undefined

/** "70 mg var 28:e dag": the last dose at its interval; null where no dose is told. */
export function intervalDose({ substance, lastDose }: Pick<Trial, 'substance' | 'lastDose'>, table: DrugTable, lang: Lang): string | null {
  const interval = substance === null ? undefined : table.substances[substance]?.interval
  if (!interval || !lastDose) return null
  return [amountText(lastDose, lang), intervalText(interval, lastDose.value, lang)].filter(Boolean).join(' ')
}

/** The doses reached, in the order they were: "50, 100 mg"; what is given at intervals by its last; null where none is known. */
export function dosesReached(trial: Trial, table: DrugTable, lang: Lang): string | null {
  if (isAtIntervals(trial, table)) return intervalDose(trial, table, lang)
  const { dose, maxDailyDose } = trial
  if (!maxDailyDose) return null
  const reached = [...new Set(dose.stretches.flatMap(({ high }) => high ?? []))]
  const isLong = reached.length > 4
  const shown = isLong ? [reached[0]!, maxDailyDose.value] : reached.length > 0 ? reached : [maxDailyDose.value]
  return `${shown.map((one) => numberText(one, lang)).join(isLong ? ' … ' : ', ')} ${unitText(maxDailyDose.unit, lang)}`
}
