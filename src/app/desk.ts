/** The writing desk: which letter lies on it, in which language, the words that only a person has, and lines that were changed. */

import type { Lang } from '../core/guideline.ts'
import { type Draft, emptyDraft } from '../outputs/letter/letter.ts'
import type { Kind } from '../outputs/letter/write.ts'
import { copy } from './writing/copy.ts'

/** `kind` null: the one that the assessment calls for. A language is chosen for one kind at a time. */
export type OnDesk = { kind: Kind | null; langs: Partial<Record<Kind, Lang>>; draft: Draft; editing: string | null; copied: boolean | null }

const shownFor = 4_000

export class Desk {
  #on: OnDesk = { kind: null, langs: {}, draft: emptyDraft, editing: null, copied: null }
  readonly #changed: (isKept: boolean) => void

  /** `changed` is told whether what is to be kept for the launch has changed. */
  constructor(changed: (isKept: boolean) => void) {
    this.#changed = changed
  }

  get on(): OnDesk {
    return this.#on
  }

  /** A new patient's desk is empty but for what was kept for that patient. */
  clear(draft: Draft = emptyDraft): void {
    this.#on = { kind: null, langs: {}, draft, editing: null, copied: null }
  }

  show(kind: Kind): void {
    this.#put({ kind, editing: null, copied: null })
  }

  speak(kind: Kind, lang: Lang): void {
    this.#put({ langs: { ...this.#on.langs, [kind]: lang }, editing: null, copied: null })
  }

  /** Words for a field; null takes them away. */
  fill(id: string, text: string | null): void {
    const { [id]: _, ...rest } = this.#on.draft.texts
    this.#keep({ ...this.#on.draft, texts: text === null ? rest : { ...rest, [id]: text } })
  }

  edit(line: string | null): void {
    this.#put({ editing: line })
  }

  /** A line in other words; null gives back the letter's own. */
  change(id: string, edit: { of: string; to: string } | null): void {
    const { [id]: _, ...rest } = this.#on.draft.edits
    this.#keep({ ...this.#on.draft, edits: edit === null ? rest : { ...rest, [id]: edit } })
  }

  async copy(text: string): Promise<void> {
    this.#put({ copied: await copy(text) })
    setTimeout(() => this.#put({ copied: null }), shownFor)
  }

  #put(part: Partial<OnDesk>): void {
    this.#on = { ...this.#on, ...part }
    this.#changed(false)
  }

  #keep(draft: Draft): void {
    this.#on = { ...this.#on, draft, editing: null }
    this.#changed(true)
  }
}
