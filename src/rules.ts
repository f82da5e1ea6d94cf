/** The knowledge: every guideline with its definitions written out, and what all guidelines share. */

import knowledge from 'virtual:knowledge'
import type { Rules } from './core/evaluate.ts'
import { writeOut } from './core/guideline.ts'

const { guidelines, definitions, ...shared } = knowledge

export const rules: Rules = { ...shared, guidelines: guidelines.map((guideline) => writeOut(guideline, definitions)) }
