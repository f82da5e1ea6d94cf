/** The vignettes hold the knowledge fast: whatever number is moved or part left out, some vignette says so. */

import { describe, expect, test } from 'vitest'
import { assess } from '../../src/core/assess.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import { type Branch, type Recommendation, type When, type Written, writeOut } from '../../src/core/guideline.ts'
import { definitions, factsOf, guidelines } from './knowledge.ts'

const today = '2026-11-25' as IsoDate
const all = guidelines.map(({ guideline, tables }) => ({
  written: writeOut(guideline, definitions),
  cases: tables.flatMap(({ table }) =>
    table.cases.map(({ with: more, asOf = today, expect: expected }) => ({
      facts: factsOf({ ...table.given, ...more }),
      day: asOf as IsoDate,
      expected,
    })),
  ),
}))

/** Does any vignette of this guideline contradict this version of it? Those that name what was changed are asked first: it saves time. */
async function noticed(written: Written, { written: whole, cases }: (typeof all)[number]): Promise<boolean> {
  const judged = new Map<IsoDate, ReturnType<typeof assess>>()
  const changed = [
    ...written.criteria.flatMap((one, i) => (JSON.stringify(one) === JSON.stringify(whole.criteria[i]) ? [] : one.id)),
    ...written.recommendations.flatMap((one, i) => (one === whole.recommendations[i] ? [] : one.id)),
  ]
  const names = ({ expected }: (typeof cases)[number]) =>
    [expected.criteria, expected.recommendations, expected.severity].some((told) => told && changed.some((id) => id in told))
  const inTurn = [...cases.filter(names), ...cases.filter((one) => !names(one))]
  for (const { facts, day, expected } of inTurn) {
    const judge = judged.get(day) ?? assess(written, day)
    judged.set(day, judge)
    const answer = await judge(facts)
    for (const kind of ['criteria', 'recommendations'] as const)
      for (const { id, verdict } of answer[kind]) if ((expected[kind]?.[id] ?? verdict) !== verdict) return true
    for (const { id, verdict, severity } of answer.recommendations) {
      const told = expected.severity?.[id]
      if (told !== undefined && told !== (verdict === 'met' ? (severity ?? null) : null)) return true
    }
  }
  return false
}

/** Whether any of these is noticed; the first that is decides. */
async function anyNoticed(versions: readonly { written: Written; one: (typeof all)[number] }[]): Promise<boolean> {
  for (const { written, one } of versions) if (await noticed(written, one)) return true
  return false
}

const numbers = [...new Set(all.flatMap(({ written }) => Object.keys(written.parameters)))]

describe.each(numbers)('the number %s', (name) => {
  test.each([1, -1])('moved by %i is noticed', async (by) => {
    const users = all.filter(({ written }) => name in written.parameters && uses(written, name))
    expect(users.length, 'no criterion compares with it').toBeGreaterThan(0)
    expect(await anyNoticed(users.map((one) => ({ one, written: moved(one.written, name, by) })))).toBe(true)
  })
})

const advice = all.flatMap((one) =>
  one.written.recommendations.flatMap((whole) =>
    shorter(whole).map((less, part) => ({ guideline: one.written.id, id: whole.id, part, less, one })),
  ),
)
test.each(advice)('$guideline: $id without part $part is noticed', async ({ id, less, one }) => {
  const recommendations = one.written.recommendations.map((r) => (r.id === id ? less : r))
  expect(await noticed({ ...one.written, recommendations }, one)).toBe(true)
})

/** A definition is held by the guidelines that cite it, together. */
const parts = [
  ...new Map(
    all.flatMap(({ written }) =>
      written.criteria.flatMap(({ id, when }) =>
        without(when).map((less, part) => [`${JSON.stringify(when)} ${part}`, { id, part, when, less }]),
      ),
    ),
  ).values(),
]
test.each(parts)('$id without part $part is noticed', async ({ when, less }) => {
  const same = JSON.stringify(when)
  const shortened = ({ written }: (typeof all)[number]): Written => ({
    ...written,
    criteria: written.criteria.map((c) => (JSON.stringify(c.when) === same ? { ...c, when: less } : c)),
  })
  const users = all.filter(({ written }) => written.criteria.some((c) => JSON.stringify(c.when) === same))
  expect(await anyNoticed(users.map((one) => ({ one, written: shortened(one) })))).toBe(true)
})

function moved(written: Written, name: string, by: number): Written {
  const { values, ...rest } = written.parameters[name]!
  const other = Object.fromEntries(Object.entries(values).map(([day, one]) => [day, { ...one, value: one.value + by }])) as typeof values
  return { ...written, parameters: { ...written.parameters, [name]: { ...rest, values: other } } }
}

const uses = (written: Written, name: string): boolean => JSON.stringify(written.criteria).includes(`{"parameter":"${name}"}`)

/** The advice with one part less of its condition, or one branch, or one part of a branch. */
function shorter(whole: Recommendation): Recommendation[] {
  const { branches } = whole
  if (!branches) return without(whole.when).map((when) => ({ ...whole, when }))
  const put = (fewer: Branch[]): Recommendation => ({ ...whole, branches: fewer, when: { any: fewer.map(({ when }) => when) } })
  return branches.flatMap((branch, i) => [
    put(branches.filter((other) => other !== branch)),
    ...without(branch.when).map((when) => put(branches.map((other, j) => (j === i ? { ...other, when } : other)))),
  ])
}

/** Every condition that is one part shorter, at any depth. */
function without(when: When): When[] {
  if (typeof when === 'string' || 'fact' in when) return []
  if ('not' in when) return without(when.not).map((not) => ({ not }))
  const [key, of] = 'all' in when ? (['all', when.all] as const) : (['any', when.any] as const)
  const put = (parts: When[]) => ({ [key]: parts }) as When
  return [
    ...(of.length > 1 ? of.map((_, i) => put(of.filter((_, j) => j !== i))) : []),
    ...of.flatMap((one, i) => without(one).map((less) => put(of.map((other, j) => (j === i ? less : other))))),
  ]
}
