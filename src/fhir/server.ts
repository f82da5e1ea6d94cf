/** Reads one patient from a FHIR server: one wave of searches, every page, then the drugs that are only referred to. */

import { drugKinds, type Kind, kinds } from '../core/record.ts'
import { asBase, type Base } from './address.ts'
import { entriesIn, hasNext, totalOf } from './bundle.ts'
import { type Entry, type Index, index } from './index.ts'
import { anyList, anyText, isObject, type Json } from './json.ts'
import type { Search } from './needs.ts'
import { outcomeSays, outcomesIn } from './outcome.ts'
import { patientIn } from './patient.ts'
import { type Failure, type KindReading, nameOf, type Reading, type Strange } from './reading.ts'
import { subjects } from './subject.ts'

/**
 * One request with the user's token. `path` is relative to the server or a page's own address; rejects with an error
 * that carries `status` where the server answered.
 */
export type Ask = (path: string, signal: AbortSignal) => Promise<unknown>

/** The session ended while reading: nothing that was read may be shown as whole. */
export class SessionEnded extends Error {}

/** An answer of more than can be read: refused whole, never cut. */
export class TooLarge extends Error {}

export type Progress = (kind: Kind | 'Medication', done: boolean) => void

export type Server = {
  base: string
  notKept: readonly Kind[]
  /** What part of a kind the record shows, in the site's own words. */
  shows?: Readonly<Partial<Record<Kind, string>>>
  /** Other addresses of the same server, by the site's own word. */
  sameServer: readonly string[]
}

const timeout = 10_000
const manyPages = 200

/** Everything needed about one patient. Rejects only for the patient resource itself (`Unusable` where it is none) and for an ended session. */
export async function readServer(
  ask: Ask,
  patientId: string,
  wanted: readonly Search[],
  site: Server,
  progress: Progress = () => {},
): Promise<Reading> {
  const asked = wanted.filter(({ kind }) => !site.notKept.includes(kind))
  const [answer, ...read] = await Promise.all([
    answered(ask, `Patient/${encodeURIComponent(patientId)}`).catch((error: unknown) => {
      throw statusOf(error) === 401 ? new SessionEnded() : error
    }),
    ...asked.map(async (search) => {
      progress(search.kind, false)
      const found = await readKind(ask, search, site)
      progress(search.kind, true)
      return { kind: search.kind, ...found }
    }),
  ])
  const patient = patientIn(answer, patientId)
  const base = asBase(site.base) ?? site.base
  const aliases = site.sameServer.flatMap((address) => asBase(address) ?? [])
  const found = [...read.flatMap(({ entries }) => entries), { resource: patient, fullUrl: null }]
  const first = index(found, base, aliases)
  const absent = unresolved(first, base)
  const library = absent.length > 0 ? index([...found, ...(await medications(ask, absent, progress))], base, aliases) : first

  const whose = subjects(patient, library)
  const ofKind = (kind: Kind): KindReading => {
    const own = read.find((one) => one.kind === kind)
    const resources = library.all.filter(({ resourceType }) => resourceType === kind)
    const shows = site.shows?.[kind]
    const isNotKept = site.notKept.includes(kind)
    if (!own) return { status: 'notAsked', reason: isNotKept ? 'not kept' : null, notKept: isNotKept, resources }
    const stranger = resources.some((resource) => whose(resource).is === 'another') ? ('another patient' satisfies Failure) : null
    const failure = own.failure ?? stranger
    return {
      status: failure ? 'failed' : 'complete',
      reason: failure ?? own.says,
      ...(shows === undefined ? {} : { shows }),
      resources,
    }
  }
  const { find, address, addressesOf, problems } = library
  return {
    patient,
    kinds: Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])) as Record<Kind, KindReading>,
    find,
    address,
    addressesOf,
    strange: read.flatMap(({ strange }) => strange),
    problems,
  }
}

type Read = { entries: Entry[]; strange: Strange[]; failure: string | null; says: string | null }

/** The search as the server understands it: where it refuses one way to ask (400), the next is tried. */
async function readKind(ask: Ask, { kind, ways }: Search, site: Server): Promise<Read> {
  for (const [i, queries] of ways.entries()) {
    const parts = await Promise.all(queries.map((query) => readPages(ask, kind, query, site)))
    const isUnderstood = parts.every((part) => part !== 'not understood')
    if (!isUnderstood && i + 1 < ways.length) continue
    const read = parts.map((part): Read => (part === 'not understood' ? { ...nothing, failure: 'not supported' } : part))
    return {
      entries: read.flatMap(({ entries }) => entries),
      strange: read.flatMap(({ strange }) => strange),
      failure: read.find(({ failure }) => failure !== null)?.failure ?? null,
      says: read.find(({ says }) => says !== null)?.says ?? null,
    }
  }
  return { ...nothing, failure: 'failed' }
}
const nothing: Read = { entries: [], strange: [], failure: null, says: null }

async function readPages(ask: Ask, kind: Kind, query: string, site: Server): Promise<Read | 'not understood'> {
  const read: Read = { entries: [], strange: [], failure: null, says: null }
  const failed = (failure: string): Read => ({ ...read, failure })
  let next: string | null = `${kind}?${query}`
  let total = 0
  try {
    for (let page = 0; next !== null; page++) {
      if (page === manyPages) return failed('cut short' satisfies Failure)
      let bundle: unknown
      try {
        bundle = await answered(ask, next)
      } catch (error) {
        if (page === 0 && statusOf(error) === 400) return 'not understood'
        throw error
      }
      if (!isObject(bundle)) return failed('failed' satisfies Failure)
      if (bundle['resourceType'] === 'OperationOutcome') return failed(outcomeSays(bundle) ?? ('failed' satisfies Failure))
      if (bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'searchset') return failed('another type' satisfies Failure)
      const here = entriesIn(bundle, kind)
      const outcomes = outcomesIn(bundle)
      read.entries.push(...here.resources.filter(({ resource }) => resource['resourceType'] !== 'OperationOutcome'))
      read.strange.push(...here.strange)
      if (outcomes.failed) return failed(outcomes.failed)
      if (here.strange.some(({ code }) => code === 'tooDeep')) return failed('too deep' satisfies Failure)
      if (isOfAnotherKind(bundle, kind)) return failed('another type' satisfies Failure)
      read.says ??= outcomes.says
      total = Math.max(total, totalOf(bundle))
      const link = nextLink(bundle)
      next = link === null ? null : follow(link, site)
      if ((link === null && hasNext(bundle)) || (link !== null && next === null)) return failed('cut short' satisfies Failure)
    }
  } catch (error) {
    if (statusOf(error) === 401) throw new SessionEnded()
    return failed(read.entries.length > 0 ? 'cut short' : failureOf(error))
  }
  const matches = new Set(
    read.entries.flatMap(({ resource }) =>
      resource['resourceType'] === kind ? [anyText(resource['id']) ? nameOf(resource) : resource] : [],
    ),
  )
  return total > matches.size ? failed('cut short' satisfies Failure) : read
}

/** A search answered with what was not asked for; drugs that come along are no match. */
const isOfAnotherKind = (bundle: Json, kind: Kind): boolean =>
  anyList(bundle['entry']).some(({ resource, search }) => {
    const isMatch = !isObject(search) || search['mode'] === undefined || search['mode'] === 'match'
    const type = isObject(resource) ? resource['resourceType'] : undefined
    return isMatch && typeof type === 'string' && ![kind, 'Medication', 'OperationOutcome', 'Bundle'].includes(type) && isKnownKind(type)
  })
const isKnownKind = (type: string): boolean => (kinds as readonly string[]).includes(type) || type === 'Patient'

/** The address of the next page; null where there is none, or none that can be read. */
function nextLink(bundle: Json): string | null {
  const url = anyList(bundle['link']).find(({ relation }) => anyText(relation).trim().toLowerCase() === 'next')?.['url']
  return typeof url === 'string' && url.trim() !== '' ? url : null
}

/** The next page's address, where it is the record's own; null for any other: the token is never sent there. */
export function follow(link: string, { base, sameServer }: Pick<Server, 'base' | 'sameServer'>): string | null {
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

/** One answer within the time allowed, whatever it is. */
async function answered(ask: Ask, path: string): Promise<unknown> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeout)
  try {
    return await Promise.race([
      ask(path, abort.signal),
      new Promise((_, reject) => abort.signal.addEventListener('abort', () => reject(new DOMException('', 'TimeoutError')))),
    ])
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
  if (error instanceof TooLarge) return 'too large'
  if (status === 403) return 'refused'
  if (status === 404 || status === 405 || status === 501 || status === 400) return 'not supported'
  if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) return 'timed out'
  return error instanceof TypeError ? 'offline' : 'failed'
}

/** The ids of drugs on this server that are referred to and neither contained nor included. */
function unresolved({ all, find, address }: Index, base: Base): string[] {
  const own = `${base}Medication/`
  const ids = all.flatMap((resource) => {
    const medication = resource['medicationReference']
    const isDrug = (drugKinds as readonly string[]).includes(anyText(resource['resourceType']))
    const reference = isDrug && isObject(medication) ? anyText(medication['reference']) : ''
    const to =
      reference === '' || reference.startsWith('#') || find(resource, reference, 'Medication') ? null : address(resource, reference)
    return to?.startsWith(own) ? [to.slice(own.length)] : []
  })
  return [...new Set(ids)]
}

/** One search for all of them; one request each only where the server cannot search by id. What is not found stays not coded. */
async function medications(ask: Ask, ids: readonly string[], progress: Progress): Promise<Entry[]> {
  progress('Medication', false)
  const groups = Array.from({ length: Math.ceil(ids.length / idsASearch) }, (_, i) => ids.slice(i * idsASearch, (i + 1) * idsASearch))
  const isDrug = (resource: unknown): resource is Json => isObject(resource) && resource['resourceType'] === 'Medication'
  const found = await Promise.all(
    groups.map(async (group) => {
      try {
        const bundle = await answered(ask, `Medication?_id=${group.map(encodeURIComponent).join(',')}&_count=${group.length}`)
        return isObject(bundle) ? entriesIn(bundle, null).resources.filter(({ resource }) => isDrug(resource)) : []
      } catch (error) {
        if (statusOf(error) === 401) throw new SessionEnded()
        const each = await Promise.allSettled(group.map((id) => answered(ask, `Medication/${encodeURIComponent(id)}`)))
        return each.flatMap((one): Entry[] =>
          one.status === 'fulfilled' && isDrug(one.value) ? [{ resource: one.value, fullUrl: null }] : [],
        )
      }
    }),
  )
  progress('Medication', true)
  return found.flat()
}
const idsASearch = 50
