/** One row of a table of facts: what the record holds, what is answered, what follows. */

import { describe, expect, test } from 'vitest'
import { evaluate, type Resource, short } from '../bundle.ts'

export type Row = [
  says: string,
  resources: Resource[],
  expected: Record<string, unknown>,
  options?: { asOf?: string; answers?: object; role?: 'gp' | 'neurologist' | 'nurse' },
]

/** Each row: the facts named, in one line each (`18`, `true`, `1..?`, or why it is unknown). */
export const table = (title: string, rows: Row[]) =>
  describe(title, () => {
    test.each(rows)('%s', async (_, resources, expected, options = {}) => {
      const { facts } = await evaluate(resources, options)
      expect(Object.fromEntries(Object.keys(expected).map((name) => [name, short(facts[name])]))).toEqual(expected)
    })
  })
