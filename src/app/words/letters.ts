/** Words around the letters: which there are, how a line is changed, what is missing. The letters' own words are in outputs/letter. */

import type { Text } from '../../core/guideline.ts'

export const lettersWords = {
  viewLetters: { sv: 'Remiss och plan', en: 'Referral and plan' },
  letterKind: { sv: 'Text', en: 'Text' },
  letter_referral: { sv: 'Remiss', en: 'Referral' },
  letter_declined: { sv: 'Ingen remiss nu', en: 'No referral now' },
  letter_plan: { sv: 'Plan för patienten', en: 'Plan for the patient' },
  letter_note: { sv: 'Journaltext', en: 'Journal text' },
  writeReferral: { sv: 'Skriv remiss', en: 'Write a referral' },
  writePlan: { sv: 'Skriv plan', en: 'Write a plan' },
  copyNote: { sv: 'Kopiera journaltext', en: 'Copy journal text' },
  notInWhatIf: {
    sv: 'Det som bara antas skrivs inte. Avsluta tänk om för att skriva.',
    en: 'What is only supposed is not written. Leave what if to write.',
  },
  laterWait: { sv: 'Hämtar vyn …', en: 'Fetching the view …' },
  laterFailed: { sv: 'Vyn kunde inte hämtas. Dina svar finns kvar.', en: 'The view could not be fetched. Your answers are kept.' },
  reload: { sv: 'Läs in sidan igen', en: 'Load the page again' },
  isStoredNow: { sv: 'Sparat i journalen.', en: 'Saved in the record.' },
  draftOnly: { sv: 'Utkast, inget är sparat.', en: 'Draft, nothing is saved.' },
  notAdvised: {
    sv: 'Ingen riktlinje ger stöd för remiss nu. Skriv själv vad den gäller, eller välj Ingen remiss nu.',
    en: 'No guideline supports a referral now. Write yourself what it is about, or choose No referral now.',
  },
  referralAdvised: {
    sv: 'En remiss råds av riktlinjerna. Skriv varför den inte skickas nu.',
    en: 'The guidelines advise a referral. Write why it is not sent now.',
  },
  print: { sv: 'Skriv ut', en: 'Print' },
  letterLanguage: { sv: 'In English', en: 'In English' },
  letterInSwedish: { sv: 'På svenska', en: 'På svenska' },
  fromAssessment: { sv: 'ur bedömningen', en: 'from the assessment' },
  bySender: { sv: 'angivet av remittenten', en: 'stated by the sender' },
  missing: { sv: 'saknas', en: 'missing' },
  changeLine: { sv: 'Ändra', en: 'Change' },
  changeLineOf: { sv: 'Ändra raden {line}', en: 'Change the line {line}' },
  saveLine: { sv: 'Spara', en: 'Save' },
  cancelLine: { sv: 'Avbryt', en: 'Cancel' },
  restoreLine: { sv: 'Återställ', en: 'Restore' },
  removedLine: { sv: 'Borttagen rad', en: 'Line removed' },
  staleLine: {
    sv: 'Underlaget har ändrats sedan du skrev. Nu skulle här stå:',
    en: 'What it rests on has changed since you wrote. It would now say:',
  },
  addLine: { sv: 'Egen rad', en: 'A line of your own' },
  nothingMissing: { sv: 'Inget saknas', en: 'Nothing is missing' },
  missingCount: { sv: '{n} uppgifter saknas', en: '{n} things are missing' },
  missingOne: { sv: 'En uppgift saknas', en: 'One thing is missing' },
  changesAdvice: { sv: 'Kan ändra rådet: {names}. Det andra kan det inte.', en: 'May change the advice: {names}. The rest cannot.' },
  changesNothing: { sv: 'Inget av det kan ändra rådet.', en: 'None of it can change the advice.' },
  present: { sv: 'finns', en: 'present' },
  receiverTitle: { sv: 'Mottagare', en: 'Receiver' },
  demandsTitle: { sv: 'Mottagningen begär', en: 'The clinic asks for' },
  adviceSources: { sv: 'Varifrån råden kommer', en: 'Where the advice comes from' },
  contentsBy: { sv: 'Innehåll enligt {source}.', en: 'Contents by {source}.' },
  textTitle: { sv: 'Texten, {n} rader', en: 'The text, {n} lines' },
  textExplained: {
    sv: 'Så kopieras, skrivs ut och sparas den. Det som saknas står som ”ej angivet”.',
    en: 'So it is copied, printed and saved. What is missing stands as “not stated”.',
  },
  planWording: { sv: 'Formuleringarna är förslag.', en: 'The wording is a proposal.' },
} satisfies Record<string, Text>

/** Small numbers in words, as a sentence begins. */
export const smallNumbers: Record<'sv' | 'en', readonly string[]> = {
  sv: ['Noll', 'En', 'Två', 'Tre', 'Fyra', 'Fem', 'Sex', 'Sju', 'Åtta', 'Nio', 'Tio', 'Elva', 'Tolv'],
  en: ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'],
}
