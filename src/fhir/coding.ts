/** Codings as they come: a set of addresses for each system, codes with and without dots, dashes, blanks and filling X. */

import type { Code, CodeTable } from '../core/codes.ts'
import { isMasked, type Json, list, object } from './json.ts'

export type Concept = {
  codes: Code[]
  /** What the sender wrote, for the eye. */
  text: string | null
  /** Codings of no system or one that we do not know, as written. */
  strange: string[]
  masked: boolean
}

export type Coder = (concept: unknown) => Concept
const nothing: Concept = { codes: [], text: null, strange: [], masked: false }

export function coder(table: CodeTable): Coder {
  const systemOf = systems(table)
  return (concept) => {
    const of = object(concept)
    if (!of) return nothing
    const codes: Code[] = []
    const strange: string[] = []
    let masked = isMasked(of)
    for (const coding of list(of['coding'])) {
      const written = coding['code']
      if (typeof written !== 'string' || written.trim() === '') continue
      const system = systemOf(coding['system'])
      const display = typeof coding['display'] === 'string' ? coding['display'] : null
      const code = system && normalised(system, written)
      if (system === 'dataAbsent') masked ||= written === 'masked'
      else if (system && code) codes.push({ system, code, display })
      else strange.push(`${typeof coding['system'] === 'string' ? coding['system'] : ''}|${written}`)
    }
    const text =
      typeof of['text'] === 'string'
        ? of['text']
        : (codes.find(({ display }) => display)?.display ?? displayOf(of) ?? codes[0]?.code ?? null)
    return { codes, text, strange, masked }
  }
}

/** The canonical name of a system by any address it is known under; null for none and for those not known. */
function systems({ systems: table }: CodeTable): (uri: unknown) => string | null {
  const byUri = new Map(Object.entries(table).flatMap(([name, { uris }]) => uris.map((uri) => [bare(uri), name] as const)))
  const patterns = Object.entries(table).flatMap(([name, { pattern }]) => (pattern ? [{ name, pattern: new RegExp(pattern, 'i') }] : []))
  const remembered = new Map<string, string | null>()
  return (uri) => {
    if (typeof uri !== 'string') return null
    const before = remembered.get(uri)
    if (before !== undefined) return before
    const trimmed = uri.trim()
    const found =
      /\s/.test(trimmed) || trimmed === ''
        ? null
        : (byUri.get(bare(trimmed)) ?? patterns.find(({ pattern }) => pattern.test(trimmed.replace(/\/$/, '')))?.name ?? null)
    if (remembered.size < 10_000) remembered.set(uri, found)
    return found
  }
}

const bare = (uri: string): string =>
  uri
    .toLowerCase()
    .replace(/^urn:oid:/, '')
    .replace(/^https?:\/\//, '')
    .replace(/\|.*$/, '')
    .replace(/\/+$/, '')

/** G43.1, G431, g43- and G43-P are spellings of one code; I10X is I10. Null where a blank stands inside. */
function normalised(system: string, written: string): string | null {
  const code = written.trim()
  if (code === '' || /\s/.test(code)) return null
  if (system === 'icd10')
    return code
      .toUpperCase()
      .replaceAll('.', '')
      .replace(/-P?$/, '')
      .replace(/[*+#!†]$/, '')
      .replace(/(?<=^.{3,})X+$/, '')
  return system === 'atc' ? code.toUpperCase() : code
}

const displayOf = (concept: Json): string | null => {
  const display = list(concept['coding']).find((coding) => typeof coding['display'] === 'string')?.['display']
  return typeof display === 'string' ? display : null
}
