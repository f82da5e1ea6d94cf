/** Treatments in a letter: dose, how long, effect; what is not known is said so, never left out. */

import { drugKinds } from '../../core/record.ts'
import { isListed, type Trial } from '../../core/trials.ts'
import { trialName } from '../document.ts'
import { amountText, intervalDose, isAtIntervals } from '../dose.ts'
import { capital, numberText } from '../say.ts'
import { isUnusable } from '../whyCounts.ts'
import type { Line } from './letter.ts'
import { colon, gap, type Sheet, told, unread } from './sheet.ts'
import type { Part } from './table.ts'
import { fill, ongoingSentence, outcomeSentences, letterWords as words } from './words.ts'

const label = { sv: 'Läkemedel', en: 'Drugs' }

/** A drug that could not be used stands in the list under its own name; only of what has no readable code is more told. */
const noneByCode = () => false

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
  const otherwise = sheet.of.trials.filter(
    (one) => isListed(one) && one.role === 'preventive' && roles.includes('preventive') && one.forMigraine === false && one.inUse === false,
  )
  if (otherwise.length > 0) {
    const names = otherwise.map(
      (one) =>
        `${trialName(one, sheet.rules.drugs, sheet.lang)} (${outcomeSentences[one.outcome][sheet.lang].replace('.', '').toLowerCase()})`,
    )
    lines.push(
      told(
        'trials-otherwise',
        `${colon(words.otherwise[sheet.lang], names.join(', '))}.`,
        otherwise.flatMap(({ evidence }) => evidence),
      ),
    )
  }
  const failed = unread(sheet, `trials-${roles[0]}`, label[sheet.lang], drugKinds, noneByCode)
  if (failed) return [...lines, failed]
  if (lines.length > 0) return lines
  const hasUncoded = sheet.of.trials.some((one) => isListed(one) && one.substance === null)
  return [told(`trials-${roles[0]}`, hasUncoded ? `${none[sheet.lang]} ${words.uncodedToo[sheet.lang]}` : none[sheet.lang], [])]
}

function sentence(sheet: Sheet, trial: Trial): string {
  const { rules, lang } = sheet
  const { outcome, ongoing, forMigraine, role, start, maxDailyDose, evidence } = trial
  const name = capital(trialName(trial, rules.drugs, lang))
  if (evidence.every((one) => 'resource' in one && one.resource.startsWith('AllergyIntolerance/')))
    return `${name}: ${words.allergyRecorded[lang]}`
  if (isUnusable(trial)) return colon(name, words.entryUnusable[lang])
  if (role === 'acute') return acuteSentence(sheet, trial)
  const parts =
    role === 'advanced' || isAtIntervals(trial, rules.drugs)
      ? [`${name} ${givenDose(sheet, trial)}`, time(trial, lang)]
      : start === null && maxDailyDose === null
        ? [name, words.bothUnknown[lang]]
        : [`${name} ${dose(trial, lang)}`, time(trial, lang), length(sheet, trial)]
  const ending = outcome === 'unknown' && ongoing ? ongoingSentence[lang] : outcomeSentences[outcome][lang]
  const reason = forMigraine === null ? words.reasonUnknown[lang] : ''
  const also = evidence.some((one) => 'resource' in one && one.unusable) ? words.alsoUnusable[lang] : ''
  return [`${parts.filter(Boolean).join(', ')}.`, ending, reason, also].filter(Boolean).join(' ')
}

/** Given by the dose, not by the day: the last that was given or ordered, at its interval if it has one; else as the record writes the drug. */
function givenDose({ rules, lang }: Sheet, trial: Trial): string {
  const atIntervals = intervalDose(trial, rules.drugs, lang)
  if (atIntervals) return atIntervals
  return trial.lastDose ? fill(words.perDose[lang], { dose: amountText(trial.lastDose, lang) }) : `(${trial.written})`
}

/** Taken at an attack: as it was prescribed, since when, and how it went if that is known. */
function acuteSentence({ lang }: Sheet, trial: Trial): string {
  const { written, dose, outcome } = trial
  const name = dose.asNeeded && !written.includes(words.asNeeded[lang]) ? `${written} ${words.asNeeded[lang]}` : written
  return [`${[capital(name), time(trial, lang)].join(', ')}.`, outcome === 'unknown' ? '' : outcomeSentences[outcome][lang]]
    .filter(Boolean)
    .join(' ')
}

function dose({ maxDailyDose, dose }: Trial, lang: Sheet['lang']): string {
  const asNeeded = dose.asNeeded ? ` ${words.asNeeded[lang]}` : ''
  return maxDailyDose
    ? `${fill(words.perDay[lang], { dose: amountText(maxDailyDose, lang) })}${asNeeded}`
    : `(${words.doseUnknown[lang]})${asNeeded}`
}

function time({ start, end, ongoing }: Trial, lang: Sheet['lang']): string {
  if (!start) return words.timeUnknown[lang]
  if (ongoing === true) return fill(words.since[lang], { date: start.text })
  return fill(words.fromTo[lang], { from: start.text, to: end?.text ?? words.endUnknown[lang] })
}

/** How long at the dose that is asked for, in numbers; an answer that it was enough says so. */
function length({ rules, lang }: Sheet, { substance, weeksAtAdequateDose, adequate, answered, outcome }: Trial): string {
  const least = substance ? rules.drugs.substances[substance]?.minDailyDose : undefined
  const asked = { weeks: rules.drugs.adequateDays.value / 7, dose: least ? numberText(least.value, lang) : '?', unit: least?.unit ?? '' }
  if (answered?.adequate === true) return fill(words.enough[lang], asked)
  if (weeksAtAdequateDose !== null && weeksAtAdequateDose > 0) return fill(words.weeks[lang], { ...asked, n: weeksAtAdequateDose })
  if (adequate === false) return fill(words.belowDose[lang], asked)
  return outcome === 'notTolerated' ? '' : words.lengthUnknown[lang]
}

/** What else is taken now, as the record writes it; what may be taken, or is paused, is told as such. */
export function otherDrugs(sheet: Sheet, part: Extract<Part, { kind: 'otherDrugs' | 'allergies' }>): Line[] {
  const { of, lang } = sheet
  const others = of.trials.filter((one) => !(isListed(one) && one.substance !== null && one.forMigraine !== false))
  const paused = of.record.drugs.filter(({ status }) => status === 'onHold').map(({ resource }) => resource)
  const isPaused = ({ inUse, evidence }: Trial) =>
    inUse !== true && evidence.some((one) => 'resource' in one && paused.includes(one.resource))
  const current = others.filter((one) => one.inUse !== false || isPaused(one))
  const names = [
    ...new Set(
      current.map((one) => {
        const notes = [
          one.substance === null ? words.uncoded[lang] : null,
          isUnusable(one) ? words.wasUnusable[lang] : isPaused(one) ? words.paused[lang] : one.inUse === null ? words.perhaps[lang] : null,
        ].filter((note) => note !== null)
        const name = one.written === '?' ? words.namelessDrug[lang] : one.written
        return notes.length > 0 ? `${name} (${notes.join(', ')})` : name
      }),
    ),
  ]
  const failed = unread(sheet, 'otherDrugs', part.label[lang], drugKinds, noneByCode)
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
