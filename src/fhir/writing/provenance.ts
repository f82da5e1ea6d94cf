/** Who stored it and with what: one for everything that one act stored. */

import type { Provenance } from 'fhir/r4'
import type { Context } from './writing.ts'

const role = (code: 'author' | 'assembler') => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
})

export const provenance = (targets: readonly string[], now: string, { author, software }: Context): Provenance => ({
  resourceType: 'Provenance',
  target: targets.map((reference) => ({ reference })),
  recorded: now,
  activity: { text: 'Sparat från Migränstöd efter granskning' },
  agent: [
    { type: role('author'), who: author ? { reference: author } : { display: 'Inloggad användare, ej angiven av journalen' } },
    { type: role('assembler'), who: { display: software } },
  ],
})

/** It has no identifier in R4: it is found by what it is about. Every target must fit. */
export const searchForTargets = (targets: readonly string[]): string =>
  targets.map((target) => `target=${encodeURIComponent(target)}`).join('&')

export const isAbout = (resource: unknown, targets: readonly string[]): boolean => {
  const { target = [] } = (resource ?? {}) as { target?: { reference?: string }[] }
  return targets.every((one) => target.some(({ reference }) => reference === one || reference?.endsWith(`/${one}`)))
}
