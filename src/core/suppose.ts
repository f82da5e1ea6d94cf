import { type Facts, known } from './facts.ts'
import type { Value } from './guideline.ts'

/** The same patient with some facts supposed. What rests on them is not derived anew: suppose facts that rules ask for. */
export function suppose(facts: Facts, supposed: Readonly<Record<string, Value>>): Facts {
  for (const name of Object.keys(supposed)) if (!Object.hasOwn(facts, name)) throw new Error(`no fact ${name}`)
  return { ...facts, ...Object.fromEntries(Object.entries(supposed).map(([name, value]) => [name, known(value)])) }
}
