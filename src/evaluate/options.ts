import { parseArgs } from 'node:util'
import { isOneDay, partialDate } from '../core/dates.ts'
import type { Role } from '../core/derive/chart.ts'
import type { Lang } from '../core/guideline.ts'
import { Unusable } from '../fhir/reading.ts'

export type Options = {
  file: string
  asOf: string
  region: string | null
  role: Role
  answers: string | null
  lang: Lang
  format: 'json' | 'text'
}

/** The command's words. Throws `Unusable` for what it does not know. */
export function options(args: readonly string[]): Options {
  const { values, positionals } = parsed(args)
  if (positionals.length !== 1) throw new Unusable(positionals.length === 0 ? 'noFile' : 'option', positionals.slice(1).join(' '))
  const one = <T extends string>(name: string, given: string | undefined, allowed: readonly T[]): T => {
    const value = given ?? allowed[0]!
    if (!allowed.includes(value as T)) throw new Unusable('option', `--${name} ${value}`)
    return value as T
  }
  const asOf = values['as-of'] ?? today()
  const day = partialDate(asOf)
  if (!day || !isOneDay(day)) throw new Unusable('option', `--as-of ${asOf}`)
  const region = values.region?.replace(/^SE-/, '') ?? null
  if (region !== null && !/^[A-Z]{1,2}$/.test(region)) throw new Unusable('option', `--region ${values.region}`)
  return {
    file: positionals[0]!,
    asOf,
    region,
    role: one<Role>('role', values.role, ['gp', 'neurologist', 'nurse']),
    answers: values.answers ?? null,
    lang: one<Lang>('lang', values.lang, ['sv', 'en']),
    format: one('format', values.format, ['json', 'text']),
  }
}

function parsed(args: readonly string[]) {
  const string = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'as-of': string, region: string, role: string, answers: string, lang: string, format: string },
    })
  } catch (error) {
    throw new Unusable('option', error instanceof Error ? error.message.split('\n')[0]!.split('. ')[0] : undefined)
  }
}

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date())

/** The language asked for, even where the rest of the words are wrong: the refusal is said in it. */
export const langOf = (args: readonly string[]): Lang =>
  args.some((word, i) => word === '--lang=en' || (word === 'en' && args[i - 1] === '--lang')) ? 'en' : 'sv'
