/** What is in use, and how many drugs were tried or failed. Silence is "no" only where the drugs were read and all have a code. */

import type { Code } from '../codes.ts'
import { between, type Evidence, type Fact, isFalse, isTrue, known, range, said, unknown } from '../facts.ts'
import { states } from '../parts.ts'
import { none, open as openBy, type Silence } from '../silence.ts'
import { type Counts, countsAs, type Trial } from '../trials.ts'
import type { FactKind } from '../vocabulary.ts'
import { type Chart, drugSilence, drugsWereRead, trialSilence, uncodedInUse } from './chart.ts'

const evidenceOf = (trials: readonly Trial[]): Evidence[] => trials.flatMap(({ evidence }) => evidence)
type About = (code: Code) => boolean
type Of<K extends FactKind['kind']> = Extract<FactKind, { kind: K }>

/** No drug of the kind was found in use: that is "no, by this record", or unknown. What is dated later may have begun already. */
function noneInUse(chart: Chart, about: About, silence: Silence = drugSilence(chart, about)): Fact {
  if (!silence.proves) return openBy(silence)
  const uncoded = uncodedInUse(chart)
  const later = chart.record.later.filter(({ codes }) => codes === null || codes.some(about))
  const may: Evidence[] = [
    ...evidenceOf(uncoded),
    ...later.map(({ resource, says, on }): Evidence => ({ resource, says, date: on?.text ?? null })),
  ]
  return may.length > 0 ? unknown('notRecorded', may) : none(false, silence)
}

const ofSet =
  ({ sets }: Chart, set: string): About =>
  (code) =>
    sets(code).includes(set)

/** Drugs of these codes: their courses in use, and those that may be. That a pack should last proves nothing beside an order nobody can read. */
const inUse = (chart: Chart, about: About): { sure: Trial[]; open: Trial[] } => {
  const all = chart.trials.filter(({ codes, inUse }) => inUse !== false && codes.some(about))
  const isSure = (one: Trial): boolean => one.inUse === true && !(one.bySupply && mayBeEnded(chart, one, about))
  return { sure: all.filter(isSure), open: all.filter((one) => !isSure(one)) }
}

/** An order or statement that was not read, could not be used, or has no code, and may have ended it since the last pack. */
function mayBeEnded(chart: Chart, { parts }: Trial, about: About): boolean {
  const pack = parts.at(-1)?.start.first ?? Number.NEGATIVE_INFINITY
  const since = ({ substance, parts: own }: Trial) =>
    substance === null && (own.length === 0 || own.some(({ start, end }) => (end ?? start).last >= pack))
  return !drugSilence(chart, about).proves || chart.trials.some(since)
}

export function ongoing(chart: Chart, set: string): Fact {
  const about = ofSet(chart, set)
  const { sure, open } = inUse(chart, about)
  if (sure.length > 0) return known(true, evidenceOf(sure))
  return open.length > 0 ? mayBe(chart, open, about) : noneInUse(chart, about)
}

/** They may be in use; beside them stands what could not be used and might have told. */
const mayBe = (chart: Chart, open: readonly Trial[], about: About): Fact =>
  unknown('notRecorded', [...evidenceOf(open), ...drugSilence(chart, about).evidence])

/** Of this role by the table of substances. */
export const ofRole =
  ({ table: { substances } }: Chart, role: 'preventive' | 'advanced'): About =>
  ({ system, code }) => {
    const drug = system === 'atc' && Object.hasOwn(substances, code) ? substances[code] : undefined
    return drug !== undefined && (drug.role === role || (role === 'advanced' && drug.advancedWhen !== undefined))
  }

/** Preventives by the table; an "ask" substance is one here only where it is known to be for migraine. */
export function preventives(chart: Chart): { sure: Trial[]; open: Trial[] } {
  const candidates = chart.trials.filter(({ role, substance, ongoing, forMigraine }) => {
    const counts = substance ? chart.table.substances[substance]?.counts : undefined
    const asked = counts === 'yes' || (counts === 'ask' && forMigraine === true)
    return role === 'preventive' && asked && ongoing !== false && forMigraine !== false
  })
  return split(chart, candidates)
}
export const preventiveOngoing = (chart: Chart): Fact => ongoingOf(chart, preventives(chart), ofRole(chart, 'preventive'))
export const advancedTreatmentOngoing = (chart: Chart): Fact => ongoingOf(chart, advancedTreatments(chart), ofRole(chart, 'advanced'))

/** Antibodies, gepants for prevention, botulinum toxin for migraine. */
export function advancedTreatments(chart: Chart): { sure: Trial[]; open: Trial[] } {
  return split(
    chart,
    chart.trials.filter(({ role, ongoing, forMigraine }) => role === 'advanced' && ongoing !== false && forMigraine !== false),
  )
}

function split({ record }: Chart, candidates: readonly Trial[]): { sure: Trial[]; open: Trial[] } {
  const unread = record.unusable.filter(({ kind, codes }) => codes === null && (kind === null || kind === 'MedicationRequest'))
  /** An order of which nobody knows what it is about may be the one that stops it. */
  const mayBeStopped = ({ parts }: Trial) => {
    const last = parts.findLast(({ entry }) => states(entry))?.start.first ?? Number.NEGATIVE_INFINITY
    return unread.some(({ on }) => on === null || on.last >= last)
  }
  const isSure = (one: Trial) => one.ongoing === true && one.forMigraine === true && !mayBeStopped(one)
  return { sure: candidates.filter(isSure), open: candidates.filter((one) => !isSure(one)) }
}

const ongoingOf = (chart: Chart, { sure, open }: { sure: Trial[]; open: Trial[] }, about: About): Fact =>
  sure.length > 0 ? known(true, evidenceOf(sure)) : open.length > 0 ? mayBe(chart, open, about) : noneInUse(chart, about)

export function adequatePreventiveOngoing(chart: Chart): Fact {
  const { sure, open } = preventives(chart)
  const adequate = sure.filter((one) => one.adequate === true)
  if (adequate.length > 0) return known(true, evidenceOf(adequate))
  const any = chart.fact('preventiveOngoing')
  if (isFalse(any)) return any
  const all = [...sure, ...open]
  const none = all.length > 0 && all.every((one) => one.adequate === false) ? noneInUse(chart, ofRole(chart, 'preventive')) : null
  const [first, ...more] = evidenceOf(all)
  if (none?.status === 'known' && first) return said(false, [first, ...more])
  return unknown(any.status === 'unknown' ? any.why : 'notRecorded', evidenceOf(all))
}

export function opioidForMigraine(chart: Chart, set: string): Fact {
  const about = ofSet(chart, set)
  const { sure: taken, open: maybe } = inUse(chart, about)
  const sure = taken.filter((one) => one.forMigraine === true)
  if (sure.length > 0) return known(true, evidenceOf(sure))
  const open = [...taken, ...maybe].filter((one) => one.forMigraine !== false)
  return open.length > 0 ? mayBe(chart, open, about) : noneInUse(chart, about)
}

/** By mouth: tablets. Null where neither a route nor a form says so. */
const byMouth = ({ parts }: Trial): boolean | null => {
  const routes = parts.map(({ entry }) => entry.byMouth)
  return routes.includes(true) ? true : routes.length > 0 && routes.every((one) => one === false) ? false : null
}
const isTriptan = ({ group }: Trial): boolean => group === 'triptan'

export function triedAsTablets(chart: Chart, { substance }: Of<'triedAsTablets'>): Fact {
  const tablets = chart.trials.filter((one) => one.substance === substance && byMouth(one) === true && !one.undetermined)
  return tablets.length > 0 ? known(true, evidenceOf(tablets)) : unknown('notAsked')
}

/** A triptan other than those tablets that began within so many days. */
export function newOtherTriptan(chart: Chart, { substance, window }: Of<'newOtherTriptan'>): Fact {
  const current = chart.trials.filter((one) => isTriptan(one) && one.inUse !== false)
  const isOther = (one: Trial): boolean | null => {
    const tablets = byMouth(one)
    return one.substance !== substance ? true : tablets === null ? null : !tablets
  }
  const isNew = ({ start }: Trial): boolean | null =>
    start === null ? null : chart.asOf - start.first <= window ? true : chart.asOf - start.last > window ? false : null
  const sure = current.filter((one) => one.inUse && isOther(one) && isNew(one))
  if (sure.length > 0) return known(true, evidenceOf(sure))
  const open = current.filter((one) => isOther(one) !== false && isNew(one) !== false)
  return open.length > 0 ? mayBe(chart, open, ofSet(chart, 'triptan')) : noneInUse(chart, ofSet(chart, 'triptan'))
}

/** Taken regularly, not as needed, for more than so many days. */
export function regularOver(chart: Chart, { codes, days }: Of<'regularOver'>): Fact {
  const about = ofSet(chart, codes)
  const of = chart.trials.filter((one) => one.inUse !== false && one.codes.some(about))
  const isRegular = ({ dose, start }: Trial): boolean | null => {
    if (dose.asNeeded || (start !== null && chart.asOf - start.first < days)) return false
    return dose.highest !== null && start !== null && chart.asOf - start.last >= days ? true : null
  }
  const sure = of.filter((one) => one.inUse && isRegular(one))
  if (sure.length > 0) return known(true, evidenceOf(sure))
  const open = of.filter((one) => isRegular(one) !== false)
  if (open.length > 0) return mayBe(chart, open, about)
  const none = noneInUse(chart, about)
  return none.status === 'known' ? { ...none, evidence: evidenceOf(of) } : none
}

type Count = Of<'trialCount'>

/** The trials that a count is about: proven, and those that may yet turn out to count. */
function counted(chart: Chart, { of, that, without, classes, orContraindicated }: Count): { proven: Trial[]; open: Trial[] } {
  const division = classes === undefined ? null : chart.table.classes[classes]!
  const relevant = chart.trials.filter((one) => {
    if (one.substance === null) return one.counts === 'unknown'
    if (one.substance === without) return false
    if (division) return one.substance in division
    const rule = chart.table.substances[one.substance]?.counts
    return of === 'triptan' ? isTriptan(one) : !isTriptan(one) && (rule === 'yes' || rule === 'ask')
  })
  const isProven = (one: Trial): boolean => {
    if (one.substance === null || one.undetermined) return false
    const settles = chart.table.substances[one.substance]?.counts === 'yes' || one.answered !== null
    if (orContraindicated && settles && one.outcome === 'contraindicated' && one.forMigraine && one.counts === 'unknown') return true
    if (that === 'failed') return countsIn(one) === 'yes'
    const asks = chart.table.substances[one.substance]?.counts === 'ask' && !one.answered
    return one.forMigraine === true && !asks
  }
  const mayBe = (one: Trial): boolean => (that === 'failed' ? countsIn(one) === 'unknown' : one.forMigraine !== false)
  /** A drug that counts toward nothing here may count in another country's division. */
  const countsIn = (one: Trial): Counts => (division && one.substance !== null && one.counts === 'no' ? countsAs('yes', one) : one.counts)
  const proven = relevant.filter(isProven)
  return { proven, open: relevant.filter((one) => !isProven(one) && mayBe(one)) }
}

/** Distinct substances (or groups): between the number proven and open, unless the history is said to be complete, or the whole it is a part of has an end. */
export function trialCount(chart: Chart, kind: Count): Fact {
  const { proven, open } = counted(chart, kind)
  const division = kind.classes === undefined ? null : chart.table.classes[kind.classes]!
  const key = (one: Trial) =>
    division && one.substance !== null
      ? division[one.substance]!
      : kind.groups
        ? (one.group ?? one.substance ?? one.written)
        : (one.substance ?? one.written.toLowerCase())
  const sure = new Set(proven.map(key))
  const maybe = new Set(open.map(key).filter((one) => !sure.has(one)))
  const silence = trialSilence(chart)
  const evidence = evidenceOf(proven)
  const isClosed = kind.of === 'preventive' && isTrue(chart.fact('preventiveHistoryComplete')) && silence.proves
  const whole = kind.within === undefined ? null : range(chart.fact(kind.within))
  const ends = [isClosed ? sure.size + maybe.size : null, whole && Math.max(sure.size, whole.high)].filter((end) => end !== null)
  const high = Math.min(...ends, Number.POSITIVE_INFINITY)
  if (!drugsWereRead(chart) && sure.size === 0 && high === Number.POSITIVE_INFINITY) return openBy(silence)
  return high === Number.POSITIVE_INFINITY
    ? between(sure.size, null, [...evidence, ...silence.evidence])
    : between(sure.size, high, evidence)
}

/** What is proven so far: the low end of a count; unknown only where drugs could not be read. */
export function provenCount(chart: Chart, of: string): Fact {
  const count = chart.fact(of)
  if (count.status === 'known') return count
  const silence = drugSilence(chart, null)
  if (!silence.isRead) return openBy(silence)
  return count.status === 'between' ? known(count.low ?? 0, count.evidence) : unknown(count.why)
}
