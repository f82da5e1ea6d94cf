/** Addresses of resources. References are compared as canonical absolute addresses: an id alone names nobody. */

/** Canonical: host in small letters, http and https alike, no version and no query. */
export type Address = string
/** What comes before `Type/id`; `here` for a file that does not say where it is from. */
export type Base = string

export const here: Base = 'record:/'

const relative = /^[A-Z][A-Za-z]+\/[^/?#]+$/
const absolute = /^https?:\/\/([^/?#]+)([^?#]*)$/i
/** `…/Type/id`: everything before it is the base. */
const typed = /^(.*\/)[A-Z][A-Za-z]+\/[^/]+$/

/** A server's own port says nothing more than its scheme does. */
const defaultPort = /:(80|443)$/

const bare = (reference: string): string =>
  reference
    .trim()
    .replace(/\/_history\/[^/]*$/, '')
    .replace(/\/+$/, '')

/** Null for what is no address: an id without its type, a fragment, a search. */
export function addressOf(reference: string, base: Base): Address | null {
  const plain = bare(reference)
  if (relative.test(plain)) return base + plain
  const parts = absolute.exec(plain)
  if (parts) return `//${parts[1]!.toLowerCase().replace(defaultPort, '')}${parts[2]}`
  // `urn:uuid:…` and what senders make up like it stand for themselves.
  return /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(plain) && !/^https?:/i.test(plain) ? plain.toLowerCase() : null
}

/** The base of a full address `…/Type/id`; null for any other. */
export const baseOf = (fullUrl: string): Base | null => {
  const address = addressOf(fullUrl, here)
  return address?.startsWith('//') ? (typed.exec(address)?.[1] ?? null) : null
}

/** A server's own address as a base. */
export const asBase = (server: string): Base | null => {
  const address = addressOf(server, here)
  return address?.startsWith('//') ? `${address}/` : null
}
