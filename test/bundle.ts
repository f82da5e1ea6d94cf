/** Shorthand for records, and the real chain over them in this process: bundle, record, facts, verdicts, document. */

import { parseAnswers } from '../src/core/answers.ts'
import type { Role } from '../src/core/derive/chart.ts'
import { type Assessment, evaluator } from '../src/core/evaluate.ts'
import { type Answers, noAnswers } from '../src/core/facts.ts'
import type { Lang } from '../src/core/guideline.ts'
import { readBundle } from '../src/fhir/bundle.ts'
import type { Reading } from '../src/fhir/reading.ts'
import { recordMaker } from '../src/fhir/record.ts'
import { document } from '../src/outputs/document.ts'
import { rules } from '../src/rules.ts'
import { checked } from './schema.ts'

export type Resource = { resourceType: string; id?: string; [key: string]: unknown }
export const asOfDay = '2026-11-22'

// biome-ignore lint/suspicious/noExplicitAny: tests look into the document as its readers do, without types
export type Document = any

type Options = { asOf?: string; region?: string | null; role?: Role; answers?: object; lang?: Lang }
const makeRecord = recordMaker(rules)
const evaluators = new Map<string, ReturnType<typeof evaluator>>()

export function assessmentOf(reading: Reading, { asOf = asOfDay, region = null, role = 'gp', answers }: Options = {}): Promise<Assessment> {
  const key = `${asOf} ${region}`
  const evaluate = evaluators.get(key) ?? evaluator(rules, asOf, region)
  evaluators.set(key, evaluate)
  const given: Answers = answers ? parseAnswers(answers, rules.vocabulary, rules.drugs) : noAnswers
  return evaluate(makeRecord(reading, asOf), { answers: given, role })
}

/** The document of the contract, held to its schema every time. */
export const documentOf = async (reading: Reading, options: Options = {}): Promise<Document> =>
  checked(JSON.parse(JSON.stringify(document(await assessmentOf(reading, options), rules, options.lang ?? 'en'))))

export const evaluateBundle = (bundle: unknown, options: Options = {}): Promise<Document> => documentOf(readBundle(bundle), options)

/** The document of a record: the patient P unless another is among the resources. */
export const evaluate = (resources: Resource[], options: Options = {}): Promise<Document> => evaluateBundle(bundleOf(resources), options)

export function bundleOf(resources: Resource[], type = 'collection', more: object = {}): object {
  const all = resources.some(({ resourceType }) => resourceType === 'Patient') ? resources : [P, ...resources]
  return { resourceType: 'Bundle', type, ...more, entry: all.map((resource) => ({ resource })) }
}

export const ICD = 'http://hl7.org/fhir/sid/icd-10-se'
export const SCT = 'http://snomed.info/sct'
export const ATC = 'http://www.whocc.no/atc'
export const LOINC = 'http://loinc.org'
export const DIARY = 'https://migranstod.example/fhir/CodeSystem/headache-diary'
export const coding = (system: string, code: string, display?: string) => ({ coding: [{ system, code, ...(display ? { display } : {}) }] })
export const icd = (code: string) => coding(ICD, code)
export const sct = (code: string) => coding(SCT, code)

const subject = { reference: 'Patient/p1' }
let serial = 0
const next = (type: string) => `${type.toLowerCase()}-${++serial}`

export const patient = (more: object = {}): Resource => ({
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1981-03-02',
  ...more,
})
export const P = patient()

const status = (code: string) => ({ coding: [{ code }] })
export const condition = (code: object | string, more: object = {}): Resource => ({
  resourceType: 'Condition',
  id: next('Condition'),
  subject,
  clinicalStatus: status('active'),
  verificationStatus: status('confirmed'),
  code: typeof code === 'string' ? icd(code) : code,
  ...more,
})
export const clinical = (code: string) => ({ clinicalStatus: status(code) })
export const verification = (code: string) => ({ verificationStatus: status(code) })
export const MIG = { ...condition('G43.0'), id: 'mig' }

export const observation = (code: object, value: object, more: object = {}): Resource => ({
  resourceType: 'Observation',
  id: next('Observation'),
  status: 'final',
  subject,
  code,
  ...value,
  ...more,
})
/** `month('2026-10', 'headache-days', 18)`. */
export const month = (which: string, code: string, value: number | object, more: object = {}): Resource =>
  observation(coding(DIARY, code), typeof value === 'number' ? { valueInteger: value } : value, { effectiveDateTime: which, ...more })
/** Consecutive months that end with the named one, in order of time. */
export const months = (last: string, code: string, values: readonly number[]): Resource[] =>
  values.map((value, i) => {
    const [year, number] = last.split('-').map(Number) as [number, number]
    const day = new Date(Date.UTC(year, number - values.length + i, 1))
    return month(day.toISOString().slice(0, 7), code, value)
  })
export const CHRONIC = [...months('2026-10', 'headache-days', [18, 16, 17]), ...months('2026-10', 'migraine-days', [10, 9, 9])]
export const score = (code: string, value: number, on: string, more: object = {}): Resource =>
  observation(coding(DIARY, code), { valueInteger: value }, { effectiveDateTime: on, ...more })

const mmHg = (value: number) => ({ valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' } })
export const pressure = (systolic: number | object | null, diastolic: number | object | null, on: string, more: object = {}): Resource =>
  observation(
    coding(LOINC, '85354-9'),
    {
      component: [
        ...(systolic === null ? [] : [{ code: coding(LOINC, '8480-6'), ...(typeof systolic === 'number' ? mmHg(systolic) : systolic) }]),
        ...(diastolic === null
          ? []
          : [{ code: coding(LOINC, '8462-4'), ...(typeof diastolic === 'number' ? mmHg(diastolic) : diastolic) }]),
      ],
    },
    { effectiveDateTime: on, ...more },
  )

/** Once daily unless said; `more` joins `repeat`. */
export const dosage = (mg: number, more: object = {}, line: object = {}) => ({
  timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', ...more } },
  doseAndRate: [{ doseQuantity: { value: mg, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }],
  ...line,
})
export const within = (start?: string, end?: string) => ({ boundsPeriod: { ...(start ? { start } : {}), ...(end ? { end } : {}) } })

const drug = (atc: string | object) => ({ medicationCodeableConcept: typeof atc === 'string' ? coding(ATC, atc) : atc })
export const request = (atc: string | object, more: object = {}): Resource => ({
  resourceType: 'MedicationRequest',
  id: next('MedicationRequest'),
  status: 'active',
  intent: 'order',
  subject,
  ...drug(atc),
  ...more,
})
export const statement = (atc: string | object, more: object = {}): Resource => ({
  resourceType: 'MedicationStatement',
  id: next('MedicationStatement'),
  status: 'active',
  subject,
  ...drug(atc),
  ...more,
})
export const dispense = (atc: string | object, on: string, days: number | null, more: object = {}): Resource => ({
  resourceType: 'MedicationDispense',
  id: next('MedicationDispense'),
  status: 'completed',
  subject,
  ...drug(atc),
  whenHandedOver: on,
  ...(days === null ? {} : { daysSupply: { value: days, code: 'd' } }),
  ...more,
})
export const given = (atc: string | object, on: string, dose: number | null, more: object = {}, unit = 'mg'): Resource => ({
  resourceType: 'MedicationAdministration',
  id: next('MedicationAdministration'),
  status: 'completed',
  subject,
  ...drug(atc),
  effectiveDateTime: on,
  ...(dose === null ? {} : { dosage: { dose: { value: dose, unit, code: unit } } }),
  ...more,
})
export const allergyTo = (code: object | string, more: object = {}): Resource => ({
  resourceType: 'AllergyIntolerance',
  id: next('AllergyIntolerance'),
  patient: subject,
  clinicalStatus: status('active'),
  code: typeof code === 'string' ? coding(ATC, code) : code,
  ...more,
})

export const forMigraine = { reasonCode: [icd('G43.0')] }
export const noEffect = { statusReason: sct('395007004') }
export const notTolerated = { statusReason: sct('395009001') }
/** A prescription from one day to another, for migraine. */
export const course = (atc: string, start: string, end: string | null, mg: number | null, more: object = {}): Resource =>
  request(atc, {
    status: end === null ? 'active' : 'stopped',
    authoredOn: start,
    ...forMigraine,
    dosageInstruction: [
      mg === null ? { timing: { repeat: within(start, end ?? undefined) } } : dosage(mg, within(start, end ?? undefined)),
    ],
    ...more,
  })
export const METO_FAIL = course('C07AB02', '2024-01-10', '2024-08-10', 100, noEffect)

export const day = (iso: string, more: number): string => new Date(Date.parse(iso) + more * 86_400_000).toISOString().slice(0, 10)
export const ago = (days: number): string => day(asOfDay, -days)
export const answered = (value: unknown, date = asOfDay, by = 'Dr A') => ({ value, by, date })

export const trialOf = (document: Document, substance: string | null, nth = 0): Document =>
  document.trials.filter((one: { substance: string | null }) => one.substance === substance)[nth]
/** The verdict of `guideline/id`. */
export const verdict = (document: Document, key: string): string | undefined => {
  const [guideline, id] = key.split('/')
  const found = document.guidelines.find((one: { id: string }) => one.id === guideline)
  return [...found.criteria, ...found.recommendations].find((one: { id: string }) => one.id === id)?.verdict
}
/** A fact in one line: `18`, `true`, `1..?`, `outdated`. */
export const short = ({ status, value, low, high, why }: Document): unknown =>
  status === 'known' ? value : status === 'between' ? `${low ?? '?'}..${high ?? '?'}` : why
