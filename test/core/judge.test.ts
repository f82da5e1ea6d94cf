/** Verdicts are three-valued: intervals for numbers, strong Kleene logic above them; whatever is learnt never takes a verdict back. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '../../src/core/assess.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import { between, type Fact, type Facts, given, known, unknown } from '../../src/core/facts.ts'
import type { Criterion, Operator, Value, When, Written } from '../../src/core/guideline.ts'
import { judge } from '../../src/core/judge.ts'
import type { Explanation, Verdict } from '../../src/core/rails.ts'

const nobodyKnows = unknown('notRecorded')
const one = async (when: When, facts: Facts, parameters = {}) => (await judge([{ id: 'c', when }], parameters)(facts))[0]!
const is = (fact: string, operator: Operator, value: Value | Value[] | { parameter: string }): When => ({ fact, operator, value })
const atLeast = (value: number | { parameter: string }) => is('n', 'greaterThanInclusive', value)
const below = (value: number) => is('n', 'lessThan', value)

test.each<[string, When, Facts, Verdict, string[]]>([
  ['known', 'a', { a: given(true) }, 'met', []],
  ['known false', 'a', { a: given(false) }, 'notMet', []],
  ['unknown', 'a', { a: nobodyKnows }, 'unknown', ['a']],
  ['not unknown', { not: 'a' }, { a: nobodyKnows }, 'unknown', ['a']],
  ['not false', { not: 'a' }, { a: given(false) }, 'met', []],
  ['false and unknown', { all: ['a', 'b'] }, { a: given(false), b: nobodyKnows }, 'notMet', []],
  ['true and unknown', { all: ['a', 'b'] }, { a: given(true), b: nobodyKnows }, 'unknown', ['b']],
  ['true or unknown', { any: ['a', 'b'] }, { a: given(true), b: nobodyKnows }, 'met', []],
  ['false or unknown', { any: ['a', 'b'] }, { a: given(false), b: nobodyKnows }, 'unknown', ['b']],
  ['a lower bound proves at least', atLeast(2), { n: between(2, null) }, 'met', []],
  ['a lower bound cannot refute at least', atLeast(2), { n: between(1, null) }, 'unknown', ['n']],
  ['a lower bound refutes fewer than', below(2), { n: between(2, null) }, 'notMet', []],
  ['an upper bound refutes at least', atLeast(15), { n: between(null, 14) }, 'notMet', []],
  ['a range around the threshold settles nothing', atLeast(15), { n: between(10, 20) }, 'unknown', ['n']],
  ['a range that touches it from above proves', atLeast(15), { n: between(15, 20) }, 'met', []],
  ['a range without the number refutes equality', is('n', 'equal', 5), { n: between(6, null) }, 'notMet', []],
  ['a range with the number inside does not prove equality', is('n', 'equal', 5), { n: between(4, 6) }, 'unknown', ['n']],
  ['both ends listed is not enough', is('n', 'in', [1, 3]), { n: between(1, 3) }, 'unknown', ['n']],
  ['a gap in the list refutes', is('n', 'in', [1, 9]), { n: between(2, 8) }, 'notMet', []],
  ['a code in a list', is('s', 'in', ['N02CD01', 'N02CD02']), { s: given('N02CD02') }, 'met', []],
  ['an unknown code in a list', is('s', 'in', ['N02CD01']), { s: nobodyKnows }, 'unknown', ['s']],
  ['an unknown code not in a list', { not: is('s', 'in', ['N02CD01']) }, { s: nobodyKnows }, 'unknown', ['s']],
  ['a parameter is a threshold', atLeast({ parameter: 'min' }), { n: given(15) }, 'met', []],
  ['a conflict is as open as silence', 'a', { a: unknown('conflicting') }, 'unknown', ['a']],
])('%s', async (_, when, facts, verdict, missing) => {
  const judged = await one(when, facts, { min: 15 })
  expect([judged.verdict, judged.missing]).toEqual([verdict, missing])
})

// An oracle that shares nothing with the code.
const [booleans, words] = [
  ['a', 'b'],
  ['x', 'y', 'q'],
]
const orders = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'equal'] as const
const small = fc.integer({ min: -3, max: 6 })
const aTest: fc.Arbitrary<When> = fc.oneof(
  fc.constantFrom(...booleans!),
  fc.record({ fact: fc.constantFrom('m', 'n'), operator: fc.constantFrom(...orders), value: small }),
  fc.record({
    fact: fc.constantFrom('m', 'n'),
    operator: fc.constant('in' as const),
    value: fc.array(small, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ fact: fc.constant('s'), operator: fc.constant('in' as const), value: fc.subarray(['x', 'y', 'z'], { minLength: 1 }) }),
)
const aWhen = fc.letrec<{ when: When }>((tie) => ({
  when: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    aTest,
    fc.record({ all: fc.array(tie('when'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('when'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('when') }),
  ),
})).when
const end = fc.option(small, { nil: null })
const aRange = fc.tuple(end, end).map(([x, y]) => (x !== null && y !== null && x > y ? between(y, x) : between(x, y)))
const aBoolean = fc.constantFrom(given(true), given(false), nobodyKnows)
const aNumber = fc.oneof(small.map(given), fc.constant(nobodyKnows), aRange)
const aWord = fc.constantFrom(...words!.map((word) => given(word)), nobodyKnows)
const someFacts: fc.Arbitrary<Record<string, Fact>> = fc.record({ a: aBoolean, b: aBoolean, s: aWord, m: aNumber, n: aNumber })

const turned: Record<Verdict, Verdict> = { met: 'notMet', notMet: 'met', unknown: 'unknown' }
function oracle(when: When, facts: Facts): Verdict {
  if (typeof when === 'string') return oracle(is(when, 'equal', true), facts)
  if ('not' in when) return turned[oracle(when.not, facts)]
  if ('fact' in when) return ofTest(facts[when.fact]!, when.operator, [when.value].flat() as Value[])
  const verdicts = ('all' in when ? when.all : when.any).map((part) => oracle(part, facts))
  const [decides, otherwise]: [Verdict, Verdict] = 'all' in when ? ['notMet', 'met'] : ['met', 'notMet']
  return verdicts.includes(decides) ? decides : verdicts.includes('unknown') ? 'unknown' : otherwise
}
/** By trying: every value that the fact may yet have, over all that the tests can tell apart. */
function ofTest(fact: Fact, operator: Operator, values: Value[]): Verdict {
  if (fact.status === 'unknown') return 'unknown'
  const possible: Value[] =
    fact.status === 'known'
      ? [fact.value]
      : Array.from({ length: 81 }, (_, i) => i / 2 - 20).filter((x) => x >= (fact.low ?? -20) && x <= (fact.high ?? 20))
  const holds = (x: Value): boolean => {
    const value = values[0]!
    switch (operator) {
      case 'lessThan':
        return x < value
      case 'lessThanInclusive':
        return x <= value
      case 'greaterThan':
        return x > value
      case 'greaterThanInclusive':
        return x >= value
      case 'equal':
      case 'in':
        return values.includes(x)
    }
  }
  return possible.every(holds) ? 'met' : possible.some(holds) ? 'unknown' : 'notMet'
}
const children = (when: When): When[] =>
  typeof when === 'string' || 'fact' in when ? [] : 'not' in when ? [when.not] : 'all' in when ? when.all : when.any
const nodes = (when: When, because: Explanation): [When, Explanation][] => [
  [when, because],
  ...(because.kind === 'test' ? [] : children(when).flatMap((part, i) => nodes(part, because.of[i]!))),
]
const items = fc.array(aWhen, { minLength: 1, maxLength: 5 }).map((whens) => whens.map((when, i) => ({ id: `c${i}`, when })))
const many = { numRuns: 400 }

test('the oracle agrees at every node, whether judged afresh or remembered', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(items, fc.array(someFacts, { minLength: 1, maxLength: 3 }), async (criteria, patients) => {
      const judges = judge(criteria)
      for (const facts of [...patients, ...patients])
        for (const judged of await judges(facts))
          for (const [when, because] of nodes(judged.when, judged.explanation)) {
            expect(because.verdict).toBe(oracle(when, facts))
            seen.add(`${because.kind} ${because.verdict}`)
          }
    }),
    many,
  )
  expect([...seen].sort()).toEqual(
    ['all', 'any', 'not', 'test'].flatMap((kind) => ['met', 'notMet', 'unknown'].map((verdict) => `${kind} ${verdict}`)),
  )
})

test('unknown asks for something, and only for what is not known', () =>
  fc.assert(
    fc.asyncProperty(aWhen, someFacts, async (when, facts) => {
      const { missing, verdict } = await one(when, facts)
      expect(missing.length > 0).toBe(verdict === 'unknown')
      for (const name of missing) expect(facts[name]!.status).not.toBe('known')
    }),
    many,
  ))

/** A fact of which we know at least as much. */
function finer(name: string, fact: Fact): fc.Arbitrary<Fact> {
  if (fact.status === 'known') return fc.constant(fact)
  if (fact.status === 'unknown')
    return name === 's' ? fc.constantFrom(...words!).map(given) : booleans!.includes(name) ? fc.boolean().map(given) : aNumber
  const inside = fc.integer({ min: fact.low ?? -9, max: fact.high ?? 9 })
  return fc.oneof(
    inside.map(given),
    fc.tuple(inside, inside).map(([x, y]) => between(Math.min(x, y), Math.max(x, y))),
    inside.map((x) => between(x, fact.high)),
    inside.map((x) => between(fact.low, x)),
  )
}
const refined = someFacts.chain((facts) =>
  fc.tuple(
    fc.constant(facts),
    fc.record(Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fc.oneof(fc.constant(fact), finer(name, fact))]))),
  ),
)

/** A whole guideline: criteria over facts, recommendations over criteria. */
const aGuideline: fc.Arbitrary<Written> = items.chain((criteria) => {
  const names = criteria.map(({ id }) => id)
  const over = fc.letrec<{ when: When }>((tie) => ({
    when: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(...names),
      fc.record({ all: fc.array(tie('when'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('when'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('when') }),
    ),
  })).when
  const shared = {
    text: { sv: '', en: '' },
    because: { sv: '', en: '' },
    cite: '',
    certainty: 'proposal' as const,
    action: 'inform' as const,
  }
  return fc.array(over, { minLength: 1, maxLength: 3 }).map(
    (whens): Written => ({
      id: 'g',
      version: '1',
      kind: 'guideline',
      title: { sv: '', en: '' },
      publisher: '',
      region: null,
      effective: { start: null, end: null },
      validityConfirmed: true,
      certainty: 'proposal',
      sources: {},
      parameters: {},
      criteria: criteria.map((one): Criterion => ({ ...one, ...shared })),
      recommendations: whens.map((when, i) => ({ ...shared, id: `r${i}`, when })),
    }),
  )
})
const today = '2026-11-22' as IsoDate

test('to learn more never takes back or turns a verdict, of criteria or of recommendations', () =>
  fc.assert(
    fc.asyncProperty(aGuideline, refined, async (guideline, [facts, more]) => {
      const judges = assess(guideline, today)
      const [before, after] = [await judges(facts), await judges(more)]
      for (const kind of ['criteria', 'recommendations'] as const)
        before[kind].forEach(({ verdict }, i) => {
          if (verdict !== 'unknown') expect(after[kind][i]!.verdict).toBe(verdict)
        })
    }),
    many,
  ))

test('a recommendation asks for facts, and only while it is undecided', () =>
  fc.assert(
    fc.asyncProperty(aGuideline, someFacts, async (guideline, facts) => {
      for (const { verdict, missing } of (await assess(guideline, today)(facts)).recommendations) {
        expect(missing.length > 0).toBe(verdict === 'unknown')
        for (const name of missing) expect(facts[name]!.status).not.toBe('known')
      }
    }),
    many,
  ))

test('the order of criteria, of facts and of branches does not matter', () =>
  fc.assert(
    fc.asyncProperty(items, someFacts, async (criteria, facts) => {
      const back = (when: When): When =>
        typeof when === 'string' || 'fact' in when
          ? when
          : 'not' in when
            ? { not: back(when.not) }
            : 'all' in when
              ? { all: when.all.map(back).reverse() }
              : { any: when.any.map(back).reverse() }
      const said = async (of: { id: string; when: When }[], given: Facts) =>
        (await judge(of)(given)).map(({ id, verdict, missing }) => [id, verdict, [...missing].sort()]).sort()
      const reversed = criteria.map(({ id, when }) => ({ id, when: back(when) })).reverse()
      expect(await said(reversed, Object.fromEntries(Object.entries(facts).reverse()))).toEqual(await said(criteria, facts))
    }),
    many,
  ))

describe('many patients, one judge', () => {
  const criteria = [
    { id: 'c', when: { all: ['a', is('s', 'in', ['w7', 'w77'])] } as When },
    { id: 'd', when: below(50) },
  ]
  const person = (n: number): Facts => ({ a: given(true), s: given(`w${n}`), n: given(n) })
  const expected = (n: number) => [n === 7 || n === 77 ? 'met' : 'notMet', n < 50 ? 'met' : 'notMet']

  test('a hundred at once: nobody gets another’s verdict', async () => {
    const judges = judge(criteria)
    const all = await Promise.all(Array.from({ length: 100 }, (_, n) => judges(person(n))))
    expect(all.map((one) => one.map(({ verdict }) => verdict))).toEqual(all.map((_, n) => expected(n)))
  })
  test('more than are remembered', async () => {
    const judges = judge(criteria)
    for (const n of [...Array(5_100).keys(), 7, 77, 5_000])
      expect((await judges(person(n))).map(({ verdict }) => verdict)).toEqual(expected(n))
  })
  test('what is remembered says nothing about who', async () => {
    const judges = judge([{ id: 'c', when: 'a' as When }])
    const from = (resource: string): Facts => ({ a: known(true, [{ resource, says: 'x', date: null }]) })
    const [first] = await judges(from('Condition/anna'))
    const [second] = await judges(from('Condition/bo'))
    expect(second).toBe(first)
    expect(JSON.stringify(second)).not.toContain('anna')
  })
  test('facts of different kinds that print alike are told apart', async () => {
    const judges = judge([{ id: 'c', when: is('s', 'equal', 'true') }])
    const asked: Fact[] = [given('true'), given(true), given('?'), nobodyKnows, given('1..2'), between(1, 2)]
    const verdicts: Verdict[] = []
    for (const s of asked) verdicts.push((await judges({ s }))[0]!.verdict)
    expect(verdicts).toEqual(['met', 'notMet', 'notMet', 'unknown', 'notMet', 'notMet'])
  })
  test('at a threshold is another question than beside it', async () => {
    const judges = judge([{ id: 'c', when: { all: [atLeast(15), below(20)] } as When }])
    const said = async (n: Fact) => (await judges({ n }))[0]!.verdict
    expect([
      await said(given(14)),
      await said(given(15)),
      await said(given(19)),
      await said(given(20)),
      await said(between(15, 19)),
      await said(between(15, 20)),
    ]).toEqual(['notMet', 'met', 'met', 'notMet', 'met', 'unknown'])
  })
})

test.each<[string, () => unknown, string]>([
  ['a fact nobody derived', () => one('a', {}), 'no fact a'],
  ['a name every object has', () => one('constructor', {}), 'no fact constructor'],
  ['an empty all', () => one({ all: [] }, {}), 'empty'],
  ['an empty any, far down', () => one({ all: [{ not: { any: [] } }, 'a'] }, { a: nobodyKnows }), 'empty'],
  ['a parameter without value', () => one(atLeast({ parameter: 'min' }), { n: nobodyKnows }), 'no parameter min'],
  ['order among words', () => one(is('n', 'lessThan', 'x'), { n: nobodyKnows }), 'order needs a number'],
  [
    'two of one name',
    async () =>
      judge([
        { id: 'c', when: 'a' },
        { id: 'c', when: 'b' },
      ]),
    'two of the same name',
  ],
])('throws: %s', (_, judged, message) => expect(async () => judged()).rejects.toThrow(message))
