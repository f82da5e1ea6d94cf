/** A set of codes as a FHIR ValueSet. Codes that stand for all below them become filters; ranges become their categories. */

import type { CodeSet } from '../../../src/core/codes.ts'
import { codes } from '../library.ts'
import { canonical, computable, idOf } from './canonical.ts'

const hierarchic = new Set(['icd10', 'atc'])

/** The ValueSet of one set. `date`: the day on which the rules were last read. */
export function valueSet(name: string, date: string): fhir4.ValueSet {
  const set = codes.sets[name]!
  const excluded = included(set.except ?? [])
  return {
    resourceType: 'ValueSet',
    id: idOf(name),
    url: canonical('ValueSet', idOf(name)),
    name: computable(name),
    title: name,
    status: 'draft',
    experimental: true,
    date,
    publisher: 'Migränstöd',
    description: described(set),
    compose: { include: included(set.codes), ...(excluded.length > 0 ? { exclude: excluded } : {}) },
  }
}

const described = ({ source, certainty }: CodeSet): string => `${source}. Certainty: ${certainty}.`

function included(written: readonly string[]): fhir4.ValueSetComposeInclude[] {
  const all = written.map((one): [string, string] => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)])
  return [...new Set(all.map(([system]) => system))].flatMap((system): fhir4.ValueSetComposeInclude[] => {
    const of = all.filter(([other]) => other === system).flatMap(([, code]) => categories(code))
    if (!hierarchic.has(system)) return [{ system: addressOf(system), concept: of.map((code) => ({ code })) }]
    return of.map((code) => ({ system: addressOf(system), filter: [{ property: 'concept', op: 'is-a', value: code }] }))
  })
}

/** The canonical address of a code system; bare object identifiers as `urn:oid:`. */
export function addressOf(system: string): string {
  const [first] = codes.systems[system]!.uris
  return /^[\d.]+$/.test(first!) ? `urn:oid:${first}` : first!
}

/** `I20..I25` → I20, I21 … I25. */
function categories(code: string): string[] {
  const [from, to] = code.split('..') as [string, string?]
  if (to === undefined) return [from]
  const [letter, first, last] = [from.charAt(0), Number(from.slice(1)), Number(to.slice(1))]
  return Array.from({ length: last - first + 1 }, (_, i) => `${letter}${String(first + i).padStart(2, '0')}`)
}
