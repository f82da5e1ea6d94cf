/** The numbers by which facts and trials are derived (rules/vocabulary.json, rules/drugs.json), said so that a physician can judge them. */

import type { DrugTable } from '../../src/core/drugs.ts'
import type { Certainty, Lang, Text } from '../../src/core/guideline.ts'
import type { Numbers } from '../../src/core/vocabulary.ts'
import { numberText } from '../../src/outputs/say.ts'
import { certaintyWords } from '../../src/outputs/terms.ts'
import { drugs, vocabulary } from './library.ts'
import { table } from './markdown.ts'
import { words } from './words.ts'

const numberWords: Record<keyof Numbers, Text> = {
  diaryMonths: { sv: 'Dagboksmånader som jämförs före och under behandling', en: 'Diary months compared before and during treatment' },
  onsetRecordedWithin: { sv: 'Debut tros om den dokumenterats inom', en: 'Onset is believed where it was recorded within' },
  childbearingFrom: { sv: 'Kan bli gravid från', en: 'May become pregnant from' },
  childbearingTo: { sv: 'Kan bli gravid till', en: 'May become pregnant to' },
  pregnantValid: { sv: 'En uppgift om graviditet gäller i', en: 'That a patient is pregnant holds for' },
  notPregnantValid: { sv: 'En uppgift om ej gravid gäller i', en: 'That a patient is not pregnant holds for' },
  overAfterDue: { sv: 'Graviditeten är över så långt efter beräknad förlossning', en: 'Pregnancy is over this long after the due date' },
  fullTerm: { sv: 'Graviditetens längd', en: 'Length of pregnancy' },
  lastGestationalWeek: { sv: 'Senare graviditetsvecka tros inte', en: 'A later week of pregnancy is not believed' },
  settledWeeks: { sv: 'Effekten bedöms efter behandling i', en: 'The effect is judged after treatment for' },
  settledRounds: { sv: 'Effekten av botulinumtoxin bedöms efter', en: 'The effect of botulinum toxin is judged after' },
  adultAge: { sv: 'Vuxen från', en: 'Adult from' },
}

type Counted = 'maxGapDays' | 'closedWithinMonths' | 'adequateDays' | 'staleMonths' | 'doseGraceDays' | 'firstDoseDays'
type Also = 'seriesGapDays' | 'shortCourseDays' | 'washoutDays'
const drugWords: Record<(Counted | Also) & keyof DrugTable, Text> = {
  maxGapDays: {
    sv: 'Ordinationer med högst så långt uppehåll är ett och samma försök',
    en: 'Prescriptions at most this far apart are one trial',
  },
  closedWithinMonths: { sv: 'En ny ordination avslutar en utan slut inom', en: 'A new prescription ends one without an end within' },
  adequateDays: { sv: 'Ett tillräckligt försök varar minst', en: 'An adequate trial lasts at least' },
  staleMonths: { sv: 'Pågående läkemedel tros om det setts inom', en: 'A drug is believed ongoing where it was seen within' },
  doseGraceDays: {
    sv: 'En given dos räknas som pågående behandling i ytterligare',
    en: 'A dose given counts as ongoing treatment for another',
  },
  firstDoseDays: {
    sv: 'Första dosen söks inom så lång tid från ordinationen',
    en: 'The first dose is sought within this time of the prescription',
  },
  seriesGapDays: {
    sv: 'Avancerade läkemedel i följd är en serie vid uppehåll på högst',
    en: 'Advanced drugs in turn are one series with gaps of at most',
  },
  shortCourseDays: { sv: 'En kort kur är över efter', en: 'A short course is over after' },
  washoutDays: { sv: 'MAO-hämmare är en risk efter utsättning i', en: 'An MAO inhibitor is a hazard after its end for' },
}
const followUpWords: Record<keyof DrugTable['followUp'], Text> = {
  evaluationMonths: { sv: 'Avancerad behandling utvärderas efter', en: 'Advanced treatment is evaluated after' },
  pauseReviewMonths: { sv: 'Uppehåll i avancerad behandling övervägs efter', en: 'A pause in advanced treatment is considered after' },
  yearlyReviewMonths: {
    sv: 'Avancerad behandling följs därefter upp med mellanrum på',
    en: 'Advanced treatment is then reviewed at intervals of',
  },
}
const unitWords: Record<string, Text> = {
  days: words.days,
  weeks: { sv: 'veckor', en: 'weeks' },
  months: words.months,
  years: { sv: 'år', en: 'years' },
  rounds: { sv: 'omgångar', en: 'rounds' },
}

type Row = { text: Text; value: string; unit: string; certainty: Certainty }

/** Every shared number with its certainty; the project's own first. */
export function sharedNumbers(lang: Lang): string {
  const entries = <K extends string>(of: Record<K, Text>) => Object.entries(of) as [K, Text][]
  const rows: Row[] = [
    ...entries(numberWords).map(([name, text]) => ({
      text,
      ...shown(vocabulary.numbers[name], lang),
      unit: vocabulary.numbers[name].unit,
    })),
    ...entries(drugWords).map(([name, text]) => ({ text, ...shown(drugs[name], lang), unit: name.endsWith('Months') ? 'months' : 'days' })),
    ...entries(followUpWords).map(([name, text]) => ({ text, ...shown(drugs.followUp[name], lang), unit: 'months' })),
  ]
  const order: readonly Certainty[] = ['proposal', 'background', 'sourced']
  return table(
    [words.number[lang], words.value[lang], words.certainty[lang]],
    rows
      .sort((a, b) => order.indexOf(a.certainty) - order.indexOf(b.certainty))
      .map(({ text, value, unit, certainty }) => [
        text[lang],
        `${value} ${unitWords[unit]?.[lang] ?? unit}`,
        certaintyWords[certainty][lang],
      ]),
  )
}

const shown = ({ value, certainty }: { value: number; certainty: Certainty }, lang: Lang) => ({ value: numberText(value, lang), certainty })
