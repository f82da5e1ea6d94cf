import { Engine } from 'json-rules-engine'
import type { Fact, Facts } from './facts.ts'
import type { When } from './guideline.ts'
import { type Explanation, explain, missing, type Result, rails, rule, type Spelled, spell, surely, uses, type Verdict } from './rails.ts'

type Item = { id: string; when: When }

/** An item with its verdict, the tree that explains it and the facts that could still change it. */
export type Judged<T> = Readonly<T & { verdict: Verdict; explanation: Explanation; missing: readonly string[] }>

type Ready<T> = { item: T; when: Spelled; uses: [string, number[]][] }

/** Far more than a guideline has different patients; only so that memory has an end. */
const remembered = 5_000

/**
 * Judges one patient after another. json-rules-engine decides; a question whose facts stand as they did once before
 * is not put to it again. What is remembered is how facts stand to thresholds: no value, no evidence, no patient.
 */
export function judge<T extends Item>(
  items: T[],
  parameters: Readonly<Record<string, number>> = {},
): (facts: Facts) => Promise<Judged<T>[]> {
  if (new Set(items.map(({ id }) => id)).size < items.length) throw new Error('two of the same name')
  const ready = items.map((item): Ready<T> => {
    const when = spell(item.when, parameters)
    return { item, when, uses: [...uses(when)] }
  })
  const memory = new Map<string, Judged<T>>()

  return async (facts) => {
    const keys: string[] = []
    const judged: (Judged<T> | undefined)[] = []
    const fresh: Ready<T>[] = []
    for (const one of ready) {
      const key = question(one, facts)
      const before = memory.get(key)
      keys.push(key)
      judged.push(before)
      if (!before) fresh.push(one)
    }
    if (fresh.length === 0) return judged as Judged<T>[]

    const news = await decide(fresh, facts)
    if (memory.size + news.length > remembered) memory.clear()
    return judged.map((old, i) => old ?? remember(memory, keys[i]!, news.shift()!))
  }
}

/** A new engine for every question: runs that overlap on a shared one lose rules, without a word. */
async function decide<T extends Item>(ready: Ready<T>[], facts: Facts): Promise<Judged<T>[]> {
  const engine = new Engine(ready.flatMap(({ item, when }) => rails.map((rail) => rule(item.id, when, rail))))
  engine.addOperatorDecorator('surely', surely)

  const asked = Object.fromEntries(ready.flatMap(({ uses }) => uses.map(([name]) => [name, fact(facts, name)])))
  const { results, failureResults } = await engine.run(asked)
  const trees = new Map([...results, ...failureResults].map((r) => [r.name, (r.conditions as { all: Result[] }).all[0]]))

  return ready.map(({ item, when }) => {
    const explanation = explain(when, trees.get(`${item.id} proven`), trees.get(`${item.id} refuted`))
    return { ...item, verdict: explanation.verdict, explanation, missing: missing(explanation) }
  })
}

/** All that a verdict may depend on, in words. */
function question({ item, uses }: Ready<Item>, facts: Facts): string {
  let question = item.id
  for (const [name, numbers] of uses) question += `|${standing(fact(facts, name), numbers)}`
  return question
}

function standing(fact: Fact, numbers: number[]): string | number {
  switch (fact.status) {
    case 'known':
      return typeof fact.value === 'number'
        ? place(fact.value, numbers)
        : typeof fact.value === 'string'
          ? JSON.stringify(fact.value)
          : `${fact.value}`
    case 'between':
      return `${place(fact.low ?? -Infinity, numbers)}..${place(fact.high ?? Infinity, numbers)}`
    case 'unknown':
      return '?'
  }
}

/** Where a number stands among those it is compared with: in the same place, it passes the same tests. */
function place(number: number, among: number[]): number {
  let place = 0
  for (const one of among) place += number > one ? 2 : number === one ? 1 : number < one ? 0 : NaN
  return place
}

function remember<K, V>(memory: Map<K, V>, key: K, value: V): V {
  memory.set(key, value)
  return value
}

function fact(facts: Facts, name: string): Fact {
  const found = Object.hasOwn(facts, name) ? facts[name] : undefined
  if (!found) throw new Error(`no fact ${name}`)
  return found
}
