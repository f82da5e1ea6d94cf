/** What stands at the top of a guideline's page and in its row of the index. */

import type { Lang, Source } from '../../src/core/guideline.ts'
import { certaintyWords } from '../../src/outputs/terms.ts'
import type { Entry } from './library.ts'
import { parts, table } from './markdown.ts'
import { words } from './words.ts'

/** Where it holds: a region's publisher names the region, so the letters are enough. */
export const regionWords = ({ own }: Pick<Entry, 'own'>, lang: Lang): string =>
  own.region ?? (own.kind === 'comparison' ? words.outsideSweden[lang] : words.wholeCountry[lang])

export function validityWords({ own: { effective, validityConfirmed } }: Pick<Entry, 'own'>, lang: Lang): string {
  const { start, end } = effective
  const time = [start && `${words.from[lang]} ${start}`, end && `${words.to[lang]} ${end}`].filter(Boolean).join(' ') || words.always[lang]
  return `${time}; ${words[validityConfirmed ? 'confirmed' : 'notConfirmed'][lang]}`
}

/** The earliest and the latest day on which its sources were read. */
export function readWords({ written }: Pick<Entry, 'written'>): string {
  const days = Object.values(written.sources)
    .map(({ read }) => read)
    .sort()
  const [first, last] = [days[0], days.at(-1)]
  return first === last ? (last ?? '') : `${first} – ${last}`
}

export function reviewedWords({ written }: Pick<Entry, 'written'>, lang: Lang): string {
  const sources = Object.values(written.sources)
  const signed = sources.filter(({ reviewed }) => reviewed !== null).length
  return signed === 0 ? words.notReviewed[lang] : `${signed} / ${sources.length} ${words.ofSources[lang]}`
}

export const countCases = ({ tables }: Pick<Entry, 'tables'>): number => tables.reduce((sum, { table: { cases } }) => sum + cases.length, 0)

export const contentWords = (entry: Entry, lang: Lang): string =>
  [
    `${words.criteriaCount[lang]}: ${entry.written.criteria.length}`,
    `${words.adviceCount[lang]}: ${entry.written.recommendations.length}`,
    `${words.casesCount[lang]}: ${countCases(entry)}`,
  ].join(', ')

/** The facts about the guideline itself. */
export const facts = (entry: Entry, lang: Lang): string =>
  parts(
    entry.own.kind === 'comparison' ? words.comparison[lang] : undefined,
    table(
      [words.publisher[lang], entry.own.publisher],
      [
        [words.region[lang], regionWords(entry, lang)],
        [words.edition[lang], entry.own.version],
        [words.validity[lang], validityWords(entry, lang)],
        [words.certainty[lang], certaintyWords[entry.own.certainty][lang]],
        [words.lastRead[lang], readWords(entry)],
        [words.reviewed[lang], reviewedWords(entry, lang)],
        [words.holds[lang], contentWords(entry, lang)],
      ],
    ),
  )

/** A source in one line, as a reference list has it. */
export const citation = ({ organisation, title, date }: Source, lang: Lang): string =>
  `${organisation}: ${title}${date && title.includes(date) ? '' : `, ${date ?? words.noDate[lang]}`}`
