/** Writing back: what may be stored, what is under review, and what came of it. Nothing is sent before `store` or `draft`. */

import type { ServiceRequest } from 'fhir/r4'
import { possibleAnswers } from '../../core/answers.ts'
import { dayOf, lastOfMonth } from '../../core/dates.ts'
import { noAnswers } from '../../core/facts.ts'
import { mayCreate } from '../../fhir/writing/granted.ts'
import { plan } from '../../fhir/writing/plan.ts'
import { provenance } from '../../fhir/writing/provenance.ts'
import { referral } from '../../fhir/writing/referral.ts'
import type { Context, Item, Months, Writing, WrittenKind } from '../../fhir/writing/writing.ts'
import { rules } from '../../rules.ts'
import { handshake, type Scratchpad } from '../messaging.ts'
import type { Session } from '../session.ts'
import { copy } from './copy.ts'
import { keepLedger, type Ledger, openLedger, revised } from './ledger.ts'
import { type Outcome, provenanceOf, storeAll } from './store.ts'

declare const __VERSION__: string

export type Review = {
  writing: Writing
  /** Months that were answered and cannot be stored: not ended yet, or with values that cannot be. */
  leftOut: readonly string[]
  items: readonly Item[]
  outcomes: ReadonlyMap<string, Outcome>
  /** Whether the record takes a note of who stored it. */
  hasProvenance: boolean
  draft: Outcome | null
  /** The name of who is signed in, where it could be read; `isSigned` where the record says who that is at all. */
  author: string | null
  isSigned: boolean
  isBusy: boolean
  /** What was copied last: done, refused, or nothing yet. */
  copied: boolean | null
}

/** For the views. */
export type WritingScreen = {
  can: Readonly<Record<Writing['kind'], boolean>>
  kinds: ReadonlySet<WrittenKind>
  hasScratchpad: boolean
  review: Review | null
  /** The text that was stored last: as long as it stands unchanged it is no draft. */
  stored: string | null
}

const nothing: ReadonlySet<WrittenKind> = new Set()

export class WriteBack {
  #session: Session | null = null
  #ledger: Ledger | null = null
  #kinds: ReadonlySet<WrittenKind> = nothing
  #scratchpad: Scratchpad | null = null
  #review: Review | null = null
  #stored: string | null = null
  #isRunning = false
  readonly #changed: () => void
  readonly #patientRead: () => unknown

  constructor(patientRead: () => unknown, changed: () => void) {
    this.#patientRead = patientRead
    this.#changed = changed
  }

  /** For the launch; `mayWrite` is the site's word. What was under review when a session ended comes back. */
  connect(session: Session, mayWrite: boolean): void {
    this.#session = session
    this.#ledger = openLedger(session)
    this.#kinds = mayWrite ? mayCreate(session.scope) : nothing
    if (session.messaging)
      void handshake(session.messaging).then((scratchpad) => {
        this.#scratchpad = scratchpad
        this.#changed()
      })
    if (this.#ledger.pending) void this.review(this.#ledger.pending)
  }

  /** Only for the launch's patient, whoever's record is on the screen. */
  get #isOfLaunch(): boolean {
    return this.#session !== null && this.#patientRead() === this.#session.patientId
  }

  get shown(): WritingScreen {
    const isHere = this.#isOfLaunch
    const kinds = isHere ? this.#kinds : nothing
    const hasScratchpad = isHere && this.#scratchpad !== null
    const document = kinds.has('DocumentReference')
    return {
      can: {
        referral: document || kinds.has('ServiceRequest') || hasScratchpad,
        document,
        diary: kinds.has('Observation') || kinds.has('QuestionnaireResponse'),
      },
      kinds,
      hasScratchpad,
      review: isHere ? this.#review : null,
      stored: isHere ? this.#stored : null,
    }
  }

  async review(writing: Writing): Promise<void> {
    const session = this.#session
    const ledger = this.#ledger
    if (!session || !ledger) return
    const months = storable(writing.months)
    const leftOut = Object.keys(writing.months).filter((month) => !sameValues(months[month], writing.months[month]))
    const given = { ...writing, months }
    const items = await plan(given, this.#context(given, ledger, session))
    const outcomes = new Map(items.map(({ id }) => [id, known(ledger, id)]))
    const covered = items.map(({ id }) => provenanceOf(ledger, ledger.stored[id] ?? ''))
    if (covered.length > 0 && covered.every((one) => one !== null))
      outcomes.set('provenance', { is: 'stored', reference: covered[0]!, before: true })
    const author = this.#review?.author ?? null
    this.#review = {
      writing: given,
      leftOut,
      items,
      outcomes,
      hasProvenance: this.#kinds.has('Provenance'),
      draft: null,
      author,
      isSigned: session.fhirUser !== null,
      isBusy: false,
      copied: null,
    }
    this.#keep({ pending: writing })
    if (author === null) void this.#nameAuthor(session)
  }

  /** Once at a time: a second press while it runs does nothing. What is stored already is not sent again. */
  async store(): Promise<void> {
    const review = this.#review
    const ledger = this.#ledger
    const session = this.#session
    if (!review || !ledger || !session || this.#isRunning || review.isBusy || mayBeLaid(review) || !this.#isOfLaunch) return
    ledger.values = revised(ledger.values, review.writing.months)
    const outcomes = new Map(review.outcomes)
    const context = this.#context(review.writing, ledger, session)
    const show = (isBusy: boolean) => {
      if (this.#review?.items === review.items) this.#review = { ...this.#review, outcomes: new Map(outcomes), isBusy }
      this.#keep({})
    }
    this.#isRunning = true
    show(true)
    await storeAll({
      items: review.items,
      outcomes,
      provenance: this.#kinds.has('Provenance') ? (targets, now) => provenance(targets, now, context) : null,
      ledger,
      send: session.send,
      now,
      changed: () => show(true),
      isWanted: () => this.#review?.items === review.items && this.#isOfLaunch,
    }).finally(() => {
      this.#isRunning = false
    })
    show(false)
  }

  /** Onto the record's scratchpad: a draft that the clinician finds and signs there. */
  async draft(): Promise<void> {
    const review = this.#review
    if (!review || !this.#ledger || !this.#session || !this.#scratchpad || review.isBusy || !this.#isOfLaunch) return
    const item = await referral(review.writing, this.#context(review.writing, this.#ledger, this.#session))
    if (this.#review !== review) return
    this.#show({ draft: { is: 'sending' }, isBusy: true })
    const draft = await this.#scratchpad.create(item.make({ now: now(), letter: null }) as ServiceRequest, item.id)
    if (this.#review?.items !== review.items) return
    // Laid there, the referral is not stored a second time from here; a diary still can be.
    const items = draft.is === 'stored' ? review.items.filter(({ group }) => group !== 'letter' && group !== 'referral') : review.items
    this.#show({ draft, items, isBusy: false })
  }

  async copy(text: string): Promise<void> {
    this.#show({ copied: null })
    this.#show({ copied: await copy(text) })
  }

  /** Closes the review. What was stored stays stored, and is known when the same is reviewed again. */
  cancel(): void {
    const review = this.#review
    if (review && review.items.length > 0 && review.items.every(({ id }) => isDone(review.outcomes.get(id))))
      this.#stored = review.writing.text
    this.#review = null
    this.#keep({ pending: null })
  }

  #show(part: Partial<Review>): void {
    if (this.#review) this.#review = { ...this.#review, ...part }
    this.#changed()
  }

  #keep(part: Partial<Ledger>): void {
    if (this.#session && this.#ledger) keepLedger(this.#session, Object.assign(this.#ledger, part))
    this.#changed()
  }

  #context({ lang, months }: Writing, { salt, values }: Ledger, session: Session): Context {
    const revisions = revised(values, months)
    return {
      patientId: session.patientId,
      author: session.fhirUser,
      software: `Migränstöd ${__VERSION__}`,
      salt,
      can: this.#kinds,
      revision: (month, fact) => revisions[`${month}/${fact}`]?.revision ?? 1,
      nameOf: (fact) => rules.vocabulary.facts[fact]?.text[lang] ?? fact,
    }
  }

  /** The name of who is signed in, for the eye alone; what is stored is the reference. */
  async #nameAuthor({ ask, fhirUser }: Session): Promise<void> {
    if (fhirUser === null) return
    const found = (await ask(fhirUser, AbortSignal.timeout(10_000)).catch(() => null)) as {
      practitioner?: { display?: string }
      name?: { text?: string; given?: string[]; family?: string }[]
    } | null
    const name = found?.name?.[0]
    const author = found?.practitioner?.display ?? name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' ')
    if (author) this.#show({ author })
  }
}

const now = (): string => new Date().toISOString()

/** Sent before without an answer: it may be stored, and the record is asked first. */
function known({ stored, tried }: Ledger, id: string): Outcome {
  const reference = stored[id]
  if (reference !== undefined) return { is: 'stored', reference, before: true }
  return tried.includes(id) ? { is: 'failed', why: 'timeout', status: null, says: '' } : { is: 'waiting' }
}

/** Months that have ended, without values that cannot be: a final value of a month that goes on would be false. */
function storable(months: Months): Months {
  const today = dayOf(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date()))
  const ended = Object.entries(months).filter(([month]) => lastOfMonth(dayOf(`${month}-01`)) <= today)
  const asAnswers = Object.fromEntries(ended.map(([month, values]) => [month, { by: '', date: null, values }]))
  const { answers } = possibleAnswers({ ...noAnswers, months: asAnswers }, rules.vocabulary, rules.codes)
  const left = Object.entries(answers.months).map(([month, { values }]) => {
    const { headacheDays, migraineDays, ...rest } = values
    const isTooMany = headacheDays !== undefined && migraineDays !== undefined && migraineDays > headacheDays
    return [month, isTooMany ? (rest as Record<string, number>) : values] as const
  })
  return Object.fromEntries(left.filter(([, values]) => Object.keys(values).length > 0))
}

const sameValues = (a: Record<string, number> | undefined, b: Record<string, number> | undefined): boolean =>
  JSON.stringify(a ?? {}) === JSON.stringify(b ?? {})

/** A draft that was laid without an answer: a stored referral beside it could be a second one. */
export const mayBeLaid = ({ draft, items }: Review): boolean =>
  draft?.is === 'failed' && draft.why !== 'refused' && items.some(({ kind }) => kind === 'ServiceRequest')

export const isDone = (outcome: Outcome | undefined): boolean => outcome?.is === 'stored' || outcome?.is === 'instead'
