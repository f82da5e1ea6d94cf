/** The ledger of one kind: every entry ends as used, left out by a named rule, or unusable; what can be said of the kind is computed from it. */

import { type Day, isoOf, type PartialDate } from '../core/dates.ts'
import type { Read } from '../core/record.ts'
import type { KindReading } from './reading.ts'
import type { Rule } from './status.ts'

export class Ledger {
  readonly #dates: Day[] = []
  readonly #leftOut = new Map<Rule, number>()
  #used = 0
  #unusable = 0
  /** … of them those that are this patient's. */
  #unusableOfPatient = 0
  /** One of those that could not be used may have said something that a fact asks for. */
  #matters = false
  /** Content was taken away before it was sent. */
  #isWithheld = false
  /** The record itself says that it knows nothing of this kind. */
  #knowsNothing = false

  used(on: PartialDate | null): void {
    this.#used++
    this.#dated(on)
  }

  leftOut(rule: Rule, on: PartialDate | null = null): void {
    this.#leftOut.set(rule, (this.#leftOut.get(rule) ?? 0) + 1)
    if (rule !== 'later' && rule !== 'anotherPatient') this.#dated(on)
  }

  /** `matters`: some fact asks for what it may have said. */
  unusable(matters: boolean, isOfPatient: boolean, on: PartialDate | null): void {
    this.#unusable++
    this.#matters ||= matters
    if (!isOfPatient) return
    this.#unusableOfPatient++
    this.#dated(on)
  }

  withheld(): void {
    this.#isWithheld = true
  }

  knowsNothing(): void {
    this.#knowsNothing = true
  }

  read({ status, reason, notKept, shows }: KindReading): Read {
    const left = [...this.#leftOut].reduce((sum, [rule, times]) => sum + (rule === 'anotherPatient' ? 0 : times), 0)
    const dates = this.#dates.toSorted((a, b) => a - b)
    const end = this.#ended(status, reason, shows)
    return {
      ...end,
      count: this.#used + left + this.#unusableOfPatient,
      unusable: this.#unusable,
      later: this.#leftOut.get('later') ?? 0,
      from: dates.length > 0 ? isoOf(dates[0]!) : null,
      to: dates.length > 0 ? isoOf(dates.at(-1)!) : null,
      ...(notKept ? { notKept } : {}),
      ...(shows === undefined ? {} : { limited: true }),
    }
  }

  #ended(status: KindReading['status'], reason: string | null, shows: string | undefined): Pick<Read, 'status' | 'reason'> {
    if (this.#isWithheld) return { status: 'failed', reason: [status === 'failed' ? reason : null, 'withheld'].filter(Boolean).join('; ') }
    if (status !== 'complete') return { status, reason }
    if (this.#knowsNothing) return { status: 'notAsked', reason: 'no information' }
    if (shows !== undefined) return { status: 'partial', reason: shows }
    return { status: this.#matters ? 'partial' : 'complete', reason }
  }

  #dated(on: PartialDate | null): void {
    if (on) this.#dates.push(on.first)
  }
}
