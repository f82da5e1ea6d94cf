/** Every rule is shown met, not met and unknown; the list of `npm run coverage:knowledge` is right. */

import { expect, test } from 'vitest'
import { coverage, report } from '../../scripts/coverage.ts'
import { writeOut } from '../../src/core/guideline.ts'
import { definitions, guidelines } from './knowledge.ts'
import type { Story } from './story.ts'

const files = import.meta.glob<Story>('../../rules/cases/*.json', { eager: true, import: 'default' })
const written = guidelines.map(({ guideline }) => writeOut(guideline, definitions))
const tables = guidelines.flatMap(({ folder, tables }) => tables.map(({ name, table }) => ({ folder, name, table }))) as Parameters<
  typeof coverage
>[1]
const patients = Object.entries(files).map(([path, { expect }]) => ({ name: path.split('/').at(-1)!, expect }))
const rows = coverage(written, tables, patients)

test('no rule lacks a verdict, but for comparisons, which are listed', () => {
  expect(rows.filter(({ lacks, exempt }) => lacks.length > 0 && !exempt).map(({ rule, lacks }) => `${rule} lacks ${lacks}`)).toEqual([])
})
test('a rule without a case for a verdict is found', () => {
  const id = 'tlv-rimegepant/rimegepantSubsidised'
  const less = tables.map((one) => ({
    ...one,
    table: { cases: one.table.cases.filter(({ expect: { recommendations } }) => recommendations?.['rimegepantSubsidised'] !== 'unknown') },
  }))
  const row = coverage(written, less, patients).find(({ rule }) => rule === id)!
  expect(row.lacks).toEqual(['unknown'])
  expect(report([row], false)).toContain('LACKS unknown')
})
test('every recommendation that advises is named by some whole patient', () => {
  const untold = rows.filter(({ kind, exempt, patients }) => kind === 'recommendation' && !exempt && patients.length === 0)
  expect(untold.map(({ rule }) => rule)).toEqual([])
})
test('whole patients name rules that exist', () => {
  const known = new Set(rows.filter(({ kind }) => kind === 'recommendation').map(({ rule }) => rule))
  for (const { name, expect: expected } of patients)
    for (const key of [...expected.met, ...Object.keys(expected.warnings), ...(expected.undecided ?? []), ...(expected.notMet ?? [])])
      expect(known.has(key), `${name}: ${key}`).toBe(true)
})
