/** What was read → the patient's record: each oddity settled once, each entry accounted for in a ledger, nothing silently dropped. */

import { type Code, type CodeTable, codeSets, type Sets } from '../core/codes.ts'
import { type Day, dayOf, type IsoDate, type PartialDate } from '../core/dates.ts'
import type { DrugTable } from '../core/drugs.ts'
import { drugKinds, type Kind, kinds, type PatientRecord, type Problem, type Read, type Unusable } from '../core/record.ts'
import { setsOf } from '../core/sources.ts'
import type { Vocabulary } from '../core/vocabulary.ts'
import { dated, hasCode, impossibleDates, isMaskedAnywhere, isRedacted, spanOf } from './about.ts'
import { type Coder, coder } from './coding.ts'
import { allergy, diagnosis } from './diagnosis.ts'
import { drugReader, undetermined } from './drug.ts'
import { hasModifier, isMasked, type Json, Malformed } from './json.ts'
import { Ledger } from './ledger.ts'
import { observationReader } from './observation.ts'
import { earliest, patientOf } from './patient.ts'
import { joined } from './pressure.ts'
import { questionnaireReader } from './questionnaire.ts'
import { nameOf, type Reading } from './reading.ts'
import { referral } from './referral.ts'
import { remarksOf } from './remark.ts'
import { type Standing, standingOf } from './status.ts'
import { subjects } from './subject.ts'
import { isOtherVersion } from './version.ts'

type Knowledge = { codes: CodeTable; drugs: DrugTable; vocabulary: Vocabulary }

/** Makes records as they stood on one day: what is dated after it is counted and not read. */
export function recordMaker({ codes, drugs, vocabulary }: Knowledge): (reading: Reading, asOf: IsoDate) => PatientRecord {
  const sets = codeSets(codes)
  const coded = coder(codes)
  /** The sets of codes that some fact asks for. */
  const asked = new Set(Object.values(vocabulary.facts).flatMap(setsOf))
  const isAsked = (code: Code): boolean =>
    (code.system === 'atc' && code.code in drugs.substances) || sets(code).some((set) => asked.has(set))
  return (reading, asOf) => record(reading, dayOf(asOf), { codes, drugs, sets, coded, isAsked })
}

type Tools = { codes: CodeTable; drugs: DrugTable; sets: Sets; coded: Coder; isAsked: (code: Code) => boolean }
type Found = {
  -readonly [K in
    | 'diagnoses'
    | 'drugs'
    | 'allergies'
    | 'months'
    | 'measurements'
    | 'pressures'
    | 'pregnancy'
    | 'gestation'
    | 'referrals'
    | 'remarks'
    | 'unusable'
    | 'later']: PatientRecord[K][number][]
}

function record(reading: Reading, asOf: Day, { codes, drugs, sets, coded, isAsked }: Tools): PatientRecord {
  const problems: Problem[] = [...reading.problems]
  const patient = patientOf(reading.patient, problems, asOf)
  /** No date of this patient's lies before it. */
  const floor = Math.max(earliest, patient.birth?.first ?? earliest)
  const whose = subjects(reading.patient, reading)
  const readDrug = drugReader(drugs, sets, coded, reading.find, floor)
  const readObservation = observationReader(codes, sets, coded, floor)
  const readQuestionnaire = questionnaireReader(codes, floor)
  const inSet = (found: readonly Code[], set: string) => found.some((code) => sets(code).includes(set))
  const found: Found = {
    diagnoses: [],
    drugs: [],
    allergies: [],
    months: [],
    measurements: [],
    pressures: [],
    pregnancy: [],
    gestation: [],
    referrals: [],
    remarks: [],
    unusable: [],
    later: [],
  }
  const ledgers = new Map(kinds.map((kind) => [kind, new Ledger()]))
  const ledgerOf = (kind: Kind) => ledgers.get(kind)!

  for (const kind of kinds) for (const resource of reading.kinds[kind].resources) settle(resource, kind)
  for (const { resource, code, detail, kind } of reading.strange) {
    problems.push({ resource, code, ...(detail ? { detail } : {}) })
    cannotUse({ resource, kind, codes: null, says: '', on: null, why: code })
  }
  const read = Object.fromEntries(kinds.map((kind) => [kind, ledgerOf(kind).read(reading.kinds[kind])])) as Record<Kind, Read>
  return { patient, read, ...found, pressures: joined(found.pressures), problems: told(problems) }

  /** One entry, once: left out by a rule, unusable, or used. */
  function settle(resource: Json, kind: Kind): void {
    const standing = safely(() => standingOf(resource, kind))
    const owner = whose(resource)
    if (owner.is === 'another') {
      problems.push({ resource: nameOf(resource), code: 'otherPatient' })
      return ledgerOf(kind).leftOut('anotherPatient')
    }
    const on = safely(() => dated(resource, kind, floor))
    const day = on instanceof Malformed ? null : on
    if (!(standing instanceof Malformed) && standing.is === 'leftOut') {
      ledgerOf(kind).leftOut(standing.rule, day)
      return
    }
    for (const text of impossibleDates(resource, floor)) problems.push({ resource: nameOf(resource), code: 'noSuchDate', detail: text })
    const fault = faultOf(resource, kind, owner, standing)
    if (fault) return refuse(resource, kind, day, fault.code, fault.detail)
    if (on instanceof Malformed) return refuse(resource, kind, null, 'malformed', on.message)
    if (on && on.first > asOf) return keepForLater(resource, kind, on)
    // What was taken away before it was sent may be anything; of a diagnosis, an allergy or a drug the rest still tells something.
    if (isMasked(resource['code']) && !byConcept.includes(kind)) return refuse(resource, kind, on, 'noCode')
    const result = safely(() => take(resource, kind, (standing as Standing & { is: 'counts' }).status))
    if (result instanceof Malformed) return refuse(resource, kind, on, 'malformed', result.message)
    // A drug may be written before the day and begin after it.
    if (result === 'later') return keepForLater(resource, kind, on)
    if (isRedacted(resource)) ledgerOf(kind).withheld()
    if (result === 'used') ledgerOf(kind).used(on)
    found.remarks.push(...remarksOf(resource, kind, on, asOf))
  }

  type Fault = { code: string; detail?: string }
  /** Why a resource that would count cannot be used as it stands. */
  function faultOf(resource: Json, kind: Kind, owner: ReturnType<typeof whose>, standing: Standing | Malformed): Fault | null {
    if (isOtherVersion(resource, kind)) return { code: 'notR4' }
    if (hasModifier(resource)) return { code: 'unknownModifier' }
    if (owner.is === 'unreadable') return { code: owner.code }
    if (standing instanceof Malformed) return { code: 'malformed', detail: standing.message }
    if (standing.is === 'unusable') return standing
    return hasCode(resource, kind) ? null : { code: 'noCode' }
  }

  /** Told, kept open, and, where it is a drug, listed as one of which nothing is settled. */
  function refuse(resource: Json, kind: Kind, on: PartialDate | null, code: string, detail?: string): void {
    problems.push({ resource: nameOf(resource), code, ...(detail ? { detail } : {}) })
    if (isRedacted(resource) || isMaskedAnywhere(resource)) ledgerOf(kind).withheld()
    const { codes, says } = glimpseOf(resource, kind)
    // What another version means by its code is not guessed.
    const glimpse = { codes: code === 'notR4' ? null : codes, says }
    cannotUse({ resource: nameOf(resource), kind, ...glimpse, on: spanOf(resource, kind, on), why: code })
    const drug = undetermined(resource, kind, glimpse, on, drugs)
    if (drug) found.drugs.push(drug)
  }

  /** What one entry may have said, in all its parts. */
  function cannotUse(...parts: [Unusable, ...Unusable[]]): void {
    found.unusable.push(...parts)
    const matters = parts.some(({ codes }) => codes === null || codes.some(isAsked))
    const [{ kind, on, why }] = parts
    const isOfPatient = kind !== null && !ownerless.includes(why)
    for (const one of kind === null ? kinds : [kind]) ledgerOf(one).unusable(matters, isOfPatient, on)
  }

  function keepForLater(resource: Json, kind: Kind, on: PartialDate | null): void {
    ledgerOf(kind).leftOut('later')
    if ((drugKinds as readonly Kind[]).includes(kind) || kind === 'Procedure')
      found.later.push({ resource: nameOf(resource), kind, ...glimpseOf(resource, kind), on })
  }

  /** The codes that can be read of a resource that could not be used; null where none can. */
  function glimpseOf(resource: Json, kind: Kind): { codes: readonly Code[] | null; says: string } {
    const named = safely(() => {
      switch (kind) {
        case 'QuestionnaireResponse':
          return readQuestionnaire.glimpse(resource)
        case 'Observation':
          return readObservation.glimpse(resource)
        case 'Condition':
        case 'AllergyIntolerance':
        case 'ServiceRequest': {
          const concept = coded(resource['code'])
          const codes = [...concept.codes, ...coded(resource['performerType']).codes]
          return { codes: codes.length > 0 ? codes : null, says: concept.masked ? '' : (concept.text ?? '') }
        }
        default:
          return readDrug.glimpse(resource, kind)
      }
    })
    return named instanceof Malformed ? { codes: null, says: '' } : named
  }

  function take(resource: Json, kind: Kind, status: string): 'used' | 'later' | 'leftOut' | 'unusable' {
    switch (kind) {
      case 'Condition': {
        const concept = coded(resource['code'])
        if (concept.masked) ledgerOf(kind).withheld()
        if (inSet(concept.codes, 'noProblemInformation')) ledgerOf(kind).knowsNothing()
        if (inSet(concept.codes, 'noKnownProblem') || inSet(concept.codes, 'noProblemInformation')) return 'used'
        const { item, problems: more } = diagnosis(resource, status, coded, { asOf, floor, birth: patient.birth })
        problems.push(...more)
        found.diagnoses.push(item)
        return 'used'
      }
      case 'AllergyIntolerance': {
        const concept = coded(resource['code'])
        if (concept.masked) ledgerOf(kind).withheld()
        if (inSet(concept.codes, 'noAllergyInformation')) ledgerOf(kind).knowsNothing()
        if (inSet(concept.codes, 'noKnownAllergy') || inSet(concept.codes, 'noAllergyInformation')) return 'used'
        found.allergies.push(allergy(resource, coded, floor))
        return 'used'
      }
      case 'Observation':
      case 'QuestionnaireResponse': {
        const observed = kind === 'Observation' ? readObservation.read(resource) : readQuestionnaire.read(resource)
        if (observed === null) {
          ledgerOf(kind).leftOut('otherQuestionnaire', dated(resource, kind, floor))
          return 'leftOut'
        }
        found.months.push(...observed.months)
        found.measurements.push(...observed.measurements)
        found.pressures.push(...observed.pressures)
        found.pregnancy.push(...observed.pregnancy)
        found.gestation.push(...observed.gestation)
        problems.push(...observed.problems)
        const [first, ...more] = observed.unusable.map((one) => ({ ...one, kind }))
        if (!first) return 'used'
        cannotUse(first, ...more)
        return 'unusable'
      }
      case 'ServiceRequest': {
        if (resource['doNotPerform'] !== true) found.referrals.push(referral(resource, coded, reading.find))
        return 'used'
      }
      default: {
        const { entry, masked, silent: knowsNothing, problems: more } = readDrug.read(resource, kind, status)
        if (entry?.start && entry.start.first > asOf) return 'later'
        if (knowsNothing) for (const one of drugKinds) ledgerOf(one).knowsNothing()
        problems.push(...more)
        if (masked) ledgerOf(kind).withheld()
        if (entry) found.drugs.push(entry)
        if (entry && !entry.substance) found.remarks.push({ resource: entry.resource, text: entry.name, date: entry.start?.text ?? null })
        return 'used'
      }
    }
  }
}

const byConcept: readonly Kind[] = ['Condition', 'AllergyIntolerance']

/** What makes an entry nobody's: it is counted among those that could not be used, not among the patient's. */
const ownerless: readonly string[] = ['noSubject', 'bareReference']

/** A part of a resource that is not what FHIR says it is costs that resource, never the run. */
function safely<T>(read: () => T): T | Malformed {
  try {
    return read()
  } catch (error) {
    if (error instanceof Malformed) return error
    throw error
  }
}

/** Each problem once; of one uncoded drug, however often it was renewed, one line with their number. */
function told(problems: readonly Problem[]): Problem[] {
  const found = new Map<string, Problem & { times: number }>()
  for (const one of problems) {
    const isSame = one.code === 'notCoded'
    const key = isSame ? `${one.code} ${one.detail}` : JSON.stringify(one)
    const before = found.get(key)
    if (!before) found.set(key, { ...one, times: 1 })
    else if (isSame) before.times++
  }
  return [...found.values()].map(({ times, ...one }) => (times > 1 ? { ...one, times } : one))
}
