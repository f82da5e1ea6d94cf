/** The page of one guideline: itself, its advice, criteria, numbers, sources and cases. */

import type { Lang } from '../../src/core/guideline.ts'
import { numberText } from '../../src/outputs/say.ts'
import { certaintyWords } from '../../src/outputs/terms.ts'
import { caseTable } from './caseWords.ts'
import { unitWords } from './condition.ts'
import { facts } from './head.ts'
import type { Entry } from './library.ts'
import { heading, link, page, parts, table } from './markdown.ts'
import { adviceSection, criterionSection } from './rules.ts'
import { words } from './words.ts'

/** One guideline for a reviewer, in one language. */
export function guidelinePage(entry: Entry, lang: Lang): string {
  const { criteria, recommendations } = entry.written
  return page(
    heading(1, entry.own.title[lang]),
    facts(entry, lang),
    words.made[lang],
    heading(2, words.advice[lang]),
    ...recommendations.map((one) => adviceSection(one, entry, lang)),
    heading(2, words.criteria[lang]),
    ...criteria.map((one) => criterionSection(one, entry, lang)),
    numberSection(entry, lang),
    heading(2, words.sources[lang]),
    sourceTable(entry, lang),
    heading(2, words.cases[lang]),
    words.casesIntro[lang],
    ...entry.tables.map((one) => caseTable(one, entry, lang)),
  )
}

/** Every number with each of its dated values. */
function numberSection({ written: { parameters } }: Entry, lang: Lang): string | undefined {
  const rows = Object.entries(parameters).flatMap(([name, { text, unit, values }]) =>
    Object.entries(values).map(([from, { value, cite, certainty }]) => [
      `<a id="number-${name}"></a>${text[lang]}`,
      `${numberText(value, lang)} ${unitWords(unit, lang)}`,
      from,
      link(cite, `#source-${cite}`),
      certaintyWords[certainty][lang],
    ]),
  )
  if (rows.length === 0) return undefined
  const head = [words.number[lang], words.value[lang], words.holdsFrom[lang], words.source[lang], words.certainty[lang]]
  return parts(heading(2, words.numbers[lang]), words.numbersIntro[lang], table(head, rows))
}

function sourceTable({ written: { sources } }: Entry, lang: Lang): string {
  return table(
    [words.source[lang], words.title[lang], words.date[lang], words.read[lang], words.certainty[lang], words.reviewed[lang]],
    Object.entries(sources).map(([name, { title, organisation, date, url, read, certainty, reviewed, note }]) => [
      `<a id="source-${name}"></a>${name}`,
      `${organisation}: ${link(title, url)}${note ? `\n${note[lang]}` : ''}`,
      date ?? words.noDate[lang],
      read,
      certaintyWords[certainty][lang],
      reviewed ? `${reviewed.date}, ${reviewed.by}` : words.notReviewed[lang],
    ]),
  )
}
