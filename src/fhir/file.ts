/** A file as it comes: its bytes become JSON, and what a parser passes over in silence is told. */

import { createScanner } from 'jsonc-parser'
import type { Problem } from '../core/record.ts'
import { limits } from './json.ts'
import { Unusable } from './reading.ts'

/** Throws `Unusable` for what is too large or no JSON. Problems are about the file as a whole. */
export function readFile(bytes: Uint8Array): { json: unknown; problems: Problem[] } {
  if (bytes.byteLength > limits.bytes) throw new Unusable('tooLarge', `${limits.bytes / 1024 / 1024}`)
  const { text, isLatin1 } = decoded(bytes)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Unusable('notJson', error instanceof Error ? error.message.split('\n')[0]! : undefined)
  }
  const problems: Problem[] = isLatin1 ? [{ resource: 'Bundle', code: 'latin1' }] : []
  for (const key of duplicateKeys(text)) problems.push({ resource: 'Bundle', code: 'duplicateKey', detail: key })
  return { json, problems }
}

/** JSON is UTF-8; what is not is an old export in Latin-1, where every byte is a letter. */
function decoded(bytes: Uint8Array): { text: string; isLatin1: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isLatin1: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isLatin1: true }
  }
}

/** jsonc-parser's kinds of token: it declares them as a constant enum, which is not there when types are erased. */
const is = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, colon: 6, string: 10, end: 17 } as const

/** Keys that stand twice in one object, where JSON.parse keeps the last without a word; by their place in the file. */
function duplicateKeys(text: string): string[] {
  const scanner = createScanner(text, true)
  const found = new Set<string>()
  const open: { keys: Set<string> | null; at: string }[] = []
  let [last, key] = ['', '']
  for (let token: number = scanner.scan(); token !== is.end; token = scanner.scan()) {
    const inside = open.at(-1)
    switch (token) {
      case is.openBrace:
      case is.openBracket:
        open.push({ keys: token === is.openBrace ? new Set() : null, at: key })
        break
      case is.closeBrace:
      case is.closeBracket:
        open.pop()
        break
      case is.string:
        last = scanner.getTokenValue()
        break
      case is.colon:
        key = last
        if (inside?.keys?.has(key)) found.add(inside.at ? `${inside.at}.${key}` : key)
        inside?.keys?.add(key)
        break
    }
  }
  return [...found]
}
