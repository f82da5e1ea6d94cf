/** Everything under rules/ that reviewers are shown: each guideline written out, with its tables of cases. */

import knowledge from 'virtual:knowledge'
import { type Definitions, type Guideline, parametersAt, type Written, writeOut } from '../../src/core/guideline.ts'
import { rules } from '../../src/rules.ts'
import type { Table } from './cases.ts'

export type NamedTable = { name: string; table: Table }
/** `own`: as it stands in its file; `written`: with shared definitions; `numbers`: the latest of each parameter. */
export type Entry = { own: Guideline; written: Written; tables: NamedTable[]; numbers: Readonly<Record<string, number>> }

const files = import.meta.glob<Table>(['../../rules/*/cases/*.json', '!../../rules/_*/**'], { eager: true, import: 'default' })
const tables = Object.entries(files).map(([path, table]) => {
  const [folder, , file] = path.split('/').slice(-3)
  return { folder: folder!, name: file!.replace(/\.json$/, ''), table }
})

export const { codes, drugs, vocabulary } = rules
export const definitions: Definitions = knowledge.definitions
const guidelines: readonly Guideline[] = knowledge.guidelines

/** A guideline with its definitions written out and the latest of its numbers. */
export function entry(own: Guideline, of: NamedTable[] = []): Entry {
  const written = writeOut(own, definitions)
  return { own, written, tables: of, numbers: parametersAt(written, '9999-12-31') }
}

/** In the order of their names: guidelines first, then what they are compared with. */
export const library: readonly Entry[] = guidelines
  .map((own) =>
    entry(
      own,
      tables
        .filter(({ folder }) => folder === own.id)
        .map(({ name, table }) => ({ name, table }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  )
  .sort((a, b) => Number(a.own.kind === 'comparison') - Number(b.own.kind === 'comparison') || (a.own.id < b.own.id ? -1 : 1))
