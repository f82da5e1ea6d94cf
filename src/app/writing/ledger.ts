/** What was sent and what was stored, so that nothing is stored twice: kept for the tab, this patient and this user alone. */

import type { Months, Writing } from '../../fhir/writing/writing.ts'

export type Ledger = {
  salt: string
  /** Identifiers that were sent: they may be stored although no answer came. */
  tried: string[]
  /** Where each identifier is stored. */
  stored: Record<string, string>
  /** How often a month's value was changed, and what it was. */
  values: Record<string, { value: number; revision: number }>
  /** What is under review: it outlives a session that ends. */
  pending: Writing | null
}
export type Owner = { base: string; patientId: string; fhirUser: string | null }

export const newLedger = (): Ledger => ({
  salt: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  tried: [],
  stored: {},
  values: {},
  pending: null,
})

const place = 'migranstod.writing'
const ownerKey = ({ base, patientId, fhirUser }: Owner): string => JSON.stringify([base, patientId, fhirUser])

/** Another patient's or user's is thrown away, as is what cannot be read. */
export function openLedger(owner: Owner): Ledger {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as { owner: string; ledger: Ledger } | null
    if (kept?.owner === ownerKey(owner)) return kept.ledger
  } catch {
    // Thrown away below: a new salt makes new identifiers, it never overwrites.
  }
  sessionStorage.removeItem(place)
  return newLedger()
}

export const keepLedger = (owner: Owner, ledger: Ledger): void =>
  sessionStorage.setItem(place, JSON.stringify({ owner: ownerKey(owner), ledger }))

/** A value that was changed since it was last stored is a new one, also where it is changed back. */
export function revised(values: Ledger['values'], months: Months): Ledger['values'] {
  const next = { ...values }
  for (const [month, facts] of Object.entries(months))
    for (const [fact, value] of Object.entries(facts)) {
      const before = values[`${month}/${fact}`]
      if (before?.value !== value) next[`${month}/${fact}`] = { value, revision: (before?.revision ?? 0) + 1 }
    }
  return next
}
