/** Whether what is advised calls for a referral. */

import type { Assessment } from '../../core/evaluate.ts'
import { headline, pertinent } from '../headline.ts'

/** An emergency or any "refer" that concerns this patient now, unless the patient is known there already. */
export function callsForReferral(of: Assessment): boolean {
  if (headline(of)?.recommendation.leads) return false
  return pertinent(of).some(({ recommendation: { action, asks } }) => asks !== undefined && (action === 'refer' || action === 'emergency'))
}
