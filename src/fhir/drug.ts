/** Prescriptions, statements, dispenses, doses given: which drug, when, how much, why, and how it ended. */

import type { Code, Sets } from '../core/codes.ts'
import type { PartialDate } from '../core/dates.ts'
import { alwaysForMigraine, type DrugTable, today } from '../core/drugs.ts'
import type { Outcome } from '../core/facts.ts'
import type { DrugEntry, Kind, Problem } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date, period } from './date.ts'
import { amount, dosing, noDosing } from './dose.ts'
import { type Identity, identifier, isNotR4 } from './identity.ts'
import { type Json, list, Malformed, object, text } from './json.ts'
import { nameOf, type Reading, targetOf } from './reading.ts'
import { conceptsIn, isStop, supplyDays } from './supply.ts'

export type DrugReader = (
  resource: Json,
  kind: Kind,
) => { entry: DrugEntry | null; masked: boolean /** Says that nothing is known about drugs. */; silent: boolean; problems: Problem[] }
type Told = (code: string, detail?: string) => void

/** Which statuses count, by kind; what is not named here (entered-in-error, draft, cancelled …) is no part of the history. */
const statuses: Partial<Record<Kind, Record<string, DrugEntry['status']>>> = {
  MedicationRequest: { active: 'active', 'on-hold': 'onHold', completed: 'ended', stopped: 'ended', unknown: 'unknown' },
  MedicationStatement: {
    active: 'active',
    'on-hold': 'onHold',
    completed: 'ended',
    stopped: 'ended',
    unknown: 'unknown',
    recorded: 'unknown',
  },
  MedicationDispense: { completed: 'dispensed', unknown: 'unknown' },
  MedicationAdministration: { completed: 'given', unknown: 'unknown' },
  Procedure: { completed: 'given', unknown: 'unknown' },
}

export function drugReader(table: DrugTable, sets: Sets, coded: Coder, find: Reading['find']): DrugReader {
  const inSet = (codes: readonly Code[], set: string) => codes.some((code) => sets(code).includes(set))
  const identify = identifier(table, sets, coded, find)

  return (resource, kind) => {
    const problems: Problem[] = []
    const told: Told = (code, detail) => problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
    if (kind === 'Procedure') return { entry: procedure(resource, told), masked: false, silent: false, problems }

    const status = text(resource['status']) ?? ''
    const state = statuses[kind]?.[status]
    const denied = status === 'not-taken' ? 'notTaken' : resource['doNotPerform'] === true ? 'notToBeGiven' : null
    if ((!state && !denied) || resource['intent'] === 'proposal') return { entry: null, masked: false, silent: false, problems }

    const who = identify(resource, told, isNotR4(resource))
    if (denied) told(denied, who.name)
    const silent = inSet(who.concept.codes, 'noDrugInformation')
    const isDrug = !denied && !silent && !inSet(who.concept.codes, 'noKnownDrug')
    return { entry: isDrug ? entryOf(resource, kind, who, state!, told) : null, masked: who.masked, silent, problems }
  }

  function entryOf(resource: Json, kind: Kind, who: Identity, status: DrugEntry['status'], told: Told): DrugEntry {
    /** A part that cannot be read costs only itself. */
    const tolerant = <T>(read: () => T, otherwise: T): T => {
      try {
        return read()
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        told('malformed', error.message)
        return otherwise
      }
    }
    const given = kind === 'MedicationAdministration'
    const written = date(resource['authoredOn'])
    const effective = resource['effectivePeriod']
      ? tolerant(() => period(resource['effectivePeriod']), { start: null, end: null })
      : { start: date(resource['effectiveDateTime']), end: null }
    const handed = date(resource['whenHandedOver'])
    if (kind === 'MedicationDispense' && !handed && resource['whenPrepared'] !== undefined) told('neverHandedOver', who.name)

    const own = effective.start ?? handed ?? written
    const plausible = (who.substance && table.substances[who.substance]?.plausibleDailyDose?.value) || null
    const dosages = given ? [] : (resource['dosageInstruction'] ?? resource['dosage'])
    const dose = tolerant(() => dosing(dosages, who.strength, own?.first ?? null, plausible), noDosing)
    for (const problem of dose.problems) told(problem, who.name)

    const start = kind === 'MedicationDispense' ? handed : (effective.start ?? dose.start ?? written)
    const route = tolerant(() => routeOf(resource, given), null)
    const reasons = tolerant(() => reasonsOf(resource), [])
    return {
      resource: nameOf(resource),
      kind,
      substance: who.substance,
      codes: who.codes,
      name: who.name,
      status,
      start,
      end: given ? null : (effective.end ?? dose.end),
      sign: latest([written, effective.start, handed, date(resource['dateAsserted']), dose.start]),
      supplyDays: tolerant(() => supplyDays(resource, kind, handed, table, told), null),
      steps: dose.steps,
      singleDose: given ? tolerant(() => doseGiven(resource, who, plausible, told), null) : dose.singleDose,
      forPrevention: dose.everyOtherDay || inSet(reasons, 'prevention'),
      timesOfDay: dose.timesOfDay,
      strength: who.strength,
      byMouth: route ?? who.byMouth ?? (dose.tablets ? true : null),
      outcome: tolerant(() => outcomeOf(resource), 'unknown'),
      forMigraine: indication(reasons, who.substance),
      isStop: tolerant(() => isStop(resource, coded), false),
    }
  }

  /**
   * Botulinum toxin or an infusion by procedure: with a migraine reason the code of an injection with the drug's ATC
   * code may be read as a full round (proposal); without one nothing is known of the dose.
   */
  function procedure(resource: Json, told: Told): DrugEntry | null {
    const status = statuses.Procedure![text(resource['status']) ?? '']
    if (!status) return null
    const concepts = [resource['code'], ...list(resource['usedCode'])].map(coded)
    const used = list(resource['usedReference']).flatMap((one) => {
      const drug = targetOf(resource, one['reference'], 'Medication', find)
      return drug ? [coded(drug['code'])] : []
    })
    const atc = [...concepts, ...used].flatMap(({ codes }) => codes.filter(({ system }) => system === 'atc'))
    const substance = atc.map(({ code }) => today(table, code)).find((code) => table.substances[code]?.interval) ?? null
    if (!substance) return null
    const performed = resource['performedPeriod'] ? period(resource['performedPeriod']).start : date(resource['performedDateTime'])
    if (!performed) told('noDate')
    const full = table.substances[substance]?.roundUnits
    const forMigraine = indication(reasonsOf(resource), substance)
    return {
      resource: nameOf(resource),
      kind: 'Procedure',
      substance,
      codes: [{ system: 'atc', code: substance, display: null }],
      name: concepts[0]?.text ?? substance,
      status,
      start: performed,
      end: null,
      sign: performed,
      supplyDays: null,
      steps: [],
      singleDose: full && forMigraine === true ? { value: full.value, unit: full.unit } : null,
      forPrevention: false,
      timesOfDay: [],
      strength: null,
      byMouth: false,
      outcome: 'unknown',
      forMigraine,
      isStop: false,
    }
  }

  function doseGiven(resource: Json, { strength, name }: Identity, plausible: number | null, told: Told): DrugEntry['singleDose'] {
    const dose = amount(object(object(resource['dosage'])?.['dose']), strength)
    if (!dose) return null
    if (plausible === null || dose.value <= plausible) return { value: dose.value, unit: dose.unit }
    told('implausibleDose', name)
    return null
  }

  function reasonsOf(resource: Json): Code[] {
    const coding = list(resource['reasonCode']).flatMap((one) => coded(one).codes)
    const referred = list(resource['reasonReference']).flatMap((one) => {
      const condition = targetOf(resource, one['reference'], 'Condition', find)
      return condition ? coded(condition['code']).codes : []
    })
    return [...coding, ...referred]
  }

  /** Migraine by a coded reason, or because the drug has no other use; something else only by a code we can read. */
  function indication(reasons: readonly Code[], substance: string | null): boolean | null {
    if (inSet(reasons, 'headacheReason') || (substance && alwaysForMigraine(table, substance))) return true
    return reasons.some(({ system }) => system === 'icd10' || system === 'ksh97') ? false : null
  }

  function outcomeOf(resource: Json): Outcome {
    const reason = resource['statusReason']
    const concepts = (Array.isArray(reason) ? list(reason) : [object(reason)]).map(coded)
    const codes = [...concepts, ...conceptsIn(resource, 'endOfTreatmentReason', coded)].flatMap((concept) => concept.codes)
    return (['notTolerated', 'noEffect', 'contraindicated'] as const).find((set) => inSet(codes, set)) ?? 'unknown'
  }

  function routeOf(resource: Json, given: boolean): boolean | null {
    const dosages = given ? [object(resource['dosage'])] : list(resource['dosageInstruction'] ?? resource['dosage'])
    const codes = dosages.flatMap((one) => coded(one?.['route']).codes)
    return codes.length === 0 ? null : inSet(codes, 'oralRoute')
  }
}

/** A drug whose resource could not be read is still a drug, where its status would count: not coded, neither ongoing nor ended. */
export function unreadableDrug(resource: Json, kind: Kind): DrugEntry | null {
  const status = resource['status']
  if (kind === 'Procedure' || (typeof status === 'string' && !statuses[kind]?.[status])) return null
  return {
    resource: nameOf(resource),
    kind,
    substance: null,
    codes: [],
    name: '?',
    status: 'unknown',
    start: null,
    end: null,
    sign: null,
    supplyDays: null,
    steps: [],
    singleDose: null,
    forPrevention: false,
    timesOfDay: [],
    strength: null,
    byMouth: null,
    outcome: 'unknown',
    forMigraine: null,
    isStop: false,
  }
}

function latest(dates: (PartialDate | null)[]): PartialDate | null {
  return dates.reduce((a, b) => (b && (!a || b.last > a.last) ? b : a), null)
}
