/** One patient, one day: everything the screens, the command line and the letters read. Nothing downstream decides again. */

import { possibleAnswers } from './answers.ts'
import { assess, type JudgedGuideline } from './assess.ts'
import { type CodeTable, codeSets } from './codes.ts'
import { dayOf, type IsoDate } from './dates.ts'
import { type Chart, type Role, trialSilence } from './derive/chart.ts'
import { deriveFacts } from './derive/derive.ts'
import type { Diary } from './diary.ts'
import { diary as diaryOf, monthly } from './diary.ts'
import { type DrugAdvice, drugAdviser, restingOnDrugs, safetyGuideline } from './drugAdvice.ts'
import type { DrugTable } from './drugs.ts'
import type { Answers, Facts } from './facts.ts'
import { type FollowUp, followUp } from './followUp.ts'
import type { Written } from './guideline.ts'
import { type CareLevel, careLevel, mostDecisiveFirst, noCare } from './level.ts'
import type { PatientRecord, Problem } from './record.ts'
import { type Trial, trials as trialsOf } from './trials.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Rules = { guidelines: readonly Written[]; vocabulary: Vocabulary; codes: CodeTable; drugs: DrugTable }

export type Assessment = {
  asOf: IsoDate
  role: Role
  region: string | null
  record: PatientRecord
  facts: Facts
  /** Every course of every drug; `isListed` tells which are trials. */
  trials: readonly Trial[]
  diary: Diary
  guidelines: readonly JudgedGuideline[]
  /** Every drug that may come into question, judged as if it were taken. */
  drugs: readonly DrugAdvice[]
  answers: Answers
  careLevel: CareLevel
  missing: readonly string[]
  followUp: readonly FollowUp[]
  problems: readonly Problem[]
}

export type Question = { answers: Answers; role: Role }

/** Makes ready once for a day and a region; then patient after patient. National guidelines always, a region's own where it is named. */
export function evaluator(
  rules: Rules,
  asOf: IsoDate,
  region: string | null,
): (record: PatientRecord, question: Question) => Promise<Assessment> {
  const sets = codeSets(rules.codes)
  const today = dayOf(asOf)
  const kept = monthly(rules.vocabulary, rules.codes)
  const judges = rules.guidelines
    .filter((guideline) => guideline.region === null || guideline.region === region)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((guideline) => assess(guideline, asOf))
  const safety = rules.guidelines.find(({ id }) => id === safetyGuideline)
  const advise = safety && drugAdviser(safety, asOf, { vocabulary: rules.vocabulary, table: rules.drugs, sets })

  return async (record, { answers: given, role }) => {
    const { answers, problems } = possibleAnswers(given, rules.vocabulary, rules.codes)
    const trials = trialsOf(record, answers, rules.drugs, sets, today)
    const diary = diaryOf(record, answers, today, kept)
    const { numbers } = rules.vocabulary
    const chart: Omit<Chart, 'fact'> = { record, trials, diary, answers, asOf: today, role, table: rules.drugs, sets, numbers }
    const { facts: derived, told } = deriveFacts(rules.vocabulary, chart)
    const whole: Chart = { ...chart, fact: (name) => derived[name]! }
    const isAlive = record.patient.died === null
    const drugs = (isAlive && (await advise?.(whole, derived))) || []
    const facts = restingOnDrugs(rules.vocabulary, rules.drugs, trials, derived, drugs)
    const guidelines = isAlive ? await Promise.all(judges.map((judge) => judge(facts))) : []
    const canClose = facts['preventiveHistoryComplete']?.status === 'unknown' && trialSilence(whole).proves
    const closes = (name: string) => (canClose && isPreventiveCount(rules.vocabulary, name) ? 'preventiveHistoryComplete' : null)
    return {
      asOf,
      role,
      region,
      record,
      answers: given,
      facts,
      trials,
      diary,
      guidelines,
      drugs,
      careLevel: isAlive ? careLevel(guidelines, facts, numbers.adultAge.value) : noCare,
      missing: isAlive ? mostDecisiveFirst(guidelines, closes) : [],
      followUp: isAlive ? followUp(trials, diary, rules.drugs, today) : [],
      problems: [...record.problems, ...diary.problems, ...problems, ...told],
    }
  }
}

const isPreventiveCount = ({ facts }: Vocabulary, name: string): boolean => {
  const definition = facts[name]
  return definition?.kind === 'trialCount' && definition.of === 'preventive'
}
