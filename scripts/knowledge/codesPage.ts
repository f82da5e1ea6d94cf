/** Every set of codes with where it comes from, those to be checked first; then the table of drugs. */

import type { CodeSet } from '../../src/core/codes.ts'
import type { Interval, Substance } from '../../src/core/drugs.ts'
import type { Certainty, Lang } from '../../src/core/guideline.ts'
import { numberText } from '../../src/outputs/say.ts'
import { certaintyWords } from '../../src/outputs/terms.ts'
import { codes, drugs, vocabulary } from './library.ts'
import { heading, link, page, table } from './markdown.ts'
import { sharedNumbers } from './sharedNumbers.ts'
import { roleWords, trialWords, words } from './words.ts'

/** How a code system is called in these pages; its own short name where it has no other. */
const systemNames: Readonly<Record<string, string>> = {
  icd10: 'ICD-10-SE',
  sct: 'SNOMED CT',
  atc: 'ATC',
  loinc: 'LOINC',
  kva: 'KVÅ',
  hosp: 'HOSP',
  edqm: 'EDQM',
}

/** Codes, drugs and the certainty of each. */
export function codesPage(lang: Lang): string {
  return page(
    heading(1, words.codesTitle[lang]),
    words.made[lang],
    words.codesIntro[lang],
    heading(2, words.toCheck[lang]),
    setTable('background', lang),
    heading(2, words.ownCodes[lang]),
    setTable('proposal', lang),
    heading(2, words.sourcedCodes[lang]),
    setTable('sourced', lang),
    heading(2, words.drugsTitle[lang]),
    words.drugsIntro[lang],
    drugTable(lang),
    heading(2, words.sharedTitle[lang]),
    words.sharedIntro[lang],
    sharedNumbers(lang),
  )
}

function setTable(certainty: Certainty, lang: Lang): string {
  const sets = Object.entries(codes.sets).filter(([, set]) => set.certainty === certainty)
  return table(
    [words.codeSet[lang], words.codes[lang], words.whereFrom[lang], words.usedByFacts[lang]],
    sets.map(([name, set]) => [`\`${name}\``, codeWords(set, lang), set.source, factsWith(name, lang).join(', ')]),
  )
}

/** Codes by their system, each system on its own line. */
function codeWords({ codes: written, except = [] }: CodeSet, lang: Lang): string {
  const all = written.map(split)
  return [...new Set(all.map(([system]) => system))]
    .map((system) => {
      const of = all.filter(([other]) => other === system)
      const without = except
        .map(split)
        .filter(([other]) => other === system)
        .map(([, code]) => code)
      const list = of.map(([, code]) => code.replace('..', '–')).join(', ')
      return `${systemNames[system] ?? system}: ${list}${without.length > 0 ? ` (${words.except[lang]} ${without.join(', ')})` : ''}`
    })
    .join('\n')
}

const split = (code: string): [string, string] => [code.slice(0, code.indexOf(':')), code.slice(code.indexOf(':') + 1)]

/** The facts whose definition names the set. */
const factsWith = (set: string, lang: Lang): string[] =>
  Object.values(vocabulary.facts)
    .filter((fact) => ('codes' in fact && fact.codes === set) || ('code' in fact && fact.code === set))
    .map(({ text }) => text[lang])

function drugTable(lang: Lang): string {
  return table(
    [
      words.drug[lang],
      'ATC',
      words.group[lang],
      words.use[lang],
      words.counts[lang],
      words.line[lang],
      words.leastDose[lang],
      words.plausibleDose[lang],
      words.other[lang],
    ],
    Object.entries(drugs.substances).map(([atc, one]) => [
      one.name[lang],
      atc,
      drugs.groups[one.group]?.[lang] ?? one.group,
      roleWords[one.role][lang],
      trialWords[one.counts][lang],
      String(one.line ?? ''),
      dose(one.minDailyDose, lang),
      dose(one.plausibleDailyDose, lang),
      otherWords(one, lang).join('\n'),
    ]),
  )
}

const sure = (certainty: Certainty, lang: Lang): string => ` (${certaintyWords[certainty][lang].toLowerCase()})`
const dose = (of: Substance['minDailyDose'], lang: Lang): string =>
  of ? `${numberText(of.value, lang)} ${of.unit}${sure(of.certainty, lang)}` : ''

function otherWords(
  { roundUnits, minRounds, interval, secondEvaluationMonths, advancedWhen, dosing, subsidy }: Substance,
  lang: Lang,
): string[] {
  return [
    roundUnits && `${words.roundOf[lang]}: ${dose(roundUnits, lang)}`,
    minRounds && `${numberText(minRounds.value, lang)} ${words.rounds[lang]}${sure(minRounds.certainty, lang)}`,
    interval && `${words.covers[lang]} ${intervalWords(interval, lang)}${sure(interval.certainty, lang)}`,
    secondEvaluationMonths &&
      `${words.secondEvaluation[lang]} ${secondEvaluationMonths.value} ${words.months[lang]}${sure(secondEvaluationMonths.certainty, lang)}`,
    advancedWhen && words.onlyForPrevention[lang],
    dosing && `${words.dosing[lang]}: ${said(dosing, lang)}`,
    subsidy && `${words.subsidy[lang]}: ${said(subsidy, lang)}`,
  ].filter((one) => one !== undefined)
}

/** What is said of a drug, with the source it was read in. */
function said({ text, cite, certainty }: NonNullable<Substance['dosing']>, lang: Lang): string {
  const source = drugs.sources[cite]
  return `${text[lang]} ${source ? link(source.title, source.url) : cite}${sure(certainty, lang)}`
}

function intervalWords({ days, months, byDose }: Interval, lang: Lang): string {
  if (days !== undefined) return `${days} ${words.days[lang]}`
  if (months !== undefined) return `${months} ${words.months[lang]}`
  return (byDose ?? [])
    .map(
      ({ atMost, months: of }) => `${of} ${words.months[lang]} ${atMost === null ? words.above[lang] : `${words.upTo[lang]} ${atMost} mg`}`,
    )
    .join(', ')
}
