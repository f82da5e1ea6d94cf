/** Treatments in a letter: dose, how long, effect; what is not known is said so, never left out. */

import { isListed, type Trial } from '../../core/trials.ts'
import { trialName } from '../document.ts'
import { numberText } from '../say.ts'
import type { Line } from './letter.ts'
import { colon, gap, type Sheet, told, unread } from './sheet.ts'
import type { Part } from './table.ts'
import { fill, ongoingSentence, outcomeSentences, letterWords as words } from './words.ts'

const label = { sv: 'Läkemedel', en: 'Drugs' }
const drugKinds = ['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'] as const

export function trialLines(sheet: Sheet, { roles, none }: Extract<Part, { kind: 'trials' }>): Line[] {
  const trials = sheet.of.trials.filter(
    (one) => isListed(one) && one.substance !== null && one.role !== null && roles.includes(one.role) && one.forMigraine !== false,
  )
  const lines = trials.map((trial) => {
    const id = `trial ${trial.substance}@${trial.start?.text ?? ''}`
    const line = told(id, sentence(sheet, trial), trial.evidence)
    const isOpen = trial.outcome === 'unknown' && trial.ongoing === false && trial.role !== 'acute'
    return isOpen
      ? { ...gap(id, line.text, { question: { kind: 'trial', substance: trial.substance!, trial, about: 'outcome' } }), date: line.date }
      : line
  })
  const failed = unread(sheet, `trials-${roles[0]}`, label[sheet.lang], drugKinds)
  if (failed) return [...lines, failed]
  if (lines.length > 0) return lines
  const hasUncoded = sheet.of.trials.some((one) => isListed(one) && one.substance === null)
  return [told(`trials-${roles[0]}`, hasUncoded ? `${none[sheet.lang]} ${words.uncodedToo[sheet.lang]}` : none[sheet.lang], [])]
}

function sentence(sheet: Sheet, trial: Trial): string {
  const { rules, lang } = sheet
  const { outcome, ongoing, forMigraine, role, start, maxDailyDose } = trial
  if (role === 'acute') return acuteSentence(sheet, trial)
  const name = capital(trialName(trial, rules.drugs, lang))
  const isBare = start === null && maxDailyDose === null
  const parts = isBare
    ? [name, words.bothUnknown[lang]]
    : [
        `${name} ${dose(trial, lang)}`,
        time(trial, lang),
        ...(role === 'preventive' ? [length(trial, lang, rules.drugs.adequateDays.value / 7)] : []),
      ]
  const ending = outcome === 'unknown' && ongoing ? ongoingSentence[lang] : outcomeSentences[outcome][lang]
  const reason = forMigraine === null ? words.reasonUnknown[lang] : ''
  return [`${parts.filter(Boolean).join(', ')}.`, ending, reason].filter(Boolean).join(' ')
}

/** Taken at an attack: as it was prescribed, since when, and how it went if that is known. */
function acuteSentence({ lang }: Sheet, trial: Trial): string {
  const { written, dose, outcome } = trial
  const name = dose.asNeeded && !written.includes(words.asNeeded[lang]) ? `${written} ${words.asNeeded[lang]}` : written
  return [`${[capital(name), time(trial, lang)].join(', ')}.`, outcome === 'unknown' ? '' : outcomeSentences[outcome][lang]]
    .filter(Boolean)
    .join(' ')
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function dose({ maxDailyDose, dose }: Trial, lang: Sheet['lang']): string {
  const asNeeded = dose.asNeeded ? ` ${words.asNeeded[lang]}` : ''
  return maxDailyDose
    ? `${fill(words.perDay[lang], { dose: numberText(maxDailyDose.value, lang), unit: maxDailyDose.unit })}${asNeeded}`
    : `(${words.doseUnknown[lang]})${asNeeded}`
}

function time({ start, end, ongoing }: Trial, lang: Sheet['lang']): string {
  if (!start) return words.timeUnknown[lang]
  if (ongoing === true) return fill(words.since[lang], { date: start.text })
  return fill(words.fromTo[lang], { from: start.text, to: end?.text ?? words.endUnknown[lang] })
}

/** At an adequate dose; an answer that it was enough says so. */
function length({ weeksAtAdequateDose, adequate, answered, outcome }: Trial, lang: Sheet['lang'], weeks: number): string {
  if (answered?.adequate === true) return fill(words.enough[lang], { weeks })
  if (weeksAtAdequateDose !== null && weeksAtAdequateDose > 0) return fill(words.weeks[lang], { n: weeksAtAdequateDose })
  if (adequate === false) return words.belowDose[lang]
  return outcome === 'notTolerated' ? '' : words.lengthUnknown[lang]
}

/** What else is taken now, as the record writes it. */
export function otherDrugs(sheet: Sheet, part: Extract<Part, { kind: 'otherDrugs' | 'allergies' }>): Line[] {
  const { of, lang } = sheet
  const current = of.trials.filter((one) => one.inUse === true && !(isListed(one) && one.substance !== null && one.forMigraine !== false))
  const names = [
    ...new Set(current.map(({ written, substance }) => (substance === null ? `${written} (${words.uncoded[lang]})` : written))),
  ]
  const failed = unread(sheet, 'otherDrugs', part.label[lang], drugKinds)
  const lines =
    names.length > 0
      ? [
          told(
            'otherDrugs',
            `${colon(part.label[lang], names.join(', '))}.`,
            current.flatMap(({ evidence }) => evidence),
          ),
        ]
      : []
  if (failed) return [...lines, failed]
  return lines.length > 0 ? lines : [told('otherDrugs', part.none[lang], [])]
}
