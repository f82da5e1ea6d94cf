/** Medication trials: what was tried, how long at which dose, how it ended, and whether it counts (design contract §4). */

import type { Code, Sets } from './codes.ts'
import { type Day, dayOf, type PartialDate, partialDate } from './dates.ts'
import { type AtDose, atDose, undatedDose } from './doses.ts'
import { alwaysForMigraine, type DrugTable, type Substance, today } from './drugs.ts'
import type { Answers, Evidence, Outcome, TrialAnswer } from './facts.ts'
import { daysGiven, type LastDose, lastDose, noRounds, orderedDose, type Rounds, roundsIn } from './given.ts'
import { type Course, courses, type Part, states } from './parts.ts'
import type { DrugEntry, PatientRecord } from './record.ts'
import { wasNotRead } from './silence.ts'
import { standing } from './standing.ts'
import { substanceIn } from './trialAnswers.ts'

export type Counts = 'yes' | 'no' | 'unknown'

/** One course of one drug: every drug of the record is one, the trials among them are listed. */
export type Trial = {
  substance: string | null
  codes: readonly Code[]
  /** As the record writes it; the table's name is used where the substance is known. */
  written: string
  group: string | null
  role: Substance['role'] | null
  start: PartialDate | null
  end: PartialDate | null
  /** Null: cannot be told, also because the newest sign of it is too old. */
  ongoing: boolean | null
  /** In use for what is a hazard: an order without an end is enough, however old. */
  inUse: boolean | null
  /** In use only because what was handed out should still last. */
  bySupply: boolean
  weeks: number | null
  weeksAtAdequateDose: number | null
  /** Null for what is given by injection at intervals: such a dose is told per administration. */
  maxDailyDose: { value: number; unit: string } | null
  /** The last dose given, all of its day, else the last one ordered. */
  lastDose: LastDose | null
  dose: AtDose
  outcome: Outcome
  adequate: boolean | null
  forMigraine: boolean | null
  counts: Counts
  /** All that the record says of it is of unknown status. */
  undetermined: boolean
  /** The clinician's answer to it, the key it was given under, and what the record says of its reason; undefined where the answer made it. */
  answered: (TrialAnswer & { key: string; recorded: boolean | null | undefined }) | null
  rounds: readonly Part[]
  parts: readonly Part[]
  evidence: Evidence[]
}

/** `ordersRead`: what was ordered is known, none included. */
type Tools = { table: DrugTable; sets: Sets; asOf: Day; ordersRead: boolean }

/** Every course of every drug, in order of their start, the undated last. Trials are those with a role, and the uncoded. */
export function trials(record: PatientRecord, answers: Answers, table: DrugTable, sets: Sets, asOf: Day): Trial[] {
  const tools: Tools = { table, sets, asOf, ordersRead: !wasNotRead(record, 'MedicationRequest') }
  const bySubstance = new Map<string, DrugEntry[]>()
  for (const entry of record.drugs) {
    const name = entry.name.trim().toLowerCase()
    // Drugs without a name are never taken for one and the same.
    const key = entry.substance ?? (name === '' || name === '?' ? `? ${bySubstance.size}` : `? ${name}`)
    const same = bySubstance.get(key)
    if (same) same.push(entry)
    else bySubstance.set(key, [entry])
  }
  const fromRecord = [...bySubstance.values()].flatMap((entries) =>
    courses(entries, table, asOf).map((course) => fromCourse(course, tools)),
  )
  const all = [...fromRecord, ...allergies(record, tools)]
  return answered(all, answers, tools).sort(
    (a, b) =>
      (a.start?.first ?? Number.POSITIVE_INFINITY) - (b.start?.first ?? Number.POSITIVE_INFINITY) ||
      (`${a.substance}${a.written}` < `${b.substance}${b.written}` ? -1 : 1),
  )
}

/** What is listed as a trial: preventive, acute and advanced drugs, and drugs without a code we know. */
export const isListed = ({ role, substance }: Trial): boolean => role !== null || substance === null

function fromCourse(course: Course, { table, sets, asOf, ordersRead }: Tools): Trial {
  const { parts, undated } = course
  const entries = [...parts.map(({ entry }) => entry), ...undated]
  const latest = parts.findLast(({ entry }) => states(entry)) ?? parts.at(-1) ?? null
  const now = latest?.entry ?? entries.at(-1)!
  const substance = now.substance
  const drug = substance ? table.substances[substance] : undefined
  const { inUse, ongoing: isOn, fresh, bySupply } = standing(course, table, sets, asOf)
  const role = drug?.advancedWhen && entries.some(({ forPrevention }) => forPrevention) ? 'advanced' : (drug?.role ?? null)
  const watched = role === 'preventive' || role === 'advanced'
  const ongoing = isOn === true && !fresh && watched ? null : isOn
  const start = parts[0]?.start ?? null
  const end = isOn === false ? (latest ? latest.end : (undated.find((entry) => entry.end)?.end ?? null)) : null
  const dose = parts.length > 0 ? atDose(parts, drug?.minDailyDose?.value ?? null) : undatedDose(undated.flatMap(({ steps }) => steps))
  const reasons = entries.map(({ forMigraine }) => forMigraine)
  const days = daysGiven(parts)
  const isOrderRead = ordersRead && !entries.some((entry) => entry.unusable && states(entry))
  const byProcedure = isOrderRead ? (orderedDose(entries) ?? drug?.roundUnits?.value ?? null) : null
  const rounds = drug?.roundUnits ? roundsIn(days, drug.roundUnits, byProcedure) : noRounds
  const adequate = drug ? adequacy(drug, dose, rounds, parts.length > 0, table) : null
  return judged(
    {
      substance,
      codes: now.codes,
      written: now.name,
      group: drug?.group ?? null,
      role,
      start,
      end,
      ongoing,
      inUse,
      bySupply,
      weeks: weeksBetween(start, ongoing === true ? { text: '', first: asOf, last: asOf } : end),
      weeksAtAdequateDose: drug?.minDailyDose && parts.length > 0 && adequate !== null ? weeksAt(dose) : null,
      maxDailyDose: drug?.interval ? null : dose.highest,
      lastDose: lastDose(days, parts, undated),
      dose,
      outcome: outcomeOf(entries),
      adequate,
      forMigraine: reasons.includes(true) ? true : reasons.includes(false) ? false : null,
      counts: 'unknown',
      undetermined: entries.every(({ status }) => status === 'unknown'),
      answered: null,
      rounds: rounds.full,
      parts,
      evidence: entries.map(
        (entry): Evidence => ({
          resource: entry.resource,
          says: entry.name,
          date: (entry.start ?? entry.sign)?.text ?? null,
          ...(entry.unusable ? { unusable: true } : {}),
        }),
      ),
    },
    table,
  )
}

/** Of the last entry that tells one; open while a later entry could not be used. What is handed out tells none. */
function outcomeOf(entries: readonly DrugEntry[]): Outcome {
  const last = entries.findLast(({ kind, outcome, unusable }) => outcome !== 'unknown' || (unusable && kind !== 'MedicationDispense'))
  return last && !last.unusable ? last.outcome : 'unknown'
}

function adequacy(drug: Substance, dose: AtDose, rounds: Rounds, isDated: boolean, table: DrugTable): boolean | null {
  if (drug.minRounds) {
    const [sure, most] = [rounds.full.length, rounds.full.length + rounds.open]
    return sure >= drug.minRounds.value ? true : most < drug.minRounds.value && sure + rounds.short > 0 ? false : null
  }
  if (!drug.minDailyDose) return null
  if (dose.sureDays >= table.adequateDays.value) return true
  if (dose.asNeeded) return null
  const never = dose.isWhole && dose.highest !== null && dose.highest.value < drug.minDailyDose.value
  return never || (isDated && dose.mostDays < table.adequateDays.value) ? false : null
}

function weeksAt({ sureDays, mostDays, asNeeded }: AtDose): number | null {
  if (asNeeded && sureDays === 0) return null
  if (sureDays > 0) return Math.floor(sureDays / 7)
  return mostDays === 0 ? 0 : null
}

/** Whole weeks, both days counted; null where the dates leave it open. */
function weeksBetween(start: PartialDate | null, end: PartialDate | null): number | null {
  if (!start || !end) return null
  const shortest = Math.floor((end.first - start.last + 1) / 7)
  const longest = Math.floor((end.last - start.first + 1) / 7)
  return shortest === longest && shortest >= 0 ? shortest : null
}

/** An allergy to the substance tells that it was once not tolerated; of its reason and length nothing is known. */
function allergies(record: PatientRecord, { table }: Tools): Trial[] {
  const known = record.allergies.filter(({ suspected }) => !suspected).map((one) => ({ ...one, isUsed: true }))
  const unusable = record.unusable.flatMap(({ kind, codes, resource, says, on }) =>
    kind === 'AllergyIntolerance' && codes ? [{ codes, resource, says, date: on, isUsed: false }] : [],
  )
  return [...known, ...unusable].flatMap(({ codes, resource, says, date, isUsed }) => {
    const substances = new Set(codes.filter(({ system }) => system === 'atc').map(({ code }) => today(table, code)))
    return [...substances].flatMap((substance) => {
      const drug = table.substances[substance]
      if (!drug) return []
      const evidence: Evidence[] = [{ resource, says, date: date?.text ?? null, ...(isUsed ? {} : { unusable: true }) }]
      const trial = { ...empty(substance, drug, table), written: says, evidence }
      return judged(isUsed ? { ...trial, outcome: 'notTolerated' } : { ...trial, undetermined: true }, table)
    })
  })
}

const empty = (substance: string, drug: Substance, table: DrugTable): Trial => ({
  substance,
  codes: [{ system: 'atc', code: substance, display: null }],
  written: '',
  group: drug.group,
  role: drug.role,
  start: null,
  end: null,
  ongoing: false,
  inUse: false,
  bySupply: false,
  weeks: null,
  weeksAtAdequateDose: null,
  maxDailyDose: null,
  lastDose: null,
  dose: undatedDose([]),
  outcome: 'unknown',
  adequate: null,
  forMigraine: alwaysForMigraine(table, substance) ? true : null,
  counts: 'unknown',
  undetermined: false,
  answered: null,
  rounds: [],
  parts: [],
  evidence: [],
})

/**
 * The clinician's answers: for the trial that begins on `start`; else the latest of the substance and each whose outcome
 * the record does not code. The one that names a trial comes last and wins, in whatever order they were given.
 */
function answered(all: Trial[], answers: Answers, { table, asOf }: Tools): Trial[] {
  let trials = all
  const named = ([, { start, another }]: [string, TrialAnswer]) => Number(start !== undefined || another === true)
  for (const [code, answer] of Object.entries(answers.trials).sort((a, b) => named(a) - named(b))) {
    const substance = today(table, substanceIn(code))
    const drug = table.substances[substance]
    if (!drug || (answer.date !== null && dayOf(answer.date) > asOf)) continue
    const on = answer.date === null ? asOf : dayOf(answer.date)
    // Of what began after it was given, an answer that does not name it says nothing.
    const own = trials.filter(
      (one) => one.substance === substance && (answer.start !== undefined || one.start === null || one.start.first <= on),
    )
    const latest = own.reduce<Trial | null>(
      (a, b) => ((b.start?.first ?? Number.NEGATIVE_INFINITY) >= (a?.start?.first ?? Number.NEGATIVE_INFINITY) ? b : a),
      null,
    )
    const meant = answer.another
      ? []
      : answer.start === undefined
        ? own.filter((one) => one === latest || one.outcome === 'unknown')
        : own.filter((one) => one.start?.text === answer.start)
    const changed = (trial: Trial, recorded: boolean | null | undefined): Trial =>
      judged(
        {
          ...trial,
          outcome: answer.outcome ?? trial.outcome,
          adequate: answer.adequate ?? trial.adequate,
          forMigraine: answer.forMigraine ?? trial.forMigraine,
          answered: { ...answer, key: code, recorded },
          undetermined: false,
          evidence: [...trial.evidence, { by: answer.by, date: answer.date }],
        },
        table,
      )
    const start = answer.start === undefined ? null : partialDate(answer.start)
    trials =
      meant.length > 0
        ? trials.map((one) => (meant.includes(one) ? changed(one, one.answered ? one.answered.recorded : one.forMigraine) : one))
        : [...trials, changed({ ...empty(substance, drug, table), start }, undefined)]
  }
  return trials
}

const judged = (trial: Trial, table: DrugTable): Trial => ({ ...trial, counts: counts(trial, table) })

/** Whether a trial counts toward the failed preventives (or triptans); the first line that holds decides. */
function counts(trial: Trial, table: DrugTable): Counts {
  return countsAs(trial.substance ? table.substances[trial.substance]?.counts : undefined, trial)
}

/** The same where the substance counts so. */
export function countsAs(rule: Substance['counts'] | undefined, trial: Trial): Counts {
  const { role, group, outcome, adequate, forMigraine, ongoing, answered } = trial
  if (rule === 'no' || (role === 'acute' && group !== 'triptan') || forMigraine === false) return 'no'
  if (!rule || (rule === 'ask' && !answered)) return 'unknown'
  const enough = group === 'triptan' || adequate === true
  if (forMigraine && (outcome === 'notTolerated' || (outcome === 'noEffect' && enough))) return 'yes'
  if (outcome === 'effective' || (outcome === 'noEffect' && adequate === false) || (ongoing && outcome === 'unknown')) return 'no'
  return 'unknown'
}
