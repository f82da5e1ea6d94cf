/** Whether a record has anything to do with headache at all. */

import type { Assessment } from '../core/evaluate.ts'
import { isTrue } from '../core/facts.ts'

const signs = [
  'migraine',
  'clusterHeadache',
  'tensionTypeHeadache',
  'medicationOveruseHeadacheDiagnosis',
  'headacheDiaryKept',
  'activeNeurologyReferral',
  'underNeurologyCare',
]

/** A headache diagnosis, a diary, a migraine drug, an answer or a red flag: any of them; and always where diagnoses could not be read. */
export function hasHeadache({ facts, answers, trials, record, careLevel }: Assessment): boolean {
  if (record.read.Condition.status !== 'complete' || careLevel.level === 'emergency') return true
  return (
    signs.some((name) => isTrue(facts[name])) ||
    Object.keys(answers.facts).length > 0 ||
    trials.some(({ forMigraine }) => forMigraine === true)
  )
}
