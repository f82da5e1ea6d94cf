/** Everything that one act stores, in the order in which it is sent. Provenance comes last, when it is known what was stored. */

import { diary } from './diary.ts'
import { letter } from './letter.ts'
import { referral } from './referral.ts'
import type { Context, Item, Writing } from './writing.ts'

export async function plan(writing: Writing, context: Context): Promise<Item[]> {
  const { kind, months } = writing
  return [
    ...(kind !== 'diary' && context.can.has('DocumentReference') ? [await letter(writing, context)] : []),
    ...(kind === 'referral' && context.can.has('ServiceRequest') ? [await referral(writing, context)] : []),
    ...(await diary(months, context)),
  ]
}
