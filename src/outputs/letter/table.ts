/** The letters as data (rules/letters.json): who receives them, what they demand, which contents in which order. */

import type { Certainty, Source, Text } from '../../core/guideline.ts'

export type To = 'neurology' | 'paediatrics' | 'emergency'

export type Receiver = {
  /** ISO 3166-2:SE without `SE-`; null: wherever no region has its own. */
  region: string | null
  name: Text
  address: string | null
  /** What the clinic asks for beyond the content list. */
  demands: readonly Text[]
  cite: string
  certainty: Certainty
  validityConfirmed: boolean
  note: Text
}

/** One kind of content of a section; `asks`: what is a gap where it is not known. */
export type Part =
  | { kind: 'reasons' }
  | { kind: 'diagnoses'; sets: readonly string[]; asks: string }
  | { kind: 'otherDiagnoses'; but: readonly string[]; none: Text }
  | { kind: 'fact'; fact: string; says: Text; asks?: boolean }
  | { kind: 'diary'; facts: readonly string[]; asks: readonly string[] }
  | { kind: 'flags'; label: Text; none: Text; others: Text }
  | { kind: 'trials'; roles: readonly ('preventive' | 'advanced' | 'acute')[]; none: Text }
  | { kind: 'otherDrugs' | 'allergies'; label: Text; none: Text }
  | { kind: 'pressure'; label: Text }
  | { kind: 'pregnancy'; yes: Text; week: Text; no: Text; asks: string }
  /** Only a person can tell; `none` is the one-tap reply that there is nothing. Without a label the section's title says what it is. */
  | { kind: 'free'; id: string; label?: Text; hint: Text; none?: Text }

/** `inline`: its lines are short enough to stand as one paragraph in the plain text. */
export type ContentSection = { id: string; title: Text; cite: string; inline?: boolean; parts: readonly Part[] }

export type LetterTable = {
  sources: Readonly<Record<string, Source>>
  receivers: Readonly<Record<To, readonly Receiver[]>>
  referral: readonly ContentSection[]
  plan: {
    /** Said once where a medicine calls for review. */
    safety: Text
    safetyCite: string
    seekCare: { cite: string; certainty: Certainty; title: Text; items: readonly Text[]; call: Text }
  }
}

/** The region's own clinic, else the one that stands for all. */
export const receiverOf = ({ receivers }: LetterTable, to: To, region: string | null): Receiver =>
  receivers[to].find((one) => region !== null && one.region === region) ?? receivers[to].find((one) => one.region === null)!
