/**
 * A guideline in CQL: facts are parameters, criteria and recommendations are definitions. CQL's logic has three values
 * as ours has: a fact that is not known is null. Ranges have no equivalent: a fact is a value or null.
 */

import { type FactSort, factsUsed } from '../../../src/core/check.ts'
import type { Operator, Test, Value, When } from '../../../src/core/guideline.ts'
import type { Entry } from '../library.ts'

const types: Record<FactSort['type'], string> = { boolean: 'Boolean', number: 'Decimal', text: 'String' }
const operators: Record<Exclude<Operator, 'in'>, string> = {
  equal: '=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

/** The name of a definition, as an action's condition cites it. */
export const definitionOf = (recommendation: string): string => `Recommendation ${recommendation}`

/** One library of CQL, numbers as they are latest. */
export function cql(
  { written, numbers }: Pick<Entry, 'written' | 'numbers'>,
  name: string,
  facts: Readonly<Record<string, FactSort>>,
): string {
  const { criteria, recommendations, version } = written
  return [
    `library ${name} version ${literal(version)}`,
    '',
    ...factsUsed(written).map((fact) => `parameter "Fact ${fact}" ${types[facts[fact]!.type]}`),
    '',
    ...Object.entries(numbers).map(([parameter, value]) => `define "Number ${parameter}": ${decimal(value)}`),
    '',
    ...criteria.map(({ id, when }) => `define "Criterion ${id}": ${expression(when, 'Fact')}`),
    '',
    ...recommendations.map(({ id, when }) => `define "${definitionOf(id)}": ${expression(when, 'Criterion')}`),
    '',
  ].join('\n')
}

/** A condition on facts or on criteria. */
export function expression(when: When, of: 'Fact' | 'Criterion'): string {
  if (typeof when === 'string') return `"${of} ${when}"`
  if ('all' in when) return joined(when.all, 'and', of)
  if ('any' in when) return joined(when.any, 'or', of)
  if ('not' in when) return `not (${expression(when.not, of)})`
  return tested(when, of)
}

const joined = (parts: readonly When[], word: 'and' | 'or', of: 'Fact' | 'Criterion'): string =>
  parts.length === 1 ? expression(parts[0]!, of) : `(${parts.map((one) => expression(one, of)).join(` ${word} `)})`

function tested({ fact, operator, value }: Test, of: 'Fact' | 'Criterion'): string {
  const name = `"${of} ${fact}"`
  if (operator === 'in')
    return `${name} in { ${[value]
      .flat()
      .map((one) => literal(one as Value))
      .join(', ')} }`
  const right = typeof value === 'object' && !Array.isArray(value) ? `"Number ${value.parameter}"` : literal(value as Value)
  return `${name} ${operators[operator]} ${right}`
}

const literal = (value: Value): string =>
  typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : typeof value === 'number' ? decimal(value) : String(value)
const decimal = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value))

/** Names that CQL text cites and does not define; empty where it holds together. */
export function undefinedNames(text: string): string[] {
  const defined = new Set([...text.matchAll(/^(?:define|parameter) "([^"]+)"/gm)].map(([, name]) => name!))
  return [...new Set([...text.matchAll(/"([^"]+)"/g)].map(([, name]) => name!))].filter((name) => !defined.has(name))
}
