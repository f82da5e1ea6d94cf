/** What to ask: only what can still change an answer, the most decisive first. A count of trials is asked as the trials it waits for. */

import type { Assessment } from '../core/evaluate.ts'
import { isListed, type Trial } from '../core/trials.ts'
import type { Vocabulary } from '../core/vocabulary.ts'

export type Question =
  | { kind: 'number'; fact: string }
  | { kind: 'choice'; fact: string }
  | { kind: 'trial'; substance: string; trial: Trial; about: 'outcome' | 'forMigraine' | 'adequate' }

export type Questions = {
  /** One tap or one number each, the most decisive first. */
  asked: Question[]
  /** Red flags not yet asked: one screen of boxes. */
  acute: string[]
  semiAcute: string[]
}

const counts = ['trialCount', 'provenCount', 'firstLineLeft', 'preventiveOngoing', 'adequatePreventiveOngoing', 'advancedTreatmentOngoing']

export function questions(of: Assessment, { facts }: Vocabulary): Questions {
  const missing = of.missing
  const open = trialQuestions(of.trials)
  const asked: Question[] = []
  let trialsAsked = false
  for (const fact of missing) {
    const definition = facts[fact]
    if (!definition || definition.redFlag) continue
    if (counts.includes(definition.kind)) {
      if (!trialsAsked) asked.push(...open)
      trialsAsked = true
      if (
        definition.kind === 'trialCount' &&
        definition.of === 'preventive' &&
        !asked.some((one) => 'fact' in one && one.fact === 'preventiveHistoryComplete')
      )
        asked.push({ kind: 'choice', fact: 'preventiveHistoryComplete' })
      if (definition.kind === 'trialCount' && definition.of === 'triptan') asked.push({ kind: 'number', fact })
      if (definition.kind.endsWith('Ongoing') && open.length === 0) asked.push({ kind: 'choice', fact })
    } else if (definition.question && definition.type === 'number') asked.push({ kind: 'number', fact })
    else if (definition.question && definition.type === 'boolean') asked.push({ kind: 'choice', fact })
  }
  const flags = (sort: string) => Object.keys(facts).filter((name) => facts[name]!.redFlag === sort && missing.includes(name))
  const historyDone = of.answers.facts['preventiveHistoryComplete'] !== undefined
  return {
    asked: asked.filter((one) => !('fact' in one) || one.fact !== 'preventiveHistoryComplete' || !historyDone),
    acute: flags('acute'),
    semiAcute: flags('semiAcute'),
  }
}

/** Each preventive whose place in the count is open: first why it ended, then whether it was for migraine, then whether it was enough. */
function trialQuestions(trials: readonly Trial[]): Question[] {
  return trials
    .filter(
      (trial) =>
        isListed(trial) &&
        trial.substance !== null &&
        trial.counts === 'unknown' &&
        (trial.role === 'preventive' || trial.role === 'advanced'),
    )
    .map(
      (trial): Question => ({
        kind: 'trial',
        substance: trial.substance!,
        trial,
        about: trial.forMigraine === null ? 'forMigraine' : trial.outcome === 'unknown' ? 'outcome' : 'adequate',
      }),
    )
}
