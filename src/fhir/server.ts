/** Reads one patient from a FHIR server: one wave of searches, every page, then the drugs that are only referred to. */

import { drugKinds, type Kind, kinds } from '../core/record.ts'
import { type Entry, entries, index, issues, wholeness } from './bundle.ts'
import type { Json } from './json.ts'
import type { Search } from './needs.ts'
import type { Failure, KindReading, Reading } from './reading.ts'

/**
 * One request with the user's token. `path` is relative to the server or a page's own address; rejects with an error
 * that carries `status` where the server answered.
 */
export type Ask = (path: string, signal: AbortSignal) => Promise<unknown>

/** The session ended while reading: nothing that was read may be shown as whole. */
export class SessionEnded extends Error {}

export type Progress = (kind: Kind | 'Medication', done: boolean) => void

type Site = {
  base: string
  notKept: readonly Kind[] /** Other addresses of the same server, by the site's own word. */
  sameServer: readonly string[]
}

const timeout = 10_000
const manyPages = 200

/** Everything needed about one patient. Rejects only for the patient resource itself and for an ended session. */
export async function readServer(
  ask: Ask,
  patientId: string,
  wanted: readonly Search[],
  site: Site,
  progress: Progress = () => {},
): Promise<Reading> {
  const asked = wanted.filter(({ kind }) => !site.notKept.includes(kind))
  const [person, ...pages] = await Promise.all([
    one(ask, `Patient/${encodeURIComponent(patientId)}`).catch((error: unknown) => {
      throw statusOf(error) === 401 ? new SessionEnded() : error
    }),
    ...asked.map(async (search) => {
      progress(search.kind, false)
      const read = await readKind(ask, search, site)
      progress(search.kind, true)
      return { kind: search.kind, ...read }
    }),
  ])
  const found = pages.flatMap(({ entries }) => entries)
  const absent = unresolved(found)
  if (absent.length > 0) found.push(...(await medications(ask, absent, progress)))

  const library = index([...found, { resource: person, fullUrl: null }])
  const ofKind = (kind: Kind): KindReading => {
    const read = pages.find((one) => one.kind === kind)
    const resources = library.all.filter(({ resourceType }) => resourceType === kind)
    if (!read)
      return {
        status: 'notAsked',
        reason: site.notKept.includes(kind) ? 'not kept' : null,
        notKept: site.notKept.includes(kind),
        resources,
      }
    return { status: read.failure ? 'failed' : 'complete', reason: read.failure ?? read.says, resources }
  }
  return {
    patient: person,
    kinds: Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])) as Record<Kind, KindReading>,
    find: library.find,
    problems: pages.flatMap(({ problems }) => problems),
  }
}

type Read = { entries: Entry[]; problems: Reading['problems']; failure: string | null; says: string | null }

async function readKind(ask: Ask, { kind, parameters, plain }: Search, site: Site): Promise<Read> {
  const read: Read = { entries: [], problems: [], failure: null, says: null }
  let next: string | null = `${kind}?${parameters}`
  let total: number | null = null
  try {
    for (let page = 0; next !== null; page++) {
      if (page === manyPages) return { ...read, failure: 'cut short' satisfies Failure }
      let bundle: Json
      try {
        bundle = await one(ask, next)
      } catch (error) {
        // A server that does not know a parameter says 400; what every server knows is asked once more.
        if (page > 0 || parameters === plain || statusOf(error) !== 400) throw error
        bundle = await one(ask, `${kind}?${plain}`)
      }
      if (bundle['resourceType'] === 'OperationOutcome')
        return { ...read, failure: issues(bundle)[0]?.says ?? ('failed' satisfies Failure) }
      if (bundle['resourceType'] !== 'Bundle') return { ...read, failure: 'failed' satisfies Failure }
      const here = entries(bundle)
      read.entries.push(...here.resources.filter(({ resource }) => resource['resourceType'] !== 'OperationOutcome'))
      read.problems = [...read.problems, ...here.problems]
      const { status, reason } = wholeness({ ...bundle, link: selfOnly(kind), total: 0 })[kind] ?? { status: 'complete', reason: null }
      if (status === 'failed') return { ...read, failure: reason }
      read.says ??= reason
      if (typeof bundle['total'] === 'number') total = Math.max(total ?? 0, bundle['total'])
      const link = nextLink(bundle)
      next = link === null ? null : follow(link, site)
      if (link !== null && next === null) return { ...read, failure: 'cut short' satisfies Failure }
    }
  } catch (error) {
    if (statusOf(error) === 401) throw new SessionEnded()
    return { ...read, failure: read.entries.length > 0 ? 'cut short' : failureOf(error) }
  }
  const matches = new Set(
    read.entries.filter(({ resource }) => resource['resourceType'] === kind).map(({ resource }) => resource['id'] ?? resource),
  )
  return total !== null && total > matches.size ? { ...read, failure: 'cut short' } : read
}

const selfOnly = (kind: Kind) => [{ relation: 'self', url: `${kind}?` }]

function nextLink(bundle: Json): string | null {
  const links = Array.isArray(bundle['link']) ? (bundle['link'] as Json[]) : []
  const url = links.find((link) => link?.['relation'] === 'next')?.['url']
  return typeof url === 'string' ? url : null
}

/** The next page's address, where it is the record's own; null for any other: the token is never sent there. */
export function follow(link: string, { base, sameServer }: Pick<Site, 'base' | 'sameServer'>): string | null {
  const root = base.endsWith('/') ? base : `${base}/`
  let url: URL
  try {
    url = new URL(link, root)
  } catch {
    return null
  }
  const own = new URL(root)
  if (url.origin === own.origin) return /^https?:/.test(link) ? link : url.href
  const inner = sameServer.find((address) => link === address || link.startsWith(`${address.replace(/\/$/, '')}/`))
  return inner === undefined ? null : root.replace(/\/$/, '') + link.slice(inner.replace(/\/$/, '').length)
}

/** One JSON resource within the time allowed. */
async function one(ask: Ask, path: string): Promise<Json> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeout)
  try {
    const body = await Promise.race([
      ask(path, abort.signal),
      new Promise((_, reject) => abort.signal.addEventListener('abort', () => reject(new DOMException('', 'TimeoutError')))),
    ])
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Error('no resource')
    return body as Json
  } finally {
    clearTimeout(timer)
  }
}

/** The HTTP status that an error carries, where the server answered. */
export const statusOf = (error: unknown): number | null => {
  const of = error as { status?: unknown; statusCode?: unknown } | null
  const status = of?.status ?? of?.statusCode
  return typeof status === 'number' ? status : null
}

function failureOf(error: unknown): Failure {
  const status = statusOf(error)
  if (status === 403) return 'refused'
  if (status === 404 || status === 405 || status === 501 || status === 400) return 'not supported'
  if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) return 'timed out'
  return error instanceof TypeError ? 'offline' : 'failed'
}

/** Drugs that are referred to and neither contained nor included. */
function unresolved(found: readonly Entry[]): string[] {
  const { find } = index(found)
  const references = found.flatMap(({ resource }) => {
    const medication = resource['medicationReference']
    const isDrug = (drugKinds as readonly string[]).includes(String(resource['resourceType']))
    const reference = isDrug && typeof medication === 'object' && medication !== null ? (medication as Json)['reference'] : undefined
    return typeof reference === 'string' && !reference.startsWith('#') && !find(reference, 'Medication') ? [reference] : []
  })
  return [...new Set(references)]
}

/** One search for all of them; one request each only where the server cannot search by id. What is not found stays not coded. */
async function medications(ask: Ask, references: readonly string[], progress: Progress): Promise<Entry[]> {
  progress('Medication', false)
  const ids = [
    ...new Set(
      references.map(
        (reference) =>
          reference
            .replace(/\/_history\/.*$/, '')
            .split(/[/:]/)
            .at(-1)!,
      ),
    ),
  ]
  const groups = Array.from({ length: Math.ceil(ids.length / idsASearch) }, (_, i) => ids.slice(i * idsASearch, (i + 1) * idsASearch))
  const found = await Promise.all(
    groups.map(async (group) => {
      try {
        const bundle = await one(ask, `Medication?_id=${group.map(encodeURIComponent).join(',')}&_count=${group.length}`)
        return entries(bundle).resources.filter(({ resource }) => resource['resourceType'] === 'Medication')
      } catch (error) {
        if (statusOf(error) === 401) throw new SessionEnded()
        const each = await Promise.allSettled(group.map((id) => one(ask, `Medication/${encodeURIComponent(id)}`)))
        return each.flatMap((one): Entry[] => (one.status === 'fulfilled' ? [{ resource: one.value, fullUrl: null }] : []))
      }
    }),
  )
  progress('Medication', true)
  return found.flat()
}
const idsASearch = 50
