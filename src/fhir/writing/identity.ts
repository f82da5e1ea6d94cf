/** The identifier that a stored resource carries, so that it is found again and never stored twice. */

import type { Identifier } from 'fhir/r4'

const system = 'https://migranstod.example/fhir/identifier/written'

/** The same content of the same launch has the same identifier; any change makes another. */
export async function identify(salt: string, content: readonly unknown[]): Promise<Identifier & { value: string }> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt}\n${JSON.stringify(content)}`))
  const hex = Array.from(new Uint8Array(digest).slice(0, 16), (byte) => byte.toString(16).padStart(2, '0'))
  return { system, value: hex.join('') }
}

export const searchFor = (value: string, patientId: string): string =>
  `identifier=${encodeURIComponent(`${system}|${value}`)}&patient=${encodeURIComponent(patientId)}`

/** Servers that drop a parameter they do not know answer with other resources: only its identifier tells that one is ours. */
export const carries = (resource: unknown, value: string): boolean => {
  const { identifier } = (resource ?? {}) as { identifier?: Partial<Identifier> | Partial<Identifier>[] }
  return [identifier ?? []].flat().some((one) => one.system === system && one.value === value)
}
