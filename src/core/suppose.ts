import { type Facts, given } from './facts.ts'
import type { Value } from './guideline.ts'

/** The same patient with some facts given. What rests on them is not derived anew: suppose facts that rules ask for. */
export function suppose(facts: Facts, values: Readonly<Record<string, Value>>): Facts {
  for (const name of Object.keys(values)) if (!Object.hasOwn(facts, name)) throw new Error(`no fact ${name}`)
  return { ...facts, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, given(value)])) }
}
