/** No failed or partial kind makes any fact contradict the whole record, and no verdict is more decided for it: one kind, several, all. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { todayInSweden } from '../../demo/dates.ts'
import { demoPatients } from '../../demo/patients.ts'
import { type Assessment, evaluator } from '../../src/core/evaluate.ts'
import { noAnswers } from '../../src/core/facts.ts'
import { type Kind, kinds } from '../../src/core/record.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import type { Reading } from '../../src/fhir/reading.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { rules } from '../../src/rules.ts'
import { contradictions } from './compatible.ts'

const today = todayInSweden()
const makeRecord = recordMaker(rules)
const evaluate = evaluator(rules, today, null)
const judge = (reading: Reading) => evaluate(makeRecord(reading, today), { answers: noAnswers, role: 'gp' })

/** How a kind may fail to be read whole; `keeps` says which of its resources come all the same. */
const ends = {
  'refused, nothing came': { status: 'failed', reason: 'refused', keeps: () => false },
  'cut short, the first half came': { status: 'failed', reason: 'cut short', keeps: (i: number, of: number) => i < of / 2 },
  'cut short, every other came': { status: 'failed', reason: 'cut short', keeps: (i: number) => i % 2 === 0 },
  'not asked for': { status: 'notAsked', reason: null, keeps: () => false },
  'shown in part': { status: 'complete', reason: null, shows: 'en del', keeps: () => true },
} as const
type End = keyof typeof ends

function without(reading: Reading, of: readonly Kind[], end: End): Reading {
  const { keeps, ...how } = ends[end]
  const left = of.map((kind) => {
    const { resources } = reading.kinds[kind]
    return [kind, { ...how, resources: resources.filter((_, i) => keeps(i, resources.length)) }]
  })
  return { ...reading, kinds: { ...reading.kinds, ...Object.fromEntries(left) } }
}

const verdicts = ({ guidelines }: Assessment): Map<string, string> =>
  new Map(
    guidelines.flatMap(({ guideline, criteria, recommendations }) =>
      [...criteria, ...recommendations].map(({ id, verdict }) => [`${guideline.id}/${id}`, verdict] as const),
    ),
  )

/** What is recorded so far can turn from no to yes as more is read; advice that asks for it says so. */
function moreDecided(whole: Assessment, part: Assessment): string[] {
  const before = verdicts(whole)
  return [...verdicts(part)].flatMap(([key, now]) =>
    now === 'unknown' || now === before.get(key) ? [] : [`${key}: ${before.get(key)}, now ${now}`],
  )
}

const patients = demoPatients(today).map(({ slug, bundle }) => [slug, readBundle(bundle)] as const)
const every = Object.keys(ends) as End[]

async function faults(reading: Reading, whole: Assessment, of: readonly Kind[], end: End): Promise<string[]> {
  const part = await judge(without(reading, of, end))
  return [...contradictions(whole.facts, part.facts), ...moreDecided(whole, part)].map((one) => `${of.join('+')} ${end}: ${one}`)
}

describe.each(patients)('%s', (_, reading) => {
  test('one kind, and all', async () => {
    const whole = await judge(reading)
    const found: string[] = []
    for (const end of every)
      for (const of of [...kinds.map((kind) => [kind]), [...kinds]]) found.push(...(await faults(reading, whole, of, end)))
    expect(found).toEqual([])
  })

  test('several', async () => {
    const whole = await judge(reading)
    await fc.assert(
      fc.asyncProperty(fc.subarray([...kinds], { minLength: 2 }), fc.constantFrom(...every), async (of, end) => {
        expect(await faults(reading, whole, of, end)).toEqual([])
      }),
      { numRuns: 15, seed: 9 },
    )
  })
})
