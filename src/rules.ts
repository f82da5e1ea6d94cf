/** Loads rules/: the only file that knows where knowledge lies. Vite reads it for the browser and for Node alike. */

import codes from '../rules/codes.json'
import definitions from '../rules/definitions.json'
import drugs from '../rules/drugs.json'
import vocabulary from '../rules/vocabulary.json'
import type { CodeTable } from './core/codes.ts'
import type { DrugTable } from './core/drugs.ts'
import { type Definitions, type Guideline, type Written, writeOut } from './core/guideline.ts'
import type { Vocabulary } from './core/vocabulary.ts'

const folders = import.meta.glob<Guideline>(['../rules/*/guideline.json', '!../rules/_*/**'], { eager: true, import: 'default' })

export const rules: { guidelines: readonly Written[]; vocabulary: Vocabulary; codes: CodeTable; drugs: DrugTable } = {
  guidelines: Object.values(folders).map((guideline) => writeOut(guideline, definitions as unknown as Definitions)),
  vocabulary: vocabulary as unknown as Vocabulary,
  codes: codes as unknown as CodeTable,
  drugs: drugs as unknown as DrugTable,
}
