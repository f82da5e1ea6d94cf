import { randomUUID } from 'node:crypto'
import type { Faults } from '../options.ts'
import { Refusal } from './outcome.ts'
import type { SearchResult } from './search.ts'

interface KeptPage {
  readonly result: SearchResult
  readonly offset: number
  readonly grantId: string
  readonly until: number
}

const lifetimeMs = 5 * 60_000

/** Pages yet to be fetched: their addresses are opaque, hold for five minutes and only for the token's own launch. */
export class Pages {
  readonly #kept = new Map<string, KeptPage>()

  /** Keeps the rest of a result and gives the address of its next page. */
  next(result: SearchResult, offset: number, grantId: string, base: string, faults: Faults): string | undefined {
    const from = offset + result.count
    if (from >= result.matches.length || result.summaryOnly) return undefined
    const id = randomUUID()
    this.#kept.set(id, { result, offset: from, grantId, until: Date.now() + lifetimeMs })
    const link = `${base}?_page=${id}`
    if (faults.nextLinks === 'relative') return new URL(link).pathname + new URL(link).search
    return faults.nextLinks === 'otherOrigin' ? link.replace(new URL(base).origin, 'http://internal.invalid:8080') : link
  }

  open(id: string, grantId: string): KeptPage {
    const kept = this.#kept.get(id)
    if (!kept || kept.grantId !== grantId || kept.until < Date.now())
      throw new Refusal(404, 'not-found', 'The page is not known or too old')
    return kept
  }
}
