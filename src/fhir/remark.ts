/** Free text beside drugs, diagnoses and allergies: kept as it was written, for the reader's eye alone. */

import type { Day, PartialDate } from '../core/dates.ts'
import { drugKinds, type Kind, type Remark } from '../core/record.ts'
import { date } from './date.ts'
import { anyList, anyText, type Json } from './json.ts'
import { nameOf } from './reading.ts'

const withdrawn = ['entered-in-error', 'refuted']

/** Whatever its shape, a remark never ends the reading of its resource; what was entered in error or refuted has none. */
export function remarksOf(resource: Json, kind: Kind, on: PartialDate | null, asOf: Day): Remark[] {
  const isDrug = (drugKinds as readonly Kind[]).includes(kind)
  if (!isDrug && kind !== 'Condition' && kind !== 'AllergyIntolerance') return []
  if (withdrawn.includes(anyText(resource['status'])) || codesOf(resource['verificationStatus']).some((code) => withdrawn.includes(code)))
    return []
  const texts = [
    ...anyList(resource['note']).map((note) => ({ text: note['text'], date: date(note['time']) ?? on })),
    ...(isDrug ? either(resource['statusReason']).map(({ text }) => ({ text, date: on })) : []),
    ...(kind === 'AllergyIntolerance' ? either(resource['code']).map(({ text }) => ({ text, date: on })) : []),
    ...(kind === 'AllergyIntolerance' ? anyList(resource['reaction']).map(({ description }) => ({ text: description, date: on })) : []),
  ]
  return texts.flatMap(({ text, date }) =>
    typeof text === 'string' && text.trim() !== '' && !(date && date.first > asOf)
      ? [{ resource: nameOf(resource), text: text.trim(), date: date?.text ?? null }]
      : [],
  )
}

/** One concept in R4, several in R5. */
const either = (value: unknown): readonly Json[] => (Array.isArray(value) ? anyList(value) : anyList([value]))
const codesOf = (status: unknown): string[] =>
  either(status).flatMap(({ coding }) => anyList(coding).map(({ code }) => anyText(code).trim()))
