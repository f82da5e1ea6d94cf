/** Every way in which a question can be answered that could make a difference: both sides of each limit, each outcome, each reply. */

import { limitsOf } from '../../src/core/answers.ts'
import { tests } from '../../src/core/check.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Assessment } from '../../src/core/evaluate.ts'
import { type Answers, type Fact, range, type TrialAnswer } from '../../src/core/facts.ts'
import { parametersAt } from '../../src/core/guideline.ts'
import type { Question } from '../../src/outputs/questions.ts'
import { rules } from '../../src/rules.ts'

export type Change = (answers: Answers) => Answers

const { facts: vocabulary } = rules.vocabulary

/** The numbers that each fact is compared with by any guideline. */
const limits = new Map<string, Set<number>>()
for (const guideline of rules.guidelines.filter(({ kind }) => kind === 'guideline'))
  for (const day of ['2019-06-01', '2026-11-25']) {
    const parameters = parametersAt(guideline, day)
    for (const { fact, value } of guideline.criteria.flatMap(({ when }) => tests(when))) {
      const limit = typeof value === 'object' && !Array.isArray(value) ? parameters[value.parameter] : value
      if (typeof limit === 'number') limits.set(fact, (limits.get(fact) ?? new Set()).add(limit))
    }
  }

/** What a fact may still turn out to be. */
export function valuesOf(name: string, fact: Fact | undefined): (number | boolean)[] {
  if (vocabulary[name]?.type === 'boolean') return fact?.status === 'known' ? [] : [true, false]
  const { min = 0, max = Number.POSITIVE_INFINITY } = limitsOf(vocabulary[name], rules.codes.limits) ?? {}
  const { low, high } = range(fact) ?? { low: min, high: max }
  const around = [...(limits.get(name) ?? [1])].flatMap((limit) => [limit - 1, limit, limit + 1])
  return [...new Set(around)].filter((value) => value >= Math.max(min, low) && value <= Math.min(max, high)).sort((a, b) => a - b)
}

export const answering =
  (given: Readonly<Record<string, number | boolean>>, date: IsoDate): Change =>
  (answers) => ({
    ...answers,
    facts: { ...answers.facts, ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value, by: 'Dr A', date }])) },
  })

const answeringTrial =
  (key: string, given: Partial<TrialAnswer>, date: IsoDate): Change =>
  (answers) => ({ ...answers, trials: { ...answers.trials, [key]: { ...answers.trials[key], ...given, by: 'Dr A', date } } })

/** More migraine days than days with headache are no answer. */
const isPossible = ({ headacheDays, migraineDays }: Record<string, number>): boolean =>
  headacheDays === undefined || migraineDays === undefined || migraineDays <= headacheDays

export function replies(question: Question, of: Assessment): Change[] {
  const { asOf } = of
  switch (question.kind) {
    case 'number':
    case 'choice':
      return valuesOf(question.fact, of.facts[question.fact]).map((value) => answering({ [question.fact]: value }, asOf))
    case 'form':
      return question.facts
        .reduce<Record<string, number>[]>(
          (filled, name) => filled.flatMap((form) => valuesOf(name, of.facts[name]).map((value) => ({ ...form, [name]: value as number }))),
          [{}],
        )
        .filter(isPossible)
        .map((form) => answering(form, asOf))
    case 'trial': {
      const { substance, trial, about } = question
      const key = trial.start ? `${substance}@${trial.start.text}` : substance
      const start = trial.start ? { start: trial.start.text } : {}
      const given: Partial<TrialAnswer>[] =
        about === 'outcome'
          ? [
              ...(['noEffect', 'notTolerated', 'effective', 'other'] as const).map((outcome) => ({ outcome, forMigraine: true })),
              { forMigraine: false },
            ]
          : [{ [about]: true }, { [about]: false }]
      return given.map((one) => answeringTrial(key, { ...one, ...start }, asOf))
    }
    case 'history': {
      const older = Object.entries(rules.drugs.substances)
        .filter(
          ([code, { role, counts }]) => role === 'preventive' && counts === 'yes' && !of.trials.some(({ substance }) => substance === code),
        )
        .slice(0, 2)
        .map(([code]) => answeringTrial(code, { outcome: 'notTolerated', forMigraine: true }, asOf))
      const complete = answering({ [question.fact]: true }, asOf)
      return [
        complete,
        ...older.map(
          (_, i): Change =>
            (answers) =>
              older.slice(0, i + 1).reduce((all, add) => add(all), complete(answers)),
        ),
      ]
    }
  }
}
