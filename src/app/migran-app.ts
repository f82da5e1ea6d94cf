/** The one element with state: reads the record, holds answers, role and language, assesses anew on each change, hands down. */

import { html, LitElement, nothing, type TemplateResult } from 'lit'
import type { JudgedGuideline } from '../core/assess.ts'
import type { Role } from '../core/derive/chart.ts'
import { type Assessment, evaluator } from '../core/evaluate.ts'
import type { Lang } from '../core/guideline.ts'
import { withMonths } from '../core/monthAnswers.ts'
import type { Problem } from '../core/record.ts'
import { withTrial } from '../core/trialAnswers.ts'
import { readBundle } from '../fhir/bundle.ts'
import { neededKinds, searches } from '../fhir/needs.ts'
import { type Person, personOf } from '../fhir/person.ts'
import type { Reading } from '../fhir/reading.ts'
import { recordMaker } from '../fhir/record.ts'
import { signedIn } from '../fhir/role.ts'
import { readServer } from '../fhir/server.ts'
import { judgedElsewhere } from '../outputs/compare.ts'
import { hasHeadache } from '../outputs/headache.ts'
import { rules } from '../rules.ts'
import {
  type Answering,
  changed,
  leaving,
  nothingSaid,
  now,
  putAside,
  type Said,
  supposing,
  withFacts,
  withoutFacts,
  withoutTrial,
} from './answering.ts'
import { Desk } from './desk.ts'
import { type Failed, failureOf } from './failure.ts'
import { focusKept, goTo } from './focus.ts'
import type { Screen, View } from './screen.ts'
import { t } from './screen.ts'
import { keep, openSession, restore, type Session } from './session.ts'
import { loadSite, type Site } from './site.ts'
import { recordStyle, systemTheme, type Theme, useTheme } from './theme.ts'
import { answer, otherAdvice } from './views/answer.ts'
import { aside } from './views/aside.ts'
import { followUp } from './views/followUp.ts'
import { guidelines } from './views/guidelines.ts'
import { read } from './views/read.ts'
import { review, showReview } from './views/review.ts'
import { awaited, deceased, failure, foot, loading, noHeadache } from './views/states.ts'
import { top } from './views/top.ts'
import { emptyForms, whatIfBand } from './views/whatIf.ts'
import { whatIfFacts } from './views/whatIfFacts.ts'
import { WriteBack } from './writing/writeBack.ts'

declare const __VERSION__: string

type Phase =
  | { is: 'loading' }
  | { is: 'failed'; failed: Failed }
  | ({ is: 'ready'; reading: Reading; person: Person; readAt: string } & Judged)
/** What is shown, and what is true: the same but in the what-if mode. */
type Judged = { assessment: Assessment; asTrue: Assessment; whatIf: boolean; elsewhere: readonly JudgedGuideline[] }

/** One clinician in one launch; answers say so and no more. */
const you = 'user'
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date())

type Later = typeof import('./later.ts')

export class MigranApp extends LitElement {
  #phase: Phase = { is: 'loading' }
  #underway = new Set<string>()
  /** Kept answers that could not be read. */
  #lost: readonly Problem[] = []
  #session: Session | null = null
  #site: Site | null = null
  #answering: Answering = nothingSaid
  #comparedWith: readonly string[] = []
  #roleChosen = false
  #lang: Lang = 'sv'
  #theme: Theme = systemTheme()
  #view: View = 'assessment'
  #showsProtected = false
  #showsEnded = false
  #concernsHeadache: boolean | null = null
  #sender: string | null = null
  #later: Later | 'failed' | null = null
  /** The latest assessment that is under way. */
  #settled: Promise<void> = Promise.resolve()
  readonly #desk = new Desk((isKept) => {
    if (isKept) this.#keep()
    this.requestUpdate()
  })
  readonly #writing = new WriteBack(
    () => (this.#phase.is === 'ready' ? this.#phase.reading.patient['id'] : null),
    () => this.requestUpdate(),
  )
  readonly #makeRecord = recordMaker(rules)
  #judge: { asOf: string; region: string | null; of: ReturnType<typeof evaluator> } | null = null

  /** Light DOM: one style sheet, one heading order, labels that reach their fields. */
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    this.replaceChildren()
    super.connectedCallback()
    useTheme(this.#theme)
    void this.#start()
  }

  async #start(): Promise<void> {
    try {
      const [site, session] = await Promise.all([loadSite(), openSession()])
      this.#site = site
      this.#session = session
      this.#writing.connect(session, site.write)
      const stored = restore(session, rules)
      this.#lost = stored.problems
      this.#answering = {
        said: { answers: stored.answers, dismissed: stored.dismissed, role: stored.role ?? 'gp' },
        supposed: null,
      }
      this.#desk.clear(stored.draft)
      this.#roleChosen = stored.role !== null
      if (session.intent === 'medication-history') this.#view = 'history'
      if (session.styleUrl) void recordStyle(session.styleUrl).then((theme) => theme && this.#useTheme(theme))
      const user = signedIn(session.ask, session.fhirUser, rules.codes)
      await this.#readRecord()
      const found = await user
      this.#sender = found?.name ?? null
      if (found?.role && !this.#roleChosen) await this.#foundRole(found.role)
      this.requestUpdate()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** What is supposed meanwhile is not touched. */
  async #foundRole(role: Role): Promise<void> {
    this.#answering = { ...this.#answering, said: { ...this.#answering.said, role } }
    await this.#assess()
  }

  async #readRecord(): Promise<void> {
    const { patientId, ask, base } = this.#session!
    const site = this.#site!
    this.#answering = leaving(this.#answering)
    this.#phase = { is: 'loading' }
    this.#underway.clear()
    this.requestUpdate()
    const wanted = searches(neededKinds(rules.guidelines, rules.vocabulary), rules, patientId, today())
    const reading = await readServer(
      ask,
      patientId,
      wanted,
      { base, notKept: site.notKept ?? [], shows: site.shows ?? {}, sameServer: site.sameServer ?? [] },
      (kind, done) => {
        if (done) this.#underway.delete(kind)
        else this.#underway.add(kind)
        this.requestUpdate()
      },
    )
    await this.#take({ ...reading, problems: [...reading.problems, ...this.#lost] })
  }

  async #take(reading: Reading): Promise<void> {
    const readAt = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' }).format(new Date())
    const judged = await this.#judged(reading)
    this.#phase = { is: 'ready', reading, person: personOf(reading.patient), readAt, ...judged }
    this.requestUpdate()
    void this.#fetchLater()
  }

  async #judged(reading: Reading): Promise<Judged> {
    const { said, supposed } = this.#answering
    const asTrue = await this.#assessed(reading, said)
    const assessment = supposed ? await this.#assessed(reading, supposed) : asTrue
    return {
      assessment,
      asTrue,
      whatIf: supposed !== null,
      elsewhere: await judgedElsewhere(assessment, rules.guidelines, this.#comparedWith),
    }
  }

  async #assessed(reading: Reading, { answers, role }: Said): Promise<Assessment> {
    const asOf = today()
    const region = this.#site?.region ?? null
    if (this.#judge?.asOf !== asOf || this.#judge.region !== region) this.#judge = { asOf, region, of: evaluator(rules, asOf, region) }
    return this.#judge.of(this.#makeRecord(reading, asOf), { answers, role })
  }

  /** Everything again on every change: it costs a few milliseconds, and nothing can be stale. Of changes that overlap the last is shown. */
  async #assess(): Promise<void> {
    if (this.#phase.is !== 'ready') return
    const { reading } = this.#phase
    const asked = [this.#answering, this.#comparedWith]
    const judged = await this.#judged(reading)
    if (this.#phase.is !== 'ready' || this.#phase.reading !== reading) return
    if (this.#answering !== asked[0] || this.#comparedWith !== asked[1]) return
    this.#phase = { ...this.#phase, ...judged }
    this.requestUpdate()
  }

  #keepingFocus(kind: string, change: () => void): void {
    const back = focusKept(this, kind)
    change()
    void this.#settled.then(() => this.updateComplete).then(back)
  }

  #fail(error: unknown): void {
    const failed = failureOf(error)
    this.#phase = { is: 'failed', failed }
    this.requestUpdate()
  }

  #change(part: Partial<Said>): void {
    this.#answering = changed(this.#answering, part)
    if (!this.#answering.supposed) this.#keep()
    this.#settled = this.#assess()
  }

  /** What is true only: nothing supposed is ever kept. */
  #keep(): void {
    const { said } = this.#answering
    if (this.#session) keep(this.#session, { ...said, role: this.#roleChosen ? said.role : null, draft: this.#desk.on.draft })
  }

  async #copyNote(): Promise<void> {
    await this.#fetchLater()
    this.#view = 'letters'
    this.#desk.show('note')
    const later = this.#fetched
    if (this.#phase.is === 'ready' && later) await this.#desk.copy(later.written(this.#screen(this.#phase), 'note').text)
  }

  get #fetched(): Later | null {
    return this.#later === 'failed' ? null : this.#later
  }

  async #fetchLater(): Promise<void> {
    if (this.#fetched) return
    this.#later = await import('./later.ts').catch(() => 'failed' as const)
    this.requestUpdate()
  }

  /** Into the what-if mode or out of it. Nothing typed is carried over; what was under review is decided first. */
  #suppose(on: boolean): void {
    if (on && this.#writing.shown.review) return
    this.#answering = on ? supposing(this.#answering) : leaving(this.#answering)
    emptyForms(this)
    void this.#assess()
  }

  #compare(other: string, isChosen: boolean): void {
    this.#comparedWith = [...this.#comparedWith.filter((one) => one !== other), ...(isChosen ? [other] : [])]
    void this.#assess()
  }

  #useTheme(theme: Theme): void {
    this.#theme = theme
    useTheme(theme)
    this.requestUpdate()
  }

  #otherLanguage(): void {
    this.#lang = this.#lang === 'sv' ? 'en' : 'sv'
    this.requestUpdate()
  }

  async #openFile(file: File): Promise<void> {
    try {
      const site = this.#site ?? (await loadSite().catch(() => null))
      this.#site = site
      this.#answering = { ...nothingSaid, said: { ...nothingSaid.said, role: this.#answering.said.role } }
      this.#desk.clear()
      const { readFile } = await import('../fhir/file.ts')
      const { json, problems } = readFile(new Uint8Array(await file.arrayBuffer()))
      await this.#take(readBundle(json, problems))
    } catch (error) {
      this.#fail(error)
    }
  }

  #screen({ person, readAt, assessment, asTrue, whatIf, elsewhere }: Extract<Phase, { is: 'ready' }>): Screen {
    const stamp = () => ({ by: you, date: today() })
    const update = (change: () => void) => () => {
      change()
      this.requestUpdate()
    }
    const said = () => now(this.#answering)
    /** Nothing that is only supposed leaves the page. */
    const outward =
      <A extends unknown[]>(act: (...of: A) => void) =>
      (...of: A) => {
        if (!whatIf && !this.#answering.supposed && !asTrue.record.patient.died) act(...of)
      }
    return {
      lang: this.#lang,
      view: this.#view,
      role: said().role,
      theme: this.#theme,
      assessment,
      asTrue,
      whatIf,
      compared: { with: this.#comparedWith, elsewhere },
      person,
      readAt,
      showsBanner: this.#session?.needsBanner ?? true,
      showsProtected: this.#showsProtected,
      showsEnded: this.#showsEnded,
      dismissed: said().dismissed,
      fromReferral: this.#session?.fromReferral ?? false,
      sender: this.#sender,
      desk: this.#desk.on,
      writing: this.#writing.shown,
      do: {
        answer: (facts) => this.#keepingFocus('.ask, .gap', () => this.#change({ answers: withFacts(said().answers, facts, stamp()) })),
        undo: (names) => this.#keepingFocus('.ask, .gap', () => this.#change({ answers: withoutFacts(said().answers, names) })),
        answerTrial: (substance, given) =>
          this.#keepingFocus('.ask, .gap', () => this.#change({ answers: withTrial(said().answers, substance, given, stamp()) })),
        undoTrial: (key) => this.#keepingFocus('.ask, .gap', () => this.#change({ answers: withoutTrial(said().answers, key) })),
        answerMonths: (changes) => this.#change({ answers: withMonths(said().answers, changes, stamp()) }),
        dismiss: (key, isDismissed) => this.#change({ dismissed: putAside(said().dismissed, key, isDismissed) }),
        suppose: (on) => this.#suppose(on),
        compare: (other, isChosen) => this.#compare(other, isChosen),
        view: (view, at) => {
          this.#view = view
          this.requestUpdate()
          if (at) void this.updateComplete.then(() => goTo(this, at))
        },
        role: (role) => {
          this.#roleChosen ||= !this.#answering.supposed
          this.#change({ role })
        },
        language: () => this.#otherLanguage(),
        theme: () => this.#useTheme(this.#theme === 'dark' ? 'light' : 'dark'),
        readAgain: () => void (this.#session ? this.#readRecord().catch((error: unknown) => this.#fail(error)) : this.#assess()),
        showProtected: update(() => {
          this.#showsProtected = !this.#showsProtected
        }),
        showEnded: update(() => {
          this.#showsEnded = !this.#showsEnded
        }),
        letter: (kind) => {
          this.#view = 'letters'
          this.#desk.show(kind)
        },
        letterLanguage: (kind, lang) => this.#desk.speak(kind, lang),
        fillLine: (id, text) => this.#keepingFocus('.gap', () => this.#desk.fill(id, text)),
        editLine: (id) => this.#keepingFocus('.ln', () => this.#desk.edit(id)),
        changeLine: (id, edit) => this.#keepingFocus('.ln', () => this.#desk.change(id, edit)),
        copyText: outward((text) => void this.#desk.copy(text)),
        copyNote: outward(() => void this.#copyNote()),
        review: outward((writing) => void this.#writing.review(writing)),
        store: outward(() => void this.#writing.store()),
        draft: outward(() => void this.#writing.draft()),
        copy: outward((text) => void this.#writing.copy(text)),
        cancelReview: () => this.#writing.cancel(),
      },
    }
  }

  protected override render(): TemplateResult {
    document.documentElement.lang = this.#lang
    const bare = { lang: this.#lang }
    switch (this.#phase.is) {
      case 'loading':
        return loading(bare, this.#underway)
      case 'failed': {
        const canOpen = this.#phase.failed.kind === 'state' || this.#session === null
        return failure(
          bare,
          this.#phase.failed,
          () => void this.#start(),
          () => this.#otherLanguage(),
          canOpen ? (file) => void this.#openFile(file) : null,
        )
      }
      case 'ready': {
        const screen = this.#screen(this.#phase)
        return html`${this.#ready(screen)}${screen.asTrue.record.patient.died ? nothing : review(screen)}`
      }
    }
  }

  protected override updated(): void {
    showReview(this)
  }

  #viewed(screen: Screen, view: Exclude<View, 'assessment'>): TemplateResult {
    return this.#fetched?.[view](screen) ?? awaited(screen, this.#later === 'failed')
  }

  #ready(screen: Screen): TemplateResult {
    const skip = html`<a class="ds-skip-link" href="#main" @click=${() => this.querySelector<HTMLElement>('#main')?.focus()}>${t(screen, 'skip')}</a>`
    const footer = foot(screen, __VERSION__)
    // No advice, no questions, nothing to store: whatever else the record holds.
    if (screen.asTrue.record.patient.died) return html`${skip}${top(screen, false)}${deceased(screen)}${read(screen)}${footer}`
    const isAsked = this.#concernsHeadache !== true && !hasHeadache(screen.asTrue)
    const head = html`${skip}${top(screen, !isAsked)}${whatIfBand(screen)}`
    if (isAsked)
      return html`${head}${noHeadache(screen, this.#concernsHeadache, (concerns) => {
        this.#concernsHeadache = concerns
        this.requestUpdate()
      })}${read(screen)}${footer}`
    if (screen.view !== 'assessment') return html`${head}${this.#viewed(screen, screen.view)}${footer}`
    return html`${head}
      <main id="main" tabindex="-1">
        ${answer(screen)} ${read(screen)} ${whatIfFacts(screen)}
        <div class="cols"><div>${followUp(screen)} ${otherAdvice(screen)} ${guidelines(screen)}</div>${aside(screen)}</div>
        ${this.#fetched?.compare(screen) ?? nothing}
      </main>${footer}`
  }
}

customElements.define('migran-app', MigranApp)
