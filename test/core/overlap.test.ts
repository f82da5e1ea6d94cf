/** Many patients in one process: each answer is the one it would be alone, and changed answers change only what they should. */

import { expect, test } from 'vitest'
import {
  answered,
  CHRONIC,
  condition,
  course,
  type Document,
  evaluate,
  METO_FAIL,
  MIG,
  months,
  notTolerated,
  patient,
  type Resource,
} from '../bundle.ts'

const person = (n: number): Resource[] => [
  patient({ id: 'p1', birthDate: `${1950 + (n % 70)}-03-02`, gender: n % 3 === 0 ? 'male' : 'female' }),
  ...(n % 2 === 0 ? [MIG] : [condition('G44.0')]),
  ...(n % 5 === 0 ? CHRONIC : months('2026-10', 'headache-days', [n % 31])),
  ...(n % 4 === 0 ? [METO_FAIL] : []),
  ...(n % 8 === 0 ? [course('N03AX11', '2025-01-01', '2025-02-01', 50, notTolerated)] : []),
]
const said = ({ careLevel, facts, guidelines, missing }: Document) => JSON.stringify([careLevel, facts.age, guidelines, missing])

test('a hundred patients at once', async () => {
  const alone: string[] = []
  for (let n = 0; n < 100; n++) alone.push(said(await evaluate(person(n))))
  const together = await Promise.all(Array.from({ length: 100 }, (_, n) => evaluate(person(n))))
  expect(together.map(said)).toEqual(alone)
  expect(new Set(alone).size).toBeGreaterThan(40)
})

test('the same patient with changed answers, and back', async () => {
  const record = person(0)
  const answers = { headacheDays: answered(4), migraineDays: answered(2) }
  const [before, changed, after] = [await evaluate(record), await evaluate(record, { answers }), await evaluate(record)]
  expect(said(after)).toBe(said(before))
  expect(said(changed)).not.toBe(said(before))
})
