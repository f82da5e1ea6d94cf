/** Everything under rules/ as the tests see it, without the tables of codes and drugs. */

import definitionsJson from '../../rules/definitions.json'
import vocabularyJson from '../../rules/vocabulary.json'
import { factsOf as factsOfCase } from '../../scripts/knowledge/cases.ts'
import type { FactSort } from '../../src/core/check.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { Definitions, Guideline, Text } from '../../src/core/guideline.ts'
import type { Vignettes } from './shape.ts'

export type Words = { text?: Text; question?: Text; hint?: Text; unitText?: Text }

const files = import.meta.glob<Guideline>(['../../rules/*/guideline.json', '!../../rules/_*/**'], { eager: true, import: 'default' })
const cases = import.meta.glob<Vignettes>(['../../rules/*/cases/*.json', '!../../rules/_*/**'], { eager: true, import: 'default' })

const folder = (path: string): string => path.split('/').at(path.includes('/cases/') ? -3 : -2)!

export const definitions = definitionsJson as unknown as Definitions
export const facts = vocabularyJson.facts as unknown as Record<string, FactSort & Words>
export const guidelines: { folder: string; guideline: Guideline; tables: { name: string; table: Vignettes }[] }[] = Object.entries(
  files,
).map(([path, guideline]) => ({
  folder: folder(path),
  guideline,
  tables: Object.entries(cases)
    .filter(([one]) => folder(one) === folder(path))
    .map(([one, table]) => ({ name: one.split('/').at(-1)!, table })),
}))
export const caseFolders = new Set(Object.keys(cases).map(folder))

/** What a vignette says of each fact; what it does not name is unknown. */
export const factsOf = (given: Vignettes['given']): Facts => factsOfCase(given, facts)
