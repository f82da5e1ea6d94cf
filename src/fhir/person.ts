/** How a patient is named on the screen: name, number and its kind, and whether the identity is protected. */

import { anyList, anyText, type Json } from './json.ts'

export type Person = {
  name: string | null
  number: { value: string; kind: 'personnummer' | 'samordningsnummer' | 'reservnummer' | 'other' } | null
  birthDate: string | null
  gender: string | null
  isProtected: boolean
}

const kinds: readonly [RegExp, NonNullable<Person['number']>['kind']][] = [
  [/personnummer$|1\.2\.752\.129\.2\.1\.3\.1$/i, 'personnummer'],
  [/samordningsnummer$|1\.2\.752\.129\.2\.1\.3\.3$/i, 'samordningsnummer'],
  [/reserv(num+er)?|1\.2\.752\.(74\.9|97\.3\.1\.3|113\.11|219\.1|129\.2\.1\.3\.2)/i, 'reservnummer'],
]
const protections = ['sekretessmarkering', 'skyddadFolkbokforing']

/** A number of a known kind is written with its dash; any other as it came. */
export function personOf(patient: Json): Person {
  const names = anyList(patient['name'])
  const name = names.find(({ use }) => use === 'official') ?? names[0]
  const given = Array.isArray(name?.['given']) ? name['given'].filter((one) => typeof one === 'string').join(' ') : ''
  const written = [given, name?.['family']].filter((part) => typeof part === 'string' && part !== '').join(' ') || name?.['text']
  const identifiers = anyList(patient['identifier']).flatMap(({ system, value }) => {
    if (typeof value !== 'string') return []
    const kind = kinds.find(([pattern]) => pattern.test(anyText(system)))?.[1] ?? 'other'
    return [{ value, kind }]
  })
  const number =
    kinds.map(([, kind]) => identifiers.find((one) => one.kind === kind)).find((one) => one !== undefined) ?? identifiers[0] ?? null
  return {
    name: typeof written === 'string' ? written : null,
    number: number && { ...number, value: dashed(number) },
    birthDate: typeof patient['birthDate'] === 'string' ? patient['birthDate'] : null,
    gender: typeof patient['gender'] === 'string' ? patient['gender'] : null,
    isProtected: anyList((patient['meta'] as Json | undefined)?.['security']).some(
      ({ code }) => typeof code === 'string' && protections.includes(code),
    ),
  }
}

const dashed = ({ value, kind }: { value: string; kind: string }): string =>
  (kind === 'personnummer' || kind === 'samordningsnummer') && /^\d{12}$/.test(value) ? `${value.slice(0, 8)}-${value.slice(8)}` : value
