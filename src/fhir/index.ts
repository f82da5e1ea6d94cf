/** What was read, by its address: one of each, found as a reference names it. Each reference is resolved against where it stands. */

import type { Problem } from '../core/record.ts'
import { type Address, addressOf, type Base, baseOf } from './address.ts'
import { anyText, isObject, type Json } from './json.ts'
import { nameOf } from './reading.ts'

export type Entry = { resource: Json; fullUrl: string | null }

export type Index = {
  /** One of each, in an order that is not the sender's. */
  all: readonly Json[]
  /** What a reference in this resource names, if it is of this type. */
  find: (from: Json, reference: string, type: string) => Json | null
  /** A reference in this resource as an address; null where it is none. */
  address: (from: Json, reference: string) => Address | null
  addressesOf: (resource: Json) => ReadonlySet<Address>
  problems: Problem[]
}

/** `base`: where what has no full address of its own is from; `aliases`: other bases of the same place. */
export function index(entries: readonly Entry[], base: Base, aliases: readonly Base[] = []): Index {
  const own = (of: Base): Base => (aliases.includes(of) ? base : of)
  /** The same few references stand in every resource. */
  const resolved = new Map<string, Address | null>()
  const resolve = (reference: string, from: Base): Address | null => {
    const key = `${from} ${reference}`
    const before = resolved.get(key)
    if (before !== undefined) return before
    const to = addressOf(reference, from)
    const alias = to === null ? undefined : aliases.find((one) => to.startsWith(one))
    const address = to !== null && alias !== undefined ? base + to.slice(alias.length) : to
    resolved.set(key, address)
    return address
  }
  const placeOf = (fullUrl: string | null): Base => own((fullUrl === null ? null : baseOf(fullUrl)) ?? base)
  const problems: Problem[] = []
  const byIdentity = new Map<string, Entry[]>()
  const fullUrls = new Map<string, number>()
  for (const { fullUrl } of entries) if (fullUrl !== null) fullUrls.set(fullUrl, (fullUrls.get(fullUrl) ?? 0) + 1)
  for (const [i, entry] of entries.entries()) {
    const { resource, fullUrl } = entry
    const id = anyText(resource['id'])
    const place = placeOf(fullUrl)
    // Without an id each is a resource of its own, also where several share one address.
    const key = id ? `${place}${anyText(resource['resourceType'])}/${id}` : fullUrls.get(fullUrl ?? '') === 1 ? fullUrl! : `~${i}`
    const same = byIdentity.get(key)
    if (same) same.push(entry)
    else byIdentity.set(key, [entry])
  }
  const shared = [...fullUrls].filter(([, times]) => times > 1)
  const kept = [...byIdentity.values()].flatMap(latest)
  for (const [url] of shared)
    if (new Set(kept.filter(({ fullUrl }) => fullUrl === url).map(({ resource }) => resource)).size > 1)
      problems.push({ resource: 'Bundle.entry', code: 'sharedAddress', detail: url })

  /** Where each stands, but for those that stand where all do. */
  const places = new Map<Json, { base: Base; fullUrl: string | null }>()
  for (const { resource, fullUrl } of kept) if (fullUrl !== null) places.set(resource, { base: placeOf(fullUrl), fullUrl })
  const baseFor = (resource: Json): Base => places.get(resource)?.base ?? base
  const address = (from: Json, reference: string) => resolve(reference, baseFor(from))

  function addressesOf(resource: Json): Set<Address> {
    const names = new Set<Address>()
    const full = places.get(resource)?.fullUrl
    const own = full ? resolve(full, base) : null
    if (own) names.add(own)
    const id = anyText(resource['id'])
    if (id === '') return names
    const named = address(resource, `${anyText(resource['resourceType'])}/${id}`)
    if (named) names.add(named)
    // References that kept their urn while the entry did not.
    return names.add(`urn:uuid:${id.toLowerCase()}`)
  }

  /** Two that share an address: a reference to it names neither. Made when first asked for: few references leave their resource. */
  let byAddress: Map<Address, Json | null> | null = null
  function found(to: Address): Json | null {
    if (!byAddress) {
      byAddress = new Map()
      for (const { resource } of kept)
        for (const name of addressesOf(resource))
          byAddress.set(name, byAddress.has(name) && byAddress.get(name) !== resource ? null : resource)
    }
    return byAddress.get(to) ?? null
  }

  return {
    all: inOrder(kept),
    address,
    addressesOf,
    problems,
    find: (from, reference, type) => {
      const to = address(from, reference)
      const target = to === null ? null : found(to)
      return target?.['resourceType'] === type ? target : null
    },
  }
}

/** The later `meta.lastUpdated`, else the later version; where nothing orders two that differ, both are kept. */
function latest(same: readonly Entry[]): Entry[] {
  if (same.length === 1) return [...same]
  const ranks = same.map(({ resource }) => {
    const meta = isObject(resource['meta']) ? resource['meta'] : {}
    return { updated: Date.parse(anyText(meta['lastUpdated'])), version: Number.parseInt(anyText(meta['versionId']), 10) }
  })
  const updated = highest(ranks.map((one) => one.updated))
  const version = highest(ranks.flatMap((one) => (one.updated < updated ? [] : [one.version])))
  // What does not say when it was written is older than nothing.
  const candidates = same.filter((_, i) => !(ranks[i]!.updated < updated || ranks[i]!.version < version))
  return [...new Map(candidates.map((one) => [JSON.stringify(one.resource), one])).values()]
}

const highest = (all: readonly number[]): number => all.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a), Number.NaN)

/** By name, then by content: neither the sender's order nor what an id happens to be decides anything later on. */
function inOrder(entries: readonly Entry[]): Json[] {
  const keyed = entries.map(({ resource }) => ({ key: nameOf(resource), resource }))
  return keyed
    .sort((a, b) => (a.key === b.key ? (JSON.stringify(a.resource) < JSON.stringify(b.resource) ? -1 : 1) : a.key < b.key ? -1 : 1))
    .map(({ resource }) => resource)
}
