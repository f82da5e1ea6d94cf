/** One patient, one day: everything the screens, the command line and the letters read. Nothing downstream decides again. */

import { possibleAnswers } from './answers.ts'
import { assess, type JudgedGuideline } from './assess.ts'
import { type CodeTable, codeSets } from './codes.ts'
import { dayOf, type IsoDate } from './dates.ts'
import type { Chart, Role } from './derive/chart.ts'
import { deriveFacts } from './derive/derive.ts'
import type { Diary } from './diary.ts'
import { diary as diaryOf } from './diary.ts'
import { type DrugAdvice, drugAdviser, restingOnDrugs, safetyGuideline } from './drugAdvice.ts'
import type { DrugTable } from './drugs.ts'
import type { Answers, Facts } from './facts.ts'
import { type FollowUp, followUp } from './followUp.ts'
import type { Written } from './guideline.ts'
import { type CareLevel, careLevel, mostDecisiveFirst } from './level.ts'
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
  const judges = rules.guidelines
    .filter((guideline) => guideline.region === null || guideline.region === region)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((guideline) => assess(guideline, asOf))
  const safety = rules.guidelines.find(({ id }) => id === safetyGuideline)
  const advise = safety && drugAdviser(safety, asOf, { vocabulary: rules.vocabulary, table: rules.drugs, sets })

  return async (record, { answers: given, role }) => {
    const { answers, problems } = possibleAnswers(given, rules.vocabulary, rules.codes)
    const trials = trialsOf(record, answers, rules.drugs, sets, today)
    const diary = diaryOf(record, answers, today)
    const { numbers } = rules.vocabulary
    const chart: Omit<Chart, 'fact'> = { record, trials, diary, answers, asOf: today, role, table: rules.drugs, sets, numbers }
    const derived = deriveFacts(rules.vocabulary, chart)
    const drugs = (await advise?.({ ...chart, fact: (name) => derived[name]! }, derived)) ?? []
    const facts = restingOnDrugs(rules.vocabulary, rules.drugs, trials, derived, drugs)
    const guidelines = await Promise.all(judges.map((judge) => judge(facts)))
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
      careLevel: careLevel(guidelines, facts, numbers.adultAge.value),
      missing: mostDecisiveFirst(guidelines),
      followUp: followUp(trials, diary, rules.drugs, today),
      problems: [...record.problems, ...diary.problems, ...problems],
    }
  }
}
