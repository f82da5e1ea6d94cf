/** Answers against the record: an answer beats what is dated on or before its day; later evidence wins and is told; a denied disease is told beside it. */

import { expect, test } from 'vitest'
import { keptAnswers } from '../../src/core/answers.ts'
import { rules } from '../../src/rules.ts'
import {
  ago,
  allergyTo,
  answered,
  asOfDay,
  condition,
  course,
  type Document,
  evaluate,
  METO_FAIL,
  MIG,
  noEffect,
  pressure,
  type Resource,
  request,
  short,
} from '../bundle.ts'

const stroke = (recordedDate?: string) => condition('I63.9', { id: 'c', ...(recordedDate ? { recordedDate } : {}) })
type Row = [says: string, resources: Resource[], fact: string, answer: object, value: unknown, told: string[]]
const rows: Row[] = [
  [
    'a denied disease recorded before: the answer, told',
    [stroke(ago(30))],
    'cerebrovascularDisease',
    answered(false, ago(29)),
    false,
    ['contradicts'],
  ],
  ['… on the day', [stroke(ago(29))], 'cerebrovascularDisease', answered(false, ago(29)), false, ['contradicts']],
  ['… without a date', [stroke()], 'cerebrovascularDisease', answered(false, ago(29)), false, ['contradicts']],
  ['… the day after: the record', [stroke(ago(28))], 'cerebrovascularDisease', answered(false, ago(29)), true, ['later']],
  ['a yes that the record says too', [stroke(ago(30))], 'cerebrovascularDisease', answered(true, ago(29)), true, []],
  [
    'a denied allergy',
    [allergyTo({ coding: [{ system: 'http://snomed.info/sct', code: '300916003' }] }, { recordedDate: ago(99) })],
    'latexAllergy',
    answered(false),
    false,
    ['contradicts'],
  ],
  ['a pressure taken later', [pressure(182, 95, ago(1))], 'systolic', answered(130, ago(2)), 182, ['later']],
  ['… before', [pressure(182, 95, ago(3))], 'systolic', answered(130, ago(2)), 130, []],
  [
    'a drug denied, prescribed later',
    [request('N03AG01', { authoredOn: ago(1) })],
    'valproateOngoing',
    answered(false, ago(2)),
    true,
    ['later'],
  ],
  ['… before', [request('N03AG01', { authoredOn: ago(3) })], 'valproateOngoing', answered(false, ago(2)), false, []],
  [
    'fewer than the trials prove: not used',
    [METO_FAIL, course('N06AA09', '2024-01-10', '2024-08-10', 75, noEffect)],
    'preventivesFailed',
    answered(1),
    '2..?',
    ['lower'],
  ],
  ['more than the trials prove', [METO_FAIL], 'preventivesFailed', answered(3), 3, []],
  [
    'a denied pregnancy recorded before',
    [condition('Z34.9', { recordedDate: ago(30) })],
    'pregnant',
    answered(false, ago(2)),
    false,
    ['contradicts'],
  ],
  ['… later: the record', [condition('Z34.9', { recordedDate: ago(1) })], 'pregnant', answered(false, ago(2)), true, ['later']],
  [
    '… this month: no later than today',
    [condition('Z34.9', { onsetDateTime: asOfDay.slice(0, 7) })],
    'pregnant',
    answered(false),
    false,
    ['contradicts'],
  ],
  [
    'a disease of this month, denied today',
    [condition('J45.9', { onsetDateTime: asOfDay.slice(0, 7) })],
    'asthma',
    answered(false),
    false,
    ['contradicts'],
  ],
  ['… and said', [condition('Z34.9', { recordedDate: ago(30) })], 'pregnant', answered(true, ago(2)), true, []],
  ['what the record does not know', [], 'cerebrovascularDisease', answered(false), false, []],
]
test.each(rows)('%s', async (_, resources, fact, answer, value, told) => {
  const { facts, problems } = await evaluate([MIG, ...resources], { answers: { [fact]: answer } })
  expect(short(facts[fact])).toBe(value)
  const about = problems.filter(({ resource }: Document) => resource === `answers/${fact}`).map(({ problem }: Document) => problem)
  expect(about).toHaveLength(told.length)
  for (const [i, word] of told.entries()) expect(about[i]).toContain(word)
})

test('what would close a count stands among what is missing', async () => {
  const { missing } = await evaluate([MIG, METO_FAIL])
  expect(missing).toEqual(expect.arrayContaining(['preventivesFailed', 'preventiveHistoryComplete']))
  const { missing: closed } = await evaluate([MIG, METO_FAIL], { answers: { preventiveHistoryComplete: answered(true) } })
  expect(closed).not.toContain('preventiveHistoryComplete')
})

test.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'x'],
  ['lists', { facts: [], months: [], trials: [] }],
  ['a fact that no longer exists', { facts: { oldFact: answered(true), migraine: answered(true) } }],
  ['a value of another kind', { facts: { headacheDays: answered('sexton'), migraine: answered(true) } }],
  [
    'a month that is none',
    { facts: { migraine: answered(true) }, months: { '2026-13': { values: { headacheDays: 3 }, by: 'A', date: null } } },
  ],
  [
    'a drug that is not in the table',
    { facts: { migraine: answered(true) }, trials: { constructor: { outcome: 'noEffect', by: 'A', date: null } } },
  ],
  ['anything for an answer', { facts: { pregnant: 7, sex: null, __proto__: { x: 1 }, migraine: answered(true) } }],
])('kept answers of an older version (%s): the good ones count, the others are told', (_, kept) => {
  const { answers, problems } = keptAnswers(kept, rules.vocabulary, rules.drugs)
  const given = Object.keys((kept as { facts?: object } | null)?.facts ?? {})
  expect(Object.keys(answers.facts)).toEqual(given.includes('migraine') ? ['migraine'] : [])
  expect(problems.every(({ code }) => code === 'keptAnswerLost')).toBe(true)
})
test('kept answers that are whole come back as they were', () => {
  const kept = {
    facts: { migraine: answered(true), headacheDays: answered(18) },
    months: { '2026-10': { values: { headacheDays: 18 }, by: 'Dr A', date: '2026-11-22' } },
    trials: { C07AB02: { outcome: 'noEffect', adequate: true, by: 'Dr A', date: '2026-11-22' } },
  }
  expect(keptAnswers(kept, rules.vocabulary, rules.drugs)).toEqual({ answers: kept, problems: [] })
})
