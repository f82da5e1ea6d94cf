import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { matches } from './matching.ts'
import { outcome } from './outcome.ts'
import type { SearchResult } from './search.ts'
import type { Parameter } from './searchParameters.ts'
import type { Store } from './store.ts'
import type { Served } from './types.ts'

/** Where a page starts, its links, and which of the resources that its matches refer to may come along. */
interface PageOf {
  readonly offset: number
  readonly base: string
  readonly self: string
  readonly next: string | undefined
  readonly mayInclude: (resource: Served) => boolean
}

/** One page of a result as a searchset, with what its matches refer to. */
export function searchset(store: Store, result: SearchResult, { offset, base, self, next, mayInclude }: PageOf): Bundle {
  const shown = result.summaryOnly ? [] : result.matches.slice(offset, offset + result.count)
  const entry: BundleEntry[] = shown.map((resource) => entryOf(resource, 'match', base))
  for (const included of includedIn(store, result, shown).filter(mayInclude)) entry.push(entryOf(included, 'include', base))
  if (result.warnings.length > 0) entry.push({ resource: outcome([...result.warnings]), search: { mode: 'outcome' } })
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: result.matches.length,
    link: [{ relation: 'self', url: self }, ...(next ? [{ relation: 'next' as const, url: next }] : [])],
    ...(entry.length > 0 ? { entry } : {}),
  }
}

function includedIn(store: Store, result: SearchResult, shown: readonly Served[]): Served[] {
  const found = new Map<string, Served>()
  for (const parameter of result.includes) {
    for (const resource of shown) {
      for (const target of targetsOf(store, resource, parameter)) found.set(`${target.resourceType}/${target.id}`, target)
    }
  }
  return [...found.values()]
}

/** The stored resources that a reference parameter of a resource points to; contained ones stay where they are. */
function targetsOf(store: Store, resource: Served, parameter: Parameter): Served[] {
  const references = [...JSON.stringify(resource).matchAll(/"reference":"([^"#]+)"/g)].map((match) => match[1] as string)
  return references.flatMap((reference) => {
    const target = store.follow(reference)
    return target && matches(resource, { parameter, modifier: undefined, values: [reference] }) ? [target] : []
  })
}

function entryOf(resource: Served, mode: 'match' | 'include', base: string): BundleEntry {
  return { fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource, search: { mode } }
}
