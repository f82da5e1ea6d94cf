/** `npm run coverage:knowledge`: each rule with its cases; with `--cases` the cases by name. Exit 1 where a rule lacks a verdict. */

import { rules } from '../src/rules.ts'
import { coverage, report } from './coverage.ts'

type Table = Parameters<typeof coverage>[1][number]['table']
type Patient = Parameters<typeof coverage>[2][number]

const tables = import.meta.glob<Table>(['../rules/*/cases/*.json', '!../rules/_*/**'], { eager: true, import: 'default' })
const patients = import.meta.glob<Omit<Patient, 'name'>>('../rules/cases/*.json', { eager: true, import: 'default' })

const nameOf = (path: string) => path.split('/').at(-1)!.replace('.json', '')
const rows = coverage(
  rules.guidelines,
  Object.entries(tables).map(([path, table]) => ({ folder: path.split('/').at(-3)!, name: nameOf(path), table })),
  Object.entries(patients).map(([path, one]) => ({ ...one, name: nameOf(path) })),
)
console.log(report(rows, process.argv.includes('--cases')))
process.exitCode = rows.some(({ lacks, exempt }) => lacks.length > 0 && !exempt) ? 1 : 0
