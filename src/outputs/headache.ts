/** Whether a record has anything to do with headache at all. */

import type { Assessment } from '../core/evaluate.ts'
import { holdingOpen, isTrue } from '../core/facts.ts'
import { wasNotRead } from '../core/silence.ts'

const signs = [
  'migraine',
  'clusterHeadache',
  'tensionTypeHeadache',
  'medicationOveruseHeadacheDiagnosis',
  'headacheDiaryKept',
  'activeNeurologyReferral',
  'underNeurologyCare',
]

/** An entry that could not be used may be one of these. */
const mayBe = [...signs, 'headacheDays', 'migraineDays']

/** A headache diagnosis, a diary, a migraine drug, an answer or a red flag, or what may be one; and always where diagnoses could not be read. */
export function hasHeadache({ facts, answers, trials, record, careLevel }: Assessment): boolean {
  if (record.read.Condition.notKept || wasNotRead(record, 'Condition') || careLevel.level === 'emergency') return true
  return (
    signs.some((name) => isTrue(facts[name])) ||
    mayBe.some((name) => holdingOpen(facts[name]).length > 0) ||
    Object.keys(answers.facts).length > 0 ||
    trials.some(({ forMigraine }) => forMigraine === true)
  )
}
