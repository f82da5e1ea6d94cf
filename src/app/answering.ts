/** What the user has said, and the what-if copy of it: pure, so that nothing supposed can reach what is true. */

import type { Role } from '../core/derive/chart.ts'
import { type Answered, type Answers, noAnswers } from '../core/facts.ts'
import type { Value } from '../core/guideline.ts'

/** Suggestions put aside are no answers: nothing is derived from them. */
export type Said = Readonly<{ answers: Answers; dismissed: readonly string[]; role: Role }>

/** While `supposed` is there it is what changes and what is assessed; dropped, it leaves no trace. */
export type Answering = Readonly<{ said: Said; supposed: Said | null }>

export const nothingSaid: Answering = { said: { answers: noAnswers, dismissed: [], role: 'gp' }, supposed: null }
export const now = ({ said, supposed }: Answering): Said => supposed ?? said
export const supposing = ({ said }: Answering): Answering => ({ said, supposed: said })
export const leaving = ({ said }: Answering): Answering => ({ said, supposed: null })
export const changed = ({ said, supposed }: Answering, part: Partial<Said>): Answering =>
  supposed ? { said, supposed: { ...supposed, ...part } } : { said: { ...said, ...part }, supposed: null }

export const withFacts = (answers: Answers, facts: Readonly<Record<string, Value>>, stamp: Answered): Answers => ({
  ...answers,
  facts: { ...answers.facts, ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, ...stamp }])) },
})
export const withoutFacts = (answers: Answers, names: readonly string[]): Answers => ({ ...answers, facts: without(answers.facts, names) })
export const withoutTrial = (answers: Answers, key: string): Answers => ({ ...answers, trials: without(answers.trials, [key]) })
export const putAside = (dismissed: readonly string[], key: string, isAside: boolean): string[] => [
  ...dismissed.filter((one) => one !== key),
  ...(isAside ? [key] : []),
]

const without = <T>(of: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)))
