import { randomUUID } from 'node:crypto'
import type { Resource } from '@medplum/fhirtypes'
import type { Faults } from '../options.ts'
import type { Access } from './access.ts'
import { Refusal } from './outcome.ts'
import { search } from './search.ts'
import type { Store } from './store.ts'
import { isWritable, type Served, type ServedType } from './types.ts'
import { problemsOf } from './validation.ts'

/** Creates a resource; with `If-None-Exist`, only where nothing fits that search, and one that does is returned instead. */
export function create(
  store: Store,
  base: string,
  access: Access,
  type: ServedType,
  body: unknown,
  ifNoneExist: string | undefined,
  faults: Faults,
): { resource: Served; created: boolean } {
  const mayWrite = access.visible(type, 'c', store)
  const resource = checked(type, body)
  if (!mayWrite(resource)) throw new Refusal(403, 'forbidden', 'The resource belongs to another patient or to none')
  if (ifNoneExist !== undefined) {
    const { matches } = search(store, base, type, mayWrite, new URLSearchParams(ifNoneExist), faults)
    if (matches.length > 1) throw new Refusal(412, 'multiple-matches', 'More than one resource fits If-None-Exist')
    if (matches[0]) return { resource: matches[0], created: false }
  }
  return { resource: store.put({ ...resource, id: randomUUID() }), created: true }
}

/** Replaces a resource; with `If-Match`, only the version that the caller read. */
export function update(store: Store, access: Access, type: ServedType, id: string, body: unknown, ifMatch: string | undefined): Served {
  const mayWrite = access.visible(type, 'u', store)
  const before = store.read(type, id)
  if (!before || !mayWrite(before)) throw new Refusal(404, 'not-found', `${type}/${id} is not known`)
  const resource = checked(type, body)
  if (resource.id !== id) throw new Refusal(400, 'invalid', 'The id of the resource is not that of the address')
  if (!mayWrite(resource)) throw new Refusal(403, 'forbidden', 'The resource belongs to another patient or to none')
  if (ifMatch !== undefined && ifMatch !== etagOf(before)) {
    throw new Refusal(412, 'conflict', `The resource was changed: its version is ${before.meta?.versionId}`)
  }
  return store.put(resource)
}

export const etagOf = (resource: Served): string => `W/"${resource.meta?.versionId}"`

function checked(type: ServedType, body: unknown): Served {
  if (!isWritable(type)) throw new Refusal(405, 'not-supported', `${type} cannot be written here`)
  const resource = body as Resource | null
  if (typeof resource !== 'object' || resource?.resourceType !== type) throw new Refusal(400, 'structure', `The body is no ${type}`)
  const problems = problemsOf(resource)
  if (problems.length > 0) throw new Refusal(422, 'invalid', `The ${type} is not valid`, problems)
  return resource as Served
}
