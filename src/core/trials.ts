/** Medication trials: what was tried, how long at which dose, how it ended, and whether it counts (design contract §4). */

import type { Code, Sets } from './codes.ts'
import { addMonths, type Day, type PartialDate, partialDate } from './dates.ts'
import { type AtDose, atDose } from './doses.ts'
import { alwaysForMigraine, type DrugTable, type Substance, today } from './drugs.ts'
import type { Answers, Evidence, Outcome, TrialAnswer } from './facts.ts'
import { type Course, courses, latestPart, type Part } from './parts.ts'
import type { DrugEntry, PatientRecord } from './record.ts'

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
  weeks: number | null
  weeksAtAdequateDose: number | null
  maxDailyDose: { value: number; unit: string } | null
  dose: AtDose
  outcome: Outcome
  adequate: boolean | null
  forMigraine: boolean | null
  counts: Counts
  /** All that the record says of it is of unknown status. */
  undetermined: boolean
  /** The clinician's answer to it, and the key it was given under. */
  answered: (TrialAnswer & { key: string }) | null
  rounds: readonly Part[]
  parts: readonly Part[]
  evidence: Evidence[]
}

type Tools = { table: DrugTable; sets: Sets; asOf: Day }

/** Every course of every drug, in order of their start, the undated last. Trials are those with a role, and the uncoded. */
export function trials(record: PatientRecord, answers: Answers, table: DrugTable, sets: Sets, asOf: Day): Trial[] {
  const tools: Tools = { table, sets, asOf }
  const bySubstance = new Map<string, DrugEntry[]>()
  for (const entry of record.drugs) {
    const key = entry.substance ?? `? ${entry.name.trim().toLowerCase()}`
    bySubstance.set(key, [...(bySubstance.get(key) ?? []), entry])
  }
  const stops = (entries: readonly DrugEntry[]) => entries.filter(({ isStop }) => isStop)
  const fromRecord = [...bySubstance.values()].flatMap((entries) =>
    courses(entries, table, asOf).map((course) => fromCourse(course, stops(entries), tools)),
  )
  const all = [...fromRecord, ...allergies(record, tools)]
  return answered(all, answers, tools).sort(
    (a, b) =>
      (a.start?.first ?? Number.POSITIVE_INFINITY) - (b.start?.first ?? Number.POSITIVE_INFINITY) ||
      `${a.substance}${a.written}`.localeCompare(`${b.substance}${b.written}`),
  )
}

/** What is listed as a trial: preventive, acute and advanced drugs, and drugs without a code we know. */
export const isListed = ({ role, substance }: Trial): boolean => role !== null || substance === null

function fromCourse(course: Course, stops: readonly DrugEntry[], { table, sets, asOf }: Tools): Trial {
  const { parts, undated } = course
  const entries = [...parts.map(({ entry }) => entry), ...undated]
  const first = entries[0]!
  const substance = first.substance
  const drug = substance ? table.substances[substance] : undefined
  const latest = latestPart(course)
  const state = latest ? standing(latest, first.codes) : { inUse: undatedInUse(undated), fresh: true }
  const role = drug?.advancedWhen && entries.some(({ everyOtherDay }) => everyOtherDay) ? 'advanced' : (drug?.role ?? null)
  const watched = role === 'preventive' || role === 'advanced'
  const ongoing = state.inUse === true && !state.fresh && watched ? null : state.inUse
  const start = parts[0]?.start ?? null
  const end = state.inUse === false ? (latest?.end ?? null) : null
  const dose = parts.length > 0 ? atDose(parts, drug?.minDailyDose?.value ?? null) : undatedDose(undated)
  const outcome = [...entries, ...stops].findLast((entry) => entry.outcome !== 'unknown')?.outcome ?? 'unknown'
  const reasons = entries.map(({ forMigraine }) => forMigraine)
  const rounds = parts.filter(({ entry }) => entry.status === 'given' && (entry.singleDose?.value ?? 0) >= (drug?.roundUnits?.value ?? 0))
  return judged(
    {
      substance,
      codes: first.codes,
      written: first.name,
      group: drug?.group ?? null,
      role,
      start,
      end,
      ongoing,
      inUse: state.inUse,
      weeks: weeksBetween(start, ongoing === true ? { text: '', first: asOf, last: asOf } : end),
      weeksAtAdequateDose: drug?.minDailyDose && parts.length > 0 ? weeksAt(dose) : null,
      maxDailyDose: dose.highest,
      dose,
      outcome,
      adequate: drug ? adequacy(drug, dose, rounds.length, parts.length > 0, table) : null,
      forMigraine: reasons.includes(true) ? true : reasons.includes(false) ? false : null,
      counts: 'unknown',
      undetermined: entries.every(({ status }) => status === 'unknown'),
      answered: null,
      rounds,
      parts,
      evidence: entries.map(
        (entry): Evidence => ({ resource: entry.resource, says: entry.name, date: (entry.start ?? entry.sign)?.text ?? null }),
      ),
    },
    table,
  )

  /** Whether it is in use on the day, and whether its newest sign is fresh enough to believe it. */
  function standing({ entry, end: until, start: from }: Part, codes: readonly Code[]): { inUse: boolean | null; fresh: boolean } {
    const newest = Math.max(...parts.map(({ entry: one }) => one.sign?.last ?? one.start?.last ?? 0))
    const fresh = until !== null || newest >= addMonths(asOf, -table.staleMonths.value)
    const after = (last: Day | null) => (last === null ? null : asOf <= last)
    const isShort = codes.some((code) => sets(code).includes('shortCourse'))
    /** An MAO inhibitor is a hazard for two weeks after its end. */
    const washedOut = (last: Day) => (codes.some((code) => sets(code).includes('washout')) ? last + table.washoutDays.value : last - 1)
    switch (entry.status) {
      case 'active':
        if (until) return { inUse: until.first >= asOf || after(washedOut(until.last)) ? true : until.last < asOf ? false : null, fresh }
        return { inUse: isShort ? after(newest + table.shortCourseDays.value) : true, fresh }
      case 'ended':
        return {
          inUse: until !== null && ((entry.kind === 'MedicationStatement' && until.first > asOf) || after(washedOut(until.last)) === true),
          fresh,
        }
      case 'onHold':
        return { inUse: false, fresh }
      case 'unknown':
        return { inUse: null, fresh }
      case 'given':
        return { inUse: after((until?.last ?? from.last) + table.doseGraceDays.value) ? true : null, fresh: true }
      case 'dispensed':
        if (isShort && asOf > newest + table.shortCourseDays.value) return { inUse: false, fresh }
        return { inUse: entry.supplyDays !== null && after(from.first + entry.supplyDays - 1) ? true : null, fresh: true }
    }
  }
}

/** Undated entries: one that is active is in use, one whose state nobody knows may be. */
function undatedInUse(entries: readonly DrugEntry[]): boolean | null {
  if (entries.some(({ status, end }) => status === 'active' && end === null)) return true
  return entries.every(({ status }) => status === 'ended' || status === 'onHold') ? false : null
}

function undatedDose(entries: readonly DrugEntry[]): AtDose {
  const known = entries.flatMap(({ steps }) => steps).filter(({ high }) => high !== null)
  const top = known.reduce<AtDose['highest']>((best, { high, unit }) => (best && best.value >= high! ? best : { value: high!, unit }), null)
  return { sureDays: 0, mostDays: Number.POSITIVE_INFINITY, highest: top, asNeeded: false, stretches: [] }
}

function adequacy(drug: Substance, dose: AtDose, rounds: number, isDated: boolean, table: DrugTable): boolean | null {
  if (drug.minRounds) return rounds >= drug.minRounds.value ? true : rounds > 0 ? false : null
  if (!drug.minDailyDose) return null
  if (dose.sureDays >= table.adequateDays.value) return true
  if (dose.asNeeded || !isDated) return neverEnough(drug, dose) ? false : null
  return dose.mostDays < table.adequateDays.value ? false : null
}

/** A dose that never reached the least one, whatever its length. */
const neverEnough = (drug: Substance, { highest, asNeeded, stretches }: AtDose): boolean =>
  !asNeeded && stretches.length > 0 && highest !== null && highest.value < drug.minDailyDose!.value

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
  return record.allergies.flatMap(({ codes, resource, says, date }) => {
    const substances = new Set(codes.filter(({ system }) => system === 'atc').map(({ code }) => today(table, code)))
    return [...substances].flatMap((substance) => {
      const drug = table.substances[substance]
      if (!drug) return []
      const evidence: Evidence[] = [{ resource, says, date: date?.text ?? null }]
      return judged(
        {
          ...empty(substance, drug),
          written: says,
          outcome: 'notTolerated',
          forMigraine: alwaysForMigraine(table, substance) ? true : null,
          evidence,
        },
        table,
      )
    })
  })
}

const empty = (substance: string, drug: Substance): Trial => ({
  substance,
  codes: [{ system: 'atc', code: substance, display: null }],
  written: '',
  group: drug.group,
  role: drug.role,
  start: null,
  end: null,
  ongoing: false,
  inUse: false,
  weeks: null,
  weeksAtAdequateDose: null,
  maxDailyDose: null,
  dose: undatedDose([]),
  outcome: 'unknown',
  adequate: null,
  forMigraine: null,
  counts: 'unknown',
  undetermined: false,
  answered: null,
  rounds: [],
  parts: [],
  evidence: [],
})

/** The clinician's answers: for the trial that begins on `start`; else the latest of the substance and each whose outcome the record does not code. */
function answered(all: Trial[], answers: Answers, { table }: Tools): Trial[] {
  let trials = all
  for (const [code, answer] of Object.entries(answers.trials)) {
    const substance = today(table, code.split('@')[0]!)
    const drug = table.substances[substance]
    if (!drug) continue
    const own = trials.filter((one) => one.substance === substance)
    const latest = own.reduce<Trial | null>(
      (a, b) => ((b.start?.first ?? Number.NEGATIVE_INFINITY) >= (a?.start?.first ?? Number.NEGATIVE_INFINITY) ? b : a),
      null,
    )
    const meant =
      answer.start === undefined
        ? own.filter((one) => one === latest || one.outcome === 'unknown')
        : own.filter((one) => one.start?.text === answer.start)
    const changed = (trial: Trial): Trial =>
      judged(
        {
          ...trial,
          outcome: answer.outcome ?? trial.outcome,
          adequate: answer.adequate ?? trial.adequate,
          forMigraine: answer.forMigraine ?? trial.forMigraine,
          answered: { ...answer, key: code },
          undetermined: false,
          evidence: [...trial.evidence, { by: answer.by, date: answer.date }],
        },
        table,
      )
    const start = answer.start === undefined ? null : partialDate(answer.start)
    trials =
      meant.length > 0
        ? trials.map((one) => (meant.includes(one) ? changed(one) : one))
        : [...trials, changed({ ...empty(substance, drug), start })]
  }
  return trials
}

const judged = (trial: Trial, table: DrugTable): Trial => ({ ...trial, counts: counts(trial, table) })

/** Whether a trial counts toward the failed preventives (or triptans); the first line that holds decides. */
function counts({ substance, role, group, outcome, adequate, forMigraine, ongoing, answered }: Trial, table: DrugTable): Counts {
  const rule = substance ? table.substances[substance]?.counts : undefined
  if (rule === 'no' || (role === 'acute' && group !== 'triptan') || forMigraine === false) return 'no'
  if (!rule || (rule === 'ask' && !answered)) return 'unknown'
  const enough = group === 'triptan' || adequate === true
  if (forMigraine && (outcome === 'notTolerated' || (outcome === 'noEffect' && enough))) return 'yes'
  if (outcome === 'effective' || (outcome === 'noEffect' && adequate === false) || (ongoing && outcome === 'unknown')) return 'no'
  return 'unknown'
}
