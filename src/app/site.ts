/** The site's settings: a JSON file beside the app, outside the bundle. */

import { type Kind, kinds } from '../core/record.ts'

export type Site = {
  clientId: string
  /** Addresses of the records that may start the app. */
  iss: string[]
  region: string | null
  scopeVersion: 1 | 2
  /** Whether anything may be stored in the record; without it the app asks for no right to. */
  write: boolean
  redirectUri?: string
  /** Kinds of resource that this record does not keep: not asked for, and no obstacle to what silence proves. */
  notKept?: Kind[]
  /** What part of a kind this record shows, in words for the reader: silence on it proves nothing. */
  shows?: Partial<Record<Kind, string>>
  /** Inner addresses of the same server that may stand in its page links. */
  sameServer?: string[]
}

export async function loadSite(): Promise<Site> {
  const answer = await fetch('site.json')
  if (!answer.ok) throw new Error(`site.json: ${answer.status}`)
  const site = (await answer.json()) as Partial<Site>
  if (typeof site.clientId !== 'string' || !Array.isArray(site.iss)) throw new Error('site.json: clientId and iss are needed')
  return {
    clientId: site.clientId,
    iss: site.iss.filter((one) => typeof one === 'string'),
    region: typeof site.region === 'string' ? site.region : null,
    scopeVersion: site.scopeVersion === 1 ? 1 : 2,
    write: site.write === true,
    ...(typeof site.redirectUri === 'string' ? { redirectUri: site.redirectUri } : {}),
    notKept: (site.notKept ?? []).filter((kind) => (kinds as readonly string[]).includes(kind)),
    shows: Object.fromEntries(
      Object.entries(site.shows ?? {}).filter(([kind, part]) => (kinds as readonly string[]).includes(kind) && typeof part === 'string'),
    ),
    sameServer: site.sameServer ?? [],
  }
}

/** The permitted address that an `iss` names, as the site writes it; null for any other. A case or port by default makes no other. */
export function permitted(iss: string, allowed: readonly string[]): string | null {
  const given = plain(iss)
  return given === null ? null : (allowed.find((one) => plain(one) === given) ?? null)
}

function plain(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || /[?#]|\/\.\.?(\/|$)/.test(address)) return null
  try {
    const { origin, pathname, username } = new URL(address)
    return username === '' ? `${origin}${pathname.replace(/\/+$/, '')}` : null
  } catch {
    return null
  }
}
