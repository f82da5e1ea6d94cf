/** Why a trial counts, does not, or is unknown: read off the trial, in one clause that carries its own numbers. */

import type { DrugTable } from '../core/drugs.ts'
import type { Lang, Text } from '../core/guideline.ts'
import type { Trial } from '../core/trials.ts'
import { amountText } from './dose.ts'

const sentences = {
  notTolerated: { sv: 'tålde inte, oavsett dos och längd', en: 'not tolerated, whatever dose and length' },
  noEffectEnough: { sv: 'ingen effekt i full dos och tid', en: 'no effect at full dose and length' },
  noEffect: { sv: 'ingen effekt', en: 'no effect' },
  weeksOn: { sv: '{weeks} veckor på {dose}, ingen effekt', en: '{weeks} weeks on {dose}, no effect' },
  weeksOnAtLeast: { sv: '{weeks} veckor på minst {dose}, ingen effekt', en: '{weeks} weeks on at least {dose}, no effect' },
  roundsEnough: { sv: '{rounds} omgångar om minst {dose}, ingen effekt', en: '{rounds} rounds of at least {dose}, no effect' },
  enoughByYou: {
    sv: 'ingen effekt, full dos i minst {need} veckor enligt dig',
    en: 'no effect, full dose for at least {need} weeks according to you',
  },
  roundsByYou: {
    sv: 'ingen effekt, minst {needRounds} fulla omgångar enligt dig',
    en: 'no effect, at least {needRounds} full rounds according to you',
  },
  worked: { sv: 'hjälpte', en: 'worked' },
  noEffectShort: { sv: 'för låg dos eller för kort tid', en: 'too low a dose or too short' },
  doseReached: { sv: 'dosen nådde {highest} av minst {least}', en: 'the dose reached {highest} of at least {least}' },
  tooShort: { sv: '{weeks} av minst {need} veckor i verksam dos', en: '{weeks} of at least {need} weeks at an adequate dose' },
  underAWeek: {
    sv: 'mindre än en vecka i verksam dos, minst {need} krävs',
    en: 'less than a week at an adequate dose, at least {need} are required',
  },
  fewRounds: { sv: '{rounds} av minst {needRounds} omgångar', en: '{rounds} of at least {needRounds} rounds' },
  shortByYou: { sv: 'inte full dos i minst {need} veckor, enligt dig', en: 'not full dose for at least {need} weeks, according to you' },
  fewRoundsByYou: { sv: 'inte {needRounds} fulla omgångar, enligt dig', en: 'not {needRounds} full rounds, according to you' },
  stillOngoing: { sv: 'pågår, utfall inte angivet', en: 'ongoing, no outcome stated' },
  ongoingSince: { sv: 'pågår sedan {start}, utfall inte angivet', en: 'ongoing since {start}, no outcome stated' },
  otherReason: { sv: 'gavs för något annat än migrän', en: 'given for something else than migraine' },
  neverCounts: { sv: 'läkemedlet räknas inte mot kravet', en: 'the drug does not count toward the demand' },
  askDrug: { sv: 'räknas bara om du bekräftar det', en: 'counts only if you confirm it' },
  reasonMissing: { sv: 'orsak till behandling saknas', en: 'reason for treatment missing' },
  outcomeMissing: { sv: 'utfall saknas', en: 'outcome missing' },
  otherEnd: { sv: 'slutade av annan orsak, effekten är okänd', en: 'ended for another reason, the effect is unknown' },
  lengthMissing: { sv: 'dos eller längd saknas', en: 'dose or length missing' },
  onlyDose: { sv: '{highest}, men längd saknas', en: '{highest}, but length missing' },
  onlyLength: { sv: '{weeks} veckor, men dos saknas', en: '{weeks} weeks, but dose missing' },
  contraindicatedOnly: { sv: 'kontraindicerat: kräver specialistbedömning', en: 'contraindicated: needs specialist judgement' },
  entryUnusable: { sv: 'uppgiften i journalen kunde inte användas', en: 'the entry in the record could not be used' },
  uncoded: { sv: 'utan känd kod', en: 'without a code we know' },
} satisfies Record<string, Text>

export type WhyCounts =
  | 'notTolerated'
  | 'noEffectEnough'
  | 'worked'
  | 'noEffectShort'
  | 'stillOngoing'
  | 'otherReason'
  | 'neverCounts'
  | 'askDrug'
  | 'reasonMissing'
  | 'outcomeMissing'
  | 'otherEnd'
  | 'lengthMissing'
  | 'contraindicatedOnly'
  | 'entryUnusable'
  | 'uncoded'

export function whyCounts(trial: Trial, table: DrugTable): WhyCounts {
  const { counts, outcome, adequate, forMigraine, ongoing, substance, answered } = trial
  const rule = substance ? table.substances[substance]?.counts : undefined
  if (counts === 'unknown' && !answered && isUnusable(trial)) return 'entryUnusable'
  if (substance === null) return 'uncoded'
  if (counts === 'yes') return outcome === 'notTolerated' ? 'notTolerated' : 'noEffectEnough'
  if (counts === 'no') {
    if (forMigraine === false) return 'otherReason'
    if (outcome === 'effective') return 'worked'
    if (outcome === 'noEffect' && adequate === false) return 'noEffectShort'
    return ongoing && outcome === 'unknown' && rule !== 'no' ? 'stillOngoing' : 'neverCounts'
  }
  if (rule === 'ask' && !answered) return 'askDrug'
  if (outcome === 'contraindicated') return 'contraindicatedOnly'
  if (forMigraine === null) return 'reasonMissing'
  if (outcome === 'other') return 'otherEnd'
  return outcome === 'unknown' ? 'outcomeMissing' : 'lengthMissing'
}

/** All that the record says of it could not be used. */
export const isUnusable = ({ evidence }: Trial): boolean =>
  evidence.length > 0 && evidence.every((one) => 'resource' in one && one.unusable === true)

/** The reason as a clause: "16 veckor på 100 mg, ingen effekt". Every number is the trial's own or the drug table's. */
export function whyText(trial: Trial, table: DrugTable, lang: Lang): string {
  const drug = trial.substance ? table.substances[trial.substance] : undefined
  const dose = (value: number, unit: string) => amountText({ value, unit }, lang)
  const gaps: Record<string, string | number | undefined> = {
    weeks: trial.weeksAtAdequateDose ?? trial.weeks ?? undefined,
    rounds: trial.rounds.length,
    need: table.adequateDays.value / 7,
    needRounds: drug?.minRounds?.value,
    highest: trial.maxDailyDose ? dose(trial.maxDailyDose.value, trial.maxDailyDose.unit) : undefined,
    least: drug?.minDailyDose ? dose(drug.minDailyDose.value, drug.minDailyDose.unit) : undefined,
    start: trial.start?.text,
  }
  const say = (name: keyof typeof sentences, more: Record<string, string> = {}) =>
    sentences[name][lang].replace(/\{(\w+)\}/g, (_, gap: string) => String(more[gap] ?? gaps[gap]))

  const why = whyCounts(trial, table)
  switch (why) {
    case 'noEffectEnough':
      return enough()
    case 'noEffectShort':
      return short()
    case 'stillOngoing':
      return say(trial.start ? 'ongoingSince' : 'stillOngoing')
    case 'lengthMissing':
      if (drug?.minRounds || trial.dose.asNeeded) return say('lengthMissing')
      if (trial.maxDailyDose && trial.dose.isWhole) return say('onlyDose')
      return say(trial.weeks !== null && !trial.maxDailyDose ? 'onlyLength' : 'lengthMissing')
    default:
      return say(why)
  }

  /** Weeks at one dose name it; at several they are weeks at the least adequate one or more. */
  function enough(): string {
    if (trial.group === 'triptan') return say('noEffect')
    if (trial.answered?.adequate) return say(drug?.minRounds ? 'roundsByYou' : 'enoughByYou')
    if (drug?.minRounds && drug.roundUnits) return say('roundsEnough', { dose: dose(drug.roundUnits.value, drug.roundUnits.unit) })
    const least = drug?.minDailyDose
    if (!least || trial.weeksAtAdequateDose === null) return say('noEffectEnough')
    const doses = new Set(
      trial.dose.stretches
        .filter(({ low, from, sure }) => low !== null && low >= least.value && sure >= from)
        .flatMap(({ low, high }) => [low, high]),
    )
    const [only] = doses
    return typeof only === 'number' && doses.size === 1
      ? say('weeksOn', { dose: dose(only, least.unit) })
      : say('weeksOnAtLeast', { dose: dose(least.value, least.unit) })
  }

  function short(): string {
    if (trial.answered?.adequate === false) return say(drug?.minRounds ? 'fewRoundsByYou' : 'shortByYou')
    if (drug?.minRounds) return say('fewRounds')
    const least = drug?.minDailyDose?.value
    const neverReached = trial.dose.isWhole && trial.maxDailyDose !== null && least !== undefined && trial.maxDailyDose.value < least
    if (neverReached) return say('doseReached')
    const atMost = Math.floor(trial.dose.mostDays / 7)
    if (!Number.isFinite(atMost)) return say('noEffectShort')
    return atMost > 0 ? say('tooShort', { weeks: String(atMost) }) : say('underAWeek')
  }
}
