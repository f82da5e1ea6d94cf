/** The advice and the criteria of one guideline in plain sentences, each beside its source. */

import { tests } from '../../src/core/check.ts'
import type { Criterion, Lang, Quote, Recommendation, When } from '../../src/core/guideline.ts'
import { say } from '../../src/outputs/say.ts'
import { certaintyWords, severityWords } from '../../src/outputs/terms.ts'
import { casesByVerdict, casesOf } from './caseWords.ts'
import { criteriaCondition, factCondition } from './condition.ts'
import { citation } from './head.ts'
import type { Entry } from './library.ts'
import { heading, link, type Point, parts, points } from './markdown.ts'
import { patientsWith } from './patientsPage.ts'
import { actionWords, languageWords, words } from './words.ts'

/** One recommendation: headline, why, next step, when it is given, the source's words, its cases. */
export function adviceSection(one: Recommendation, entry: Entry, lang: Lang): string {
  const { numbers } = entry
  const kind = [actionWords[one.action][lang], one.severity && severityWords[one.severity][lang].toLowerCase()].filter(Boolean).join(', ')
  return parts(
    heading(3, say(one.text, numbers, lang), `advice-${one.id}`),
    say(one.because, numbers, lang),
    one.next && `**${words.next[lang]}:** ${say(one.next, numbers, lang)}`,
    one.asks && `**${words.asks[lang]}:** ${say(one.asks, numbers, lang)}`,
    one.patient && `**${words.toPatient[lang]}:** ${say(one.patient, numbers, lang)}`,
    given(one, entry, lang),
    quoted(one.quote, entry, lang),
    one.note && `**${words.note[lang]}:** ${say(one.note, numbers, lang)}`,
    footer(`${kind}. \`${one.id}\``, one, entry, lang, [
      casesByVerdict(casesOf(entry, 'recommendations', one.id), lang),
      patientsWith(`${entry.own.id}/${one.id}`, lang),
    ]),
  )
}

function given({ when, branches }: Recommendation, entry: Entry, lang: Lang): string {
  if (!branches) return condition(words.givenWhen[lang], criteriaCondition(when, entry, lang))
  return parts(
    ...branches.map((branch) =>
      condition(`${severityWords[branch.severity][lang]} ${words.severityWhen[lang]}`, criteriaCondition(branch.when, entry, lang)),
    ),
  )
}

/** One criterion: sentence, what is asked of the facts, the source's words, which advice rests on it, its cases. */
export function criterionSection(one: Criterion, entry: Entry, lang: Lang): string {
  const { numbers, own, written } = entry
  const shared = own.criteria.some((other) => 'use' in other && (other.id ?? other.use) === one.id)
  const resting = written.recommendations.filter(({ when }) => restsOn(when, one.id)).map(({ id }) => link(`\`${id}\``, `#advice-${id}`))
  return parts(
    heading(3, say(one.text, numbers, lang), `criterion-${one.id}`),
    condition(words.metWhen[lang], factCondition(one.when, entry, lang)),
    quoted(one.quote, entry, lang),
    one.note && `**${words.note[lang]}:** ${say(one.note, numbers, lang)}`,
    footer(
      `\`${one.id}\`${shared ? `. ${words.shared[lang]}` : ''}. ${words.usedBy[lang]}: ${resting.join(', ') || words.usedByNone[lang]}`,
      one,
      entry,
      lang,
      [casesByVerdict(casesOf(entry, 'criteria', one.id), lang)],
    ),
  )
}

const restsOn = (when: When, id: string): boolean => tests(when).some(({ fact }) => fact === id)

/** A condition after its lead; one single test stays on the line. */
const condition = (lead: string, point: Point): string =>
  typeof point === 'string' ? `**${lead}** ${point}` : `**${lead}** ${point.text}\n\n${points(point.of)}`

function quoted(quote: Quote | undefined, { written }: Entry, lang: Lang): string | undefined {
  if (!quote) return undefined
  const [open, close] = lang === 'sv' ? ['”', '”'] : ['“', '”']
  const source = written.sources[quote.cite]
  const from = source ? link(citation(source, lang), `#source-${quote.cite}`) : quote.cite
  return `> ${open}${quote.text}${close}\n>\n> — ${words.quote[lang]}${languageWords[quote.lang][lang]}, ${from}`
}

/** Where it was read and how sure it is, what it is called, its cases: paragraphs, so that no list runs on into the condition's. */
function footer(
  lead: string,
  { cite, certainty }: Pick<Criterion, 'cite' | 'certainty'>,
  { written }: Entry,
  lang: Lang,
  cases: readonly string[],
): string {
  const source = written.sources[cite]
  const shown = cases.filter((one) => one !== '')
  return parts(
    `**${words.source[lang]}:** ${source ? link(citation(source, lang), `#source-${cite}`) : cite}. **${certaintyWords[certainty][lang]}.**`,
    lead,
    `**${words.cases[lang]}:**${shown.length === 0 ? ` ${words.none[lang]}` : `\n\n${shown.join('\n')}`}`,
  )
}
