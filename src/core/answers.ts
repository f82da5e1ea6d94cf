/** The clinician's answers as a file or the app gives them: checked once, trusted afterwards (design contract §1). */

import type { CodeTable } from './codes.ts'
import { isOneDay, partialDate } from './dates.ts'
import { type DrugTable, today } from './drugs.ts'
import { type Answered, type Answers, noAnswers, type Outcome, type TrialAnswer } from './facts.ts'
import type { Value } from './guideline.ts'
import type { Problem } from './record.ts'
import { substanceIn } from './trialAnswers.ts'
import { type FactDefinition, suits, type Vocabulary } from './vocabulary.ts'

/** An answer to something that does not exist, or of the wrong kind. `code` names the sentence in outputs/words. */
export class InvalidAnswer extends Error {
  readonly code: string
  readonly detail: string
  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

const outcomes: readonly string[] = ['noEffect', 'notTolerated', 'contraindicated', 'effective', 'other', 'unknown'] satisfies Outcome[]
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

export function parseAnswers(json: unknown, { facts }: Vocabulary, drugs: DrugTable): Answers {
  if (!isObject(json)) throw new InvalidAnswer('answersNotObject', typeof json)
  const found: {
    facts: Record<string, Answered & { value: Value }>
    months: Record<string, Answered & { values: Record<string, number> }>
    trials: Record<string, TrialAnswer>
  } = { facts: {}, months: {}, trials: {} }

  for (const [name, given] of Object.entries(json)) {
    if (name === 'months') {
      for (const [month, one] of entries(name, given)) found.months[month] = monthOf(month, one, facts)
    } else if (name === 'trials') {
      for (const [code, one] of entries(name, given)) {
        if (!Object.hasOwn(drugs.substances, today(drugs, substanceIn(code)))) throw new InvalidAnswer('noSuchSubstance', code)
        found.trials[code] = trialOf(code, one)
      }
    } else {
      const definition = Object.hasOwn(facts, name) ? facts[name] : undefined
      if (!definition) throw new InvalidAnswer('noSuchFact', name)
      if (!isObject(given) || given['value'] === undefined) throw new InvalidAnswer('wrongKind', name)
      const { value } = given
      if (!isValue(value) || !suits(definition, value)) throw new InvalidAnswer('wrongKind', name)
      found.facts[name] = { ...answered(name, given), value }
    }
  }
  return found
}

/**
 * Answers that were kept, perhaps by an older version of the program: each that still means something stands, each other is told.
 * Whatever the storage holds, nothing is guessed and nothing ends the run.
 */
export function keptAnswers(kept: unknown, vocabulary: Vocabulary, drugs: DrugTable): { answers: Answers; problems: Problem[] } {
  const problems: Problem[] = []
  const of = (key: string) => (isObject(kept) && isObject(kept[key]) ? Object.entries(kept[key]) : [])
  const parsed = (at: string, file: object): Answers => {
    try {
      return parseAnswers(file, vocabulary, drugs)
    } catch (error) {
      if (!(error instanceof InvalidAnswer)) throw error
      problems.push({ resource: `answers/${at}`, code: 'keptAnswerLost' })
      return noAnswers
    }
  }
  const monthFile = (one: unknown) =>
    isObject(one) ? { ...(isObject(one['values']) ? one['values'] : {}), by: one['by'], date: one['date'] } : one
  const each = [
    ...of('facts').map(([name, one]) => parsed(name, { [name]: one })),
    ...of('months').map(([name, one]) => parsed(`months/${name}`, { months: { [name]: monthFile(one) } })),
    ...of('trials').map(([name, one]) => parsed(`trials/${name}`, { trials: { [name]: one } })),
  ]
  const joined = <K extends keyof Answers>(key: K): Answers[K] => Object.assign({}, ...each.map((one) => one[key]))
  return { answers: { facts: joined('facts'), months: joined('months'), trials: joined('trials') }, problems }
}

const isValue = (value: unknown): value is Value => ['boolean', 'number', 'string'].includes(typeof value)

function entries(name: string, given: unknown): [string, Record<string, unknown>][] {
  if (!isObject(given)) throw new InvalidAnswer('wrongKind', name)
  return Object.entries(given).map(([key, one]) => {
    if (!isObject(one)) throw new InvalidAnswer('wrongKind', `${name}.${key}`)
    return [key, one]
  })
}

function monthOf(month: string, given: Record<string, unknown>, facts: Vocabulary['facts']): Answered & { values: Record<string, number> } {
  if (!/^\d{4}-\d{2}$/.test(month) || !partialDate(month)) throw new InvalidAnswer('noSuchMonth', month)
  const values: Record<string, number> = {}
  for (const [name, value] of Object.entries(given)) {
    if (name === 'by' || name === 'date') continue
    if (!Object.hasOwn(facts, name) || facts[name]!.kind !== 'month') throw new InvalidAnswer('noSuchFact', `months.${month}.${name}`)
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new InvalidAnswer('wrongKind', `months.${month}.${name}`)
    values[name] = value
  }
  return { ...answered(`months.${month}`, given), values }
}

function trialOf(code: string, given: Record<string, unknown>): TrialAnswer {
  const { outcome, adequate, forMigraine, start, another } = given
  const wrong = (key: string) => new InvalidAnswer('wrongKind', `trials.${code}.${key}`)
  if (outcome !== undefined && !(typeof outcome === 'string' && outcomes.includes(outcome))) throw wrong('outcome')
  if (adequate !== undefined && adequate !== null && typeof adequate !== 'boolean') throw wrong('adequate')
  if (forMigraine !== undefined && forMigraine !== null && typeof forMigraine !== 'boolean') throw wrong('forMigraine')
  if (start !== undefined && start !== null && !(typeof start === 'string' && partialDate(start))) throw wrong('start')
  if (another !== undefined && another !== null && typeof another !== 'boolean') throw wrong('another')
  return {
    ...answered(`trials.${code}`, given),
    ...(outcome === undefined ? {} : { outcome: outcome as Outcome }),
    ...(typeof adequate === 'boolean' ? { adequate } : {}),
    ...(typeof forMigraine === 'boolean' ? { forMigraine } : {}),
    ...(typeof start === 'string' ? { start } : {}),
    ...(another === true ? { another } : {}),
  }
}

function answered(name: string, { by, date }: Record<string, unknown>): Answered {
  if (by !== undefined && typeof by !== 'string') throw new InvalidAnswer('wrongKind', `${name}.by`)
  const day = typeof date === 'string' ? partialDate(date.slice(0, 10)) : null
  if (date !== undefined && date !== null && (!day || !isOneDay(day))) throw new InvalidAnswer('wrongKind', `${name}.date`)
  return { by: by ?? '', date: day?.text ?? null }
}

/** What a number of this fact can be, by itself or by the code it is read from. */
export const limitsOf = (definition: FactDefinition | undefined, limits: CodeTable['limits']): { min?: number; max?: number } | undefined =>
  definition?.limits ?? (definition && 'code' in definition ? limits[definition.code] : undefined)

/** The answers without those that cannot be: outside what a value can be, or more migraine days than headache days. */
export function possibleAnswers(
  answers: Answers,
  { facts }: Vocabulary,
  { limits }: CodeTable,
): { answers: Answers; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const isPossible = (name: string, value: unknown, at: string): boolean => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limitsOf(facts[name], limits) ?? {}
    const fits = typeof value !== 'number' || (value >= min && value <= max)
    if (!fits) problems.push({ resource: at, code: 'impossibleAnswer', detail: `${value}` })
    return fits
  }
  const possible = Object.entries(answers.facts).filter(([name, { value }]) => isPossible(name, value, `answers/${name}`))
  const [headache, migraine] = ['headacheDays', 'migraineDays'].map((name) => possible.find(([one]) => one === name)?.[1].value)
  const tooMany = typeof headache === 'number' && typeof migraine === 'number' && migraine > headache
  if (tooMany)
    for (const [name, value] of [
      ['headacheDays', headache],
      ['migraineDays', migraine],
    ])
      problems.push({ resource: `answers/${name}`, code: 'impossibleAnswer', detail: `${value}` })
  const isLeft = ([name]: [string, unknown]): boolean => !(tooMany && (name === 'headacheDays' || name === 'migraineDays'))

  const months = Object.entries(answers.months).map(([month, { values, ...rest }]) => {
    const length = daysIn(month)
    const left = Object.entries(values).filter(([name, value]) => {
      const at = `answers/months/${month}/${name}`
      if (!isPossible(name, value, at)) return false
      const isTooLong = facts[name]?.unit === 'days/month' && value > length
      if (isTooLong) problems.push({ resource: at, code: 'impossibleAnswer', detail: `${value}` })
      return !isTooLong
    })
    return [month, { ...rest, values: Object.fromEntries(left) }] as const
  })
  return { answers: { ...answers, facts: Object.fromEntries(possible.filter(isLeft)), months: Object.fromEntries(months) }, problems }
}

const daysIn = (month: string): number => {
  const whole = partialDate(month)!
  return whole.last - whole.first + 1
}
