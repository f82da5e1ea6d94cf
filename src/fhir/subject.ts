/** Whose resource is it? A reference of any style, or an identifier by any address of its kind of number. */

import type { Problem } from '../core/record.ts'
import { anyList, type Json, list, object } from './json.ts'
import { nameOf, type Reading } from './reading.ts'

/** The addresses of one kind of number are one (design: sweden-fhir §1.2). */
const sameNumber: readonly (readonly string[])[] = [
  ['electronichealth.se/identifier/personnummer', '1.2.752.129.2.1.3.1', 'terminology.hl7.se/sid/se-personnummer'],
  ['electronichealth.se/identifier/samordningsnummer', '1.2.752.129.2.1.3.3', 'terminology.hl7.se/sid/se-samordningsnummer'],
  ['electronichealth.se/identifier/nationelltreservnummer', 'electronichealth.se/identifier/nationelltreservnumer', '1.2.752.74.9.1'],
]

const numberSystem = (system: unknown): string => {
  const bare = String(system ?? '')
    .trim()
    .toLowerCase()
    .replace(/^urn:oid:/, '')
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')
  return sameNumber.find((group) => group.includes(bare))?.[0] ?? bare
}
const numberKey = (identifier: Json): string | null =>
  typeof identifier['value'] === 'string'
    ? `${numberSystem(identifier['system'])}|${identifier['value'].replace(/[\s-]/g, '').toUpperCase()}`
    : null

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Null where the resource is of this patient; else what is told about it, and it is not used. */
export function notOfPatient(patient: Json, find: Reading['find']): (resource: Json) => Problem | null {
  const id = typeof patient['id'] === 'string' ? patient['id'] : null
  const numbers = new Set(anyList(patient['identifier']).flatMap((one) => numberKey(one) ?? []))
  const isOurs = (identifier: Json): boolean => numbers.has(numberKey(identifier) ?? '')
  return (resource) => {
    const subject = object(resource['subject'] ?? resource['patient'])
    const told = (code: string): Problem => ({ resource: nameOf(resource), code })
    const reference = subject?.['reference']
    if (typeof reference === 'string' && reference.startsWith('#')) {
      const inside = list(resource['contained']).find((one) => `#${one['id']}` === reference)
      const identifiers = list(inside?.['identifier'])
      if (identifiers.length === 0) return told('noSubject')
      return identifiers.some(isOurs) ? null : told('otherPatient')
    }
    const sought = typeof reference === 'string' ? /^Patient\?identifier=([^|&]*)\|([^&]+)$/.exec(reference) : null
    if (sought) return isOurs({ system: decoded(sought[1]!), value: decoded(sought[2]!) }) ? null : told('otherPatient')
    if (typeof reference === 'string') {
      const plain = reference.replace(/\/_history\/[^/]*$/, '')
      if (!/[/:]/.test(plain)) return told('bareReference')
      if (find(reference, 'Patient') === patient) return null
      return id !== null && plain.split(/[/:]/).at(-1) === id && (/(^|\/)Patient\/[^/]+$/.test(plain) || !plain.includes('/'))
        ? null
        : told('otherPatient')
    }
    const identifier = object(subject?.['identifier'])
    if (identifier && numberKey(identifier)) return isOurs(identifier) ? null : told('otherPatient')
    return told('noSubject')
  }
}
