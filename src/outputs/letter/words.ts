/** How letters put what is known into words. No clinical sentence stands here: those are in rules/. */

import type { Outcome } from '../../core/facts.ts'
import type { FollowUp } from '../../core/followUp.ts'
import type { Text } from '../../core/guideline.ts'

export const letterWords = {
  star: { sv: '* Angivet av remittenten.', en: '* Stated by the sender.' },
  origins: {
    sv: 'Frågeställning och sammanräkning av veckor: Migränstöd. Övrigt ur journalen.',
    en: 'Question and counting of weeks: Migränstöd. The rest is from the record.',
  },
  notStated: { sv: 'ej angivet', en: 'not stated' },
  notAsked: { sv: 'ej frågat', en: 'not asked' },
  notRead: { sv: 'kunde inte läsas ur journalen', en: 'could not be read from the record' },
  to: { sv: 'Till', en: 'To' },
  from: { sv: 'Från', en: 'From' },
  date: { sv: 'Datum', en: 'Date' },
  patient: { sv: 'Patient', en: 'Patient' },
  protected: { sv: 'skyddad identitet, se journalen', en: 'protected identity, see the record' },
  years: { sv: '{n} år', en: '{n} years' },
  headacheDiagnosis: { sv: 'Huvudvärksdiagnos', en: 'Headache diagnosis' },
  bothUnknown: { sv: 'dos och tid okända', en: 'dose and time unknown' },
  suspected: { sv: 'misstänkt', en: 'suspected' },
  earlier: { sv: 'tidigare', en: 'earlier' },
  recorded: { sv: 'registrerad {date}', en: 'recorded {date}' },
  conflicting: { sv: 'motstridigt', en: 'conflicting' },
  atLeast: { sv: 'minst {n}', en: 'at least {n}' },
  older: { sv: 'äldre uppgift', en: 'older data' },
  perDay: { sv: '{dose} {unit} per dag', en: '{dose} {unit} a day' },
  asNeeded: { sv: 'vid behov', en: 'as needed' },
  doseUnknown: { sv: 'dos okänd', en: 'dose unknown' },
  weeks: { sv: '{n} veckor på minst {dose} {unit}', en: '{n} weeks on at least {dose} {unit}' },
  belowDose: { sv: 'aldrig {weeks} veckor på minst {dose} {unit}', en: 'never {weeks} weeks on at least {dose} {unit}' },
  enough: { sv: 'full dos i minst {weeks} veckor', en: 'full dose for at least {weeks} weeks' },
  lengthUnknown: { sv: 'tid i full dos okänd', en: 'time at full dose unknown' },
  since: { sv: 'sedan {date}', en: 'since {date}' },
  fromTo: { sv: '{from} till {to}', en: '{from} to {to}' },
  until: { sv: 'till {to}', en: 'until {to}' },
  endUnknown: { sv: 'okänt', en: 'unknown' },
  timeUnknown: { sv: 'tid okänd', en: 'time unknown' },
  reasonUnknown: { sv: 'Ordinationsorsak ej angiven.', en: 'Reason for prescription not stated.' },
  uncodedToo: { sv: 'Läkemedel utan känd kod finns, se nedan.', en: 'There are drugs without a code we know, see below.' },
  perDose: { sv: '{dose} {unit} per dos', en: '{dose} {unit} a dose' },
  allergyRecorded: { sv: 'överkänslighet registrerad.', en: 'allergy recorded.' },
  otherwise: { sv: 'Givet av annan orsak än migrän', en: 'Given for something else than migraine' },
  paused: { sv: 'pausad', en: 'paused' },
  perhaps: { sv: 'oklart om det pågår', en: 'may be ongoing' },
  uncoded: { sv: 'utan känd kod', en: 'without a code we know' },
  month: { sv: 'per månad', en: 'a month' },
  and: { sv: 'och', en: 'and' },
  readAt: { sv: 'Läst ur journalen {date}.', en: 'Read from the record {date}.' },
  basis: { sv: 'Underlag: {guidelines}. Beslutsstöd, ej CE-märkt.', en: 'Basis: {guidelines}. Decision support, not CE-marked.' },
  own: { sv: 'Övrigt', en: 'Other' },
  contents: { sv: 'Innehåll enligt {source}.', en: 'Contents by {source}.' },
  declinedTitle: { sv: 'Ingen remiss nu', en: 'No referral now' },
  noNewTitle: { sv: 'Ingen ny remiss nu', en: 'No new referral now' },
  assessment: { sv: 'Bedömning', en: 'Assessment' },
  instead: { sv: 'Görs i stället', en: 'Done instead' },
  safety: { sv: 'Läkemedelssäkerhet', en: 'Drug safety' },
  notFollowed: { sv: 'Råd som inte följs', en: 'Advice not followed' },
  reasonNot: { sv: 'Skäl att inte remittera', en: 'Reason not to refer' },
  andMore: { sv: 'med flera', en: 'and others' },
  wouldRefer: { sv: 'Remiss blir aktuell om', en: 'A referral would follow if' },
  noteTitle: { sv: 'Bedömning med Migränstöd', en: 'Assessment with Migränstöd' },
  advice: { sv: 'Råd', en: 'Advice' },
  criteria: { sv: 'Kriterier', en: 'Criteria' },
  unknown: { sv: 'Okänt, inte nej', en: 'Unknown, not no' },
  entered: { sv: 'Angivet vid besöket', en: 'Stated at the visit' },
  absent: { sv: 'Frågat, finns inte', en: 'Asked, not there' },
  mayBecome: { sv: 'Kan bli {level}, beroende på {facts}.', en: 'May become {level}, depending on {facts}.' },
  flags: { sv: 'röda flaggor ({n} ej frågade)', en: 'red flags ({n} not asked)' },
  nothingYet: { sv: 'Inget råd går att ge ännu.', en: 'No advice can be given yet.' },
  editions: { sv: 'Riktlinjer: {guidelines}.', en: 'Guidelines: {guidelines}.' },
  notCe: { sv: 'Beslutsstöd, ej CE-märkt.', en: 'Decision support, not CE-marked.' },
  planTitle: { sv: 'Din plan', en: 'Your plan' },
  planOpen: { sv: 'Vi behöver veta mer innan vi bestämmer nästa steg.', en: 'We need to know more before we decide on the next step.' },
  planNext: { sv: 'Nästa steg', en: 'Next steps' },
  call: { sv: 'Ring', en: 'Call' },
  planDates: { sv: 'Datum att komma ihåg', en: 'Dates to remember' },
} satisfies Record<string, Text>

export const dueWords: Record<FollowUp['what'], Text> = {
  dose: { sv: 'Nästa dos', en: 'Next dose' },
  evaluation: { sv: 'Utvärdering', en: 'Evaluation' },
  pauseReview: { sv: 'Ställningstagande till uppehåll', en: 'Whether to pause' },
  yearlyReview: { sv: 'Årlig genomgång', en: 'Yearly review' },
}

export const outcomeSentences: Record<Outcome, Text> = {
  noEffect: { sv: 'Ingen effekt.', en: 'No effect.' },
  notTolerated: { sv: 'Tolererades inte.', en: 'Not tolerated.' },
  effective: { sv: 'Hjälpte.', en: 'Worked.' },
  other: { sv: 'Avslutad av annat skäl.', en: 'Ended for another reason.' },
  contraindicated: { sv: 'Kontraindicerad.', en: 'Contraindicated.' },
  unknown: { sv: 'Utfall ej angivet.', en: 'Outcome not stated.' },
}
export const ongoingSentence: Text = { sv: 'Pågår.', en: 'Ongoing.' }

/** A sentence with its gaps filled. */
export const fill = (text: string, gaps: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (braces, name: string) => String(gaps[name] ?? braces))
