/** The product's own terms: levels, verdicts, certainty, reasons why something is unknown (design of the interface §4). */

import type { Role } from '../core/derive/chart.ts'
import type { DrugAdvice } from '../core/drugAdvice.ts'
import type { Outcome, Why } from '../core/facts.ts'
import type { FollowUp } from '../core/followUp.ts'
import type { Certainty, Lang, Severity, Text } from '../core/guideline.ts'
import type { Level, Urgency } from '../core/level.ts'
import type { Verdict } from '../core/rails.ts'
import type { Kind } from '../core/record.ts'
import type { Counts } from '../core/trials.ts'
import type { Failure } from '../fhir/reading.ts'

export const levelWords: Record<Level, Text> = {
  unknown: { sv: 'Kan inte avgöras ännu', en: "Can't be decided yet" },
  selfCare: { sv: 'Egenvård', en: 'Self-care' },
  primaryCare: { sv: 'Primärvård', en: 'Primary care' },
  paediatrics: { sv: 'Barn- och ungdomsmedicin', en: 'Paediatrics' },
  neurology: { sv: 'Neurologi', en: 'Neurology' },
  emergency: { sv: 'Akut', en: 'Emergency' },
}
export const urgencyWords: Record<Urgency, Text> = {
  routine: { sv: 'Utan förtur', en: 'Routine' },
  soon: { sv: 'Skyndsamt', en: 'Soon' },
  immediate: { sv: 'Omedelbart', en: 'Immediately' },
}
export const verdictWords: Record<Verdict, Text> = {
  met: { sv: 'Uppfyllt', en: 'Met' },
  notMet: { sv: 'Ej uppfyllt', en: 'Not met' },
  unknown: { sv: 'Okänt', en: 'Unknown' },
}
export const certaintyWords: Record<Certainty, Text> = {
  sourced: { sv: 'Belagd i källa', en: 'Found in source' },
  background: { sv: 'Bakgrundskunskap', en: 'Background knowledge' },
  proposal: { sv: 'Förslag, ej fastställt', en: 'Proposal, not settled' },
}
export const whyWords: Record<Why, Text> = {
  notRecorded: { sv: 'Finns inte i journalen', en: 'Not in the record' },
  notRead: { sv: 'Kunde inte läsas', en: 'Could not be read' },
  notAsked: { sv: 'Inte frågat', en: 'Not asked' },
  outdated: { sv: 'För gammal uppgift', en: 'Too old' },
  conflicting: { sv: 'Motstridiga uppgifter', en: 'Conflicting' },
}
export const severityWords: Record<Severity, Text> = {
  contraindicated: { sv: 'Kontraindicerat', en: 'Contraindicated' },
  warn: { sv: 'Varning', en: 'Warning' },
  inform: { sv: 'Information', en: 'Information' },
}
export const drugWords: Record<DrugAdvice['verdict'], Text> = {
  ruledOut: { sv: 'Kontraindicerat', en: 'Contraindicated' },
  caution: { sv: 'Försiktighet', en: 'Caution' },
  nothingFound: { sv: 'Inget i journalen', en: 'Nothing in the record' },
  cannotJudge: { sv: 'Kunde inte bedömas', en: 'Could not be judged' },
}
export const triedWords: Record<DrugAdvice['tried'], Text> = {
  yes: { sv: 'Prövat', en: 'Tried' },
  no: { sv: 'Inte prövat', en: 'Not tried' },
  unknown: { sv: 'Okänt om prövat', en: 'Unknown whether tried' },
}
export const outcomeWords: Record<Outcome, Text> = {
  noEffect: { sv: 'Ingen effekt', en: 'No effect' },
  notTolerated: { sv: 'Tålde inte', en: 'Not tolerated' },
  effective: { sv: 'Hjälpte', en: 'Worked' },
  other: { sv: 'Annat', en: 'Other' },
  contraindicated: { sv: 'Kontraindicerat', en: 'Contraindicated' },
  unknown: { sv: 'Okänt', en: 'Unknown' },
}
export const countsWords: Record<Counts, Text> = {
  yes: { sv: 'Räknas', en: 'Counts' },
  no: { sv: 'Räknas inte', en: 'Does not count' },
  unknown: { sv: 'Okänt', en: 'Unknown' },
}
export const roleWords: Record<Role, Text> = {
  gp: { sv: 'Läkare i primärvård', en: 'GP' },
  neurologist: { sv: 'Neurolog', en: 'Neurologist' },
  nurse: { sv: 'Sjuksköterska', en: 'Nurse' },
}
export const kindWords: Record<Kind, Text> = {
  Condition: { sv: 'Diagnoser', en: 'Diagnoses' },
  MedicationRequest: { sv: 'Ordinationer', en: 'Prescriptions' },
  MedicationStatement: { sv: 'Läkemedelsuppgifter', en: 'Medication statements' },
  MedicationDispense: { sv: 'Uttag', en: 'Dispenses' },
  MedicationAdministration: { sv: 'Givna doser', en: 'Doses given' },
  Procedure: { sv: 'Åtgärder', en: 'Procedures' },
  Observation: { sv: 'Mätvärden och dagbok', en: 'Measurements and diary' },
  QuestionnaireResponse: { sv: 'Formulär', en: 'Questionnaires' },
  AllergyIntolerance: { sv: 'Överkänslighet', en: 'Allergies' },
  ServiceRequest: { sv: 'Remisser', en: 'Referrals' },
}
/** … in a sentence about what became of them. */
export const theKindWords: Record<Kind, Text> = {
  Condition: { sv: 'diagnoserna', en: 'the diagnoses' },
  MedicationRequest: { sv: 'ordinationerna', en: 'the prescriptions' },
  MedicationStatement: { sv: 'läkemedelsuppgifterna', en: 'the medication statements' },
  MedicationDispense: { sv: 'uttagen', en: 'the dispenses' },
  MedicationAdministration: { sv: 'de givna doserna', en: 'the doses given' },
  Procedure: { sv: 'åtgärderna', en: 'the procedures' },
  Observation: { sv: 'mätvärdena och dagboken', en: 'the measurements and the diary' },
  QuestionnaireResponse: { sv: 'formulären', en: 'the questionnaires' },
  AllergyIntolerance: { sv: 'uppgifterna om överkänslighet', en: 'the allergies' },
  ServiceRequest: { sv: 'remisserna', en: 'the referrals' },
}
/** How a reading failed; the words of `read.<kind>.reason` are the keys. */
const failureWords: Readonly<Record<Failure, Text>> = {
  refused: { sv: 'Nekad åtkomst', en: 'Access refused' },
  'not supported': { sv: 'Stöds inte av journalen', en: 'Not supported by the record' },
  'timed out': { sv: 'Svarade inte i tid', en: 'Did not answer in time' },
  'cut short': { sv: 'Avkortad: allt kom inte med', en: 'Cut short: not all came' },
  withheld: { sv: 'Något hålls tillbaka', en: 'Something is withheld' },
  offline: { sv: 'Ingen kontakt med journalen', en: 'No contact with the record' },
  failed: { sv: 'Läsningen misslyckades', en: 'Reading failed' },
  'too deep': { sv: 'För djupt nästlad för att läsas', en: 'Nested too deep to be read' },
  'too large': { sv: 'För stort svar för att läsas', en: 'Too large to be read' },
  'another type': { sv: 'Journalen svarade med något annat', en: 'The record answered with something else' },
  'another patient': { sv: 'Journalen svarade med en annan patients uppgifter', en: 'The record answered with another patient’s data' },
}
/** … and why a kind was not asked for: our settings, or the words of FHIR for an empty section of a document. */
const reasonWords = new Map<string, Text>([
  ...Object.entries(failureWords),
  ['no information', { sv: 'Journalen säger att uppgift saknas', en: 'The record says that it has no information' }],
  ['notasked', { sv: 'Inte frågat', en: 'Not asked' }],
  ['unavailable', { sv: 'Inte tillgängligt', en: 'Unavailable' }],
  ['notstarted', { sv: 'Inte påbörjat', en: 'Not started' }],
  ['closed', { sv: 'Stängt', en: 'Closed' }],
])
/** Why a kind was not read to its end: our words for it, else the record's own. */
export const reasonText = (reason: string | null, lang: Lang): string =>
  (reason ?? 'failed')
    .split('; ')
    .map((one) => reasonWords.get(one)?.[lang] ?? one)
    .join('; ')
export const readWords = {
  missing: { sv: 'Saknas', en: 'Missing' },
  complete: { sv: 'Allt läst', en: 'All read' },
  unaffected: { sv: 'Läst; inget som bedöms påverkas', en: 'Read; nothing that is assessed is affected' },
  partial: { sv: 'Läst i delar', en: 'Read in part' },
  notAsked: { sv: 'Inte läst', en: 'Not read' },
  notKept: { sv: 'Förs inte i den här journalen', en: 'Not kept in this record' },
} satisfies Record<string, Text>

/** All that is told of somebody who has died. */
export const deceasedWords = {
  deceased: { sv: 'Patienten är avliden', en: 'The patient has died' },
  on: { sv: 'avled {date}', en: 'died {date}' },
  noAdvice: { sv: 'Inga råd ges.', en: 'No advice is given.' },
} satisfies Record<string, Text>

/** What falls due in an advanced treatment. */
export const dueWords: Record<FollowUp['what'], Text> = {
  dose: { sv: 'Nästa dos', en: 'Next dose' },
  evaluation: { sv: 'Utvärdering', en: 'Evaluation' },
  pauseReview: { sv: 'Ta ställning till uppehåll', en: 'Consider a pause' },
  yearlyReview: { sv: 'Årlig genomgång', en: 'Yearly review' },
}
