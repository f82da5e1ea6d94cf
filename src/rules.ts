/** The knowledge: every guideline with its definitions written out, and what all guidelines share. */

import knowledge from 'virtual:knowledge'
import type { Rules } from './core/evaluate.ts'
import { writeOut } from './core/guideline.ts'

const { guidelines, definitions, letters: table, ...shared } = knowledge

export const rules: Rules = { ...shared, guidelines: guidelines.map((guideline) => writeOut(guideline, definitions)) }

/** What letters hold, and who receives them. */
export const letters = table
