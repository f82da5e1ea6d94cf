/** The person signed in, from `fhirUser`: role, name and unit, by PractitionerRole or Practitioner (design: sweden-fhir §1.2). */

import { type CodeTable, codeSets } from '../core/codes.ts'
import type { Role } from '../core/derive/chart.ts'
import { coder } from './coding.ts'
import { type Json, list, object } from './json.ts'
import type { Ask } from './server.ts'

/** Null where nothing says so. Never an obstacle: who may prescribe, and who signs a letter, is all that hangs on it. */
export async function signedIn(
  ask: Ask,
  user: string | null,
  codes: CodeTable,
): Promise<{ role: Role | null; name: string | null } | null> {
  if (user === null) return null
  const signal = AbortSignal.timeout(10_000)
  const path = user.startsWith('PractitionerRole/') ? user : `PractitionerRole?practitioner=${encodeURIComponent(user.split('/')[1]!)}`
  const found = await ask(path, signal).catch(() => null)
  if (found === null) return null
  const roles = rolesIn(found)
  return { role: roleIn(roles, codes), name: nameIn(roles) }
}

/** "Karin Dahl, Hälsocentralen Björken", as the one role writes it; of several roles none is chosen. */
export function nameIn(roles: readonly Json[]): string | null {
  if (roles.length !== 1) return null
  const names = [roles[0]!['practitioner'], roles[0]!['organization']].map((one) => (object(one)?.['display'] ?? null) as unknown)
  const written = names.filter((name): name is string => typeof name === 'string' && name.trim() !== '')
  return written.length > 0 ? written.join(', ') : null
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
