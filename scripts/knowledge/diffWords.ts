/** What differs between two editions or two guidelines, in words. */

import type { Criterion, Lang, Recommendation } from '../../src/core/guideline.ts'
import { numberText, say } from '../../src/outputs/say.ts'
import { certaintyWords, severityWords } from '../../src/outputs/terms.ts'
import { criteriaCondition, factCondition, unitWords } from './condition.ts'
import { citation, regionWords, validityWords } from './head.ts'
import type { Entry } from './library.ts'
import { type Point, points } from './markdown.ts'
import { actionWords, words } from './words.ts'

/** A thing by the words of each of its parts; compared part by part. */
type Described = Record<string, string>

/** Headings and lines, for a terminal or a letter: only what differs. */
export function wordsThatDiffer(before: Entry, after: Entry, lang: Lang): string[] {
  const sections: [string, Record<string, Described>, Record<string, Described>][] = [
    [words.guideline[lang], { [words.guideline[lang]]: head(before, lang) }, { [words.guideline[lang]]: head(after, lang) }],
    [words.numbers[lang], numbersOf(before, lang), numbersOf(after, lang)],
    [words.criteria[lang], criteriaOf(before, lang), criteriaOf(after, lang)],
    [words.advice[lang], adviceOf(before, lang), adviceOf(after, lang)],
  ]
  return sections.flatMap(([title, a, b]) => {
    const lines = [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) => changed(name, a[name], b[name], lang))
    return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']
  })
}

function changed(name: string, a: Described | undefined, b: Described | undefined, lang: Lang): string[] {
  if (!a || !b) {
    const [sign, word, one] = a ? ['-', words.removed[lang], a] : ['+', words.added[lang], b!]
    return [`${sign} ${name} (${word}): ${Object.values(one)[0]}`]
  }
  const parts = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((part) => a[part] !== b[part])
  if (parts.length === 0) return []
  return [`~ ${name}`, ...parts.flatMap((part) => [`    ${part}:`, ...block('-', a[part]), ...block('+', b[part])])]
}

const block = (sign: string, text: string | undefined): string[] =>
  (text ?? '').split('\n').flatMap((line) => (line ? [`      ${sign} ${line}`] : []))

const head = (entry: Entry, lang: Lang): Described => ({
  [words.title[lang]]: entry.own.title[lang],
  [words.publisher[lang]]: entry.own.publisher,
  [words.edition[lang]]: entry.own.version,
  [words.region[lang]]: regionWords(entry, lang),
  [words.validity[lang]]: validityWords(entry, lang),
  [words.certainty[lang]]: certaintyWords[entry.own.certainty][lang],
})

const numbersOf = ({ written: { parameters } }: Entry, lang: Lang): Record<string, Described> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { text, unit, values }]) => [
      name,
      {
        [words.number[lang]]: `${text[lang]}: ${Object.entries(values)
          .map(([from, { value, certainty }]) => {
            const sure = certaintyWords[certainty][lang].toLowerCase()
            return `${numberText(value, lang)} ${unitWords(unit, lang)}, ${words.from[lang]} ${from} (${sure})`
          })
          .join('; ')}`,
      },
    ]),
  )

const criteriaOf = (entry: Entry, lang: Lang): Record<string, Described> =>
  Object.fromEntries(
    entry.written.criteria.map((one) => [
      one.id,
      { ...told(one, entry, lang), [words.metWhen[lang]]: plain(factCondition(one.when, entry, lang)), ...cited(one, entry, lang) },
    ]),
  )

const adviceOf = (entry: Entry, lang: Lang): Record<string, Described> =>
  Object.fromEntries(
    entry.written.recommendations.map((one) => [
      one.id,
      {
        ...told(one, entry, lang),
        [words.because[lang]]: say(one.because, entry.numbers, lang),
        ...(one.next ? { [words.next[lang]]: say(one.next, entry.numbers, lang) } : {}),
        [words.kind[lang]]: [actionWords[one.action][lang], ...severitiesOf(one, lang)].join(', '),
        [words.givenWhen[lang]]: plain(criteriaCondition(one.when, entry, lang)),
        ...cited(one, entry, lang),
      },
    ]),
  )

const severitiesOf = ({ severity, branches }: Recommendation, lang: Lang): string[] =>
  (branches?.map((branch) => branch.severity) ?? (severity ? [severity] : [])).map((one) => severityWords[one][lang])

const told = ({ text }: Pick<Criterion, 'text'>, { numbers }: Entry, lang: Lang): Described => ({
  [words.text[lang]]: say(text, numbers, lang),
})

const cited = ({ cite, certainty, quote, note }: Criterion | Recommendation, { written, numbers }: Entry, lang: Lang): Described => ({
  ...(quote ? { [words.quote[lang]]: quote.text } : {}),
  ...(note ? { [words.note[lang]]: say(note, numbers, lang) } : {}),
  [words.source[lang]]: written.sources[cite] ? citation(written.sources[cite], lang) : cite,
  [words.certainty[lang]]: certaintyWords[certainty][lang],
})

/** A condition without the links of the pages. */
const plain = (point: Point): string =>
  (typeof point === 'string' ? point : `${point.text}\n${points(point.of)}`)
    .replace(/\[((?:\\.|[^\]])+)\]\([^)]*\)/g, '$1')
    .replace(/\\([[\]])/g, '$1')
