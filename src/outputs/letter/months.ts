/** The headache diary in a letter: the last months one by one, never a mean; what is missing stays missing. */

import { isoOf } from '../../core/dates.ts'
import { diaryKinds } from '../../core/derive/chart.ts'
import { type Cell, kebab, type Month } from '../../core/diary.ts'
import type { Lang } from '../../core/guideline.ts'
import { inSentence, numberText } from '../say.ts'
import { valueText } from '../values.ts'
import type { Line } from './letter.ts'
import { colon, gap, type Sheet, told, unread } from './sheet.ts'
import type { Part } from './table.ts'
import { fill, letterWords as words } from './words.ts'

export function diaryLines(sheet: Sheet, { facts, asks }: Extract<Part, { kind: 'diary' }>): Line[] {
  const { of, rules, lang } = sheet
  const shown = of.diary.months
    .filter(({ cells }) => facts.some((fact) => cells.has(kebab(fact))))
    .slice(0, rules.vocabulary.numbers.diaryMonths.value)
    .reverse()
  const answered = facts.filter((fact) => isTold(sheet, fact))
  const inDiary = facts.filter((fact) => !answered.includes(fact) && shown.some(({ cells }) => cells.has(kebab(fact))))
  const name = (fact: string) => rules.vocabulary.facts[fact]!.text[lang]
  const lines: Line[] = []
  if (inDiary.length > 0) {
    const evidence = shown.flatMap(({ cells }) => inDiary.flatMap((fact) => cells.get(kebab(fact))?.evidence ?? []))
    const values = inDiary.map(
      (fact, i) =>
        `${i === 0 ? name(fact) : inSentence(name(fact))}${i === 0 ? ` (${span(shown, lang)}${isOld(sheet, facts) ? `, ${words.older[lang]}` : ''})` : ''}: ${shown.map(({ cells }) => cellText(cells.get(kebab(fact)), lang)).join(', ')}`,
    )
    lines.push(told(`diary ${facts[0]}`, `${values.join('; ')}.`, evidence))
  }
  for (const fact of answered)
    lines.push(
      told(
        `fact ${fact}`,
        `${colon(name(fact), valueText(of.facts[fact]!, rules.vocabulary.facts[fact], lang, false))}.`,
        of.facts[fact]!.evidence,
      ),
    )
  const failed = unread(sheet, `diary-${facts[0]}`, name(facts[0]!), diaryKinds, (code) =>
    facts.some((fact) => sheet.sets(code).includes(kebab(fact))),
  )
  const missing = asks.filter((fact) => !inDiary.includes(fact) && !answered.includes(fact))
  if (missing.length > 0)
    lines.push(
      gap(
        `ask ${missing.join(' ')}`,
        colon(missing.map((fact, i) => (i === 0 ? name(fact) : inSentence(name(fact)))).join(', '), words.notStated[lang]),
        {
          question: { kind: 'form', form: 'month', facts: missing },
        },
      ),
    )
  return failed ? [...lines, failed] : lines
}

/** Answered as such: it beats what the months say. */
const isTold = ({ of }: Sheet, fact: string): boolean => of.answers.facts[fact] !== undefined && of.facts[fact]!.status === 'known'

const isOld = ({ of }: Sheet, facts: readonly string[]): boolean =>
  facts.some((name) => {
    const fact = of.facts[name]
    return fact?.status === 'unknown' && fact.why === 'outdated'
  })

function cellText(cell: Cell | undefined, lang: Lang): string {
  if (!cell) return '–'
  if (cell.conflicting) return words.conflicting[lang]
  return cell.high === cell.low
    ? numberText(cell.low, lang)
    : cell.high === null
      ? fill(words.atLeast[lang], { n: cell.low })
      : `${cell.low}–${cell.high}`
}

/** "augusti–oktober 2026"; months that are not in a row each by name. */
function span(months: readonly Month[], lang: Lang): string {
  const inRow = months.every(({ first }, i) => i === 0 || first - months[i - 1]!.last === 1)
  const year = (month: Month) => isoOf(month.last).slice(0, 4)
  const [start, end] = [months[0]!, months.at(-1)!]
  if (!inRow || months.length === 1) return months.map((month) => `${nameOf(month, lang)} ${year(month)}`).join(', ')
  return year(start) === year(end)
    ? `${nameOf(start, lang)}–${nameOf(end, lang)} ${year(end)}`
    : `${nameOf(start, lang)} ${year(start)}–${nameOf(end, lang)} ${year(end)}`
}

const nameOf = ({ first }: Month, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(first * 86_400_000))
