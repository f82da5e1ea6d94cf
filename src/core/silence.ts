/** What silence proves: nothing, unless every source of a fact was read to its end and all that was there was understood (design contract §1.1). */

import type { Code } from './codes.ts'
import { type Evidence, type Fact, unknown } from './facts.ts'
import type { Kind, PatientRecord, Unusable } from './record.ts'

/** A kind of resource that a fact comes from, and which of its codes feed it; null: whatever the code. */
export type Source = { kind: Kind; about: ((code: Code) => boolean) | null }

const nothing: readonly Unusable[] = []

/** The readings of all of a fact's sources, taken together. Made by `Silence.on` alone: no "no" by silence is made without it. */
export class Silence {
  /** Why nothing was found: nothing is there, or it was not read, or not asked for. */
  readonly why: 'notRecorded' | 'notRead' | 'notAsked'
  /** No source failed and none was left out: what was found so far can be said, though it may not be all. */
  readonly isRead: boolean
  /** The record shows only a part of a source: nobody knows how much is missing. */
  readonly isLimited: boolean
  /** The entries that could not be used and may have said otherwise. */
  readonly unusable: readonly Unusable[]

  private constructor(why: Silence['why'], isLimited: boolean, unusable: readonly Unusable[], isRead: boolean) {
    this.why = why
    this.isLimited = isLimited
    this.unusable = unusable
    this.isRead = isRead
  }

  /** All that was there was read and understood. */
  get proves(): boolean {
    return this.isRead && !this.isLimited && this.unusable.length === 0
  }

  get evidence(): Evidence[] {
    return this.unusable.map(evidenceOf)
  }

  /** `oneOf`: of these at least one must have been read. A kind that the record does not keep is no obstacle beside one that it does. */
  static on(
    record: Pick<PatientRecord, 'read' | 'unusable'>,
    sources: readonly Source[],
    oneOf: readonly Kind[] = sources.map(({ kind }) => kind),
  ): Silence {
    const reads = sources.map(({ kind }) => record.read[kind])
    const feeding = record.unusable.length === 0 ? nothing : record.unusable.filter((one) => sources.some((source) => feeds(one, source)))
    const isRead = (kind: Kind) => record.read[kind].status === 'complete' || record.read[kind].status === 'partial'
    const isLimited = reads.some(({ limited }) => limited)
    if (reads.some(({ status }) => status === 'failed')) return new Silence('notRead', isLimited, feeding, false)
    if (!oneOf.some(isRead) || reads.some(({ status, notKept }) => status === 'notAsked' && !notKept))
      return new Silence('notAsked', isLimited, feeding, false)
    // What carries a code was read as far as that; what carries none may be anything.
    const why = isLimited || feeding.some(({ codes }) => codes === null) ? 'notRead' : 'notRecorded'
    return new Silence(why, isLimited, feeding, true)
  }
}

const evidenceOf = ({ resource, says, on }: Unusable): Evidence => ({ resource, says, date: on?.text ?? null, unusable: true })

/** Nobody knows what a kind holds: it failed, was not asked for, holds what nobody can tell, or is shown in part only. */
export function wasNotRead({ read, unusable }: Pick<PatientRecord, 'read' | 'unusable'>, kind: Kind): boolean {
  const { status, notKept, limited } = read[kind]
  if (status === 'failed' || (status === 'notAsked' && !notKept) || limited) return true
  return unusable.some((one) => one.codes === null && (one.kind === null || one.kind === kind))
}

/** An entry whose code cannot be read feeds all that its kind feeds; what is no resource feeds everything. */
function feeds({ kind, codes }: Unusable, source: Source): boolean {
  if (kind === null) return true
  return kind === source.kind && (codes === null || source.about === null || codes.some(source.about))
}

/** "No" or "none" by silence; unknown where silence proves nothing. */
export const none = (value: false | 0, silence: Silence, evidence: Evidence[] = []): Fact =>
  silence.proves ? { status: 'known', value, evidence } : open(silence, evidence)

/** What is recorded so far, "no" and "none" included: it may be more, so only advice that can bear that asks for it. */
export const soFar = (value: boolean | number, silence: Silence, evidence: Evidence[] = []): Fact =>
  silence.isRead ? { status: 'known', value, evidence } : open(silence, evidence)

/** Unknown, and why; what could not be used stands beside what was found. */
export const open = (silence: Silence, evidence: Evidence[] = []): Fact => unknown(silence.why, [...evidence, ...silence.evidence])
