/** Referrals: to whom, and for what. */

import type { Code } from '../core/codes.ts'
import type { Referral } from '../core/record.ts'
import type { Coder } from './coding.ts'
import { date } from './date.ts'
import { type Json, list } from './json.ts'
import { nameOf, type Reading, targetOf } from './reading.ts'

/** A reason that was coded in a way we cannot read is still a coded one: it is no headache. */
export function referral(resource: Json, coded: Coder, find: Reading['find']): Referral {
  const code = coded(resource['code'])
  const referred = list(resource['reasonReference']).flatMap((one) => {
    const condition = targetOf(resource, one['reference'], 'Condition', find)
    return condition ? [coded(condition['code'])] : []
  })
  const reasons = [...list(resource['reasonCode']).map(coded), ...referred]
  return {
    resource: nameOf(resource),
    says: code.text ?? '',
    date: date(resource['authoredOn']),
    codes: [...code.codes, ...coded(resource['performerType']).codes],
    reasons: reasons.flatMap((reason) => [
      ...reason.codes.filter(({ system }) => system !== 'nullFlavor'),
      ...reason.strange.map((code): Code => ({ system: null, code, display: null })),
    ]),
    on: date(resource['authoredOn']),
  }
}
