/** Months of the headache diary, as Observations and as a questionnaire response (design contract §3): what our reader reads. */

import type { Observation, QuestionnaireResponse } from 'fhir/r4'
import { dayOf, isoOf, lastOfMonth } from '../../core/dates.ts'
import { kebab } from '../../core/diary.ts'
import { identify, searchFor } from './identity.ts'
import type { Context, Item, Months } from './writing.ts'

const codeSystem = 'https://migranstod.example/fhir/CodeSystem/headache-diary'
const questionnaire = 'https://migranstod.example/fhir/Questionnaire/headache-month'

/** The response first, then a value at a time; a record that takes only one of the two kinds gets that one. */
export async function diary(months: Months, context: Context): Promise<Item[]> {
  const items: Item[] = []
  for (const month of Object.keys(months).sort()) {
    const values = Object.entries(months[month]!).sort(([a], [b]) => (a < b ? -1 : 1))
    if (values.length === 0) continue
    if (context.can.has('QuestionnaireResponse')) items.push(await response(month, values, context))
    if (context.can.has('Observation')) for (const [fact, value] of values) items.push(await observation(month, fact, value, context))
  }
  return items
}

async function observation(month: string, fact: string, value: number, context: Context): Promise<Item> {
  const { salt, patientId, author, revision, nameOf } = context
  const identifier = await identify(salt, ['Observation', patientId, month, fact, value, revision(month, fact)])
  const first = `${month}-01`
  return {
    id: identifier.value,
    kind: 'Observation',
    group: month,
    search: searchFor(identifier.value, patientId),
    make: ({ now }): Observation => ({
      resourceType: 'Observation',
      identifier: [identifier],
      status: 'final',
      code: { coding: [{ system: codeSystem, code: kebab(fact) }], text: nameOf(fact) },
      subject: { reference: `Patient/${patientId}` },
      effectivePeriod: { start: first, end: isoOf(lastOfMonth(dayOf(first))) },
      issued: now,
      ...(author ? { performer: [{ reference: author }] } : {}),
      valueQuantity: { value, ...unitOf(fact) },
    }),
  }
}

/** Days and attacks are counted, so the unit is an annotation a month. */
function unitOf(fact: string): { unit: string; system: string; code: string } {
  const counted = fact.endsWith('Days') ? '{days}' : `{${kebab(fact)}}`
  return { unit: `${counted}/mo`, system: 'http://unitsofmeasure.org', code: `${counted}/mo` }
}

async function response(month: string, values: readonly [string, number][], context: Context): Promise<Item> {
  const { salt, patientId, author, revision, nameOf } = context
  const revised = values.map(([fact, value]) => [fact, value, revision(month, fact)])
  const identifier = await identify(salt, ['QuestionnaireResponse', patientId, month, revised])
  return {
    id: identifier.value,
    kind: 'QuestionnaireResponse',
    group: month,
    search: searchFor(identifier.value, patientId),
    make: ({ now }): QuestionnaireResponse => ({
      resourceType: 'QuestionnaireResponse',
      identifier,
      questionnaire,
      status: 'completed',
      subject: { reference: `Patient/${patientId}` },
      authored: now,
      ...(author ? { author: { reference: author } } : {}),
      item: [
        { linkId: 'month', answer: [{ valueDate: `${month}-01` }] },
        ...values.map(([fact, value]) => ({
          linkId: kebab(fact),
          text: nameOf(fact),
          answer: [Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value }],
        })),
      ],
    }),
  }
}
