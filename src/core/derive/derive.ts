/** Every fact of the vocabulary, derived from one chart. A fact that needs code of its own is the sign of a missing kind. */

import { addMonths } from '../dates.ts'
import { type Fact, type Facts, known, range, unknown } from '../facts.ts'
import type { FactDefinition, Vocabulary } from '../vocabulary.ts'
import * as advanced from './advanced.ts'
import { answer, type Chart, falseBySexOrAge } from './chart.ts'
import * as diagnosis from './diagnosis.ts'
import * as drugs from './drugs.ts'
import * as months from './months.ts'
import * as patient from './patient.ts'
import * as pregnancy from './pregnancy.ts'

/** An answer beats the record while it is valid; what nobody said stays unknown. */
export function deriveFacts({ facts }: Vocabulary, without: Omit<Chart, 'fact'>): Facts {
  const derived: Record<string, Fact> = {}
  const underway = new Set<string>()
  const chart: Chart = {
    ...without,
    fact: (name) => {
      const before = derived[name]
      if (before) return before
      const definition = facts[name]
      if (!definition || underway.has(name)) throw new Error(definition ? `${name} rests on itself` : `no fact ${name}`)
      underway.add(name)
      const fact = answeredOr(name, definition)
      derived[name] = fact
      return fact
    },
  }
  for (const name of Object.keys(facts)) chart.fact(name)
  return derived

  function answeredOr(name: string, definition: FactDefinition): Fact {
    const excluded = 'falseFor' in definition && definition.falseFor ? falseBySexOrAge(chart, definition.falseFor) : null
    if (excluded) return excluded
    // Answers to these two age by what the record says beside them.
    if (definition.kind === 'gestationalWeek') return pregnancy.gestationalWeek(chart)
    if (definition.kind === 'pregnant') return pregnancy.pregnant(chart, definition.codes)
    const given = answer(chart, name, () => definition.window)
    if (given.fact) return given.fact
    const fromRecord = fromKind(chart, definition, facts)
    return given.old && fromRecord.status === 'unknown' ? unknown('outdated', fromRecord.evidence) : fromRecord
  }
}

/** What readings leave open, a "no" to the graver question settles. */
function refutedByAnswer(
  chart: Chart,
  fact: Fact,
  { refutedByAnswer: graver, window }: { refutedByAnswer?: string; window: number },
): Fact {
  const said = fact.status === 'unknown' && graver !== undefined ? answer(chart, graver, () => window).fact : null
  return said?.status === 'known' && said.value === false ? said : fact
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
      return diagnosis.diagnosis(chart, definition.codes, definition.history)
    case 'eventWithin':
      return diagnosis.eventWithin(chart, definition.codes, definition.window)
    case 'referral':
      return diagnosis.referral(chart, definition.codes, definition.reason, addMonths(chart.asOf, -definition.months))
    case 'month':
      return months.month(chart, definition)
    case 'consecutiveMonths':
      return months.consecutiveMonths(chart, definition, code(definition.of))
    case 'kindsWithDays':
      return months.kindsWithDays(chart, definition)
    case 'diaryKept':
      return months.diaryKept(chart, definition)
    case 'latest':
      return months.latest(chart, definition)
    case 'bloodPressure':
      return refutedByAnswer(chart, months.bloodPressure(chart, definition), definition)
    case 'pregnant':
      return pregnancy.pregnant(chart, definition.codes)
    case 'pregnancyProven':
      return pregnancy.pregnancyProven(chart)
    case 'gestationalWeek':
      return pregnancy.gestationalWeek(chart)
    case 'pregnancyHeadache':
      return pregnancy.pregnancyHeadache(chart, definition)
    case 'ongoing':
      return drugs.ongoing(chart, definition.codes)
    case 'preventiveOngoing':
      return drugs.inUseOf(chart, drugs.preventives(chart))
    case 'advancedTreatmentOngoing':
      return drugs.inUseOf(chart, drugs.advancedTreatments(chart))
    case 'adequatePreventiveOngoing':
      return drugs.adequatePreventiveOngoing(chart)
    case 'opioidForMigraineOngoing':
      return drugs.opioidForMigraine(chart, definition.codes)
    case 'sumatriptanTablets':
      return drugs.sumatriptanTablets(chart)
    case 'newOtherTriptan':
      return drugs.newOtherTriptan(chart, definition.window)
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
      return limit && other && other.high < limit.below ? known(false, chart.fact(limit.fact).evidence) : unknown('notAsked')
    }
  }
}
