/** The knowledge: every guideline with its definitions written out, and what all guidelines share. */

import knowledge from 'virtual:knowledge'
import type { Rules } from './core/evaluate.ts'
import { writeOut } from './core/guideline.ts'

/** A table that is looked up by a code from a record must not find what every object has: it has no prototype. */
function bare<T>(of: T): T {
  if (typeof of !== 'object' || of === null) return of
  for (const value of Object.values(of)) bare(value)
  return Array.isArray(of) ? of : Object.setPrototypeOf(of, null)
}

const { guidelines, definitions, letters: table, ...shared } = bare(structuredClone(knowledge))

export const rules: Rules = { ...shared, guidelines: guidelines.map((guideline) => writeOut(guideline, definitions)) }

/** What letters hold, and who receives them. */
export const letters = table
