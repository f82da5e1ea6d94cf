/** The person signed in, from `fhirUser`: role, name and unit, by PractitionerRole or Practitioner (design: sweden-fhir §1.2). */

import { type CodeTable, codeSets } from '../core/codes.ts'
import type { Role } from '../core/derive/chart.ts'
import { coder } from './coding.ts'
import { anyList, isObject, type Json } from './json.ts'
import type { Ask } from './server.ts'

/** Null where nothing says so. Never an obstacle: who may prescribe, and who signs a letter, is all that hangs on it. */
export async function signedIn(
  ask: Ask,
  user: string | null,
  codes: CodeTable,
): Promise<{ role: Role | null; name: string | null } | null> {
  if (user === null) return null
  const signal = AbortSignal.timeout(10_000)
  const path = user.startsWith('PractitionerRole/') ? user : `PractitionerRole?practitioner=${encodeURIComponent(user.split('/').at(-1)!)}`
  // A record that does not tell who is signed in says nothing of anybody's role.
  const found = await ask(path, signal).catch(() => null)
  const roles = rolesIn(found)
  if (roles.length === 0) return null
  return { role: roleIn(roles, codes), name: nameIn(roles) }
}

/** "Karin Dahl, Hälsocentralen Björken", as the one role writes it; of several roles none is chosen. */
export function nameIn(roles: readonly Json[]): string | null {
  if (roles.length !== 1) return null
  const names = [roles[0]!['practitioner'], roles[0]!['organization']].map((one) => (isObject(one) ? one['display'] : undefined))
  const written = names.filter((name): name is string => typeof name === 'string' && name.trim() !== '')
  return written.length > 0 ? written.join(', ') : null
}

function rolesIn(found: unknown): Json[] {
  if (!isObject(found)) return []
  const resources: unknown[] = [found, ...anyList(found['entry']).map(({ resource }) => resource)]
  return resources.filter((one): one is Json => isObject(one) && one['resourceType'] === 'PractitionerRole')
}

export function roleIn(roles: readonly Json[], table: CodeTable): Role | null {
  const sets = codeSets(table)
  const coded = coder(table)
  const codes = roles.flatMap((role) =>
    [...anyList(role['code']), ...anyList(role['specialty'])].flatMap((one) => coded({ coding: anyList(one['coding']) }).codes),
  )
  const has = (set: string) => codes.some((code) => sets(code).includes(set))
  if (has('nurse')) return 'nurse'
  return has('neurology') ? 'neurologist' : codes.length > 0 ? 'gp' : null
}
