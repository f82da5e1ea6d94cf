/** Codes and sets of codes. A code is matched by what system it is of, whatever address the sender gave that system. */

import type { Certainty } from './guideline.ts'

/** A code whose system and spelling are settled; `system` is null where it is absent or not known to us. */
export type Code = { system: string | null; code: string; display: string | null }

export type CodeTable = {
  systems: Readonly<Record<string, { uris: string[]; pattern?: string }>>
  /** Words in a display that say the opposite of the code: then neither is believed. */
  contradictedBy: Readonly<Record<string, string[]>>
  /** … unless one of these stands there. */
  agreesWith: Readonly<Record<string, string[]>>
  /** What a value of the diary, a score or a pressure can be. */
  limits: Readonly<Record<string, Limits>>
  sets: Readonly<Record<string, CodeSet>>
}
export type Limits = { min?: number; max?: number }
export type CodeSet = { certainty: Certainty; source: string; codes: string[]; except?: string[] }

/** Systems whose codes spell their hierarchy: a code stands for itself and all below it. */
const hierarchic = new Set(['icd10', 'atc'])

/** Which sets a code belongs to. Answers are remembered: a region has far fewer codes than patients. */
export type Sets = (code: Code) => readonly string[]

export function codeSets({ sets }: CodeTable): Sets {
  const compiled = Object.entries(sets).map(([name, { codes, except = [] }]) => ({
    name,
    codes: codes.map(entry),
    except: except.map(entry),
  }))
  const remembered = new Map<string, readonly string[]>()
  return ({ system, code }) => {
    if (system === null) return []
    const key = `${system}:${code}`
    const before = remembered.get(key)
    if (before) return before
    const found = compiled
      .filter(({ codes, except }) => codes.some((one) => one(system, code)) && !except.some((one) => one(system, code)))
      .map(({ name }) => name)
    if (remembered.size > 50_000) remembered.clear()
    remembered.set(key, found)
    return found
  }
}

/** `icd10:I20..I25` is every category from I20 to I25; `icd10:G43` is G43 and all below it; `sct:37796009` is that code. */
function entry(written: string): (system: string, code: string) => boolean {
  const colon = written.indexOf(':')
  const [system, code] = [written.slice(0, colon), written.slice(colon + 1)]
  const [from, to] = code.split('..')
  if (to) return (s, c) => s === system && c.slice(0, from!.length) >= from! && c.slice(0, to.length) <= to
  if (hierarchic.has(system)) return (s, c) => s === system && c.startsWith(code)
  return (s, c) => s === system && c === code
}
