/** What every view is drawn from: the assessment, the language, and what may be done. Views hold no state. */

import type { JudgedGuideline } from '../core/assess.ts'
import type { Role } from '../core/derive/chart.ts'
import type { Assessment } from '../core/evaluate.ts'
import type { Lang, Text, Value } from '../core/guideline.ts'
import type { Changes } from '../core/monthAnswers.ts'
import type { GivenTrial } from '../core/trialAnswers.ts'
import type { Person } from '../fhir/person.ts'
import type { Writing } from '../fhir/writing/writing.ts'
import type { Kind } from '../outputs/letter/write.ts'
import type { OnDesk } from './desk.ts'
import { type Word, word, words } from './words.ts'
import type { WritingScreen } from './writing/writeBack.ts'

export type View = 'assessment' | 'history' | 'days' | 'drugs' | 'letters'

export type Screen = {
  lang: Lang
  view: View
  role: Role
  theme: 'light' | 'dark'
  assessment: Assessment
  /** The assessment is only supposed: nothing of it is stored, copied or printed as true. */
  whatIf: boolean
  /** By what was truly answered, to tell what differs; the same assessment outside the what-if mode. */
  asTrue: Assessment
  /** What the user compares with, and the guidelines of other regions that this needs. Nothing of it reaches the assessment. */
  compared: { with: readonly string[]; elsewhere: readonly JudgedGuideline[] }
  person: Person
  readAt: string
  showsBanner: boolean
  showsProtected: boolean
  showsEnded: boolean
  fromReferral: boolean
  /** The person signed in, as the record names them: name and unit. */
  sender: string | null
  desk: OnDesk
  writing: WritingScreen
  /** Suggestions from free text that the user has put aside, by key. */
  dismissed: readonly string[]
  do: {
    answer: (facts: Readonly<Record<string, Value>>) => void
    undo: (facts: readonly string[]) => void
    answerTrial: (substance: string, given: GivenTrial) => void
    undoTrial: (key: string) => void
    answerMonths: (changes: Changes) => void
    dismiss: (suggestion: string, isDismissed: boolean) => void
    /** Into the what-if mode, or out of it and back to the true answers. */
    suppose: (on: boolean) => void
    /** With a region by its code, or a comparison by its guideline. */
    compare: (other: string, isChosen: boolean) => void
    /** `at` names the element that is wanted there. */
    view: (view: View, at?: string) => void
    role: (role: Role) => void
    language: () => void
    theme: () => void
    readAgain: () => void
    showProtected: () => void
    showEnded: () => void
    letter: (kind: Kind) => void
    letterLanguage: (kind: Kind, lang: Lang) => void
    fillLine: (id: string, text: string | null) => void
    editLine: (id: string | null) => void
    changeLine: (id: string, edit: { of: string; to: string } | null) => void
    copyText: (text: string) => void
    /** Copies the text for the journal, and shows it. */
    copyNote: () => void
    /** Opens the preview; what it shows is stored by `store` or laid on the record's scratchpad by `draft`, never before. */
    review: (writing: Writing) => void
    store: () => void
    draft: () => void
    copy: (text: string) => void
    cancelReview: () => void
  }
}

export const t = ({ lang }: Pick<Screen, 'lang'>, name: Word, gaps: Readonly<Record<string, string | number>> = {}): string =>
  word(words[name], lang, gaps)
export const say = ({ lang }: Pick<Screen, 'lang'>, text: Text | undefined): string => text?.[lang] ?? ''
