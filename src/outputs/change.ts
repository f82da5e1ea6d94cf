/** What would turn a verdict into "met": the fewest changes, read off the guideline's own tree. Nothing is written by hand for any one rule. */

import type { JudgedGuideline } from '../core/assess.ts'
import type { DrugTable } from '../core/drugs.ts'
import { type Facts, range } from '../core/facts.ts'
import type { Lang, Operator, Value } from '../core/guideline.ts'
import type { Explanation, Verdict } from '../core/rails.ts'
import type { Vocabulary } from '../core/vocabulary.ts'
import { numberText } from './say.ts'
import { valueText } from './values.ts'

/** One fact and what it would have to be: of a number the nearest value that suffices. */
export type Change = { fact: string; operator: Operator; to: Value }

/** Empty where it is met already; null where no change of facts could do it (a list of drugs without any that fits). */
export function changesToMeet(explanation: Explanation): Change[] | null {
  const found = ways(explanation, true).find((changes) => verdictWith(explanation, changes) === 'met')
  return found ?? null
}

/** The same for advice: its tree names criteria, and theirs name facts. */
export function changesToAdvise({ criteria }: Pick<JudgedGuideline, 'criteria'>, explanation: Explanation): Change[] | null {
  const treeOf = new Map(criteria.map(({ id, explanation }) => [id, explanation]))
  const withFacts = (node: Explanation): Explanation => {
    if (node.kind !== 'test') return { ...node, of: node.of.map(withFacts) }
    const tree = treeOf.get(node.fact)
    if (!tree) return node
    return node.expected === true ? tree : { kind: 'not', verdict: node.verdict, of: [tree] }
  }
  return changesToMeet(withFacts(explanation))
}

/** The ways to turn a part of the tree, the shortest first. What one part needs may break another: that is checked on the whole. */
function ways(node: Explanation, met: boolean): Change[][] {
  if (node.verdict === (met ? 'met' : 'notMet')) return [[]]
  switch (node.kind) {
    case 'test': {
      const to = nearest(node.operator, node.expected, met)
      return to === null ? [] : [[{ fact: node.fact, operator: met ? node.operator : opposite[node.operator], to }]]
    }
    case 'not':
      return ways(node.of[0]!, !met)
    default: {
      const each = node.of.map((one) => ways(one, met))
      return (node.kind === 'all') === met ? each.reduce<Change[][]>(joined, [[]]) : shortest(each.flat())
    }
  }
}

/** Far more ways than any guideline of today has. */
const mostWays = 60
const shortest = (all: readonly Change[][]): Change[][] => all.toSorted((a, b) => a.length - b.length).slice(0, mostWays)
const joined = (some: readonly Change[][], more: readonly Change[][]): Change[][] =>
  shortest(
    some.flatMap((one) =>
      more.flatMap((other) => [together([...one, ...other]) ?? []].filter((way) => way.length > 0 || one.length + other.length === 0)),
    ),
  )

/** The whole tree's verdict with some facts changed and the rest as they are. */
function verdictWith(node: Explanation, changes: readonly Change[]): Verdict {
  if (node.kind === 'test') {
    const change = changes.find(({ fact }) => fact === node.fact)
    return change ? (holds(change.to, node.operator, node.expected) ? 'met' : 'notMet') : node.verdict
  }
  const of = node.of.map((one) => verdictWith(one, changes))
  if (node.kind === 'not') return of[0] === 'met' ? 'notMet' : of[0] === 'notMet' ? 'met' : 'unknown'
  const [settles, rest]: [Verdict, Verdict] = node.kind === 'all' ? ['notMet', 'met'] : ['met', 'notMet']
  return of.includes(settles) ? settles : of.includes('unknown') ? 'unknown' : rest
}

function holds(value: Value, operator: Operator, expected: Value | Value[]): boolean {
  switch (operator) {
    case 'equal':
      return value === expected
    case 'in':
      return Array.isArray(expected) && expected.includes(value)
    case 'greaterThan':
      return value > expected
    case 'greaterThanInclusive':
      return value >= expected
    case 'lessThan':
      return value < expected
    case 'lessThanInclusive':
      return value <= expected
  }
}

/** Several demands on one fact: the strictest of each direction; null where they contradict one another. */
function together(changes: readonly Change[]): Change[] | null {
  const byFact = new Map<string, Change>()
  for (const one of changes) {
    const other = byFact.get(one.fact)
    const both = other ? stricter(other, one) : one
    if (both === null) return null
    byFact.set(one.fact, both)
  }
  return [...byFact.values()]
}

function stricter(a: Change, b: Change): Change | null {
  if (typeof a.to !== 'number' || typeof b.to !== 'number') return a.to === b.to ? a : null
  if (rises(a) === rises(b)) return rises(a) === a.to > b.to ? a : b
  const [low, high] = rises(a) ? [a, b] : [b, a]
  return low.to <= high.to ? low : null
}

const rises = ({ operator }: Change): boolean => operator === 'greaterThan' || operator === 'greaterThanInclusive'

const opposite: Record<Operator, Operator> = {
  equal: 'equal',
  in: 'in',
  lessThan: 'greaterThanInclusive',
  greaterThanInclusive: 'lessThan',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
}

/** The nearest value on the wanted side; numbers of the record are whole. */
function nearest(operator: Operator, expected: Value | Value[], met: boolean): Value | null {
  if (Array.isArray(expected)) return met ? (expected[0] ?? null) : null
  if (typeof expected === 'boolean') return expected === met
  if (typeof expected === 'string') return met ? expected : null
  switch (met ? operator : opposite[operator]) {
    case 'greaterThan':
      return expected + 1
    case 'lessThan':
      return expected - 1
    default:
      return expected
  }
}

const words = {
  atLeast: { sv: 'minst {n} krävs', en: 'at least {n} required' },
  atMost: { sv: 'högst {n} krävs', en: 'at most {n} required' },
  needsYes: { sv: 'ja krävs', en: 'yes required' },
  needsNo: { sv: 'nej krävs', en: 'no required' },
  needs: { sv: '{n} krävs', en: '{n} required' },
}

/** "Huvudvärksdagar per månad: 12, minst 15 krävs", or the fact's own sentence on what is lacking. */
export function changeText(
  { fact, operator, to }: Change,
  facts: Facts,
  { vocabulary, drugs }: { vocabulary: Vocabulary; drugs: DrugTable },
  lang: Lang,
): string {
  const definition = vocabulary.facts[fact]
  const now = facts[fact]!
  const low = range(now)?.low
  if (definition?.change && typeof to === 'number' && low !== undefined && to > low)
    return definition.change[lang]
      .replace('{n}', numberText(to - low, lang))
      .replace('{weeks}', numberText(drugs.adequateDays.value / 7, lang))
  const [form, n] =
    typeof to === 'boolean'
      ? [to ? words.needsYes : words.needsNo, '']
      : typeof to === 'number' && operator !== 'equal' && operator !== 'in'
        ? [rises({ fact, operator, to }) ? words.atLeast : words.atMost, numberText(to, lang)]
        : [words.needs, drugs.substances[String(to)]?.name[lang] ?? String(to)]
  return `${definition?.text[lang] ?? fact}: ${valueText(now, definition, lang, false)}, ${form[lang].replace('{n}', n)}`
}
