/** A Bundle from a file or a search: its entries, its references, and what it says about being whole. */

import { drugKinds, type Kind, kinds, type Problem } from '../core/record.ts'
import type { Json } from './json.ts'
import { type KindReading, nameOf, type Reading, Unusable } from './reading.ts'

const usable = ['collection', 'searchset', 'transaction', 'batch', 'document']
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a Bundle of one patient. A kind that is absent was read and is empty. Throws `Unusable`. */
export function readBundle(bundle: unknown): Reading {
  if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') throw new Unusable('noBundle')
  const type = bundle['type']
  if (typeof type !== 'string' || !usable.includes(type)) throw new Unusable('bundleType', String(type ?? '–'))

  const { resources, problems } = entries(bundle)
  const library = index(resources)
  const patients = library.all.filter(({ resourceType }) => resourceType === 'Patient')
  if (patients.length !== 1) throw new Unusable('notOnePatient', String(patients.length))

  const whole = type === 'searchset' ? wholeness(bundle) : type === 'document' ? sections(library.all) : {}
  const every = Object.fromEntries(
    kinds.map((kind): [Kind, KindReading] => [
      kind,
      { status: 'complete', reason: null, ...whole[kind], resources: library.all.filter(({ resourceType }) => resourceType === kind) },
    ]),
  ) as Record<Kind, KindReading>
  return { patient: patients[0]!, kinds: every, find: library.find, problems }
}

export type Entry = { resource: Json; fullUrl: string | null }

/** The entries that hold a resource; what holds none is told. */
export function entries(bundle: Json): { resources: Entry[]; problems: Problem[] } {
  const problems: Problem[] = []
  const resources: Entry[] = []
  const given = bundle['entry']
  if (given !== undefined && !Array.isArray(given)) problems.push({ resource: 'Bundle.entry', code: 'malformed' })
  for (const [i, entry] of (Array.isArray(given) ? given : []).entries()) {
    const resource = isObject(entry) ? entry['resource'] : undefined
    if (!isObject(resource)) problems.push({ resource: `Bundle.entry[${i}]`, code: 'entryWithoutResource' })
    else if (typeof resource['resourceType'] !== 'string') problems.push({ resource: `Bundle.entry[${i}]`, code: 'noResourceType' })
    else resources.push({ resource, fullUrl: isObject(entry) && typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : null })
  }
  return { resources, problems }
}

/** One of each, of two versions the later one, in an order that is not the sender's; and how to find what a reference names. */
export function index(found: readonly Entry[]): { all: Json[]; find: Reading['find'] } {
  const byKey = new Map<string, Entry>()
  for (const entry of found) {
    const { resource, fullUrl } = entry
    const id = typeof resource['id'] === 'string' ? resource['id'] : null
    const key = id ? `${resource['resourceType']}/${id}` : (fullUrl ?? `nameless ${byKey.size}`)
    const before = byKey.get(key)
    if (!before || isLater(resource, before.resource)) byKey.set(key, { resource, fullUrl: fullUrl ?? before?.fullUrl ?? null })
  }
  const all = [...byKey.entries()]
    .map(([key, { resource }]) => ({ key: key.startsWith('nameless') ? `~${JSON.stringify(resource)}` : key, resource }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ resource }) => resource)
  const byUrl = new Map([...byKey.values()].flatMap(({ resource, fullUrl }) => (fullUrl ? [[fullUrl, resource] as const] : [])))

  const find: Reading['find'] = (reference, type) => {
    const plain = reference.replace(/\/_history\/[^/]*$/, '').replace(/^#/, '')
    const direct = byUrl.get(plain) ?? byUrl.get(reference)
    if (direct) return direct['resourceType'] === type ? direct : null
    const named = /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+$/.exec(plain)?.[1]
    if (named !== undefined && named !== type) return null
    const id = plain.split(/[/:]/).at(-1)!
    const own = byKey.get(`${type}/${id}`)?.resource
    if (own) return own
    const sameEnd = [...byUrl].filter(([url, { resourceType }]) => resourceType === type && url.split(/[/:]/).at(-1) === id)
    return sameEnd.length === 1 ? sameEnd[0]![1] : null
  }
  return { all, find }
}

/** The later `meta.lastUpdated`, else the later version; between equals the order of entries must not matter. */
function isLater(one: Json, other: Json): boolean {
  const meta = (resource: Json, key: string) => (isObject(resource['meta']) ? resource['meta'][key] : undefined)
  const [updated, before] = [one, other].map((resource) => Date.parse(String(meta(resource, 'lastUpdated'))) || 0) as [number, number]
  if (updated !== before) return updated > before
  const [version, older] = [one, other].map((resource) => Number(meta(resource, 'versionId')) || 0) as [number, number]
  if (version !== older) return version > older
  return JSON.stringify(one) > JSON.stringify(other)
}

type Wholeness = Partial<Record<Kind, Pick<KindReading, 'status' | 'reason'>>>
const everyKind = (of: Pick<KindReading, 'status' | 'reason'>, which: readonly Kind[] = kinds): Wholeness =>
  Object.fromEntries(which.map((kind) => [kind, of]))

/** A searchset says how its search went: outcomes among the entries, a total, a next page. */
export function wholeness(bundle: Json): Wholeness {
  const links = (Array.isArray(bundle['link']) ? bundle['link'] : []).filter(isObject)
  const self = links.find(({ relation }) => relation === 'self')?.['url']
  const searched = kinds.filter((kind) => typeof self === 'string' && new RegExp(`(^|/)${kind}(/_search)?([?]|$)`).test(self))
  const which = searched.length === 1 ? searched : kinds

  const all = (Array.isArray(bundle['entry']) ? bundle['entry'] : []).filter(isObject)
  const outcomes = all.flatMap(({ resource }) =>
    isObject(resource) && resource['resourceType'] === 'OperationOutcome' ? issues(resource) : [],
  )
  const bad = outcomes.find(({ severity }) => severity === 'error' || severity === 'fatal')
  if (bad) return everyKind({ status: 'failed', reason: bad.says ?? 'failed' }, which)

  const matches = new Set(
    all.flatMap(({ resource, search }, i) => {
      const mode = isObject(search) ? search['mode'] : undefined
      return isObject(resource) && resource['resourceType'] !== 'OperationOutcome' && (mode === undefined || mode === 'match')
        ? [resource['id'] ? nameOf(resource) : i]
        : []
    }),
  )
  const total = bundle['total']
  const more = links.some(({ relation }) => relation === 'next')
  if (more || (typeof total === 'number' && total > matches.size)) return everyKind({ status: 'failed', reason: 'cut short' }, which)
  const said = outcomes.map(({ says }) => says).filter(Boolean)
  return said.length > 0 ? everyKind({ status: 'complete', reason: said.join('; ') }, which) : {}
}

export function issues(outcome: Json): { severity: string; says: string | null }[] {
  return (Array.isArray(outcome['issue']) ? outcome['issue'] : []).filter(isObject).map((issue) => {
    const details = isObject(issue['details']) ? issue['details']['text'] : undefined
    const says = typeof details === 'string' ? details : typeof issue['diagnostics'] === 'string' ? issue['diagnostics'] : null
    return { severity: String(issue['severity']), says }
  })
}

/** LOINC codes of the sections that hold our kinds. */
const sectionKinds: Record<string, readonly Kind[]> = {
  '10160-0': drugKinds,
  '11450-4': ['Condition'],
  '48765-2': ['AllergyIntolerance'],
}

/** A document whose section is empty for another reason than "there is none" was not read there. */
function sections(resources: readonly Json[]): Wholeness {
  const found: Wholeness = {}
  const visit = (of: Json) => {
    for (const section of (Array.isArray(of['section']) ? of['section'] : []).filter(isObject)) {
      visit(section)
      const empty = section['emptyReason']
      const why = codesIn(empty)[0] ?? (isObject(empty) ? String(empty['text'] ?? '–') : undefined)
      if (why === undefined || why === 'nilknown') continue
      const status = why === 'withheld' ? 'failed' : 'notAsked'
      for (const kind of codesIn(section['code']).flatMap((code) => sectionKinds[code] ?? []))
        if (found[kind]?.status !== 'failed') found[kind] = { status, reason: why }
    }
  }
  for (const resource of resources) if (resource['resourceType'] === 'Composition') visit(resource)
  return found
}

const codesIn = (concept: unknown): string[] =>
  isObject(concept) && Array.isArray(concept['coding'])
    ? concept['coding'].filter(isObject).flatMap(({ code }) => (typeof code === 'string' ? [code] : []))
    : []
