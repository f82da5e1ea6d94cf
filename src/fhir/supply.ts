/** What a resource says beside its dosage: days of supply, and the extensions of an order to stop. */

import type { PartialDate } from '../core/dates.ts'
import type { DrugTable } from '../core/drugs.ts'
import type { Kind } from '../core/record.ts'
import type { Coder, Concept } from './coding.ts'
import { anyText, type Json, list, object } from './json.ts'

const daysPerUnit: readonly [RegExp, number][] = [
  [/^(wk|week|weeks|vecka|veckor|v)$/, 7],
  [/^(mo|month|months|mån|månad|månader)$/, 30],
  [/^(d|day|days|dag|dagar|\{days?\}|1)?$/, 1],
]

/** Days that were handed out or meant to last; lengths that cannot be are told and give nothing. */
export function supplyDays(
  resource: Json,
  kind: Kind,
  handed: PartialDate | null,
  table: DrugTable,
  told: (code: string, detail?: string) => void,
): number | null {
  if (kind === 'MedicationDispense' && !handed) return null
  const quantity =
    kind === 'MedicationDispense' ? object(resource['daysSupply']) : object(object(resource['dispenseRequest'])?.['expectedSupplyDuration'])
  const value = quantity?.['value']
  if (value === undefined || value === null) return null
  const unit = (anyText(quantity?.['code']) || anyText(quantity?.['unit'])).trim().toLowerCase()
  const factor = daysPerUnit.find(([pattern]) => pattern.test(unit))?.[1]
  const days = factor === undefined || typeof value !== 'number' ? Number.NaN : value * factor
  if (days >= table.supplyDays.min && days <= table.supplyDays.max) return Math.floor(days)
  told('impossibleSupply', `${value} ${factor === 1 ? '' : unit}`.trim())
  return null
}

const named = (name: string) => {
  const end = name.toLowerCase()
  return ({ url }: Json): boolean => typeof url === 'string' && url.toLowerCase().replace(/\/$/, '').endsWith(end)
}

/** The concepts in extensions whose address ends in a name: extensions move between publishers, their names stay. */
export const conceptsIn = (resource: Json, name: string, coded: Coder): Concept[] =>
  list(resource['extension'])
    .filter(named(name))
    .flatMap((one) => [
      coded(one['valueCodeableConcept']),
      coded({ coding: [one['valueCoding'], { code: one['valueCode'] }].filter((coding) => coding !== undefined) }),
    ])

/** RIV-TA's order to stop: type of prescription U. */
export function isStop(resource: Json, coded: Coder): boolean {
  const isType = named('typeOfPrescription')
  return list(resource['extension']).some((one) => {
    const codings = [object(one['valueCoding']), ...list(object(one['valueCodeableConcept'])?.['coding'])].filter(
      (coding) => coding !== undefined,
    )
    if (isType(one) && [one['valueCode'], one['valueString'], ...codings.map(({ code }) => code)].includes('U')) return true
    return coded({ coding: codings }).codes.some(({ system, code }) => system === 'typeOfPrescription' && code === 'U')
  })
}
