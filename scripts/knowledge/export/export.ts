/** `npm run knowledge -- export DIR`: every guideline as FHIR R4 files. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { library } from '../library.ts'
import { logicLibrary, planDefinition, setsOf } from './resources.ts'
import { valueSet } from './valueSet.ts'

export type Exported = fhir4.PlanDefinition | fhir4.Library | fhir4.ValueSet

/** PlanDefinition and Library of each guideline, and each set of codes that their facts name, once. */
export function exported(): Exported[] {
  const sets = [...new Set(library.flatMap(setsOf))].sort()
  const read = library.flatMap(({ written }) => Object.values(written.sources).map((source) => source.read)).sort()
  return [
    ...library.flatMap((entry): Exported[] => [planDefinition(entry), logicLibrary(entry)]),
    ...sets.map((name) => valueSet(name, read.at(-1)!)),
  ]
}

/** Writes one file a resource, named as FHIR packages name them. */
export function writeExport(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const all = exported()
  for (const one of all) writeFileSync(join(folder, `${one.resourceType}-${one.id}.json`), `${JSON.stringify(one, null, 2)}\n`)
  return `${all.length} resources in ${folder}`
}
