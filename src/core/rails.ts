import type { RuleProperties } from 'json-rules-engine'
import type { Fact } from './facts.ts'
import type { Operator, Test, Value, When } from './guideline.ts'

/** Strong Kleene logic: unknown is a verdict, not an error. */
export type Verdict = 'met' | 'notMet' | 'unknown'

/** The guideline's own tree with a verdict at every node. It names facts and never copies them, so patients with the same values share it. */
export type Explanation =
  | { kind: 'all' | 'any' | 'not'; verdict: Verdict; of: Explanation[] }
  | { kind: 'test'; verdict: Verdict; fact: string; operator: Operator; expected: Value | Value[] }

/**
 * json-rules-engine knows true and false only, so each `when` becomes two rules: one fires when the facts
 * prove it, the other when they refute it. Neither firing is what "unknown" means.
 */
export type Rail = 'proven' | 'refuted'
export const rails: Rail[] = ['proven', 'refuted']

export const rule = (id: string, when: Spelled, rail: Rail): RuleProperties & { name: string } => ({
  name: `${id} ${rail}`,
  conditions: { all: [tree(when, rail)] },
  event: { type: rail },
})

/** Does it hold for every value the fact may yet turn out to have? Order is settled at the ends, equality at the nearest value too. */
export function surely(fact: Fact, value: Value, holds: (found: Value, value: Value) => boolean): boolean {
  switch (fact.status) {
    case 'known':
      return holds(fact.value, value)
    case 'between': {
      const low = fact.low ?? -Infinity,
        high = fact.high ?? Infinity
      const nearest = Math.min(Math.max(low, Number(value)), high)
      return holds(low, value) && holds(nearest, value) && holds(high, value)
    }
    case 'unknown':
      return false
  }
}

/** A guideline's logic with nothing left to look up: bare names and parameters written out. */
export type Spelled = SpelledTest | { all: Spelled[] } | { any: Spelled[] } | { not: Spelled }
type SpelledTest = { fact: string; operator: Operator; value: Value | Value[] }

export function spell(when: When, parameters: Readonly<Record<string, number>>): Spelled {
  if (typeof when === 'string') return { fact: when, operator: 'equal', value: true }
  if ('fact' in when) return { ...when, value: expected(when.value, parameters) }
  if ('not' in when) return { not: spell(when.not, parameters) }
  const of = ('all' in when ? when.all : when.any).map((w) => spell(w, parameters))
  return 'all' in when ? { all: of } : { any: of }
}

function expected(value: Test['value'], parameters: Readonly<Record<string, number>>): Value | Value[] {
  if (typeof value !== 'object' || Array.isArray(value)) return value
  const parameter = Object.hasOwn(parameters, value.parameter) ? parameters[value.parameter] : undefined
  if (parameter === undefined) throw new Error(`no parameter ${value.parameter}`)
  return parameter
}

/** The facts it asks for, each with the numbers it is compared with. */
export function uses(when: Spelled, into = new Map<string, number[]>()): Map<string, number[]> {
  if ('fact' in when) into.set(when.fact, [...(into.get(when.fact) ?? []), ...[when.value].flat().filter((v) => typeof v === 'number')])
  else for (const w of 'not' in when ? [when.not] : 'all' in when ? when.all : when.any) uses(w, into)
  return into
}

type Tree = { all: Tree[] } | { any: Tree[] } | { fact: string; operator: string; value: Value }

/** De Morgan, down to the tests: to refute `all` is to refute any, to refute "at least" is to prove "less than". */
function tree(when: Spelled, rail: Rail): Tree {
  if ('fact' in when) return leaf(when, rail)
  if ('not' in when) return tree(when.not, rail === 'proven' ? 'refuted' : 'proven')
  const of = 'all' in when ? when.all : when.any
  if (of.length === 0) throw new Error('an empty all or any decides nothing, yet json-rules-engine calls it true')
  const branches = of.map((w) => tree(w, rail))
  return 'all' in when === (rail === 'proven') ? { all: branches } : { any: branches }
}

/** `in` is any of `equal`: a range from 1 to 3 is not in [1, 3], for all its ends are. */
function leaf({ fact, operator, value }: SpelledTest, rail: Rail): Tree {
  if (operator.includes('Than') && typeof value !== 'number') throw new Error(`${fact}: order needs a number`)
  if (Array.isArray(value)) return tree({ any: value.map((one) => ({ fact, operator: 'equal', value: one })) }, rail)
  return { fact, value, operator: `surely:${rail === 'proven' ? operator : opposite[operator]}` }
}

const opposite: Record<Operator, string> = {
  equal: 'notEqual',
  in: 'notIn',
  lessThan: 'greaterThanInclusive',
  greaterThanInclusive: 'lessThan',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
}

/** The part of json-rules-engine's result tree that we read. */
export type Result = { result: boolean; all?: Result[]; any?: Result[] }

/** Lays the engine's two result trees back over the guideline's own tree. */
export function explain(when: Spelled, proven: Result | undefined, refuted: Result | undefined): Explanation {
  if (proven?.result === undefined || refuted?.result === undefined) throw new Error('json-rules-engine left something undecided')
  if (proven.result && refuted.result) throw new Error('proven and refuted at once')
  const verdict: Verdict = proven.result ? 'met' : refuted.result ? 'notMet' : 'unknown'
  if ('fact' in when) return { kind: 'test', verdict, fact: when.fact, operator: when.operator, expected: when.value }
  if ('not' in when) return { kind: 'not', verdict, of: [explain(when.not, refuted, proven)] }
  const [kind, of] = 'all' in when ? (['all', when.all] as const) : (['any', when.any] as const)
  const p = proven.all ?? proven.any,
    r = refuted.all ?? refuted.any
  return { kind, verdict, of: of.map((w, i) => explain(w, p?.[i], r?.[i])) }
}

/** The facts that could still change the verdict. A decided verdict misses nothing. */
export function missing(explanation: Explanation): string[] {
  if (explanation.verdict !== 'unknown') return []
  if (explanation.kind === 'test') return [explanation.fact]
  return [...new Set(explanation.of.flatMap(missing))]
}
