/** A month's questionnaire says the same as Observations, with the codes as `linkId`. */

import type { Code, CodeTable } from '../core/codes.ts'
import { type Day, isoOf } from '../core/dates.ts'
import type { Evidence } from '../core/facts.ts'
import { date, instant, timeOf } from './date.ts'
import { anyList, anyText, type Json, limits, object } from './json.ts'
import { measured, monthIn, type Span, within, written } from './measured.ts'
import { addMonth, nothing, type Observed, scores, teller } from './observed.ts'
import { nameOf } from './reading.ts'

const canonical = 'https://migranstod.example/fhir/Questionnaire/headache-month'

export type QuestionnaireReader = {
  /** Null for any other questionnaire. */
  read: (resource: Json) => Observed | null
  glimpse: (resource: Json) => { codes: readonly Code[] | null; says: string }
}

export function questionnaireReader(table: CodeTable, floor: Day): QuestionnaireReader {
  const isAsked = (linkId: unknown): boolean =>
    typeof linkId === 'string' && table.sets[linkId]?.codes.some((code) => code.startsWith('diary:')) === true && linkId in table.limits
  /** One without its address may be ours: what it asks tells. */
  const isOurs = (resource: Json): boolean => {
    const address = anyText(resource['questionnaire']).trim().replace(/\|.*$/, '')
    return address === canonical || (address === '' && itemsIn(resource).some(({ linkId }) => isAsked(linkId)))
  }
  return { read, glimpse }

  function glimpse(resource: Json): { codes: readonly Code[] | null; says: string } {
    const codes = itemsIn(resource).flatMap(({ linkId }): Code[] =>
      isAsked(linkId) ? [{ system: 'diary', code: linkId as string, display: null }] : [],
    )
    const isOther = anyText(resource['questionnaire']).trim() !== '' && !isOurs(resource)
    return { codes: codes.length > 0 || isOther ? codes : null, says: '' }
  }

  function read(resource: Json): Observed | null {
    if (!isOurs(resource)) return null
    const found = nothing()
    const told = teller(found, resource)
    const lose = (codes: readonly Code[] | null, why: string, detail?: string, on: Span | null = null): null => {
      told(why, detail)
      const days = on && { text: isoOf(on.first).slice(0, 7), ...on }
      found.unusable.push({ resource: nameOf(resource), codes, says: '', on: days, why })
      return null
    }
    const { codes } = glimpse(resource)
    if (anyText(resource['questionnaire']).trim() === '') {
      lose(codes, 'noQuestionnaire')
      return found
    }
    const groups = monthGroups(resource)
    if (groups === null) {
      lose(codes, 'severalMonths')
      return found
    }
    for (const items of groups) {
      const said = answer(items.find(({ linkId }) => linkId === 'month'))
      const month = monthIn(date(said?.['valueDate'] ?? said?.['valueDateTime'] ?? said?.['valueString']))
      if (!month || month.last < floor) lose(codes, 'noMonth')
      else for (const item of items) take(item, month)
    }
    return found

    function take(item: Json, month: Span): void {
      const { linkId } = item
      const given = answer(item)
      if (!isAsked(linkId) || !given) return
      const code = linkId as string
      const lost = (why: string, detail?: string) => lose([{ system: 'diary', code, display: null }], why, detail, month)
      const range = measured(given, lost)
      if (!range) return
      if (!scores.includes(code)) {
        const updated = instant(object(resource['meta'])?.['lastUpdated']) || null
        addMonth(found, lost, table, month, code, range, { issued: instant(resource['authored']) || null, updated }, nameOf(resource))
        return
      }
      const value = within(range, table.limits[code]!, lost)
      const authored = date(resource['authored'])
      const on = authored && authored.last >= floor ? authored : month
      const evidence: Evidence = { resource: nameOf(resource), says: value ? written(value) : '', date: isoOf(on.last) }
      if (value) found.measurements.push({ from: on.first, at: on.last, instant: timeOf(resource['authored']), code, ...value, evidence })
    }
  }
}

const answer = (item: Json | undefined): Json | undefined => anyList(item?.['answer'])[0]

/** All items, however deep they are grouped. */
function itemsIn(of: Json, depth = 0): Json[] {
  if (depth > limits.depth) return []
  return anyList(of['item']).flatMap((item) => [item, ...itemsIn(item, depth + 1)])
}

/** The items of each month: all of them where there is one month, else by the group that holds it; null where groups do not tell them apart. */
function monthGroups(of: Json): Json[][] | null {
  const items = itemsIn(of)
  const months = (all: readonly Json[]) => all.filter(({ linkId }) => linkId === 'month').length
  if (months(items) <= 1) return [items]
  const groups = anyList(of['item']).map((item) => monthGroups({ item: [item] }))
  if (anyList(of['item']).length <= 1) {
    const [only] = anyList(of['item'])
    return only && months(itemsIn(only)) > 1 ? monthGroups(only) : null
  }
  // Beside groups of their own nothing may stand that belongs to a month.
  const isSplit = anyList(of['item']).every((item) => item['linkId'] !== 'month')
  return isSplit && groups.every((group) => group !== null)
    ? groups.flatMap((group) => group!).filter((group) => months(group) === 1)
    : null
}
