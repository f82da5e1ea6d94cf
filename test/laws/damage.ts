/** Ways to damage one resource that a reader can notice; and, by name, those that no reader could. */

import type { Resource } from '../bundle.ts'

export type Entry = { resource?: unknown; [key: string]: unknown }
export type Damage = {
  name: string
  /** The code can still be read: only what it feeds may open. */
  keepsCode: boolean
  /** The entry as it then stands; null where this resource cannot be damaged so. */
  apply: (entry: Entry) => Entry | string | number | null
}

type Change = (resource: Resource) => object | null
const way = (name: string, keepsCode: boolean, change: Change): Damage => ({
  name,
  keepsCode,
  apply: (entry) => {
    const changed = change(structuredClone(entry.resource as Resource))
    return changed && { ...entry, resource: changed }
  },
})

const byConcepts = ['Condition', 'AllergyIntolerance']
const drugs = ['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration']
const is = (resource: Resource, kinds: string[]): boolean => kinds.includes(resource.resourceType)

/** A status is a word, or of a diagnosis and an allergy a concept. */
const status =
  (word: unknown): Change =>
  (resource) =>
    is(resource, byConcepts)
      ? {
          ...resource,
          verificationStatus: { coding: [{ system: `http://x/${resource.resourceType.toLowerCase()}-ver-status`, code: word }] },
        }
      : { ...resource, status: word }
const subjectKey = (resource: Resource): string => ('patient' in resource ? 'patient' : 'subject')
const subject =
  (value: unknown): Change =>
  (resource) => ({ ...resource, [subjectKey(resource)]: value })
const codeKey = (resource: Resource): string | null =>
  ['medicationCodeableConcept', 'medicationReference', 'code'].find((key) => key in resource) ?? null
/** A questionnaire response is about what its questionnaire asks: it has no code to lose. */
const code =
  (value: unknown): Change =>
  (resource) => {
    const key = codeKey(resource)
    if (!key) return null
    const { [key]: _, ...rest } = resource
    // A pressure is known by its components, whatever stands over them.
    return { ...rest, ...(value === undefined ? {} : { [key === 'medicationReference' ? 'medicationCodeableConcept' : key]: value }) }
  }
const with_ =
  (more: object, kinds?: string[]): Change =>
  (resource) =>
    kinds && !is(resource, kinds) ? null : { ...resource, ...more }

const valueKeys = ['valueQuantity', 'valueInteger', 'valueDecimal', 'valueCodeableConcept', 'valueDateTime']
const value =
  (of: object): Change =>
  (resource) => {
    const key = valueKeys.find((one) => one in resource)
    if (!is(resource, ['Observation']) || !key) return null
    const { [key]: _, ...rest } = resource
    return { ...rest, ...of }
  }
const quantity =
  (more: object): Change =>
  (resource) =>
    'valueQuantity' in resource
      ? { ...resource, valueQuantity: { ...(resource['valueQuantity'] as object), ...more } }
      : 'valueInteger' in resource
        ? { ...resource, valueInteger: undefined, valueQuantity: { value: resource['valueInteger'], ...more } }
        : null
const components =
  (of: object): Change =>
  (resource) =>
    Array.isArray(resource['component'])
      ? { ...resource, component: resource['component'].map(({ code }: { code: object }) => ({ code, ...of })) }
      : null
const answers =
  (of: unknown): Change =>
  (resource) => {
    if (!is(resource, ['QuestionnaireResponse'])) return null
    const deep = (items: unknown): unknown =>
      Array.isArray(items)
        ? items.map((item) =>
            item.linkId === 'month'
              ? item
              : { ...item, ...(item.answer ? { answer: [of] } : {}), ...(item.item ? { item: deep(item.item) } : {}) },
          )
        : items
    return { ...resource, item: deep(resource['item']) }
  }
const dates = ['effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued', 'authored']
const undated =
  (to: unknown): Change =>
  (resource) => {
    if (!is(resource, ['Observation'])) return null
    const left = Object.fromEntries(Object.entries(resource).filter(([key]) => !dates.includes(key)))
    return to === undefined ? left : { ...left, effectiveDateTime: to }
  }
const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => ({ extension: [inner] }), {})

const masked = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] }
const stu3: Record<string, object> = {
  Condition: { assertedDate: '2015-01-01' },
  AllergyIntolerance: { assertedDate: '2015-01-01' },
  MedicationRequest: { context: { reference: 'Encounter/1' } },
  MedicationStatement: { taken: 'y' },
  MedicationDispense: { notDone: false },
  MedicationAdministration: { notGiven: false },
  Procedure: { notDone: false },
  Observation: { comment: 'x' },
  QuestionnaireResponse: { context: { reference: 'Encounter/1' } },
  ServiceRequest: { context: { reference: 'Encounter/1' } },
}
const r5: Record<string, object> = {
  Condition: { participant: [] },
  AllergyIntolerance: { participant: [] },
  MedicationRequest: { medication: { concept: { text: 'x' } } },
  MedicationStatement: { adherence: { code: { text: 'x' } } },
  MedicationDispense: { medication: { concept: { text: 'x' } } },
  MedicationAdministration: { isSubPotent: false },
  Procedure: { occurrenceDateTime: '2020-01-01' },
  Observation: { triggeredBy: [] },
  ServiceRequest: { reason: [] },
}

export const damages: Damage[] = [
  way('status missing', true, status(undefined)),
  way('status in capitals', true, status('ACTIVE')),
  way('status misspelt', true, status('compleated')),
  way('status a number', true, status(17)),
  way('status null', true, (resource) => (is(resource, byConcepts) ? null : { ...resource, status: null })),
  way(
    'verification in a word of another system',
    true,
    with_({ verificationStatus: { coding: [{ system: 'urn:local', code: 'säker' }] } }, byConcepts),
  ),
  way('verification as a bare code', false, with_({ verificationStatus: 'confirmed' }, byConcepts)),
  way('clinical status in words', true, with_({ clinicalStatus: { text: 'Aktiv' } }, byConcepts)),
  way('patient missing', true, subject(undefined)),
  way('patient null', true, subject(null)),
  way('patient as a text', true, subject('Patient/p1')),
  way('patient by a bare id', true, subject({ reference: 'p1' })),
  way('patient by a display', true, subject({ display: 'Anna Ek' })),
  way('patient masked', true, subject(masked)),
  way('code missing', false, code(undefined)),
  way('code a text', false, code('G43.0')),
  way('code empty', false, code({})),
  way('code without a list of codings', false, code({ coding: 'G43.0' })),
  way('code an empty text', false, code({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', code: '' }] })),
  way('code masked', false, code(masked)),
  way('a modifier extension', true, with_({ modifierExtension: [{ url: 'urn:x', valueBoolean: true }] })),
  way(
    'a modifier extension deep inside',
    true,
    with_({ note: [{ text: 'x', modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }] }),
  ),
  way('an element of STU3', false, (resource) => ({ ...resource, ...stu3[resource.resourceType] })),
  way('an element of R5', false, (resource) => (r5[resource.resourceType] ? { ...resource, ...r5[resource.resourceType] } : null)),
  way('resource type missing', false, ({ resourceType: _, ...rest }) => rest),
  way('resource type misspelt', false, (resource) => ({ ...resource, resourceType: `${resource.resourceType}s` })),
  way('resource type of DSTU2', false, (resource) =>
    is(resource, ['MedicationRequest']) ? { ...resource, resourceType: 'MedicationOrder' } : null,
  ),
  way('nested deeper than can be read', false, with_({ extension: [deep(70)] })),
  { name: 'an entry of null', keepsCode: false, apply: (entry) => ({ ...entry, resource: null }) },
  { name: 'an entry without resource', keepsCode: false, apply: ({ resource: _, ...rest }) => rest },
  { name: 'the resource in the entry itself', keepsCode: false, apply: ({ resource }) => resource as Entry },
  { name: 'a text for an entry', keepsCode: false, apply: () => 'entry' },
  { name: 'a number for an entry', keepsCode: false, apply: () => 7 },
  way('a value as text', true, value({ valueString: 'sexton' })),
  way('no value', true, value({})),
  way('a value that cannot be', true, value({ valueQuantity: { value: -1 } })),
  way('a unit of another time', true, quantity({ unit: '/wk', code: '/wk' })),
  way('a comparator that is none', true, quantity({ comparator: '~' })),
  way('components as text', true, components({ valueString: 'högt' })),
  way('components in another unit', true, components({ valueQuantity: { value: 20, unit: 'kPa', code: 'kPa' } })),
  way('components that cannot be', true, components({ valueQuantity: { value: 1521, unit: 'mmHg', code: 'mm[Hg]' } })),
  way('answers as text', true, answers({ valueString: 'sexton' })),
  way('answers that cannot be', true, answers({ valueInteger: -1 })),
  way('no date', true, undated(undefined)),
  way('a date that is none', true, undated('2026-13-45')),
  way('a date before anyone was born', true, undated('0001-01-01')),
  way('two drugs in one code', false, (resource) =>
    is(resource, drugs)
      ? {
          ...resource,
          medicationReference: undefined,
          medicationCodeableConcept: { coding: ['N03AX11', 'A02BC01'].map((atc) => ({ system: 'http://www.whocc.no/atc', code: atc })) },
        }
      : null,
  ),
  way('a reference that finds nothing', false, (resource) =>
    is(resource, drugs)
      ? { ...resource, medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/none' } }
      : null,
  ),
  way('dosage a text', true, (resource) =>
    'dosageInstruction' in resource || 'dosage' in resource
      ? { ...resource, ...('dosageInstruction' in resource ? { dosageInstruction: 'x' } : { dosage: 'x' }) }
      : null,
  ),
  way('a questionnaire response without its questionnaire', true, (resource) =>
    is(resource, ['QuestionnaireResponse']) ? { ...resource, questionnaire: undefined } : null,
  ),
  way('two months without groups', true, (resource) =>
    is(resource, ['QuestionnaireResponse'])
      ? { ...resource, item: [...(resource['item'] as object[]), { linkId: 'month', answer: [{ valueDate: '2020-01-01' }] }] }
      : null,
  ),
]

/** Spellings that mean the same: no fact changes. */
export const spellings: Damage[] = [
  way('blanks around a status', true, (resource) =>
    typeof resource['status'] === 'string' ? { ...resource, status: ` ${resource['status']} ` } : null,
  ),
  way('an empty list of modifiers', true, with_({ modifierExtension: [] })),
  way('a number of the version', true, with_({ meta: { versionId: '7' } })),
]

/**
 * What no reader could notice, and why: each makes another record that is as good as the whole one.
 * - the whole resource away; entered in error, refuted, cancelled, draft, not final: what is left is a record without it;
 * - another patient's reference: it then is another patient's;
 * - words, or a code of a system that nobody here knows, in place of the code of a diagnosis: shown, never deciding (contract §2, §6);
 * - a date away from a diagnosis or a drug: dates are optional, and what is undated is current or of unknown length;
 * - `dataAbsentReason` in place of a value: the sender says that there was none;
 * - an outcome, a reason or a dosage away: they are optional, and then unknown by themselves.
 */
