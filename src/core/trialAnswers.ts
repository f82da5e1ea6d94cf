/** What one tap says of a trial, and under which key the answer is kept: pure, so that every tap can be tried and taken back. */

import type { Answered, Answers, Outcome, TrialAnswer } from './facts.ts'
import type { Trial } from './trials.ts'

/** Several trials of one substance are told apart by what follows its code: `C07AB02`, `C07AB02@2017`, `C07AB02@older`. */
export const trialKey = (substance: string, { start, another }: Pick<TrialAnswer, 'start' | 'another'>): string =>
  another ? `${substance}@older` : start === undefined ? substance : `${substance}@${start}`
export const substanceIn = (key: string): string => key.split('@')[0]!

/** The five outcomes of one tap; the last says that it was never a trial of a migraine drug. */
export const taps = ['noEffect', 'notTolerated', 'effective', 'other', 'never'] as const satisfies (Outcome | 'never')[]
export type Tap = (typeof taps)[number]

/** Null takes an earlier answer back, so that what the record says stands again. */
export type GivenTrial = Partial<Omit<TrialAnswer, keyof Answered | 'forMigraine'>> & { forMigraine?: boolean | null }

export const tapOf = ({ forMigraine, outcome }: Pick<Trial, 'forMigraine' | 'outcome'>): Tap | null =>
  forMigraine === false ? 'never' : (taps.find((one) => one === outcome) ?? null)

/**
 * An outcome leaves open whether it was for migraine, unless that was denied: who then names an outcome takes the denial
 * back. Where the record knows of no reason that leaves it unknown again; where the record itself denies it, it is contradicted.
 */
export function tapped({ forMigraine, answered }: Pick<Trial, 'forMigraine' | 'answered'>, tap: Tap): GivenTrial {
  if (tap === 'never') return { forMigraine: false }
  if (forMigraine !== false) return { outcome: tap }
  return { outcome: tap, forMigraine: answered?.recorded === null ? null : true }
}

/** Which trial an answer in its row is about: the one that was answered, or that begins on its start; else the substance's latest. */
export const about = ({ start, answered }: Pick<Trial, 'start' | 'answered'>): Pick<GivenTrial, 'start' | 'another'> =>
  answered?.another ? { another: true } : start ? { start: start.text } : {}

export function withTrial(answers: Answers, substance: string, given: GivenTrial, stamp: Answered): Answers {
  const key = trialKey(substance, given as Pick<TrialAnswer, 'start' | 'another'>)
  const { forMigraine, ...rest } = { ...answers.trials[key], ...given }
  const answer: TrialAnswer = { ...rest, ...(typeof forMigraine === 'boolean' ? { forMigraine } : {}), ...stamp }
  return { ...answers, trials: { ...answers.trials, [key]: answer } }
}
