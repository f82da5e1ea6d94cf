/** What falls due in an advanced treatment: the next dose, evaluations, reviews. No dose known, or no day of it: no due date. */

import { addMonths, type Day, isOneDay, isoOf } from './dates.ts'
import { firstDose } from './derive/advanced.ts'
import type { Diary } from './diary.ts'
import type { DrugTable } from './drugs.ts'
import { coverEnd } from './parts.ts'
import type { Trial } from './trials.ts'

export type FollowUp = { what: 'dose' | 'evaluation' | 'pauseReview' | 'yearlyReview'; substance: string; due: string; overdue: boolean }

export function followUp(trials: readonly Trial[], diary: Diary, table: DrugTable, asOf: Day): FollowUp[] {
  const ongoing = trials.filter(({ role, ongoing, forMigraine }) => role === 'advanced' && ongoing === true && forMigraine === true)
  return ongoing
    .flatMap((trial) => dueOf(trial, diary, table, asOf))
    .map(({ what, substance, due }) => ({ what, substance, due: isoOf(due), overdue: due < asOf }))
    .sort((a, b) => a.due.localeCompare(b.due) || a.what.localeCompare(b.what))
}

function dueOf(trial: Trial, diary: Diary, table: DrugTable, asOf: Day): { what: FollowUp['what']; substance: string; due: Day }[] {
  const substance = trial.substance!
  const drug = table.substances[substance]!
  const due: { what: FollowUp['what']; substance: string; due: Day }[] = []
  const add = (what: FollowUp['what'], day: Day) => due.push({ what, substance, due: day })

  const given = trial.parts.filter(({ entry }) => entry.status === 'given').at(-1)
  const covered = given && coverEnd(given.start.first, drug.interval, trial.lastDose?.isGiven ? trial.lastDose.value : null)
  // A dose that could not be used may be the later one.
  const isLast =
    given && isOneDay(given.start) && !trial.parts.some(({ entry, start }) => entry.unusable && start.last >= given.start.first)
  if (drug.interval && isLast && covered !== null && covered !== undefined) add('dose', covered + 1)

  const begun = firstDose(trial, table.firstDoseDays.value)
  const first = begun && isOneDay(begun) ? begun.first : null
  const { evaluationMonths, pauseReviewMonths, yearlyReviewMonths } = table.followUp
  const monthEndedAfter = (day: Day) =>
    diary.months.some(({ last, cells }) => last > day && (cells.has('headache-days') || cells.has('migraine-days')))
  if (drug.minRounds) {
    const third = trial.rounds[2]
    const cover = third && isOneDay(third.start) && coverEnd(third.start.first, drug.interval, null)
    if (typeof cover === 'number' && !monthEndedAfter(cover + 1)) add('evaluation', cover + 1)
  } else if (first !== null) {
    for (const months of [evaluationMonths.value, drug.secondEvaluationMonths?.value]) {
      if (months === undefined) continue
      const day = addMonths(first, months)
      if (!monthEndedAfter(day)) add('evaluation', day)
    }
  }
  if (first !== null) {
    add('pauseReview', addMonths(first, pauseReviewMonths.value))
    let year = addMonths(first, yearlyReviewMonths.value)
    for (let n = 2; year < asOf; n++) year = addMonths(first, n * yearlyReviewMonths.value)
    add('yearlyReview', year)
  }
  return due
}
