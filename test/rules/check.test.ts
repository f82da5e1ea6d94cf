/** One wrong guideline for each refusal: the sentence names the guideline and the rule. */

import { describe, expect, test } from 'vitest'
import { overlaps, problems } from '../../src/core/check.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Criterion, Guideline, Test, Use, When } from '../../src/core/guideline.ts'
import { definitions, facts } from './knowledge.ts'
import * as shape from './shape.ts'

const day = (date: string) => date as IsoDate
const text = { sv: 'Minst {minDays} dagar', en: 'At least {minDays} days' }
const daysTest = (): Test => ({ fact: 'headacheDays', operator: 'greaterThanInclusive', value: { parameter: 'minDays' } })

/** A small guideline without a fault. */
const sound = (): Guideline => ({
  id: 'example',
  version: '1',
  kind: 'guideline',
  title: { sv: 'Exempel', en: 'Example' },
  publisher: 'Exempel',
  region: null,
  effective: { start: day('2020-01-01'), end: day('2025-12-31') },
  validityConfirmed: true,
  certainty: 'sourced',
  sources: {
    text: {
      title: 'Exempel',
      organisation: 'Exempel',
      date: '2020',
      url: 'https://example.org/',
      read: day('2026-11-25'),
      certainty: 'sourced',
      reviewed: null,
    },
  },
  parameters: {
    minDays: {
      text: { sv: 'Minsta antal', en: 'Fewest' },
      unit: 'days/month',
      values: { [day('2020-01-01')]: { value: 15, cite: 'text', certainty: 'sourced' } },
    },
  },
  criteria: [
    { id: 'days', text, cite: 'text', certainty: 'sourced', when: daysTest() },
    { use: 'adult', cite: 'text' },
  ],
  recommendations: [
    {
      id: 'advise',
      text: { sv: 'Gör detta', en: 'Do this' },
      because: { sv: 'Minst {minDays} dagar.', en: 'At least {minDays} days.' },
      cite: 'text',
      certainty: 'sourced',
      action: 'inform',
      when: { all: ['days', 'adult'] },
    },
  ],
})
const days = (g: Guideline) => g.criteria[0] as Criterion
const advise = (g: Guideline) => g.recommendations[0]!
const when = (condition: When) => (g: Guideline) => {
  days(g).when = condition
}

const refusals: [string, (g: Guideline) => void, string][] = [
  ['a fact that does not exist', when('migrane'), 'example: days tests unknown fact migrane'],
  [
    'a fact that does not exist, far down',
    when({ any: ['migraine', { not: { all: ['migrane'] } }] }),
    'example: days tests unknown fact migrane',
  ],
  [
    'a parameter that does not exist',
    when({ ...daysTest(), value: { parameter: 'minDay' } }),
    'example: days: compares with unknown parameter minDay',
  ],
  [
    'a criterion that does not exist',
    (g) => (advise(g).when = { all: ['days', 'adult', 'nope'] }),
    'example: advise depends on unknown criterion nope',
  ],
  [
    'a recommendation that rests on a fact',
    (g) => (advise(g).when = { all: ['days', 'adult', daysTest()] }),
    'example: advise depends on unknown criterion headacheDays',
  ],
  [
    'more than met or not met of a criterion',
    (g) => (advise(g).when = { all: ['adult', { fact: 'days', operator: 'greaterThan', value: 0 }] }),
    'example: advise: a criterion is met or not, nothing else can be asked of days',
  ],
  ['a definition that does not exist', (g) => ((g.criteria[1] as Use).use = 'adlut'), 'example: adlut uses unknown definition adlut'],
  ['a source that does not exist, of a criterion', (g) => (days(g).cite = 'x'), 'example: days cites unknown source x'],
  [
    'a source that does not exist, of a cited definition',
    (g) => ((g.criteria[1] as Use).cite = 'x'),
    'example: adult cites unknown source x',
  ],
  ['a source that does not exist, of a recommendation', (g) => (advise(g).cite = 'x'), 'example: advise cites unknown source x'],
  [
    'a source that does not exist, of a number',
    (g) => (g.parameters.minDays!.values[day('2020-01-01')]!.cite = 'x'),
    'example: minDays cites unknown source x',
  ],
  ['a quotation from nowhere', (g) => (days(g).quote = { text: 'ord', lang: 'sv', cite: 'x' }), 'example: days quotes unknown source x'],
  [
    'a quotation from nowhere, in advice',
    (g) => (advise(g).quote = { text: 'ord', lang: 'sv', cite: 'x' }),
    'example: advise quotes unknown source x',
  ],
  ['a missing citation', (g) => delete (days(g) as Partial<Criterion>).cite, 'example: days cites unknown source undefined'],
  [
    'a number in another unit than the fact',
    (g) => (g.parameters.minDays!.unit = 'months'),
    'example: days: minDays is in months, but headacheDays in days/month',
  ],
  [
    'a number that starts after the guideline',
    (g) => (g.effective.start = day('2019-12-31')),
    'example: minDays has no value on its first day',
  ],
  ['a name that is both number and fact', (g) => (g.parameters.age = g.parameters.minDays!), 'example: age is both a parameter and a fact'],
  ['an empty any', when({ not: { all: ['migraine', { any: [] }] } }), 'example: days has an empty all, any or in'],
  [
    'an empty all in advice',
    (g) => (advise(g).when = { any: ['days', 'adult', { all: [] }] }),
    'example: advise has an empty all, any or in',
  ],
  ['an empty list of values', when({ fact: 'advancedTreatment', operator: 'in', value: [] }), 'example: days has an empty all, any or in'],
  [
    'order on yes or no',
    when({ fact: 'migraine', operator: 'greaterThan', value: 0 }),
    'example: days: greaterThan does not suit migraine',
  ],
  ['equality on a number', when({ fact: 'headacheDays', operator: 'equal', value: 15 }), 'example: days: equal does not suit headacheDays'],
  [
    'a fact compared with a number of its own',
    when({ ...daysTest(), value: 15 }),
    'example: days: headacheDays is compared with a number that is no parameter',
  ],
  ['a number written as text', when({ ...daysTest(), value: '15' }), 'example: days: "15" is no value of headacheDays'],
  ['yes written as text', when({ fact: 'migraine', operator: 'equal', value: 'true' }), 'example: days: "true" is no value of migraine'],
  [
    'a drug that the fact cannot name',
    when({ fact: 'advancedTreatment', operator: 'equal', value: 'N02CX07' }),
    'example: days: N02CX07 is no value of advancedTreatment',
  ],
  [
    'a text that names an unknown number',
    (g) => (days(g).text = { sv: '{minDay}', en: 'x' }),
    'example: days mentions unknown parameter minDay',
  ],
  [
    'advice that names an unknown number',
    (g) => (advise(g).because = { sv: 'x', en: '{minDay}' }),
    'example: advise mentions unknown parameter minDay',
  ],
  ['two criteria of one name', (g) => (days(g).id = 'adult'), 'example: adult is written twice'],
  ['two recommendations of one name', (g) => g.recommendations.push(structuredClone(advise(g))), 'example: advise is written twice'],
  ['an end before its start', (g) => (g.effective.end = day('2019-01-01')), 'example: it ends before it starts'],
  [
    'a criterion that nothing rests on',
    (g) => (advise(g).when = 'days'),
    'example: no recommendation depends on adult, and no note says why it stands there',
  ],
]

test('the guideline that the faults are made in has none', () => {
  shape.guideline.parse(sound())
  expect(problems(sound(), definitions, facts)).toEqual([])
})

test.each(refusals)('refuses %s', (_, spoil, problem) => {
  const guideline = sound()
  spoil(guideline)
  expect(problems(guideline, definitions, facts)).toContain(problem)
})

test('a criterion that nothing rests on may stand with a note', () => {
  const guideline = sound()
  advise(guideline).when = 'days'
  ;(guideline.criteria[1] as Use).note = { sv: 'Visas.', en: 'Shown.' }
  expect(problems(guideline, definitions, facts)).toEqual([])
})

describe('editions', () => {
  const edition = (version: string, start: string | null, end: string | null): Guideline => ({
    ...sound(),
    version,
    effective: { start: start === null ? null : day(start), end: end === null ? null : day(end) },
  })
  test.each([
    ['on one day', edition('1', '2020-01-01', '2022-06-30'), edition('2', '2022-06-30', null)],
    ['that never end', edition('1', '2020-01-01', null), edition('2', '2022-07-01', null)],
    ['without dates', edition('1', null, null), edition('2', '2022-07-01', '2023-01-01')],
  ])('refuses two of one guideline in force %s', (_, one, two) =>
    expect(overlaps([one, two])).toEqual(['example: editions 1 and 2 are in force on the same day']),
  )
  test('lets one follow the other', () =>
    expect(overlaps([edition('1', null, '2022-06-30'), edition('2', '2022-07-01', null)])).toEqual([]))
  test('lets two guidelines be in force together', () => expect(overlaps([sound(), { ...sound(), id: 'other' }])).toEqual([]))
})

describe('the shape refuses', () => {
  const spoilt: [string, (g: Record<string, unknown>) => void][] = [
    ['a key that it does not know', (g) => (g.jurisdiction = 'SE')],
    ['a criterion without citation', (g) => delete (g.criteria as Record<string, unknown>[])[0]!.cite],
    ['a text without English', (g) => (g.title = { sv: 'Exempel' })],
    ['an empty text', (g) => (g.title = { sv: 'Exempel', en: ' ' })],
    ['an empty any', (g) => ((g.criteria as { when: unknown }[])[0]!.when = { any: [] })],
    [
      'a number written as text',
      (g) =>
        ((g.parameters as ReturnType<typeof sound>['parameters']).minDays!.values = {
          '2020-01-01': { value: '15', cite: 'text', certainty: 'sourced' },
        } as never),
    ],
    ['a number without a value', (g) => ((g.parameters as ReturnType<typeof sound>['parameters']).minDays!.values = {})],
    ['a day that does not exist', (g) => (g.effective = { start: '2020-02-30', end: null })],
    ['an unknown action', (g) => ((g.recommendations as { action: string }[])[0]!.action = 'order')],
    ['an unknown certainty', (g) => (g.certainty = 'certain')],
    [
      'an operator that is not three-valued',
      (g) => ((g.criteria as { when: unknown }[])[0]!.when = { fact: 'migraine', operator: 'notEqual', value: true }),
    ],
  ]
  test.each(spoilt)('%s', (_, spoil) => {
    const guideline = structuredClone(sound()) as unknown as Record<string, unknown>
    spoil(guideline)
    expect(shape.guideline.safeParse(guideline).success).toBe(false)
  })
})
