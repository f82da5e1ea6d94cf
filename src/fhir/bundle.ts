/** A Bundle from a file or a search: its entries, its references, and what it says about being whole. */

import { drugKinds, type Kind, kinds, type Problem } from '../core/record.ts'
import { asBase, type Base, baseOf, here } from './address.ts'
import { type Entry, index } from './index.ts'
import { anyList, anyText, isObject, isReadable, type Json, limits } from './json.ts'
import { outcomesIn } from './outcome.ts'
import { patientIn } from './patient.ts'
import { type Failure, type KindReading, nameOf, type Reading, type Strange, Unusable } from './reading.ts'
import { isR4Type, kindElsewhere } from './types.ts'

const usable: readonly string[] = ['collection', 'searchset', 'transaction', 'batch', 'document']

/** Reads a Bundle of one patient. A kind that is absent was read and is empty. `told`: what is known of the file already. Throws `Unusable`. */
export function readBundle(bundle: unknown, told: readonly Problem[] = []): Reading {
  if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') throw new Unusable('noBundle')
  const type = bundle['type']
  if (typeof type !== 'string' || !usable.includes(type)) throw new Unusable('bundleType', anyText(type) || '–')

  const { resources, strange, bundles } = entriesIn(bundle, null)
  const library = index(resources, baseOfFile(bundle, resources))
  const patients = library.all.filter(({ resourceType }) => resourceType === 'Patient')
  const [patient] = patients
  if (!patient || patients.length > 1) throw new Unusable('notOnePatient', `${patients.length}`)

  const tooDeep = everyKind({ status: 'failed', reason: 'too deep' satisfies Failure })
  const whole = [
    ...bundles.map((one) => (one['type'] === 'document' ? sections(library.all) : wholeness(one))),
    ...strange.filter(({ code }) => code === 'tooDeep').map(({ kind }) => (kind === null ? tooDeep : { [kind]: tooDeep[kind]! })),
  ]
  const every = Object.fromEntries(
    kinds.map((kind): [Kind, KindReading] => [
      kind,
      { ...worst(whole.flatMap((one) => one[kind] ?? [])), resources: library.all.filter(({ resourceType }) => resourceType === kind) },
    ]),
  ) as Record<Kind, KindReading>
  const { find, address, addressesOf, problems } = library
  return { patient: patientIn(patient, null), kinds: every, find, address, addressesOf, strange, problems: [...told, ...problems] }
}

type End = Pick<KindReading, 'status' | 'reason'>
const severity: readonly KindReading['status'][] = ['complete', 'notAsked', 'failed']
/** Of several Bundles the one that ended worst; what they say is told together. */
function worst(ends: readonly End[]): End {
  const status = ends.reduce<End['status']>((a, b) => (severity.indexOf(b.status) > severity.indexOf(a) ? b.status : a), 'complete')
  const said = [...new Set(ends.filter((one) => one.status === status).flatMap(({ reason }) => reason ?? []))]
  return { status, reason: said.length > 0 ? said.join('; ') : null }
}

/** Where a file is from: as its patient's address says, its own, its entries', or that of every reference to a patient alike. */
function baseOfFile(bundle: Json, entries: readonly Entry[]): Base {
  const ofEntry = ({ fullUrl }: Entry) => (fullUrl === null ? null : baseOf(fullUrl))
  const patient = entries.find(({ resource }) => resource['resourceType'] === 'Patient')
  const self = anyText(anyList(bundle['link']).find(({ relation }) => relation === 'self')?.['url'])
  const ofSelf = /^(https?:\/\/.*?)\/(?:[A-Z][A-Za-z]+)(?:\/_search)?(?:[?]|$)/.exec(self)?.[1]
  return (
    (patient && ofEntry(patient)) ?? (ofSelf ? asBase(ofSelf) : null) ?? onlyOne(entries, ofEntry) ?? onlyOne(entries, ofReference) ?? here
  )
}

/** What all that have one have alike; null where they differ, and where one has `here`. */
function onlyOne(entries: readonly Entry[], of: (entry: Entry) => Base | null): Base | null {
  let only: Base | null = null
  for (const entry of entries) {
    const base = of(entry)
    if (base === here || (base !== null && only !== null && base !== only)) return null
    only ??= base
  }
  return only
}

/** The base of a reference to a patient; `here` for a relative one. */
function ofReference({ resource }: Entry): Base | null {
  const subject = resource['subject'] ?? resource['patient']
  const reference = isObject(subject) ? anyText(subject['reference']) : ''
  if (!/(^|\/)Patient\//.test(reference)) return null
  return baseOf(reference) ?? here
}

/** The entries that hold a resource, also those of a Bundle inside; and what is none. `kind`: what was asked for, null for a file of many. */
export function entriesIn(bundle: Json, kind: Kind | null): { resources: Entry[]; strange: Strange[]; bundles: Json[] } {
  const found: ReturnType<typeof entriesIn> = { resources: [], strange: [], bundles: [] }
  const within = (of: Json, at: string, depth: number): void => {
    found.bundles.push(of)
    const given = of['entry']
    if (given !== undefined && !Array.isArray(given)) found.strange.push({ resource: at, code: 'malformed', kind })
    for (const [i, entry] of (Array.isArray(given) ? given : []).entries()) {
      const place = `${at}[${i}]`
      const resource = isObject(entry) ? entry['resource'] : undefined
      const type = isObject(resource) ? resource['resourceType'] : undefined
      if (!isObject(resource)) found.strange.push({ resource: place, code: 'entryWithoutResource', kind })
      else if (typeof type !== 'string') found.strange.push({ resource: place, code: 'noResourceType', kind })
      else if (type === 'Bundle' && depth < 8) within(resource, `${place}.resource.entry`, depth + 1)
      else if (kindElsewhere(type))
        found.strange.push({ resource: nameOf(resource), code: 'notR4', detail: type, kind: kindElsewhere(type) })
      else if (!isReadable(resource))
        found.strange.push({ resource: nameOf(resource), code: 'tooDeep', kind: kinds.find((one) => one === type) ?? kind })
      else if (!isR4Type(type) || type === 'Bundle')
        found.strange.push({ resource: nameOf(resource), code: 'unknownType', detail: type, kind })
      else found.resources.push({ resource, fullUrl: isObject(entry) && typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : null })
    }
  }
  within(bundle, 'Bundle.entry', 0)
  return found
}

type Wholeness = Partial<Record<Kind, End>>
const everyKind = (of: End, which: readonly Kind[] = kinds): Wholeness => Object.fromEntries(which.map((kind) => [kind, of]))
const cutShort: End = { status: 'failed', reason: 'cut short' satisfies Failure }

/** A searchset says how its search went: outcomes among the entries, a total, a next page. */
function wholeness(bundle: Json): Wholeness {
  if (bundle['type'] !== 'searchset') return {}
  const links = anyList(bundle['link'])
  const self = anyText(links.find(({ relation }) => relation === 'self')?.['url'])
  const searched = kinds.filter((kind) => new RegExp(`(^|/)${kind}(/_search)?([?]|$)`).test(self))
  const which = searched.length === 1 ? searched : kinds
  const { failed, says } = outcomesIn(bundle)
  if (failed) return everyKind({ status: 'failed', reason: failed }, which)
  if (hasNext(bundle) || totalOf(bundle) > matchesIn(bundle).size) return everyKind(cutShort, which)
  return says ? everyKind({ status: 'complete', reason: says }, which) : {}
}

/** A next page, or a link that cannot be read and may be one. */
export const hasNext = (bundle: Json): boolean =>
  anyList(bundle['link']).some(({ relation }) => anyText(relation).trim().toLowerCase() === 'next') ||
  (bundle['link'] !== undefined && !Array.isArray(bundle['link']))
/** Some servers write it as text. */
export const totalOf = (bundle: Json): number => Number(bundle['total']) || 0

/** The distinct resources that matched a search, not what came along with them. */
export function matchesIn(bundle: Json): Set<string> {
  return new Set(
    anyList(bundle['entry']).flatMap(({ resource, search, fullUrl }, i) => {
      const mode = isObject(search) ? search['mode'] : undefined
      const isMatch = isObject(resource) && resource['resourceType'] !== 'OperationOutcome' && (mode === undefined || mode === 'match')
      return isMatch ? [anyText(resource['id']) ? nameOf(resource) : anyText(fullUrl) || `${i}`] : []
    }),
  )
}

/** LOINC codes of the sections that hold our kinds. */
const sectionKinds: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ['10160-0', drugKinds],
  ['11450-4', ['Condition']],
  ['48765-2', ['AllergyIntolerance']],
])

/** A document whose section is empty for another reason than "there is none" was not read there. */
function sections(resources: readonly Json[]): Wholeness {
  const found: Wholeness = {}
  const visit = (of: Json, depth = 0) => {
    for (const section of depth > limits.depth ? [] : anyList(of['section'])) {
      visit(section, depth + 1)
      const empty = section['emptyReason']
      const why = codesIn(empty)[0] ?? (isObject(empty) ? anyText(empty['text']) || '–' : undefined)
      if (why === undefined || why === 'nilknown') continue
      const status = why === 'withheld' ? 'failed' : 'notAsked'
      for (const kind of codesIn(section['code']).flatMap((code) => sectionKinds.get(code) ?? []))
        if (found[kind]?.status !== 'failed') found[kind] = { status, reason: why }
    }
  }
  for (const resource of resources) if (resource['resourceType'] === 'Composition') visit(resource)
  return found
}

const codesIn = (concept: unknown): string[] =>
  isObject(concept) ? anyList(concept['coding']).flatMap(({ code }) => (typeof code === 'string' ? [code] : [])) : []
