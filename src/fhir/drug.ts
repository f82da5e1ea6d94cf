/** Prescriptions, statements, dispenses, doses given: which drug, when, how much, why, and how it ended. */

import type { Code, Sets } from '../core/codes.ts'
import type { Day, PartialDate } from '../core/dates.ts'
import { alwaysForMigraine, type DrugTable, today } from '../core/drugs.ts'
import type { Outcome } from '../core/facts.ts'
import { type DrugEntry, drugKinds, type Kind, type Problem } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date, period, timeOf } from './date.ts'
import { amount, dosing, noDosing } from './dose.ts'
import { type Identity, identifier, isSubstance } from './identity.ts'
import { type Json, list, Malformed, object } from './json.ts'
import { nameOf, type Reading, targetOf } from './reading.ts'
import { conceptsIn, isStop, supplyDays } from './supply.ts'

export type DrugReader = {
  /** `silent`: it says that nothing is known about drugs. */
  read: (resource: Json, kind: Kind, status: string) => { entry: DrugEntry | null; masked: boolean; silent: boolean; problems: Problem[] }
  /** What can be read of a drug that could not be used. */
  glimpse: (resource: Json, kind: Kind) => Glimpse
}
type Glimpse = { codes: readonly Code[] | null; says: string }
type Told = (code: string, detail?: string) => void

/** What the status of one that counts says of its treatment. */
const statuses: ReadonlyMap<string, DrugEntry['status']> = new Map([
  ['active', 'active'],
  ['on-hold', 'onHold'],
  ['completed', 'ended'],
  ['stopped', 'ended'],
  ['unknown', 'unknown'],
])
const statusOf = (kind: Kind, status: string): DrugEntry['status'] => {
  if (status !== 'completed') return statuses.get(status) ?? 'unknown'
  return kind === 'MedicationDispense' ? 'dispensed' : kind === 'MedicationAdministration' || kind === 'Procedure' ? 'given' : 'ended'
}

/** `floor`: no date of this patient's lies before it. */
export function drugReader(table: DrugTable, sets: Sets, coded: Coder, find: Reading['find'], floor: Day): DrugReader {
  const inSet = (codes: readonly Code[], set: string) => codes.some((code) => sets(code).includes(set))
  const identify = identifier(table, sets, coded, find)
  const possible = (on: PartialDate | null): PartialDate | null => (on && on.last >= floor ? on : null)

  return {
    glimpse: (resource, kind) => {
      if (kind === 'Procedure') {
        const { atc, name } = given(resource)
        const isNamed = coded(resource['code']).codes.length > 0
        return { codes: atc.length > 0 || isNamed ? atc : null, says: name ?? '' }
      }
      const { codes, substance, name } = identify(resource, () => {})
      return { codes: substance === null ? null : codes, says: name === '?' ? '' : name }
    },
    read: (resource, kind, status) => {
      const problems: Problem[] = []
      const told: Told = (code, detail) => problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
      if (kind === 'Procedure') return { entry: procedure(resource, status, told), masked: false, silent: false, problems }

      const denied = status === 'not-taken' ? 'notTaken' : resource['doNotPerform'] === true ? 'notToBeGiven' : null
      const who = identify(resource, told)
      if (denied) told(denied, who.name)
      const isPrepared = kind === 'MedicationDispense' && resource['whenHandedOver'] === undefined && resource['whenPrepared'] !== undefined
      if (isPrepared) told('neverHandedOver', who.name)
      const silent = inSet(who.concept.codes, 'noDrugInformation')
      const isDrug = !denied && !isPrepared && !silent && !inSet(who.concept.codes, 'noKnownDrug')
      return { entry: isDrug ? entryOf(resource, kind, who, statusOf(kind, status), told) : null, masked: who.masked, silent, problems }
    },
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
    const written = possible(date(resource['authoredOn']))
    const covered = resource['effectivePeriod']
      ? tolerant(() => period(resource['effectivePeriod']), { start: null, end: null })
      : { start: date(resource['effectiveDateTime']), end: null }
    const effective = { start: possible(covered.start), end: endOf(covered, who.name, told) }
    const handed = possible(date(resource['whenHandedOver']))

    const own = effective.start ?? handed ?? written
    const drug = who.substance && Object.hasOwn(table.substances, who.substance) ? table.substances[who.substance] : undefined
    const plausible = drug?.plausibleDailyDose?.value ?? null
    const dosages = given ? [] : (resource['dosageInstruction'] ?? resource['dosage'])
    const around = { strength: who.strength, salt: drug?.saltSteps, fallbackStart: own?.first ?? null, plausible, floor }
    const dose = tolerant(() => dosing(dosages, around), noDosing)
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
      sign: latest([written, effective.start, handed, possible(date(resource['dateAsserted'])), dose.start]),
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
      moment: given ? timeOf(resource['effectiveDateTime'] ?? object(resource['effectivePeriod'])?.['start']) : '',
      unusable: false,
    }
  }

  /** An end before the start is none. */
  function endOf({ start, end }: { start: PartialDate | null; end: PartialDate | null }, name: string, told: Told): PartialDate | null {
    if (!end || end.last >= (possible(start)?.first ?? floor)) return end
    told('endBeforeStart', name)
    return null
  }

  /** The substances that a procedure gives. */
  function given(resource: Json): { atc: Code[]; name: string | null } {
    const concepts = [resource['code'], ...list(resource['usedCode'])].map(coded)
    const used = list(resource['usedReference']).flatMap((one) => {
      const drug = targetOf(resource, one['reference'], 'Medication', find)
      return drug ? [coded(drug['code'])] : []
    })
    return {
      atc: [...concepts, ...used].flatMap(({ codes }) => codes.filter(({ system }) => system === 'atc')),
      name: concepts[0]?.text ?? null,
    }
  }

  /** Botulinum toxin or an infusion by procedure; it tells no dose, and none is invented for it. */
  function procedure(resource: Json, status: string, told: Told): DrugEntry | null {
    const { atc, name } = given(resource)
    const substance =
      atc.map(({ code }) => today(table, code)).find((code) => Object.hasOwn(table.substances, code) && table.substances[code]!.interval) ??
      null
    if (!substance) return null
    const performed = resource['performedPeriod'] ? period(resource['performedPeriod']).start : date(resource['performedDateTime'])
    if (!performed) told('noDate')
    return {
      ...blank,
      resource: nameOf(resource),
      kind: 'Procedure',
      substance,
      codes: [{ system: 'atc', code: substance, display: null }],
      name: name ?? substance,
      status: statusOf('Procedure', status),
      start: possible(performed),
      sign: possible(performed),
      byMouth: false,
      forMigraine: indication(reasonsOf(resource), substance),
      moment: timeOf(resource['performedDateTime']),
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
    return reasons.some(({ system }) => system === 'icd10') ? false : null
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

const blank: Omit<DrugEntry, 'resource' | 'kind'> = {
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
  moment: '',
  unusable: false,
}

/** A drug that could not be used is still a drug: listed, neither ongoing nor ended. A procedure is one only where it says of which. */
export function undetermined(
  resource: Json,
  kind: Kind,
  { codes, says }: Glimpse,
  on: PartialDate | null,
  table: DrugTable,
): DrugEntry | null {
  if (kind !== 'Procedure' && !(drugKinds as readonly Kind[]).includes(kind)) return null
  const substances = [...new Set((codes ?? []).map(({ code }) => today(table, code)))].filter(isSubstance)
  const substance = substances.length === 1 ? substances[0]! : null
  if (kind === 'Procedure' && !(substance && Object.hasOwn(table.substances, substance))) return null
  return {
    ...blank,
    resource: nameOf(resource),
    kind,
    substance,
    codes: codes ?? [],
    name: says || '?',
    start: on,
    sign: on,
    unusable: true,
  }
}

function latest(dates: (PartialDate | null)[]): PartialDate | null {
  return dates.reduce((a, b) => (b && (!a || b.last > a.last) ? b : a), null)
}
