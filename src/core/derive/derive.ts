/** Every fact of the vocabulary, derived from one chart. A fact that needs code of its own is the sign of a missing kind. */

import { addMonths, type Day, partialDate } from '../dates.ts'
import { type Fact, type Facts, isTrue, range, restingOn, said, unknown } from '../facts.ts'
import type { Problem } from '../record.ts'
import type { FactDefinition, Vocabulary } from '../vocabulary.ts'
import * as advanced from './advanced.ts'
import { answer, answeredOn, type Chart, falseBySexOrAge } from './chart.ts'
import * as diagnosis from './diagnosis.ts'
import * as drugs from './drugs.ts'
import * as months from './months.ts'
import * as patient from './patient.ts'
import * as pregnancy from './pregnancy.ts'

/**
 * An answer beats what the record dates on or before its day, while it is valid; what nobody said stays unknown. What is told
 * beside: where the record is later, or an answer says the contrary of it.
 */
export function deriveFacts({ facts }: Vocabulary, without: Omit<Chart, 'fact'>): { facts: Facts; told: Problem[] } {
  const told: Problem[] = []
  const derived: Record<string, Fact> = {}
  /** The facts being derived, the innermost last, each with those it asked for. */
  const underway: { name: string; asked: Fact[] }[] = []
  const chart: Chart = {
    ...without,
    fact: (name) => {
      const fact = derived[name] ?? derive(name)
      underway.at(-1)?.asked.push(fact)
      return fact
    },
  }
  for (const name of Object.keys(facts)) chart.fact(name)
  return { facts: derived, told }

  function derive(name: string): Fact {
    const definition = facts[name]
    if (!definition || underway.some((one) => one.name === name))
      throw new Error(definition ? `${name} rests on itself` : `no fact ${name}`)
    const asked: Fact[] = []
    underway.push({ name, asked })
    const own = answeredOr(name, definition)
    underway.pop()
    derived[name] = restingOn(own, asked)
    return derived[name]
  }

  function answeredOr(name: string, definition: FactDefinition): Fact {
    const excluded = 'falseFor' in definition && definition.falseFor ? falseBySexOrAge(chart, definition.falseFor) : null
    if (excluded) return excluded
    // Answers to these two age by what the record says beside them.
    if (definition.kind === 'gestationalWeek') return pregnancy.gestationalWeek(chart, definition.observed)
    if (definition.kind === 'pregnant') return besideTheWord(name, definition)
    const given = answer(chart, name, () => definition.window)
    if (given.fact) return answeredOrLater(name, definition, given.fact)
    const fromRecord = fromKind(chart, definition, facts)
    return given.old && fromRecord.status === 'unknown' ? unknown('outdated', fromRecord.evidence) : fromRecord
  }

  function tell(name: string, code: string, detail?: string): void {
    told.push({ resource: `answers/${name}`, code, ...(detail ? { detail } : {}) })
  }

  /** Which of the two holds the fact itself decides; where the record says otherwise than the answer, that is told. */
  function besideTheWord(name: string, definition: Parameters<typeof pregnancy.pregnant>[1]): Fact {
    const fact = pregnancy.pregnant(chart, definition)
    const word = answer(chart, name, () => undefined).fact
    if (!word) return fact
    const { [name]: _, ...others } = chart.answers.facts
    const recorded = pregnancy.pregnant({ ...chart, answers: { ...chart.answers, facts: others } }, definition)
    const [first] = recorded.evidence
    if (recorded.status !== 'known' || word.status !== 'known' || recorded.value === word.value || !first || !('resource' in first))
      return fact
    if (fact.status === 'known' && fact.value === recorded.value) tell(name, 'recordIsLater', first.resource)
    else if (isTrue(recorded)) tell(name, 'answerAgainstRecord', first.resource)
    return fact
  }

  function answeredOrLater(name: string, definition: FactDefinition, answered: Fact): Fact {
    const recorded = fromKind(chart, definition, facts)
    if (recorded.status === 'unknown') return answered
    const on = answeredOn(chart, chart.answers.facts[name]!)
    const later = recorded.evidence.find((one) => (dayOf(one, chart.asOf) ?? on) > on)
    if (later && 'resource' in later) {
      tell(name, 'recordIsLater', later.resource)
      return recorded
    }
    if (definition.kind === 'trialCount' && (range(recorded)?.low ?? 0) > (range(answered)?.high ?? Number.POSITIVE_INFINITY)) {
      tell(name, 'answerBelowRecord')
      return recorded
    }
    const denies = answered.status === 'known' && answered.value === false && isTrue(recorded)
    const [first] = recorded.evidence
    if (denies && first && 'resource' in first && canBeDenied.includes(definition.kind)) tell(name, 'answerAgainstRecord', first.resource)
    return answered
  }
}

/** What the record says of a disease or an allergy is told beside an answered "no". */
const canBeDenied: readonly FactDefinition['kind'][] = ['diagnosis', 'eventWithin']

/** The last day, not after today, that a piece of evidence from the record is about; null for an answer and for what carries no date. A year says no day. */
function dayOf(evidence: Fact['evidence'][number], asOf: Day): Day | null {
  if (!('resource' in evidence) || evidence.unusable || evidence.date === null) return null
  const on = partialDate(evidence.date)
  return on && Math.min(on.text.length > 4 ? on.last : on.first, asOf)
}

/** What readings leave open, a "no" to the graver question settles. */
function refutedByAnswer(
  chart: Chart,
  fact: Fact,
  { refutedByAnswer: graver, window }: { refutedByAnswer?: string; window: number },
): Fact {
  const word = fact.status === 'unknown' && graver !== undefined ? answer(chart, graver, () => window).fact : null
  return word?.status === 'known' && word.value === false ? word : fact
}

function fromKind(chart: Chart, definition: FactDefinition, facts: Vocabulary['facts']): Fact {
  const code = (name: string): string => {
    const of = facts[name]
    if (of?.kind !== 'month') throw new Error(`${name} is no fact of the diary`)
    return of.code
  }
  switch (definition.kind) {
    case 'age':
      return patient.age(chart)
    case 'sex':
      return patient.sex(chart)
    case 'ageAtOnset':
      return patient.ageAtOnset(chart, definition.codes)
    case 'childbearingPotential':
      return patient.childbearingPotential(chart, definition.codes)
    case 'prescriber':
      return patient.prescriber(chart)
    case 'diagnosis':
      return diagnosis.diagnosis(chart, definition)
    case 'eventWithin':
      return diagnosis.eventWithin(chart, definition.codes, definition.window)
    case 'referral':
      return diagnosis.referral(chart, definition.codes, definition.reason, addMonths(chart.asOf, -definition.months))
    case 'month':
      return months.month(chart, definition)
    case 'consecutiveMonths':
      return months.consecutiveMonths(chart, definition, code(definition.of))
    case 'kindsWithDays':
      return months.kindsWithDays(chart, definition, code)
    case 'diaryKept':
      return months.diaryKept(chart, definition, code)
    case 'latest':
      return months.latest(chart, definition)
    case 'bloodPressure':
      return refutedByAnswer(chart, months.bloodPressure(chart, definition), definition)
    case 'pregnant':
      return pregnancy.pregnant(chart, definition)
    case 'pregnancyProven':
      return pregnancy.pregnancyProven(chart, definition)
    case 'gestationalWeek':
      return pregnancy.gestationalWeek(chart, definition.observed)
    case 'pregnancyHeadache':
      return pregnancy.pregnancyHeadache(chart, definition)
    case 'ongoing':
      return drugs.ongoing(chart, definition.codes)
    case 'preventiveOngoing':
      return drugs.preventiveOngoing(chart)
    case 'advancedTreatmentOngoing':
      return drugs.advancedTreatmentOngoing(chart)
    case 'adequatePreventiveOngoing':
      return drugs.adequatePreventiveOngoing(chart)
    case 'opioidForMigraineOngoing':
      return drugs.opioidForMigraine(chart, definition.codes)
    case 'triedAsTablets':
      return drugs.triedAsTablets(chart, definition)
    case 'newOtherTriptan':
      return drugs.newOtherTriptan(chart, definition)
    case 'regularOver':
      return drugs.regularOver(chart, definition)
    case 'trialCount':
      return drugs.trialCount(chart, definition)
    case 'provenCount':
      return drugs.provenCount(chart, definition.of)
    // These two rest on the drugs' own judgement, which rests on all the other facts: drugAdvice.ts.
    case 'firstLineLeft':
    case 'ruledOut':
      return unknown('notRecorded')
    case 'advancedTreatment':
      return advanced.advancedTreatment(chart)
    case 'advancedTreatmentWeeks':
      return advanced.advancedTreatmentWeeks(chart)
    case 'advancedTreatmentDose':
      return advanced.advancedTreatmentDose(chart)
    case 'botulinumRounds':
      return advanced.botulinumRounds(chart)
    case 'monthsOnTreatment':
      return advanced.monthsOnTreatment(chart)
    case 'baseline':
      return advanced.baseline(chart, code(definition.of))
    case 'reduction':
      return advanced.reduction(chart, code(definition.of), definition.window, definition.baseline)
    case 'answer': {
      const limit = definition.refutedBy
      const other = limit ? range(chart.fact(limit.fact)) : null
      const [first, ...more] = limit ? chart.fact(limit.fact).evidence : []
      return first && other && other.high < limit!.below ? said(false, [first, ...more]) : unknown('notAsked')
    }
  }
}
