/** Sentences about the record and about input, in both languages; a missing one does not compile. No clinical sentence stands here. */

import type { Lang, Text } from '../core/guideline.ts'
import type { Problem } from '../core/record.ts'

/** Codes come from records and errors: a name of the language itself must find nothing. */
function words(table: Record<string, Text>): ReadonlyMap<string, Text> {
  return new Map(Object.entries(table))
}

/** Problems of a record, by their code. `{detail}` is filled in. */
const problems: ReadonlyMap<string, Text> = words({
  malformed: { sv: 'går inte att läsa: {detail}', en: 'cannot be read: {detail}' },
  entryWithoutResource: { sv: 'innehåller ingen resurs', en: 'holds no resource' },
  noResourceType: { sv: 'resursen säger inte vad den är', en: 'the resource does not say what it is' },
  unknownType: { sv: 'är ingen känd typ av resurs: {detail}', en: 'is no known type of resource: {detail}' },
  tooDeep: { sv: 'är för djupt nästlad för att läsas', en: 'is nested too deep to be read' },
  sharedAddress: { sv: 'flera poster har samma adress: {detail}', en: 'several entries share one address: {detail}' },
  duplicateKey: { sv: 'nyckeln står två gånger; den senare gäller: {detail}', en: 'the key stands twice; the later holds: {detail}' },
  latin1: { sv: 'är inte skriven i UTF-8; läst som Latin-1', en: 'is not written in UTF-8; read as Latin-1' },
  noSubject: { sv: 'patienten saknas eller går inte att läsa; används inte', en: 'the patient is missing or cannot be read; not used' },
  noStatus: { sv: 'status saknas; används inte', en: 'the status is missing; not used' },
  unknownStatus: { sv: 'okänd status, används inte: {detail}', en: 'unknown status, not used: {detail}' },
  unknownModifier: {
    sv: 'har ett tillägg som ändrar innebörden och som inte är känt; används inte',
    en: 'carries an extension that changes its meaning and is not known; not used',
  },
  noCode: { sv: 'säger inte vad den gäller; används inte', en: 'does not say what it is about; not used' },
  noQuestionnaire: {
    sv: 'säger inte vilket formulär den svarar på; används inte',
    en: 'does not say which questionnaire it answers; not used',
  },
  severalMonths: { sv: 'flera månader utan grupper; används inte', en: 'several months without groups; not used' },
  noSuchDate: { sv: 'datumet kan inte stämma och används inte: {detail}', en: 'the date cannot be and is not used: {detail}' },
  noSuchAge: { sv: 'åldern vid debut kan inte stämma: {detail}', en: 'the age at onset cannot be: {detail}' },
  noSuchStart: { sv: 'startdatumet kan inte stämma och används inte: {detail}', en: 'the start cannot be and is not used: {detail}' },
  endBeforeStart: {
    sv: 'slutet ligger före starten och används inte: {detail}',
    en: 'the end lies before the start and is not used: {detail}',
  },
  zeroDose: { sv: 'dosen är noll och används inte: {detail}', en: 'the dose is zero and not used: {detail}' },
  oddDose: {
    sv: 'en dos går inte att läsa och används inte: {detail}',
    en: 'a dose cannot be read and is not used: {detail}',
  },
  noValue: { sv: 'värdet saknas', en: 'the value is missing' },
  unknownValue: { sv: 'värdet går inte att tolka: {detail}', en: 'the value cannot be interpreted: {detail}' },
  otherPatient: { sv: 'hör till en annan patient och används inte', en: 'belongs to another patient and is not used' },
  bareReference: { sv: 'patienten anges utan typ; används inte', en: 'the patient is named without a type; not used' },
  unknownCodeSystem: { sv: 'kod ur ett okänt kodverk: {detail}', en: 'code of an unknown system: {detail}' },
  activeWithEnd: { sv: 'anges som pågående men har ett slut: {detail}', en: 'said to be current but has an end: {detail}' },
  notTaken: { sv: 'anges som inte taget: {detail}', en: 'said not to be taken: {detail}' },
  notToBeGiven: { sv: 'ska inte ges enligt journalen: {detail}', en: 'not to be given, by the record: {detail}' },
  notR4: { sv: 'är skriven i en annan version av FHIR än R4; används inte', en: 'is written in another version of FHIR than R4; not used' },
  notCoded: { sv: 'läkemedlet saknar känd kod: {detail}', en: 'the drug has no code we know: {detail}' },
  contradictoryCodes: {
    sv: 'läkemedlet har koder som säger emot varandra: {detail}',
    en: 'the drug has codes that contradict one another: {detail}',
  },
  medicationNotFound: { sv: 'hänvisar till ett läkemedel som inte finns: {detail}', en: 'refers to a drug that is not there: {detail}' },
  neverHandedOver: { sv: 'förberett men inte utlämnat: {detail}', en: 'prepared but not handed over: {detail}' },
  impossibleSupply: { sv: 'uttag som inte kan stämma: {detail} dagar', en: 'a supply that cannot be: {detail} days' },
  noPeriodUnit: { sv: 'doseringen saknar tidsenhet: {detail}', en: 'the dosage lacks a unit of time: {detail}' },
  implausibleDose: { sv: 'dosen är orimligt hög och används inte: {detail}', en: 'the dose is implausibly high and not used: {detail}' },
  oddLength: { sv: 'behandlingstiden går inte att läsa: {detail}', en: 'the length of treatment cannot be read: {detail}' },
  noDate: { sv: 'saknar datum', en: 'has no date' },
  impossibleValue: { sv: 'värdet kan inte stämma: {detail}', en: 'the value cannot be: {detail}' },
  textForNumber: { sv: 'text i stället för tal: {detail}', en: 'text in place of a number: {detail}' },
  unknownComparator: { sv: 'okänt jämförelsetecken: {detail}', en: 'unknown comparator: {detail}' },
  otherUnit: { sv: 'annan enhet än väntat, räknas inte om: {detail}', en: 'another unit than expected, not converted: {detail}' },
  noMonth: { sv: 'värdet hör inte till någon bestämd månad', en: 'the value belongs to no one month' },
  codeAndTextDisagree: { sv: 'kod och text säger emot varandra: {detail}', en: 'code and text contradict each other: {detail}' },
  inactivePatient: { sv: 'patientposten är inte längre aktiv', en: 'the patient record is no longer active' },
  replacedPatient: { sv: 'patientposten är ersatt av en annan: {detail}', en: 'the patient record is replaced by another: {detail}' },
  deceased: { sv: 'patienten är avliden: {detail}', en: 'the patient has died: {detail}' },
  keptAnswerLost: {
    sv: 'ett tidigare svar gick inte att läsa och används inte',
    en: 'an earlier answer could not be read and is not used',
  },
  recordIsLater: {
    sv: 'journalen har en senare uppgift, som gäller: {detail}',
    en: 'the record has later information, which holds: {detail}',
  },
  answerBelowRecord: {
    sv: 'svaret är lägre än vad läkemedelshistoriken visar och används inte',
    en: 'the answer is lower than the medication history shows and is not used',
  },
  answerAgainstRecord: { sv: 'svaret säger emot journalen: {detail}', en: 'the answer contradicts the record: {detail}' },
  badBirthDate: { sv: 'födelsedatum går inte att läsa', en: 'the birth date cannot be read' },
  moreMigraineThanHeadache: {
    sv: 'fler migrändagar än huvudvärksdagar i {detail}; inget av dem används',
    en: 'more migraine days than headache days in {detail}; neither is used',
  },
  impossibleAnswer: { sv: 'svaret kan inte stämma och används inte: {detail}', en: 'the answer cannot be and is not used: {detail}' },
})

/** Input that cannot be used at all. */
const unusable: ReadonlyMap<string, Text> = words({
  noBundle: { sv: 'Filen är ingen FHIR Bundle.', en: 'The file is no FHIR Bundle.' },
  bundleType: { sv: 'En Bundle av typen {detail} kan inte användas.', en: 'A Bundle of type {detail} cannot be used.' },
  notOnePatient: {
    sv: 'Filen ska innehålla exakt en patient, inte {detail}.',
    en: 'The file must hold exactly one patient, not {detail}.',
  },
  notJson: { sv: 'Filen är inte giltig JSON: {detail}', en: 'The file is no valid JSON: {detail}' },
  unreadable: { sv: 'Filen kan inte läsas: {detail}', en: 'The file cannot be read: {detail}' },
  internal: {
    sv: 'Fel i programmet, patienten är inte bedömd: {detail}',
    en: 'A fault in the program, the patient has not been assessed: {detail}',
  },
  noFile: {
    sv: 'Ange en fil med en FHIR Bundle, eller - för standard input.',
    en: 'Name a file with a FHIR Bundle, or - for standard input.',
  },
  option: { sv: 'Okänt eller felaktigt val: {detail}', en: 'Unknown or wrong option: {detail}' },
  answersNotObject: { sv: 'Svarsfilen ska vara ett JSON-objekt.', en: 'The answers file must be a JSON object.' },
  noSuchFact: { sv: 'Svar på något som inte finns: {detail}', en: 'An answer to a fact that does not exist: {detail}' },
  noSuchSubstance: {
    sv: 'Svar om en substans som inte finns i tabellen: {detail}',
    en: 'An answer on a substance that is not in the table: {detail}',
  },
  noSuchMonth: { sv: 'Svar om en månad som inte finns: {detail}', en: 'An answer on a month that does not exist: {detail}' },
  wrongKind: { sv: 'Svar av fel slag: {detail}', en: 'An answer of the wrong kind: {detail}' },
  tooLarge: { sv: 'Filen är för stor: högst {detail} MB kan läsas.', en: 'The file is too large: at most {detail} MB can be read.' },
  patientEmpty: {
    sv: 'Journalen svarade utan innehåll när patienten frågades efter.',
    en: 'The record answered without content when asked for the patient.',
  },
  patientNoResource: {
    sv: 'Journalens svar om patienten är ingen FHIR-resurs.',
    en: 'The record’s answer on the patient is no FHIR resource.',
  },
  patientOutcome: { sv: 'Journalen lämnade inte ut patienten: {detail}', en: 'The record did not give the patient: {detail}' },
  patientOtherType: {
    sv: 'Journalen svarade med {detail} i stället för patienten.',
    en: 'The record answered with {detail} in place of the patient.',
  },
  patientNotFound: { sv: 'Journalen hittar inte patienten.', en: 'The record does not find the patient.' },
  patientStatus: {
    sv: 'Journalen svarade med felet {detail} när patienten frågades efter.',
    en: 'The record answered with the error {detail} when asked for the patient.',
  },
  patientOther: { sv: 'Journalen svarade med en annan patient.', en: 'The record answered with another patient.' },
})

const filled = (text: Text | undefined, code: string, detail: string | undefined, lang: Lang): string =>
  (text?.[lang] ?? code).replace('{detail}', () => detail ?? '').replace(/: $/, '')

const several: Text = { sv: '{n} poster', en: '{n} entries' }

export const problemText = ({ code, detail, times }: Problem, lang: Lang): string =>
  filled(problems.get(code), code, detail, lang) + (times === undefined ? '' : ` (${several[lang].replace('{n}', `${times}`)})`)
export const unusableText = (code: string, detail: string | undefined, lang: Lang): string => filled(unusable.get(code), code, detail, lang)
