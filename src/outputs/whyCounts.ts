/** Why a trial counts, does not, or is unknown: read off the trial, in one clause. */

import type { DrugTable } from '../core/drugs.ts'
import type { Trial } from '../core/trials.ts'

export type WhyCounts =
  | 'notTolerated'
  | 'noEffectEnough'
  | 'worked'
  | 'noEffectShort'
  | 'stillOngoing'
  | 'otherReason'
  | 'neverCounts'
  | 'askDrug'
  | 'reasonMissing'
  | 'outcomeMissing'
  | 'lengthMissing'
  | 'contraindicatedOnly'
  | 'uncoded'

export function whyCounts({ counts, outcome, adequate, forMigraine, ongoing, substance, answered }: Trial, table: DrugTable): WhyCounts {
  const rule = substance ? table.substances[substance]?.counts : undefined
  if (substance === null) return 'uncoded'
  if (counts === 'yes') return outcome === 'notTolerated' ? 'notTolerated' : 'noEffectEnough'
  if (counts === 'no') {
    if (forMigraine === false) return 'otherReason'
    if (outcome === 'effective') return 'worked'
    if (outcome === 'noEffect' && adequate === false) return 'noEffectShort'
    return ongoing && outcome === 'unknown' && rule !== 'no' ? 'stillOngoing' : 'neverCounts'
  }
  if (rule === 'ask' && !answered) return 'askDrug'
  if (outcome === 'contraindicated') return 'contraindicatedOnly'
  if (forMigraine === null) return 'reasonMissing'
  return outcome === 'unknown' || outcome === 'other' ? 'outcomeMissing' : 'lengthMissing'
}
