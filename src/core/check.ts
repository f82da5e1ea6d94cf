/** What is wrong with a guideline that its shape alone does not show; each sentence names the guideline and the rule. */

import { type Definitions, type Guideline, type Test, type Text, type When, type Written, writeOut } from './guideline.ts'

/** What the sense check must know of a fact: what its values are, and in which unit. */
export type FactSort = { type: 'boolean' | 'number' | 'text'; unit?: string; values?: string[] }

/** Everything wrong with one guideline; empty means fit to release. */
export function problems(guideline: Guideline, definitions: Definitions, facts: Readonly<Record<string, FactSort>>): string[] {
  const found: string[] = []
  const need = (ok: boolean, problem: string) => ok || found.push(`${guideline.id}: ${problem}`)
  for (const one of guideline.criteria)
    if ('use' in one && !definitions.criteria[one.use])
      found.push(`${guideline.id}: ${one.id ?? one.use} uses unknown definition ${one.use}`)
  for (const { id, when, severity, branches } of guideline.recommendations) {
    need((when === undefined) !== (branches === undefined), `${id} has a condition or branches, one of the two`)
    need(branches === undefined || severity === undefined, `${id} has a severity beside those of its branches`)
  }
  if (found.length > 0) return found

  const { parameters, criteria, recommendations, sources, effective } = writeOut(guideline, definitions)
  const ids = criteria.map(({ id }) => id)
  for (const id of twice(ids)) need(false, `${id} is written twice`)
  for (const id of twice(recommendations.map((r) => r.id))) need(false, `${id} is written twice`)
  need(effective.start === null || effective.end === null || effective.start <= effective.end, 'it ends before it starts')

  for (const [name, { values, unit }] of Object.entries(parameters)) {
    need(!(name in facts), `${name} is both a parameter and a fact`)
    need(
      effective.start === null || Object.keys(values).some((start) => start <= effective.start!),
      `${name} has no value on its first day`,
    )
    for (const { cite } of Object.values(values)) need(cite in sources, `${name} cites unknown source ${cite}`)
    for (const { id, when } of criteria)
      for (const test of tests(when))
        if (isParameter(test.value) && test.value.parameter === name && facts[test.fact])
          need(facts[test.fact]!.unit === unit, `${id}: ${name} is in ${unit}, but ${test.fact} in ${facts[test.fact]!.unit ?? 'no unit'}`)
  }
  const used = new Set(recommendations.flatMap(({ when }) => tests(when).map(({ fact }) => fact)))
  for (const { id, cite, text, note, quote, when } of criteria) {
    need(cite in sources, `${id} cites unknown source ${cite}`)
    need(quote === undefined || quote.cite in sources, `${id} quotes unknown source ${quote?.cite}`)
    for (const name of mentioned([text, note])) need(name in parameters, `${id} mentions unknown parameter ${name}`)
    need(!hollow(when), `${id} has an empty all, any or in`)
    for (const test of tests(when)) {
      const sort = facts[test.fact]
      if (!sort) need(false, `${id} tests unknown fact ${test.fact}`)
      else for (const problem of unsuited(test, sort, parameters)) need(false, `${id}: ${problem}`)
    }
  }
  for (const { id, cite, text, because, next, asks, patient, note, quote, when } of recommendations) {
    need(cite in sources, `${id} cites unknown source ${cite}`)
    need(quote === undefined || quote.cite in sources, `${id} quotes unknown source ${quote?.cite}`)
    for (const name of mentioned([text, because, next, asks, patient, note]))
      need(name in parameters, `${id} mentions unknown parameter ${name}`)
    need(!hollow(when), `${id} has an empty all, any or in`)
    for (const { fact, operator, value } of tests(when)) {
      need(ids.includes(fact), `${id} depends on unknown criterion ${fact}`)
      need(operator === 'equal' && typeof value === 'boolean', `${id}: a criterion is met or not, nothing else can be asked of ${fact}`)
    }
  }
  for (const one of guideline.criteria) {
    const id = 'use' in one ? (one.id ?? one.use) : one.id
    const shown = one.note !== undefined
    need(
      used.has(id) || shown || guideline.kind === 'comparison',
      `no recommendation depends on ${id}, and no note says why it stands there`,
    )
  }
  return found
}

/** Two editions of one guideline in force on one day. */
export function overlaps(guidelines: readonly Guideline[]): string[] {
  return guidelines.flatMap((one, i) =>
    guidelines.slice(i + 1).flatMap((other) => {
      if (one.id !== other.id) return []
      const starts = Math.max(Date.parse(one.effective.start ?? '0001-01-01'), Date.parse(other.effective.start ?? '0001-01-01'))
      const ends = Math.min(Date.parse(one.effective.end ?? '9999-12-31'), Date.parse(other.effective.end ?? '9999-12-31'))
      return starts <= ends ? [`${one.id}: editions ${one.version} and ${other.version} are in force on the same day`] : []
    }),
  )
}

/** Every test in a condition. */
export const tests = (when: When): Test[] =>
  typeof when === 'string'
    ? [{ fact: when, operator: 'equal', value: true }]
    : 'fact' in when
      ? [when]
      : 'not' in when
        ? tests(when.not)
        : ('all' in when ? when.all : when.any).flatMap(tests)

/** Every fact that the criteria of a guideline ask for. */
export const factsUsed = ({ criteria }: Pick<Written, 'criteria'>): string[] => [
  ...new Set(criteria.flatMap(({ when }) => tests(when).map(({ fact }) => fact))),
]

/** json-rules-engine calls an empty list true, whether it is asked for all of it or any. */
function hollow(when: When): boolean {
  if (typeof when === 'string') return false
  if ('fact' in when) return Array.isArray(when.value) && when.value.length === 0
  if ('not' in when) return hollow(when.not)
  const of = 'all' in when ? when.all : when.any
  return of.length === 0 || of.some(hollow)
}

/** Order needs numbers; equality on a number that is seldom closed would hardly ever be settled. */
function unsuited({ fact, operator, value }: Test, sort: FactSort, parameters: Written['parameters']): string[] {
  const orders = operator.includes('Than')
  if (orders !== (sort.type === 'number')) return [`${operator} does not suit ${fact}`]
  if (isParameter(value)) {
    if (!(value.parameter in parameters)) return [`compares with unknown parameter ${value.parameter}`]
    return orders ? [] : [`${fact} cannot equal a number`]
  }
  const values = [value].flat()
  const wrong = values.filter((one) => (sort.type === 'text' ? typeof one !== 'string' : typeof one !== sort.type))
  if (wrong.length > 0) return [`${JSON.stringify(wrong[0])} is no value of ${fact}`]
  if (orders && value !== 0) return [`${fact} is compared with a number that is no parameter`]
  if (sort.values) return values.filter((one) => !sort.values!.includes(String(one))).map((one) => `${one} is no value of ${fact}`)
  return []
}

const isParameter = (value: Test['value']): value is { parameter: string } => typeof value === 'object' && !Array.isArray(value)
const twice = (ids: string[]): string[] => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]
const mentioned = (texts: (Text | undefined)[]): string[] =>
  texts.flatMap((text) => Object.values(text ?? {}).flatMap((words) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)))
