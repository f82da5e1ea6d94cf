/**
 * What must be read, from one list: derived from the facts that the guidelines use. It serves the searches, the scopes
 * and the prefetch of a service.
 */

import { factsUsed } from '../core/check.ts'
import type { CodeTable } from '../core/codes.ts'
import { dayOf, type IsoDate, isoOf } from '../core/dates.ts'
import { pressureSets } from '../core/derive/chart.ts'
import type { Written } from '../core/guideline.ts'
import { type Kind, kinds } from '../core/record.ts'
import { sourcesOf } from '../core/sources.ts'
import type { Vocabulary } from '../core/vocabulary.ts'
import type { WrittenKind } from './writing/writing.ts'

/** Every kind that the guidelines' facts come from, in the order of `kinds`. */
export function neededKinds(guidelines: readonly Written[], { facts }: Vocabulary): Kind[] {
  const needed = new Set<Kind>()
  for (const name of new Set(guidelines.flatMap(factsUsed))) {
    const definition = facts[name]
    if (definition) for (const kind of sourcesOf(definition)) needed.add(kind)
  }
  return kinds.filter((kind) => needed.has(kind))
}

/** `ways`: how to ask, the best first; the next is tried where the server refuses one. Each is one query, or several that together find all. */
export type Search = { kind: Kind; ways: readonly (readonly string[])[] }

/**
 * One search a kind. What spares requests is tried first; the last is what every server knows. Observations are never sought by
 * a narrower code than the reader accepts: by their own code or that of a component, else by code and beside it all of the days
 * that a reading stays valid, whatever its code (docs/decisions).
 */
export function searches(needed: readonly Kind[], { codes, vocabulary }: Knowledge, patientId: string, today: IsoDate): Search[] {
  const patient = `patient=${encodeURIComponent(patientId)}`
  return needed.map((kind): Search => {
    const plain = `${patient}&_count=${pageSize}`
    switch (kind) {
      case 'MedicationRequest':
      case 'MedicationStatement':
      case 'MedicationDispense':
      case 'MedicationAdministration':
        return { kind, ways: [[`${plain}&_include=${kind}:medication`], [plain]] }
      case 'Observation': {
        const sought = observationCodes(codes, vocabulary).map(encodeURIComponent).join(',')
        const since = isoOf(dayOf(today) - longestWindow(vocabulary) - margin)
        return { kind, ways: [[`${plain}&combo-code=${sought}`], [`${plain}&code=${sought}`, `${plain}&date=ge${since}`], [plain]] }
      }
      default:
        return { kind, ways: [[plain]] }
    }
  })
}
const pageSize = 250
/** Days beyond the longest window, for dates in part and other time zones. */
const margin = 35

type Knowledge = { codes: CodeTable; vocabulary: Vocabulary }

/** How long the longest lived reading stays valid, in days. */
const longestWindow = ({ facts }: Vocabulary): number =>
  Object.values(facts).reduce(
    (longest, fact) => Math.max(longest, fact.kind === 'latest' || fact.kind === 'bloodPressure' ? fact.window : 0),
    0,
  )

/** Every code of an Observation that the reader accepts, whatever the address of its system: diary, scores, pressures and their panels, pregnancy. */
function observationCodes({ sets }: CodeTable, { facts }: Vocabulary): string[] {
  const wanted = Object.values(facts).flatMap((fact): readonly string[] => {
    switch (fact.kind) {
      case 'month':
      case 'latest':
        return [fact.code]
      case 'pregnant':
      case 'gestationalWeek':
        return fact.observed
      default:
        return []
    }
  })
  const codes = [...wanted, ...pressureSets].flatMap((name) => sets[name]?.codes ?? [])
  return [...new Set(codes.map((code) => code.slice(code.indexOf(':') + 1)))]
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
