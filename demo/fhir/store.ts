import { randomUUID } from 'node:crypto'
import type { Patient, Reference } from '@medplum/fhirtypes'
import { type Served, type ServedType, subjectOf } from './types.ts'

/** All resources in memory, in the order they came; what is written lives until the record stops. */
export class Store {
  readonly #byType = new Map<string, Map<string, Served>>()
  readonly #patientByNumber = new Map<string, string>()
  readonly #now: () => Date

  constructor(now: () => Date = () => new Date()) {
    this.#now = now
  }

  read(type: string, id: string): Served | undefined {
    return this.#byType.get(type)?.get(id)
  }

  all(type: string): Served[] {
    return [...(this.#byType.get(type)?.values() ?? [])]
  }

  /** What a relative or absolute literal reference points to. */
  follow(reference: string | undefined): Served | undefined {
    const [type, id] = reference?.split('/').slice(-2) ?? []
    return type && id ? this.read(type, id) : undefined
  }

  /** Stores a resource, with an id, a version and the time. */
  put(resource: Omit<Served, 'id'> & { id?: string }, loaded = false): Served {
    const id = resource.id ?? randomUUID()
    const before = this.read(resource.resourceType, id)
    const versionId = String(Number(before?.meta?.versionId ?? 0) + 1)
    const lastUpdated = (loaded && resource.meta?.lastUpdated) || this.#now().toISOString()
    const stored = { ...resource, id, meta: { ...resource.meta, versionId, lastUpdated } } as Served
    const kind = this.#byType.get(stored.resourceType) ?? new Map<string, Served>()
    this.#byType.set(stored.resourceType, kind.set(id, stored))
    if (stored.resourceType === 'Patient') this.#indexNumbers(stored)
    return stored
  }

  remove(type: string, id: string): void {
    this.#byType.get(type)?.delete(id)
  }

  /** The id of the patient that a resource belongs to: by literal reference, by identifier (as the national services send it), or a Provenance by its target. */
  ownerOf(resource: Omit<Served, 'id'> & { id?: string }): string | undefined {
    if (resource.resourceType === 'Patient') return resource.id
    if (resource.resourceType === 'Provenance') {
      const target = this.follow((resource as { target?: Reference[] }).target?.[0]?.reference)
      return target && this.ownerOf(target)
    }
    const subject = subjectOf(resource as Served)
    const literal = /(?:^|\/)Patient\/([^/]+)$/.exec(subject?.reference ?? '')?.[1]
    return literal ?? this.#patientByNumber.get(bare(subject?.identifier?.value))
  }

  ofPatient(type: ServedType, patient: string): Served[] {
    return this.all(type).filter((resource) => this.ownerOf(resource) === patient)
  }

  patients(): Patient[] {
    return this.all('Patient') as Patient[]
  }

  #indexNumbers(patient: Patient): void {
    for (const identifier of patient.identifier ?? []) {
      if (identifier.value && patient.id) this.#patientByNumber.set(bare(identifier.value), patient.id)
    }
  }
}

/** A personal number however it is written. */
export const bare = (number: string | undefined): string => (number ?? '').replace('-', '')
