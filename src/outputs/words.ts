/** Sentences about the record and about input, in both languages; a missing one does not compile. No clinical sentence stands here. */

import type { Lang, Text } from '../core/guideline.ts'
import type { Problem } from '../core/record.ts'

/** Problems of a record, by their code. `{detail}` is filled in. */
const problems: Record<string, Text> = {
  malformed: { sv: 'går inte att läsa: {detail}', en: 'cannot be read: {detail}' },
  entryWithoutResource: { sv: 'innehåller ingen resurs', en: 'holds no resource' },
  noResourceType: { sv: 'resursen säger inte vad den är', en: 'the resource does not say what it is' },
  noSubject: { sv: 'hör inte till någon känd patient och används inte', en: 'belongs to no known patient and is not used' },
  otherPatient: { sv: 'hör till en annan patient och används inte', en: 'belongs to another patient and is not used' },
  bareReference: { sv: 'patienten anges utan typ; används inte', en: 'the patient is named without a type; not used' },
  unknownCodeSystem: { sv: 'kod ur ett okänt kodverk: {detail}', en: 'code of an unknown system: {detail}' },
  activeWithEnd: { sv: 'anges som pågående men har ett slut: {detail}', en: 'said to be current but has an end: {detail}' },
  notTaken: { sv: 'anges som inte taget: {detail}', en: 'said not to be taken: {detail}' },
  notToBeGiven: { sv: 'ska inte ges enligt journalen: {detail}', en: 'not to be given, by the record: {detail}' },
  notR4: { sv: 'är inte FHIR R4; läkemedlet räknas som okodat', en: 'is not FHIR R4; the drug counts as not coded' },
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
  badBirthDate: { sv: 'födelsedatum går inte att läsa', en: 'the birth date cannot be read' },
  unlikelyAge: { sv: 'osannolik ålder', en: 'unlikely age' },
  moreMigraineThanHeadache: {
    sv: 'fler migrändagar än huvudvärksdagar i {detail}; inget av dem används',
    en: 'more migraine days than headache days in {detail}; neither is used',
  },
  impossibleAnswer: { sv: 'svaret kan inte stämma och används inte: {detail}', en: 'the answer cannot be and is not used: {detail}' },
}

/** Input that cannot be used at all. */
const unusable: Record<string, Text> = {
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
}

const filled = (text: Text | undefined, code: string, detail: string | undefined, lang: Lang): string =>
  (text?.[lang] ?? code).replace('{detail}', detail ?? '').replace(/: $/, '')

export const problemText = ({ code, detail }: Problem, lang: Lang): string => filled(problems[code], code, detail, lang)
export const unusableText = (code: string, detail: string | undefined, lang: Lang): string => filled(unusable[code], code, detail, lang)
