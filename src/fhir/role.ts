/** The role of the person signed in, from `fhirUser`: PractitionerRole or Practitioner (design: sweden-fhir §1.2). */

import { type CodeTable, codeSets } from '../core/codes.ts'
import type { Role } from '../core/derive/chart.ts'
import { coder } from './coding.ts'
import { type Json, list } from './json.ts'
import type { Ask } from './server.ts'

/** Null where nothing says so: the role then stays what it was. Never an obstacle: who may prescribe is all that hangs on it. */
export async function roleOf(ask: Ask, user: string | null, codes: CodeTable): Promise<Role | null> {
  if (user === null) return null
  const signal = AbortSignal.timeout(10_000)
  const path = user.startsWith('PractitionerRole/') ? user : `PractitionerRole?practitioner=${encodeURIComponent(user.split('/')[1]!)}`
  const found = await ask(path, signal).catch(() => null)
  return found === null ? null : roleIn(rolesIn(found), codes)
}

function rolesIn(found: unknown): Json[] {
  const resource = found as Json
  if (resource['resourceType'] === 'PractitionerRole') return [resource]
  return list(resource['entry']).flatMap((entry) => {
    const one = entry['resource'] as Json | undefined
    return one?.['resourceType'] === 'PractitionerRole' ? [one] : []
  })
}

export function roleIn(roles: readonly Json[], table: CodeTable): Role | null {
  const sets = codeSets(table)
  const coded = coder(table)
  const codes = roles.flatMap((role) => [...list(role['code']), ...list(role['specialty'])].flatMap((concept) => coded(concept).codes))
  const has = (set: string) => codes.some((code) => sets(code).includes(set))
  if (has('nurse')) return 'nurse'
  return has('neurology') ? 'neurologist' : codes.length > 0 ? 'gp' : null
}
