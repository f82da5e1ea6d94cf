/** Which letter is meant, and it written. */

import type { Lang } from '../../core/guideline.ts'
import { declined } from './declined.ts'
import type { Correspondents } from './head.ts'
import type { Letter } from './letter.ts'
import { note } from './note.ts'
import { plan } from './plan.ts'
import { referral } from './referral.ts'
import type { Sheet } from './sheet.ts'

export type Kind = Letter['kind']
export const letterKinds: readonly Kind[] = ['referral', 'declined', 'plan', 'note']

/** A referral is written in the language of its receivers. */
export const languageOf = (kind: Kind, wanted: Lang): Lang => (kind === 'referral' ? 'sv' : wanted)

export function write(kind: Kind, sheet: Sheet, who: Correspondents): Letter {
  switch (kind) {
    case 'referral':
      return referral(sheet, who)
    case 'declined':
      return declined(sheet, who)
    case 'plan':
      return plan(sheet, who)
    case 'note':
      return note(sheet, who)
  }
}
