/** A letter: lines with their origin, and its plain text. What is shown, copied, printed and stored are these lines. */

import type { Lang } from '../../core/guideline.ts'
import type { Question } from '../questions.ts'
import { letterWords as words } from './words.ts'

/** From the record, from the user, from the assessment itself; or nobody has said it. */
export type Origin = 'record' | 'user' | 'assessment' | 'missing'

/** What fills a gap: a question of the assessment, the red flags, or words that only a person has. */
export type Gap = { question: Question } | { flags: readonly string[] } | { free: string; hint: string; none: string | null }

export type Line = {
  id: string
  text: string
  origin: Origin
  /** Date of the newest thing it rests on. */
  date: string | null
  gap?: Gap
  /** Receiver, date and patient are settled elsewhere. */
  isFixed?: true
  /** The field that it was written in. */
  free?: string
  /** Edited by the user; `was` is what the letter would say now, where that has changed since. */
  edited?: { was: string; isStale: boolean }
}

export type Section = { id: string; title: string; lines: readonly Line[]; inline?: boolean }

export type Letter = {
  kind: 'referral' | 'declined' | 'plan' | 'note'
  lang: Lang
  title: string
  /** Receiver, sender, date, patient. */
  head: readonly Line[]
  sections: readonly Section[]
  foot: readonly string[]
}

/** Words that only a person has, and lines that were changed, by the line's id. */
export type Draft = {
  texts: Readonly<Record<string, string>>
  edits: Readonly<Record<string, { of: string; to: string }>>
}
export const emptyDraft: Draft = { texts: {}, edits: {} }

/** The sections as the user left them, and the line of their own; each line is named once and for all letters. */
export function asEdited(letter: Letter, { edits, texts }: Draft): Letter {
  const scope = `${letter.kind}-${letter.lang}`
  const own = texts[`own ${scope}`]
  const line = (one: Line): Line => {
    const id = `${scope} ${one.id}`
    const edit = edits[id]
    if (!edit || one.gap || one.isFixed) return { ...one, id }
    return { ...one, id, text: edit.to, origin: 'user', edited: { was: one.text, isStale: edit.of !== one.text } }
  }
  const sections = letter.sections.map((section) => ({ ...section, lines: section.lines.map(line) }))
  const more =
    own === undefined
      ? []
      : [{ id: 'own', title: words.own[letter.lang], lines: [{ id: `own ${scope}`, text: own, origin: 'user' as const, date: null }] }]
  return { ...letter, head: letter.head.map(line), sections: [...sections, ...more].filter(({ lines }) => lines.length > 0) }
}

export const missingLines = ({ sections, head }: Letter): Line[] =>
  [...head, ...sections.flatMap(({ lines }) => lines)].filter(({ origin }) => origin === 'missing')

/** The letter as plain text, line by line: what is copied and stored. A star marks what the sender stated. */
export function plainText({ kind, lang, title, head, sections, foot }: Letter): string {
  const said = ({ text, origin }: Line) => (origin === 'user' && kind === 'referral' ? `${text} *` : text)
  const shown = (lines: readonly Line[]) => lines.filter(({ text }) => text !== '')
  const body = sections.flatMap(({ title, lines, inline }) => {
    const [first, ...rest] = shown(lines)
    if (!first) return []
    if (inline) return [`${title}: ${[first, ...rest].map((one) => asSentence(said(one))).join(' ')}`]
    return rest.length === 0 ? [`${title}: ${said(first)}`] : [`${title}:`, ...[first, ...rest].map((one) => `- ${said(one)}`)]
  })
  const hasStar =
    kind === 'referral' && [...head, ...sections.flatMap(({ lines }) => lines)].some((one) => one.origin === 'user' && one.text)
  return [
    title,
    ...shown(head).map(said),
    '',
    ...body,
    '',
    ...(kind === 'referral' ? [[hasStar ? words.star[lang] : '', words.origins[lang]].filter(Boolean).join(' ')] : []),
    ...foot,
  ]
    .join('\n')
    .trim()
}

const asSentence = (text: string): string => (/[.*]$/.test(text) ? text : `${text}.`)
