/** Which kinds of resource each fact is derived from: one table for searches, scopes and for what an unread kind leaves open. */

import { diaryKinds, pressureSets, treatmentKinds, trialKinds } from './derive/chart.ts'
import type { Kind } from './record.ts'
import type { FactDefinition } from './vocabulary.ts'

/** The sets of codes that a fact asks its kinds for, beside the drugs of the table. */
export const setsOf = (definition: FactDefinition): readonly string[] => [
  ...('code' in definition ? [definition.code] : []),
  ...('codes' in definition ? [definition.codes] : []),
  ...('ended' in definition ? [definition.ended] : []),
  ...('observed' in definition ? definition.observed : []),
  ...(definition.kind === 'bloodPressure' ? pressureSets : []),
]

/** The kinds a fact is derived from. Its answer needs none. */
export function sourcesOf(definition: FactDefinition): readonly Kind[] {
  switch (definition.kind) {
    case 'age':
    case 'sex':
    case 'prescriber':
    case 'answer':
      return []
    case 'diagnosis':
      return definition.allergy ? ['Condition', 'AllergyIntolerance'] : ['Condition']
    case 'ageAtOnset':
    case 'childbearingPotential':
    case 'eventWithin':
      return ['Condition']
    case 'referral':
      return ['ServiceRequest']
    case 'pregnant':
    case 'pregnancyProven':
    case 'gestationalWeek':
    case 'pregnancyHeadache':
      return ['Condition', 'Observation']
    case 'month':
    case 'consecutiveMonths':
    case 'kindsWithDays':
    case 'diaryKept':
      return diaryKinds
    case 'latest':
      return definition.code === 'systolic' || definition.code === 'diastolic' ? ['Observation'] : diaryKinds
    case 'bloodPressure':
      return ['Observation']
    case 'baseline':
    case 'reduction':
    case 'monthsOnTreatment':
      return [...diaryKinds, ...treatmentKinds]
    case 'ongoing':
    case 'preventiveOngoing':
    case 'adequatePreventiveOngoing':
    case 'opioidForMigraineOngoing':
    case 'newOtherTriptan':
    case 'regularOver':
    case 'advancedTreatmentOngoing':
    case 'advancedTreatment':
    case 'advancedTreatmentWeeks':
    case 'advancedTreatmentDose':
    case 'botulinumRounds':
      return treatmentKinds
    case 'triedAsTablets':
    case 'trialCount':
    case 'provenCount':
    case 'firstLineLeft':
      return trialKinds
    case 'ruledOut':
      return ['Condition', 'Observation', ...trialKinds]
  }
}
