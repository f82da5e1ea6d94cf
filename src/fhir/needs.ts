/**
 * What must be read, from one list: derived from the facts that the guidelines use. It serves the searches, the scopes
 * and the prefetch of a service.
 */

import { factsUsed } from '../core/check.ts'
import type { CodeTable } from '../core/codes.ts'
import type { Written } from '../core/guideline.ts'
import { drugKinds, type Kind, kinds } from '../core/record.ts'
import type { FactDefinition, Vocabulary } from '../core/vocabulary.ts'
import type { WrittenKind } from './writing/writing.ts'

const diary: Kind[] = ['Observation', 'QuestionnaireResponse']
const drugs: Kind[] = [...drugKinds, 'AllergyIntolerance']
const treatment: Kind[] = [...drugs, 'Procedure']

/** The kinds of resource a fact is derived from. Its answer needs none. */
function sources({ kind }: FactDefinition): Kind[] {
  switch (kind) {
    case 'age':
    case 'sex':
    case 'prescriber':
    case 'answer':
      return []
    case 'diagnosis':
      return ['Condition', 'AllergyIntolerance']
    case 'ageAtOnset':
    case 'childbearingPotential':
    case 'eventWithin':
      return ['Condition']
    case 'referral':
      return ['ServiceRequest']
    case 'pregnant':
    case 'pregnancyProven':
    case 'gestationalWeek':
    case 'pregnancyHeadache':
      return ['Condition', 'Observation']
    case 'month':
    case 'consecutiveMonths':
    case 'kindsWithDays':
    case 'diaryKept':
      return diary
    case 'latest':
    case 'bloodPressure':
      return diary
    case 'baseline':
    case 'reduction':
    case 'monthsOnTreatment':
      return [...diary, ...treatment]
    case 'ongoing':
    case 'preventiveOngoing':
    case 'adequatePreventiveOngoing':
    case 'opioidForMigraineOngoing':
    case 'sumatriptanTablets':
    case 'newOtherTriptan':
    case 'regularOver':
    case 'trialCount':
    case 'provenCount':
    case 'firstLineLeft':
      return drugs
    case 'ruledOut':
      return ['Condition', 'Observation', ...drugs]
    case 'advancedTreatmentOngoing':
    case 'advancedTreatment':
    case 'advancedTreatmentWeeks':
    case 'advancedTreatmentDose':
    case 'botulinumRounds':
      return treatment
  }
}

/** Every kind that the guidelines' facts come from, in the order of `kinds`. */
export function neededKinds(guidelines: readonly Written[], { facts }: Vocabulary): Kind[] {
  const needed = new Set<Kind>()
  for (const name of new Set(guidelines.flatMap(factsUsed))) {
    const definition = facts[name]
    if (definition) for (const kind of sources(definition)) needed.add(kind)
  }
  return kinds.filter((kind) => needed.has(kind))
}

export type Search = { kind: Kind; parameters: string /** Without what some servers refuse. */; plain: string }

/** One search a kind. Codes and `_include` spare a request where the server knows them; `plain` is what every server knows. */
export function searches(needed: readonly Kind[], codes: CodeTable, patientId: string): Search[] {
  const patient = `patient=${encodeURIComponent(patientId)}`
  return needed.map((kind): Search => {
    const plain = `${patient}&_count=${pageSize}`
    switch (kind) {
      case 'MedicationRequest':
      case 'MedicationStatement':
      case 'MedicationDispense':
      case 'MedicationAdministration':
        return { kind, plain, parameters: `${plain}&_include=${kind}:medication` }
      case 'Observation':
        return { kind, plain, parameters: `${plain}&code=${encodeURIComponent(observationCodes(codes).join(','))}` }
      default:
        return { kind, plain, parameters: plain }
    }
  })
}
const pageSize = 250

/** Diary, scores, pressures and signs of pregnancy, with the system's own address. */
function observationCodes({ systems, sets }: CodeTable): string[] {
  const panels = ['loinc:85354-9']
  const wanted = ['systolic', 'diastolic', 'pregnancyStatus', 'dueDate', 'gestationalAge']
  const diary = Object.keys(sets).filter((name) => sets[name]!.codes.some((code) => code.startsWith('diary:')))
  return [...[...wanted, ...diary].flatMap((name) => sets[name]?.codes ?? []), ...panels].map((code) => {
    const [system, value] = code.split(':') as [string, string]
    return `${systems[system]!.uris[0]}|${value}`
  })
}

/**
 * Least scopes: read what is needed, know who is asking. `v1` spells them the older way. What may be written is named only
 * where the site turns writing on: to create it, and to find it again.
 */
export function scopes(
  needed: readonly Kind[],
  launch: 'launch' | 'launch/patient',
  version: 1 | 2,
  written: readonly WrittenKind[] = [],
): string {
  const read = (type: string, letters: string) => `patient/${type}.${version === 1 ? 'read' : letters}`
  const user = ['Practitioner', 'PractitionerRole'].map((type) => `user/${type}.${version === 1 ? 'read' : 'rs'}`)
  const write = (type: WrittenKind) =>
    version === 2
      ? [`patient/${type}.cs`]
      : [`patient/${type}.write`, ...((needed as readonly string[]).includes(type) ? [] : [`patient/${type}.read`])]
  return [
    launch,
    'openid',
    'fhirUser',
    'online_access',
    read('Patient', 'r'),
    ...needed.map((kind) => read(kind, 'rs')),
    read('Medication', 'rs'),
    ...user,
    ...written.flatMap(write),
    ...(written.length > 0 ? ['messaging/scratchpad'] : []),
  ].join(' ')
}
