/** Prescriptions, statements, dispenses, doses given: which drug, when, how much, why, and how it ended. */

import type { Code, Sets } from '../core/codes.ts'
import type { PartialDate } from '../core/dates.ts'
import { alwaysForMigraine, type DrugTable, today } from '../core/drugs.ts'
import type { Outcome } from '../core/facts.ts'
import type { DrugEntry, Kind, Problem } from '../core/record.ts'
import type { Coder, Concept } from './coding.ts'
import { date, period } from './date.ts'
import { amount, dosing } from './dose.ts'
import { extension, type Json, list, object, text } from './json.ts'
import { nameOf, type Reading } from './reading.ts'

export type DrugReader = (resource: Json, kind: Kind) => { entry: DrugEntry | null; problems: Problem[] }
type Told = (code: string, detail?: string) => void
type Identity = { concept: Concept; codes: Code[]; substance: string | null; name: string; strength: number | null }

/** Which statuses count, by kind; what is not named here (entered-in-error, draft, cancelled …) is no part of the history. */
const statuses: Partial<Record<Kind, Record<string, DrugEntry['status']>>> = {
  MedicationRequest: { active: 'active', 'on-hold': 'onHold', completed: 'ended', stopped: 'ended', unknown: 'unknown' },
  MedicationStatement: { active: 'active', 'on-hold': 'onHold', completed: 'ended', stopped: 'ended', unknown: 'unknown' },
  MedicationDispense: { completed: 'dispensed', unknown: 'unknown' },
  MedicationAdministration: { completed: 'given', unknown: 'unknown' },
  Procedure: { completed: 'given', unknown: 'unknown' },
}

export function drugReader(table: DrugTable, sets: Sets, coded: Coder, find: Reading['find']): DrugReader {
  const inSet = (codes: readonly Code[], set: string) => codes.some((code) => sets(code).includes(set))

  return (resource, kind) => {
    const problems: Problem[] = []
    const told: Told = (code, detail) => problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
    const status = text(resource['status'])
    const none = { entry: null, problems }

    if (kind === 'Procedure') return { entry: procedure(resource, told), problems }
    const who = identify(resource, told)
    if (inSet(who.concept.codes, 'noKnownDrug') || inSet(who.concept.codes, 'noDrugInformation')) return none
    if (status === 'not-taken') {
      told('notTaken', who.name)
      return none
    }
    if (resource['doNotPerform'] === true) {
      told('notToBeGiven', who.name)
      return none
    }
    const state = statuses[kind]?.[status ?? '']
    if (!state || resource['intent'] === 'proposal') return none
    return { entry: entryOf(resource, kind, who, state, told), problems }
  }

  function entryOf(resource: Json, kind: Kind, who: Identity, status: DrugEntry['status'], told: Told): DrugEntry {
    const oldVersion = resource['taken'] !== undefined
    if (oldVersion) told('notR4')
    const given = kind === 'MedicationAdministration'
    const dosages = given ? [] : (resource['dosageInstruction'] ?? resource['dosage'])
    const written = date(resource['authoredOn'])
    const effective = resource['effectivePeriod']
      ? period(resource['effectivePeriod'])
      : { start: date(resource['effectiveDateTime']), end: null }
    const handed = date(resource['whenHandedOver'])
    if (kind === 'MedicationDispense' && !handed && resource['whenPrepared'] !== undefined) told('neverHandedOver', who.name)

    const own = effective.start ?? handed ?? written
    const plausible = who.substance ? (table.substances[who.substance]?.plausibleDailyDose?.value ?? null) : null
    const dose = dosing(dosages, who.strength, own?.first ?? null, plausible)
    for (const problem of dose.problems) told(problem, who.name)

    const start = effective.start ?? dose.start ?? (kind === 'MedicationDispense' ? handed : written)
    const route = routeOf(resource, given)
    const codes = oldVersion ? [] : who.codes
    return {
      resource: nameOf(resource),
      kind,
      substance: oldVersion ? null : who.substance,
      codes,
      name: who.name,
      status,
      start,
      end: effective.end ?? dose.end,
      sign: latest([written, effective.start, handed, date(resource['dateAsserted']), dose.start]),
      supplyDays: supply(resource, kind, handed, told),
      steps: dose.steps,
      singleDose: given ? amount(object(object(resource['dosage'])?.['dose']), who.strength) : dose.singleDose,
      everyOtherDay: dose.everyOtherDay,
      timesOfDay: dose.timesOfDay,
      strength: who.strength,
      byMouth: route ?? (dose.tablets ? true : null),
      outcome: outcomeOf(resource),
      forMigraine: indication(resource, who.substance),
      isStop: isStop(resource),
    }
  }

  /** Botulinum toxin by procedure: the code of an injection with the drug's ATC code and a migraine reason may be read as a round (proposal). */
  function procedure(resource: Json, told: Told): DrugEntry | null {
    const status = statuses.Procedure![text(resource['status']) ?? '']
    if (!status) return null
    const concepts = [resource['code'], ...list(resource['usedCode'])].map(coded)
    const used = list(resource['usedReference']).flatMap((one) => {
      const drug = typeof one['reference'] === 'string' ? find(one['reference'], 'Medication') : null
      return drug ? [coded(drug['code'])] : []
    })
    const codes = [...concepts, ...used].flatMap((concept) => concept.codes)
    const atc = codes.filter(({ system }) => system === 'atc').map(({ code }) => today(table, code))
    const substance = atc.find((code) => table.substances[code]?.interval) ?? null
    if (!substance) return null
    const performed = resource['performedPeriod'] ? period(resource['performedPeriod']).start : date(resource['performedDateTime'])
    if (!performed) told('noDate')
    const full = table.substances[substance]?.roundUnits
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
      singleDose: full ? { value: full.value, unit: full.unit } : null,
      everyOtherDay: false,
      timesOfDay: [],
      strength: null,
      byMouth: false,
      outcome: 'unknown',
      forMigraine: indication(resource, substance),
      isStop: false,
    }
  }

  /** The drug by its own code, a contained one, one in the bundle, or nothing but its name. */
  function identify(resource: Json, told: Told): Identity {
    const loose = resource['medication']
    if (loose !== undefined) {
      told('notR4')
      return { concept: coded(undefined), codes: [], substance: null, name: nameIn(loose), strength: null }
    }
    const reference = object(resource['medicationReference'])
    const target = reference ? refer(resource, reference, told) : null
    const concept = coded(target ? target['code'] : resource['medicationCodeableConcept'])
    const display = typeof reference?.['display'] === 'string' ? reference['display'] : null
    const written = concept.text ?? display ?? concept.strange[0]?.split('|')[1] ?? '?'

    const atc = [...new Set(concept.codes.flatMap(({ system, code }) => atcOf(system, code)))]
    const full = atc.filter((code) => code.length === 7)
    const contradictory = full.length > 1 || (full.length === 1 && atc.some((code) => !full[0]!.startsWith(code)))
    if (contradictory) told('contradictoryCodes', atc.join(', '))
    const codes = contradictory ? [] : atc.map((code): Code => ({ system: 'atc', code, display: null }))
    const substance = contradictory ? null : (full[0] ?? null)
    if (atc.length === 0 && !special(concept)) told('notCoded', written)
    return { concept, codes, substance, name: written, strength: target ? strengthOf(target) : null }
  }

  function special({ codes }: Concept): boolean {
    return inSet(codes, 'noKnownDrug') || inSet(codes, 'noDrugInformation')
  }

  function atcOf(system: string | null, code: string): string[] {
    if (system === 'atc') return [today(table, code)]
    const mapped = system === 'nplid' || system === 'rxnorm' ? table.products[system][code] : undefined
    return mapped ? [today(table, mapped)] : []
  }

  function refer(resource: Json, reference: Json, told: Told): Json | null {
    const to = reference['reference']
    if (typeof to !== 'string') return null
    const inside = to.startsWith('#') ? list(resource['contained']).find(({ id }) => `#${id}` === to) : undefined
    const found = inside ?? find(to, 'Medication')
    if (!found) told('medicationNotFound', typeof reference['display'] === 'string' ? reference['display'] : to)
    return found
  }

  /** Migraine by a coded reason, or because the drug has no other use; something else only by a code we can read. */
  function indication(resource: Json, substance: string | null): boolean | null {
    const reasons = [
      ...list(resource['reasonCode']).map(coded),
      ...list(resource['reasonReference']).flatMap((one) => {
        const condition = typeof one['reference'] === 'string' ? find(one['reference'], 'Condition') : null
        return condition ? [coded(condition['code'])] : []
      }),
    ]
    const codes = reasons.flatMap((reason) => reason.codes)
    if (inSet(codes, 'headacheReason') || (substance && alwaysForMigraine(table, substance))) return true
    return codes.some(({ system }) => system === 'icd10' || system === 'ksh97') ? false : null
  }

  function outcomeOf(resource: Json): Outcome {
    const reason = resource['statusReason']
    const concepts = (Array.isArray(reason) ? list(reason) : [object(reason)]).map(coded)
    const stop = extension(resource, 'endOfTreatmentReason')
    if (stop) concepts.push(coded(stop['valueCodeableConcept']), coded({ coding: [stop['valueCoding']].filter(Boolean) }))
    const codes = concepts.flatMap((concept) => concept.codes)
    return (['notTolerated', 'noEffect', 'contraindicated'] as const).find((set) => inSet(codes, set)) ?? 'unknown'
  }

  function isStop(resource: Json): boolean {
    return list(resource['extension']).some((one) => {
      const named = typeof one['url'] === 'string' && one['url'].split(/[/#:]/).at(-1)?.toLowerCase() === 'typeofprescription'
      const codings = [object(one['valueCoding']), ...list(object(one['valueCodeableConcept'])?.['coding'])].filter(
        (coding) => coding !== undefined,
      )
      if (named && (one['valueCode'] === 'U' || one['valueString'] === 'U' || codings.some(({ code }) => code === 'U'))) return true
      return coded({ coding: codings }).codes.some(({ system, code }) => system === 'typeOfPrescription' && code === 'U')
    })
  }

  function routeOf(resource: Json, given: boolean): boolean | null {
    const dosages = given ? [object(resource['dosage'])] : list(resource['dosageInstruction'] ?? resource['dosage'])
    const codes = dosages.flatMap((one) => coded(one?.['route']).codes)
    return codes.length === 0 ? null : inSet(codes, 'oralRoute')
  }

  /** Days that were handed out or meant to last; lengths that cannot be are told and give nothing. */
  function supply(resource: Json, kind: Kind, handed: PartialDate | null, told: Told): number | null {
    if (kind === 'MedicationDispense' && !handed) return null
    const quantity =
      kind === 'MedicationDispense'
        ? object(resource['daysSupply'])
        : object(object(resource['dispenseRequest'])?.['expectedSupplyDuration'])
    const value = quantity?.['value']
    if (typeof value !== 'number') return null
    const unit = String(quantity?.['code'] ?? quantity?.['unit'] ?? 'd')
      .trim()
      .toLowerCase()
    const factor =
      unit.startsWith('w') || unit.startsWith('v')
        ? 7
        : unit.startsWith('mo') || unit.startsWith('må')
          ? 30
          : unit.startsWith('d')
            ? 1
            : null
    const days = factor === null ? Number.NaN : value * factor
    if (days >= table.supplyDays.min && days <= table.supplyDays.max) return Math.floor(days)
    told('impossibleSupply', `${value}`)
    return null
  }
}

/** Strength of one unit (tablet) where a coded product of one ingredient gives it. */
function strengthOf(medication: Json): number | null {
  const ingredients = list(medication['ingredient'])
  const strength = object(ingredients[0]?.['strength'])
  if (ingredients.length !== 1 || !strength) return null
  const each = amount(object(strength['numerator']), null)
  const per = object(strength['denominator'])?.['value'] ?? 1
  return each && typeof per === 'number' && per > 0 ? each.value / per : null
}

function nameIn(loose: unknown): string {
  const found = /"(?:text|display)":"([^"]+)"/.exec(JSON.stringify(loose) ?? '')
  return found?.[1] ?? '?'
}

function latest(dates: (PartialDate | null)[]): PartialDate | null {
  return dates.reduce((a, b) => (b && (!a || b.last > a.last) ? b : a), null)
}
