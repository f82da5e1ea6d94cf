/** Months as they are typed: what becomes an answer, what is refused and in which words' place, what stays. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf } from '../../src/core/dates.ts'
import { diary, monthly } from '../../src/core/diary.ts'
import { type Answers, noAnswers } from '../../src/core/facts.ts'
import { cellOf, dayFacts, entered, lastMonths, numberIn, withMonths } from '../../src/core/monthAnswers.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { rules } from '../../src/rules.ts'
import { asOfDay, assessmentOf, bundleOf, evaluate, month, type Resource, short } from '../bundle.ts'

const stamp = { by: 'A', date: asOfDay }
const months = lastMonths(asOfDay, 3)
const facts = dayFacts(rules.vocabulary)
const kept = monthly(rules.vocabulary, rules.codes)

async function typing(resources: Resource[], answers: Answers, typed: Record<string, string>) {
  const { record } = await assessmentOf(readBundle(bundleOf(resources)))
  const [recorded, shown] = [noAnswers, answers].map((one) => diary(record, one, dayOf(asOfDay), kept))
  // What is not typed stands as it is shown.
  const field = (of: { name: string; first: number; last: number }, fact: string) =>
    typed[`${of.name} ${fact}`] ?? String(numberIn(cellOf(shown!, of, rules.vocabulary.facts[fact])) ?? '')
  return entered(field, months, { recorded: recorded!, shown: shown! }, rules.vocabulary, rules.codes)
}

test('the last complete months: one that ends today has ended', () => {
  expect(months.map(({ name }) => name)).toEqual(['2026-08', '2026-09', '2026-10'])
  expect(lastMonths('2026-11-30', 2).map(({ name }) => name)).toEqual(['2026-10', '2026-11'])
  expect(lastMonths('2027-01-01', 2).map(({ name }) => name)).toEqual(['2026-11', '2026-12'])
})

test('the form has headache, migraine, drugs of all kinds and each kind; no attacks', () => {
  expect(facts).toEqual([
    'headacheDays',
    'migraineDays',
    'acuteMedicationDays',
    'triptanDays',
    'simpleAnalgesicDays',
    'opioidDays',
    'combinationAnalgesicDays',
    'ergotamineDays',
  ])
})

const october = [month('2026-10', 'headache-days', 18), month('2026-10', 'migraine-days', 9), month('2026-10', 'acute-medication-days', 10)]
const before: Answers = withMonths(noAnswers, { '2026-10': { headacheDays: 20 } }, stamp)

describe('what changed is an answer', () => {
  test.each([
    ['nothing typed', {}, noAnswers, {}],
    ['a new value', { '2026-09 headacheDays': '12' }, noAnswers, { '2026-09': { headacheDays: 12 } }],
    ['none: 0 is a value', { '2026-09 headacheDays': '0' }, noAnswers, { '2026-09': { headacheDays: 0 } }],
    [
      'a corrected value alone, not what stands beside it',
      { '2026-10 headacheDays': ' 20 ' },
      noAnswers,
      { '2026-10': { headacheDays: 20 } },
    ],
    ['the record’s own value', { '2026-10 headacheDays': '18' }, noAnswers, {}],
    ['the record’s own value again takes the answer back', { '2026-10 headacheDays': '18' }, before, { '2026-10': { headacheDays: null } }],
    ['an answer emptied is taken back', { '2026-10 headacheDays': '' }, before, { '2026-10': { headacheDays: null } }],
  ])('%s', async (_, typed, answers, expected) => {
    const { changes, faults, kept } = await typing(october, answers, typed)
    expect({ changes, faults, kept }).toEqual({ changes: expected, faults: [], kept: [] })
  })

  test('a value of the record emptied stays, and is told', async () => {
    const { changes, kept } = await typing(october, noAnswers, { '2026-10 headacheDays': '' })
    expect(changes).toEqual({})
    expect(kept.map(({ month, fact, value }) => [month.name, fact, value])).toEqual([['2026-10', 'headacheDays', 18]])
  })

  test('two values of the record that conflict are settled by an answer', async () => {
    const both = [month('2026-10', 'headache-days', 18), month('2026-10', 'headache-days', 12)]
    expect((await typing(both, noAnswers, { '2026-10 headacheDays': '12' })).changes).toEqual({ '2026-10': { headacheDays: 12 } })
  })
})

describe('what cannot be', () => {
  test.each([
    ['31 days in September', { '2026-09 headacheDays': '31' }, [['headacheDays', 'noDays', 30]]],
    ['30 days in September can', { '2026-09 headacheDays': '30' }, []],
    ['below 0', { '2026-10 headacheDays': '-1' }, [['headacheDays', 'noDays', 31]]],
    ['half a day', { '2026-10 headacheDays': '9,5' }, [['headacheDays', 'noDays', 31]]],
    ['words', { '2026-10 headacheDays': 'många' }, [['headacheDays', 'noDays', 31]]],
    [
      'more migraine than headache, both typed',
      { '2026-09 headacheDays': '8', '2026-09 migraineDays': '9' },
      [['migraineDays', 'moreThan', 8]],
    ],
    ['more migraine than the record’s headache', { '2026-10 migraineDays': '19' }, [['migraineDays', 'moreThan', 18]]],
    ['less headache than the record’s migraine', { '2026-10 headacheDays': '8' }, [['migraineDays', 'moreThan', 8]]],
    ['as much migraine as headache can', { '2026-10 migraineDays': '18' }, []],
    ['a kind on more days than all kinds', { '2026-10 triptanDays': '11' }, [['triptanDays', 'moreThan', 10]]],
    ['a kind with all kinds unknown can', { '2026-09 opioidDays': '11' }, []],
    ['more drug days than headache days can', { '2026-10 acuteMedicationDays': '25' }, []],
  ])('%s', async (_, typed, expected) => {
    const { faults } = await typing(october, noAnswers, typed)
    expect(faults.map((fault) => [fault.fact, fault.is, fault.most])).toEqual(expected)
  })
})

test('whatever is typed without a fault is a diary without a contradiction, and undoing it all is the record again', async () => {
  const days = fc.option(fc.integer({ min: -2, max: 33 }).map(String), { nil: '' })
  await fc.assert(
    fc.asyncProperty(fc.array(days, { minLength: 24, maxLength: 24 }), async (numbers) => {
      const typed = Object.fromEntries(months.flatMap(({ name }, m) => facts.map((fact, f) => [`${name} ${fact}`, numbers[m * 8 + f]!])))
      const { changes, faults } = await typing(october, noAnswers, typed)
      if (faults.length > 0) return
      const answers = withMonths(noAnswers, changes, stamp)
      const { record } = await assessmentOf(readBundle(bundleOf(october)))
      expect(diary(record, answers, dayOf(asOfDay), kept).problems).toEqual([])
      const undone = Object.fromEntries(Object.keys(changes).map((name) => [name, Object.fromEntries(facts.map((fact) => [fact, null]))]))
      expect(withMonths(answers, undone, stamp)).toEqual(noAnswers)
    }),
    { numRuns: 100 },
  )
})

test('three months typed are what the facts rest on, by the contract’s file as well', async () => {
  const { facts } = await evaluate([], {
    answers: { months: Object.fromEntries(months.map(({ name }, i) => [name, { headacheDays: 16 + i, migraineDays: 9, ...stamp }])) },
  })
  expect([facts.headacheDays, facts.migraineDays, facts.headacheMonths].map(short)).toEqual([16, 9, '3..?'])
})
