/** The one element with state: reads the record, holds answers, role and language, assesses anew on each change, hands down. */

import { html, LitElement, type TemplateResult } from 'lit'
import type { Role } from '../core/derive/chart.ts'
import { type Assessment, evaluator } from '../core/evaluate.ts'
import { type Answers, noAnswers } from '../core/facts.ts'
import type { Lang } from '../core/guideline.ts'
import { withMonths } from '../core/monthAnswers.ts'
import { withTrial } from '../core/trialAnswers.ts'
import { readBundle } from '../fhir/bundle.ts'
import { neededKinds, searches } from '../fhir/needs.ts'
import { type Person, personOf } from '../fhir/person.ts'
import { type Reading, Unusable } from '../fhir/reading.ts'
import { recordMaker } from '../fhir/record.ts'
import { signedIn } from '../fhir/role.ts'
import { readServer } from '../fhir/server.ts'
import { hasHeadache } from '../outputs/headache.ts'
import { rules } from '../rules.ts'
import { Desk } from './desk.ts'
import { Failed, failureOf } from './failure.ts'
import { focusKept } from './focus.ts'
import type { Screen, View } from './screen.ts'
import { t } from './screen.ts'
import { keep, openSession, restore, type Session } from './session.ts'
import { loadSite, type Site } from './site.ts'
import { recordStyle, systemTheme, type Theme, useTheme } from './theme.ts'
import { answer, otherAdvice } from './views/answer.ts'
import { aside } from './views/aside.ts'
import { days } from './views/days.ts'
import { drugs } from './views/drugs.ts'
import { followUp } from './views/followUp.ts'
import { guidelines } from './views/guidelines.ts'
import { history } from './views/history.ts'
import { letters } from './views/letters.ts'
import { read } from './views/read.ts'
import { review, showReview } from './views/review.ts'
import { failure, foot, loading, noHeadache } from './views/states.ts'
import { top } from './views/top.ts'
import { WriteBack } from './writing/writeBack.ts'

declare const __VERSION__: string

type Phase =
  | { is: 'loading' }
  | { is: 'failed'; failed: Failed }
  | { is: 'ready'; reading: Reading; person: Person; readAt: string; assessment: Assessment }

/** One clinician in one launch; answers say so and no more. */
const you = 'user'
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date())

export class MigranApp extends LitElement {
  #phase: Phase = { is: 'loading' }
  #underway = new Set<string>()
  #session: Session | null = null
  #site: Site | null = null
  #answers: Answers = noAnswers
  #dismissed: readonly string[] = []
  #role: Role = 'gp'
  #roleChosen = false
  #lang: Lang = 'sv'
  #theme: Theme = systemTheme()
  #view: View = 'assessment'
  #showsProtected = false
  #showsEnded = false
  #concernsHeadache: boolean | null = null
  #sender: string | null = null
  readonly #desk = new Desk((isKept) => {
    if (isKept) this.#keep()
    this.requestUpdate()
  })
  readonly #writing = new WriteBack(
    () => (this.#phase.is === 'ready' ? this.#phase.reading.patient['id'] : null),
    () => this.requestUpdate(),
  )
  readonly #makeRecord = recordMaker(rules.codes, rules.drugs)
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
      const stored = restore(session)
      this.#answers = stored.answers
      this.#dismissed = stored.dismissed ?? []
      this.#desk.clear(stored.draft)
      this.#role = stored.role ?? 'gp'
      this.#roleChosen = stored.role !== null
      if (session.intent === 'medication-history') this.#view = 'history'
      if (session.styleUrl) void recordStyle(session.styleUrl).then((theme) => theme && this.#useTheme(theme))
      const user = signedIn(session.ask, session.fhirUser, rules.codes)
      await this.#readRecord()
      const found = await user
      this.#sender = found?.name ?? null
      if (found?.role && !this.#roleChosen && found.role !== this.#role) {
        this.#role = found.role
        await this.#assess()
      }
      this.requestUpdate()
    } catch (error) {
      this.#fail(error)
    }
  }

  async #readRecord(): Promise<void> {
    const { patientId, ask, base } = this.#session!
    const site = this.#site!
    this.#phase = { is: 'loading' }
    this.#underway.clear()
    this.requestUpdate()
    const wanted = searches(neededKinds(rules.guidelines, rules.vocabulary), rules.codes, patientId)
    const reading = await readServer(
      ask,
      patientId,
      wanted,
      { base, notKept: site.notKept ?? [], sameServer: site.sameServer ?? [] },
      (kind, done) => {
        if (done) this.#underway.delete(kind)
        else this.#underway.add(kind)
        this.requestUpdate()
      },
    )
    if (reading.patient['id'] !== patientId) throw new Failed('otherPatient')
    await this.#take(reading)
  }

  async #take(reading: Reading): Promise<void> {
    const readAt = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' }).format(new Date())
    const assessment = await this.#assessed(reading)
    this.#phase = { is: 'ready', reading, person: personOf(reading.patient), readAt, assessment }
    this.requestUpdate()
  }

  async #assessed(reading: Reading): Promise<Assessment> {
    const asOf = today()
    const region = this.#site?.region ?? null
    if (this.#judge?.asOf !== asOf || this.#judge.region !== region) this.#judge = { asOf, region, of: evaluator(rules, asOf, region) }
    return this.#judge.of(this.#makeRecord(reading, asOf), { answers: this.#answers, role: this.#role })
  }

  /** Everything again on every change: it costs a few milliseconds, and nothing can be stale. */
  async #assess(): Promise<void> {
    if (this.#phase.is !== 'ready') return
    const phase = this.#phase
    const assessment = await this.#assessed(phase.reading)
    if (this.#phase !== phase) return
    this.#phase = { ...phase, assessment }
    this.requestUpdate()
  }

  #keepingFocus(kind: string, change: () => void): void {
    const back = focusKept(this, kind)
    change()
    void this.updateComplete.then(back)
  }

  #goTo(id: string): void {
    const place = this.querySelector<HTMLElement>(`#${id}`)
    place?.scrollIntoView({ block: 'start' })
    place?.querySelector<HTMLElement>('button, input')?.focus()
  }

  #fail(error: unknown): void {
    const failed = failureOf(error, this.#lang)
    this.#phase = { is: 'failed', failed }
    this.requestUpdate()
  }

  #change(answers: Answers): void {
    this.#answers = answers
    this.#keep()
    void this.#assess()
  }

  #keep(): void {
    const role = this.#roleChosen ? this.#role : null
    if (this.#session) keep(this.#session, { answers: this.#answers, role, dismissed: this.#dismissed, draft: this.#desk.on.draft })
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
      this.#answers = noAnswers
      this.#dismissed = []
      this.#desk.clear()
      await this.#take(readBundle(JSON.parse(await file.text())))
    } catch (error) {
      this.#fail(error instanceof SyntaxError ? new Unusable('notJson', error.message) : error)
    }
  }

  #screen({ person, readAt, assessment }: Extract<Phase, { is: 'ready' }>): Screen {
    const stamp = () => ({ by: you, date: today() })
    const update = (change: () => void) => () => {
      change()
      this.requestUpdate()
    }
    const without = <T>(of: Readonly<Record<string, T>>, names: readonly string[]) =>
      Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)))
    return {
      lang: this.#lang,
      view: this.#view,
      role: this.#role,
      theme: this.#theme,
      assessment,
      person,
      readAt,
      showsBanner: this.#session?.needsBanner ?? true,
      showsProtected: this.#showsProtected,
      showsEnded: this.#showsEnded,
      dismissed: this.#dismissed,
      fromReferral: this.#session?.fromReferral ?? false,
      sender: this.#sender,
      desk: this.#desk.on,
      writing: this.#writing.shown,
      do: {
        answer: (facts) =>
          this.#change({
            ...this.#answers,
            facts: {
              ...this.#answers.facts,
              ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, ...stamp() }])),
            },
          }),
        undo: (names) => this.#change({ ...this.#answers, facts: without(this.#answers.facts, names) }),
        answerTrial: (substance, given) => this.#change(withTrial(this.#answers, substance, given, stamp())),
        undoTrial: (key) => this.#change({ ...this.#answers, trials: without(this.#answers.trials, [key]) }),
        answerMonths: (changes) => this.#change(withMonths(this.#answers, changes, stamp())),
        dismiss: (key, isDismissed) =>
          update(() => {
            this.#dismissed = [...this.#dismissed.filter((one) => one !== key), ...(isDismissed ? [key] : [])]
            this.#keep()
          })(),
        view: (view, at) => {
          this.#view = view
          this.requestUpdate()
          if (at) void this.updateComplete.then(() => this.#goTo(at))
        },
        role: (role) => {
          this.#role = role
          this.#roleChosen = true
          this.#change(this.#answers)
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
        letterLanguage: (lang) => this.#desk.speak(lang),
        fillLine: (id, text) => this.#keepingFocus('.gap', () => this.#desk.fill(id, text)),
        editLine: (id) => this.#keepingFocus('.ln', () => this.#desk.edit(id)),
        changeLine: (id, edit) => this.#keepingFocus('.ln', () => this.#desk.change(id, edit)),
        copyText: (text) => void this.#desk.copy(text),
        review: (writing) => void this.#writing.review(writing),
        store: () => void this.#writing.store(),
        draft: () => void this.#writing.draft(),
        copy: (text) => void this.#writing.copy(text),
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
        return html`${this.#ready(screen)}${review(screen)}`
      }
    }
  }

  protected override updated(): void {
    showReview(this)
  }

  #ready(screen: Screen): TemplateResult {
    const skip = html`<a class="ds-skip-link" href="#main" @click=${() => this.querySelector<HTMLElement>('#main')?.focus()}>${t(screen, 'skip')}</a>`
    const footer = foot(screen, __VERSION__)
    if (this.#concernsHeadache !== true && !hasHeadache(screen.assessment))
      return html`${skip}${top(screen, false)}${noHeadache(screen, this.#concernsHeadache, (concerns) => {
        this.#concernsHeadache = concerns
        this.requestUpdate()
      })}${read(screen)}${footer}`
    if (screen.view === 'history') return html`${skip}${top(screen)}${history(screen)}${footer}`
    if (screen.view === 'days') return html`${skip}${top(screen)}${days(screen)}${footer}`
    if (screen.view === 'letters') return html`${skip}${top(screen)}${letters(screen)}${footer}`
    if (screen.view === 'drugs') return html`${skip}${top(screen)}${drugs(screen)}${footer}`
    return html`${skip}${top(screen)}
      <main id="main" tabindex="-1">
        ${answer(screen)} ${read(screen)}
        <div class="cols"><div>${followUp(screen)} ${otherAdvice(screen)} ${guidelines(screen)}</div>${aside(screen)}</div>
      </main>${footer}`
  }
}

customElements.define('migran-app', MigranApp)
