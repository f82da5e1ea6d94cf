/** The first page for reviewers, and the table from source to rule to cases. */

import type { Lang } from '../../src/core/guideline.ts'
import { numberText, say } from '../../src/outputs/say.ts'
import { certaintyWords } from '../../src/outputs/terms.ts'
import { casesOf, counted } from './caseWords.ts'
import { citation, contentWords, readWords, regionWords, reviewedWords, validityWords } from './head.ts'
import { type Entry, library } from './library.ts'
import { heading, link, page, points, table } from './markdown.ts'
import { words } from './words.ts'

/** Every guideline with what a reviewer asks first: whose, where, since when, how sure, reviewed or not. */
export function indexPage(lang: Lang): string {
  const of = (kind: Entry['own']['kind']) =>
    list(
      library.filter(({ own }) => own.kind === kind),
      lang,
    )
  return page(
    heading(1, words.indexTitle[lang]),
    words.indexIntro[lang],
    words.made[lang],
    heading(2, words.howTitle[lang]),
    points(words.how[lang]),
    points([
      link(words.patientsTitle[lang], 'patients.md'),
      link(words.traceability[lang], 'traceability.md'),
      link(words.codesTitle[lang], 'codes.md'),
      link(words.lettersTitle[lang], 'letters.md'),
    ]),
    heading(2, words.guidelinesTitle[lang]),
    of('guideline'),
    heading(2, words.comparisonsTitle[lang]),
    of('comparison'),
  )
}

const list = (entries: readonly Entry[], lang: Lang): string =>
  table(
    [
      words.guideline[lang],
      words.publisher[lang],
      words.region[lang],
      words.edition[lang],
      words.validity[lang],
      words.certainty[lang],
      words.holds[lang],
      words.lastRead[lang],
      words.reviewed[lang],
    ],
    entries.map((entry) => [
      link(entry.own.title[lang], `${entry.own.id}.md`),
      entry.own.publisher,
      regionWords(entry, lang),
      entry.own.version,
      validityWords(entry, lang),
      certaintyWords[entry.own.certainty][lang],
      contentWords(entry, lang),
      readWords(entry),
      reviewedWords(entry, lang),
    ]),
  )

/** Source → rule → cases, guideline after guideline. */
export function traceabilityPage(lang: Lang): string {
  return page(
    heading(1, words.traceability[lang]),
    words.made[lang],
    ...library.flatMap((entry) => [heading(2, entry.own.title[lang]), ...traced(entry, lang)]),
  )
}

function traced(entry: Entry, lang: Lang): string[] {
  const { written, numbers, own } = entry
  const { advice, criterion, number, none } = words
  const rules = [
    ...written.recommendations.map((one) => ({
      ...one,
      kind: 'recommendations' as const,
      anchor: `advice-${one.id}`,
      label: advice[lang],
    })),
    ...written.criteria.map((one) => ({ ...one, kind: 'criteria' as const, anchor: `criterion-${one.id}`, label: criterion[lang] })),
  ]
  return Object.entries(written.sources).flatMap(([name, source]) => {
    const from = heading(3, link(citation(source, lang), source.url))
    const to = (text: string, anchor: string) => link(text, `${own.id}.md#${anchor}`)
    const rows = [
      ...rules
        .filter(({ cite, quote }) => cite === name || quote?.cite === name)
        .map(({ id, text, certainty, kind, anchor, label }) => [
          `${label}: ${to(say(text, numbers, lang), anchor)}`,
          certaintyWords[certainty][lang],
          counted(casesOf(entry, kind, id), lang) || none[lang],
        ]),
      ...Object.entries(written.parameters).flatMap(([id, { text, values }]) =>
        Object.values(values)
          .filter(({ cite }) => cite === name)
          .map(({ value, certainty }) => [
            `${number[lang]}: ${to(`${text[lang]} ${numberText(value, lang)}`, `number-${id}`)}`,
            certaintyWords[certainty][lang],
            '',
          ]),
      ),
    ]
    return [from, table([words.rule[lang], words.certainty[lang], words.cases[lang]], rows) || words.noRule[lang]]
  })
}
