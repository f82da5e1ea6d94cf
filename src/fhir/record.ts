/** What was read → the patient's record: each oddity settled once, each faulty resource told, nothing silently dropped. */

import { type Code, type CodeTable, codeSets, type Sets } from '../core/codes.ts'
import { type Day, dayOf, type IsoDate, isoOf, type PartialDate } from '../core/dates.ts'
import type { DrugTable } from '../core/drugs.ts'
import { drugKinds, type Kind, kinds, type Patient, type PatientRecord, type Problem, type Read, type Referral } from '../core/record.ts'
import { type Coder, coder } from './coding.ts'
import { date } from './date.ts'
import { allergy, diagnosis } from './diagnosis.ts'
import { drugReader, unreadableDrug } from './drug.ts'
import { type Json, list, Malformed, object, text } from './json.ts'
import { observationReader, questionnaireReader } from './observation.ts'
import { nameOf, type Reading, targetOf } from './reading.ts'
import { remarksOf } from './remark.ts'
import { notOfPatient } from './subject.ts'

/** Makes records as they stood on one day: what is dated after it is not read. */
export function recordMaker(codes: CodeTable, drugs: DrugTable): (reading: Reading, asOf: IsoDate) => PatientRecord {
  const sets = codeSets(codes)
  const coded = coder(codes)
  return (reading, asOf) => record(reading, dayOf(asOf), { codes, drugs, sets, coded })
}

type Tools = { codes: CodeTable; drugs: DrugTable; sets: Sets; coded: Coder }

function record(reading: Reading, asOf: Day, { codes, drugs, sets, coded }: Tools): PatientRecord {
  const problems: Problem[] = [...reading.problems]
  const patient = patientOf(reading.patient, problems, asOf)
  const strangers = notOfPatient(reading.patient, reading.find)
  const readDrug = drugReader(drugs, sets, coded, reading.find)
  const readObservation = observationReader(codes, sets, coded)
  const readQuestionnaire = questionnaireReader(codes)
  const inSet = (found: readonly Code[], set: string) => found.some((code) => sets(code).includes(set))

  const found: {
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
      | 'remarks']: PatientRecord[K][number][]
  } = {
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
  }
  const withheld = new Set<Kind>()
  /** Kinds about which the record itself says that it has no information. */
  const silent = new Set<Kind>()
  const read = Object.fromEntries(kinds.map((kind) => [kind, readKind(kind)])) as Record<Kind, Read & { notKept?: boolean }>
  for (const kind of silent)
    if (read[kind].status === 'complete') read[kind] = { ...read[kind], status: 'notAsked', reason: 'no information' }
  for (const kind of withheld) {
    const before = read[kind].status === 'failed' ? read[kind].reason : null
    read[kind] = { ...read[kind], status: 'failed', reason: [before, 'withheld'].filter(Boolean).join('; ') }
  }
  return { patient, read, ...found, pressures: togetherByInstant(found.pressures), problems: eachOnce(problems) }

  function readKind(kind: Kind): Read & { notKept?: boolean } {
    const { status, reason, notKept, resources } = reading.kinds[kind]
    let count = 0
    const dates: PartialDate[] = []
    for (const resource of resources) {
      try {
        const stranger = strangers(resource)
        if (stranger) {
          problems.push(stranger)
          continue
        }
        const on = dated(resource, kind)
        if (on && on.first > asOf) continue
        count++
        if (on) dates.push(on)
        if (isRedacted(resource)) withheld.add(kind)
        take(resource, kind)
        found.remarks.push(...remarksOf(resource, kind, on, asOf))
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        problems.push({ resource: nameOf(resource), code: 'malformed', detail: error.message })
        const drug = (drugKinds as readonly Kind[]).includes(kind) ? unreadableDrug(resource, kind) : null
        if (drug) found.drugs.push(drug)
      }
    }
    const sorted = dates.map(({ first }) => first).sort((a, b) => a - b)
    return {
      status,
      reason,
      count,
      ...(notKept ? { notKept } : {}),
      from: sorted.length > 0 ? isoOf(sorted[0]!) : null,
      to: sorted.length > 0 ? isoOf(Math.min(asOf, sorted.at(-1)!)) : null,
    }
  }

  function take(resource: Json, kind: Kind): void {
    switch (kind) {
      case 'Condition': {
        const concept = coded(resource['code'])
        if (concept.masked) withheld.add(kind)
        if (inSet(concept.codes, 'noProblemInformation')) silent.add(kind)
        if (inSet(concept.codes, 'noKnownProblem') || inSet(concept.codes, 'noProblemInformation')) return
        keep(found.diagnoses, diagnosis(resource, coded, asOf))
        return
      }
      case 'AllergyIntolerance': {
        const concept = coded(resource['code'])
        if (concept.masked) withheld.add(kind)
        if (inSet(concept.codes, 'noAllergyInformation')) silent.add(kind)
        if (inSet(concept.codes, 'noKnownAllergy') || inSet(concept.codes, 'noAllergyInformation')) return
        keep(found.allergies, allergy(resource, coded))
        return
      }
      case 'Observation':
      case 'QuestionnaireResponse': {
        const observed = kind === 'Observation' ? readObservation(resource) : readQuestionnaire(resource)
        found.months.push(...observed.months)
        found.measurements.push(...observed.measurements)
        found.pressures.push(...observed.pressures)
        found.pregnancy.push(...observed.pregnancy)
        found.gestation.push(...observed.gestation)
        problems.push(...observed.problems)
        return
      }
      case 'ServiceRequest': {
        if (text(resource['status']) === 'active' && resource['doNotPerform'] !== true) found.referrals.push(referral(resource))
        return
      }
      default: {
        const { entry, masked, silent: knowsNothing, problems: told } = readDrug(resource, kind)
        if (knowsNothing) for (const one of drugKinds) silent.add(one)
        problems.push(...told)
        if (masked) withheld.add(kind)
        if (entry) found.drugs.push(entry)
        if (entry && !entry.substance) found.remarks.push({ resource: entry.resource, text: entry.name, date: entry.start?.text ?? null })
      }
    }
  }

  /** A reason that was coded in a way we cannot read is still a coded one: it is no headache. */
  function referral(resource: Json): Referral {
    const code = coded(resource['code'])
    const referred = list(resource['reasonReference']).flatMap((one) => {
      const condition = targetOf(resource, one['reference'], 'Condition', reading.find)
      return condition ? [coded(condition['code'])] : []
    })
    const reasons = [...list(resource['reasonCode']).map(coded), ...referred]
    return {
      resource: nameOf(resource),
      says: code.text ?? '',
      date: date(resource['authoredOn']),
      codes: [...code.codes, ...coded(resource['performerType']).codes],
      reasons: reasons.flatMap((reason) => [
        ...reason.codes.filter(({ system }) => system !== 'nullFlavor'),
        ...reason.strange.map((code): Code => ({ system: null, code, display: null })),
      ]),
      on: date(resource['authoredOn']),
    }
  }

  function keep<T>(into: T[], { item, problems: told }: { item: T | null; problems: Problem[] }): void {
    problems.push(...told)
    if (item) into.push(item)
  }
}

function patientOf(patient: Json, problems: Problem[], asOf: Day): Patient {
  const birth = date(patient['birthDate'])
  const gender = patient['gender']
  if (patient['birthDate'] !== undefined && !birth) problems.push({ resource: nameOf(patient), code: 'badBirthDate' })
  const impossible = birth !== null && birth.first > asOf
  if (impossible) problems.push({ resource: nameOf(patient), code: 'badBirthDate' })
  if (birth && (asOf - birth.last) / 365.25 > 120) problems.push({ resource: nameOf(patient), code: 'unlikelyAge' })
  return {
    id: typeof patient['id'] === 'string' ? patient['id'] : '',
    birth: impossible ? null : birth,
    sex: gender === 'female' || gender === 'male' || gender === 'other' ? gender : null,
    evidence: [{ resource: nameOf(patient), says: birth?.text ?? '', date: null }],
  }
}

/** The day a resource is about, or was written. */
function dated(resource: Json, kind: Kind): PartialDate | null {
  const span = (key: string) => date(object(resource[key])?.['start'])
  switch (kind) {
    case 'Condition':
      return date(resource['recordedDate']) ?? date(resource['onsetDateTime']) ?? span('onsetPeriod')
    case 'MedicationRequest':
      return date(resource['authoredOn']) ?? boundsStart(resource)
    case 'MedicationStatement':
      return span('effectivePeriod') ?? date(resource['effectiveDateTime']) ?? date(resource['dateAsserted'])
    case 'MedicationDispense':
      return date(resource['whenHandedOver']) ?? date(resource['whenPrepared'])
    case 'MedicationAdministration':
    case 'Observation':
      return (
        date(resource['effectiveDateTime']) ?? date(resource['effectiveInstant']) ?? span('effectivePeriod') ?? date(resource['issued'])
      )
    case 'Procedure':
      return date(resource['performedDateTime']) ?? span('performedPeriod')
    case 'QuestionnaireResponse':
      return date(resource['authored'])
    case 'AllergyIntolerance':
      return date(resource['recordedDate']) ?? date(resource['onsetDateTime'])
    case 'ServiceRequest':
      return date(resource['authoredOn'])
  }
}

const boundsStart = (resource: Json): PartialDate | null =>
  list(resource['dosageInstruction'])
    .map((line) => date(object(object(object(line['timing'])?.['repeat'])?.['boundsPeriod'])?.['start']))
    .find((one) => one !== null) ?? null

/** A label that says the content was taken away before it was sent. */
const isRedacted = (resource: Json): boolean =>
  list(object(resource['meta'])?.['security']).some(({ code }) => code === 'REDACTED' || code === 'MASKED' || code === 'masked')

const eachOnce = (problems: readonly Problem[]): Problem[] => [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()]

/** Systolic and diastolic sent apart, at the same moment, are one reading. */
function togetherByInstant(pressures: readonly PatientRecord['pressures'][number][]): PatientRecord['pressures'] {
  const byInstant = new Map<string, PatientRecord['pressures'][number]>()
  for (const [i, one] of pressures.entries()) {
    const key = `${one.at} ${one.instant}`
    const other = byInstant.get(key)
    const fits = other && !(other.systolic && one.systolic) && !(other.diastolic && one.diastolic)
    if (fits)
      byInstant.set(key, {
        ...one,
        systolic: one.systolic ?? other.systolic,
        diastolic: one.diastolic ?? other.diastolic,
        evidence: [...other.evidence, ...one.evidence],
      })
    else byInstant.set(other ? `${key} ${i}` : key, one)
  }
  return [...byInstant.values()]
}
