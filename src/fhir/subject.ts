/** Whose resource is it? By canonical address, or by an identifier under any address of its kind of number; never by an id alone. */

import type { Index } from './index.ts'
import { anyList, anyText, isObject, type Json } from './json.ts'

/** The addresses of one kind of number are one (design: sweden-fhir §1.2). */
const sameNumber: readonly (readonly string[])[] = [
  ['electronichealth.se/identifier/personnummer', '1.2.752.129.2.1.3.1', 'terminology.hl7.se/sid/se-personnummer'],
  ['electronichealth.se/identifier/samordningsnummer', '1.2.752.129.2.1.3.3', 'terminology.hl7.se/sid/se-samordningsnummer'],
  ['electronichealth.se/identifier/nationelltreservnummer', 'electronichealth.se/identifier/nationelltreservnumer', '1.2.752.74.9.1'],
]

const numberSystem = (system: unknown): string => {
  const bare = anyText(system)
    .trim()
    .toLowerCase()
    .replace(/^urn:oid:/, '')
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')
  return sameNumber.find((group) => group.includes(bare))?.[0] ?? bare
}
type PersonalNumber = { system: string; value: string }
const numberOf = (identifier: unknown): PersonalNumber | null =>
  isObject(identifier) && typeof identifier['value'] === 'string'
    ? { system: numberSystem(identifier['system']), value: identifier['value'].replace(/[\s-]/g, '').toUpperCase() }
    : null

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** `unreadable`: nobody can tell whose it is; `code` says why (outputs/words). */
export type Whose = { is: 'patient' } | { is: 'another' } | { is: 'unreadable'; code: string }
const ours: Whose = { is: 'patient' }
const another: Whose = { is: 'another' }
const unreadable = (code: string): Whose => ({ is: 'unreadable', code })

/** Who the resources of one reading are about: this patient, somebody or something else, or nobody knows. */
export function subjects(patient: Json, { address, addressesOf }: Pick<Index, 'address' | 'addressesOf'>): (resource: Json) => Whose {
  const numbers = anyList(patient['identifier']).flatMap((one) => numberOf(one) ?? [])
  const own = addressesOf(patient)
  const isOurs = ({ system, value }: PersonalNumber) => numbers.some((one) => one.system === system && one.value === value)
  /** Another number of a kind that the patient has one of: then it is somebody else's. */
  const isAnothers = (number: PersonalNumber) => !isOurs(number) && numbers.some(({ system }) => system === number.system)

  return (resource) => {
    const named = ['subject', 'patient'].flatMap((key) => (resource[key] === undefined ? [] : [of(resource, resource[key])]))
    if (named.some(({ is }) => is === 'another')) return another
    return named.find(({ is }) => is === 'patient') ?? named[0] ?? unreadable('noSubject')
  }

  function of(resource: Json, subject: unknown): Whose {
    if (!isObject(subject)) return unreadable('noSubject')
    const { reference, type } = subject
    const number = numberOf(subject['identifier'])
    if (typeof type === 'string' && !/(^|\/)Patient$/.test(type.trim())) return another
    const byReference = typeof reference === 'string' ? named(resource, reference) : null
    if (byReference?.is === 'patient' && number && isAnothers(number)) return another
    if (byReference) return byReference
    return number ? (isOurs(number) ? ours : another) : unreadable('noSubject')
  }

  function named(resource: Json, reference: string): Whose {
    if (reference.startsWith('#')) {
      const inside = anyList(resource['contained']).find((one) => `#${anyText(one['id'])}` === reference)
      if (inside && inside['resourceType'] !== 'Patient') return another
      const known = anyList(inside?.['identifier']).flatMap((one) => numberOf(one) ?? [])
      return known.length === 0 ? unreadable('noSubject') : known.some(isOurs) ? ours : another
    }
    const sought = /^Patient\?identifier=([^|&]*)\|([^&]+)$/.exec(reference)
    if (sought) return isOurs(numberOf({ system: decoded(sought[1]!), value: decoded(sought[2]!) })!) ? ours : another
    const to = address(resource, reference)
    if (to === null) return unreadable('bareReference')
    return own.has(to) ? ours : another
  }
}
