/** Whether what is advised calls for a referral, and how soon. */

import type { Assessment } from '../../core/evaluate.ts'
import { isTrue } from '../../core/facts.ts'
import { soon, type Urgency } from '../../core/level.ts'
import { type Advice, advised, headline, pertinent } from '../headline.ts'

/** An emergency or any "refer" that concerns this patient now, unless the patient is known there already. */
export function callsForReferral(of: Assessment): boolean {
  return !headline(of)?.recommendation.leads && referrals(of).length > 0
}

/** The advice to refer, or to send in at once, that concerns this patient now. */
export const referrals = (of: Assessment): Advice[] =>
  pertinent(of).filter(({ recommendation: { action, asks } }) => asks !== undefined && (action === 'refer' || action === 'emergency'))

/** How urgent the referral itself is: a drug that is unsafe makes the visit urgent, not the letter. */
export function referralUrgency(of: Assessment): Urgency {
  if (of.careLevel.level === 'emergency') return 'immediate'
  return isTrue(of.facts['clusterHeadache']) || advised(of).some(({ key }) => soon.includes(key)) ? 'soon' : 'routine'
}
