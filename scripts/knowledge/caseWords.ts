/** The cases of a guideline in words: what is known, what differs, what must follow; and which cases speak of a rule. */

import type { Lang } from '../../src/core/guideline.ts'
import type { Verdict } from '../../src/core/rails.ts'
import { say } from '../../src/outputs/say.ts'
import { severityWords, verdictWords } from '../../src/outputs/terms.ts'
import type { Case, Given } from './cases.ts'
import { factName, valueWords } from './condition.ts'
import type { Entry, NamedTable } from './library.ts'
import { heading, link, parts, table } from './markdown.ts'
import { words } from './words.ts'

const verdicts: readonly Verdict[] = ['met', 'notMet', 'unknown']

/** What is known, as one sentence: fact and value after another. */
export const givenWords = (given: Given, lang: Lang): string =>
  Object.entries(given)
    .map(([fact, value]) => `${factName(fact, lang)}: ${valueWords(fact, value, lang)}`)
    .join('; ')

/** What must follow from a case; rules by their id, which stands beside each rule. */
export function expectedWords({ expect, asOf }: Case, { written }: Pick<Entry, 'written'>, lang: Lang): string {
  const rule = (id: string) => `\`${id}\``
  const kinds = [
    { of: expect.criteria, all: written.criteria, every: words.everyCriterion[lang] },
    { of: expect.recommendations, all: written.recommendations, every: words.everyAdvice[lang] },
  ]
  const lines = verdicts.flatMap((verdict) => {
    const named = kinds.flatMap(({ of = {}, all, every }) => {
      const ids = Object.keys(of).filter((id) => of[id] === verdict)
      return ids.length === all.length && all.length > 1 ? [every] : ids.map(rule)
    })
    return named.length === 0 ? [] : [`${verdictWords[verdict][lang]}: ${named.join(', ')}`]
  })
  const severities = Object.entries(expect.severity ?? {}).flatMap(([id, severity]) =>
    severity === null ? [] : [`${severityWords[severity][lang]}: ${rule(id)}`],
  )
  const missing = [...new Set(Object.values(expect.missing ?? {}).flat())].map((fact) => factName(fact, lang))
  const day = asOf ? ` ${words.onDay[lang]} ${asOf}` : ''
  return [
    ...(expect.inForce === undefined ? [] : [`${words[expect.inForce ? 'inForce' : 'notInForce'][lang]}${day}`]),
    ...lines,
    ...severities,
    ...(missing.length === 0 ? [] : [`${words.missing[lang]}: ${missing.join(', ')}`]),
  ].join('\n')
}

/** One table of cases: its sentence, what every row shares, the rows. */
export function caseTable({ name, table: { says, given, cases } }: NamedTable, entry: Entry, lang: Lang): string {
  return parts(
    heading(3, say({ sv: says, en: says }, entry.numbers, 'en'), `case-${name}`),
    `${words.given[lang]}: ${givenWords(given, lang) || words.nothingKnown[lang]}.`,
    table(
      [words.case[lang], words.differs[lang], words.follows[lang]],
      cases.map((one) => [one.says, givenWords(one.with ?? {}, lang), expectedWords(one, entry, lang)]),
    ),
  )
}

type Shown = { table: string; says: string; verdict: Verdict }

/** Every case that says what a rule must give. */
export const casesOf = ({ tables }: Pick<Entry, 'tables'>, kind: 'criteria' | 'recommendations', id: string): Shown[] =>
  tables.flatMap(({ name, table: { cases } }) =>
    cases.flatMap(({ says, expect }) => {
      const verdict = expect[kind]?.[id]
      return verdict ? [{ table: name, says, verdict }] : []
    }),
  )

/** The cases of a rule by verdict, each by its sentence, with links to the tables they stand in. */
export function casesByVerdict(shown: readonly Shown[], lang: Lang): string {
  return verdicts
    .flatMap((verdict) => {
      const of = shown.filter((one) => one.verdict === verdict)
      if (of.length === 0) return []
      const named = [...new Set(of.map((one) => one.table))].map((name) => {
        const sentences = of.filter((one) => one.table === name).map(({ says }) => `“${says}”`)
        return `${link(name, `#case-${name}`)} (${sentences.join(', ')})`
      })
      return [`- ${verdictWords[verdict][lang]}: ${named.join(', ')}`]
    })
    .join('\n')
}

/** How many cases show a rule with each verdict. */
export const counted = (shown: readonly Shown[], lang: Lang): string =>
  verdicts
    .map((verdict) => ({ verdict, count: shown.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${verdictWords[verdict][lang].toLowerCase()}: ${count}`)
    .join(', ')
