/** The launch page: checks who is calling, then asks the record for permission. Nothing of a patient is here yet. */

import needed from 'virtual:needs'
import { scopes } from '../fhir/needs.ts'
import { writtenKinds } from '../fhir/writing/writing.ts'
import { Failed, failurePage } from './failure.ts'
import { loadSite, permitted } from './site.ts'
import { FHIR } from './smart.ts'
import { word, words } from './words.ts'

async function launch(): Promise<void> {
  if (!window.isSecureContext) throw new Failed('insecure')
  const site = await loadSite()
  const query = new URLSearchParams(location.search)
  const callers = query.getAll('iss')
  const called = callers[0] ?? (site.iss.length === 1 ? site.iss[0] : undefined)
  const iss = called !== undefined && callers.length <= 1 ? permitted(called, site.iss) : null
  if (iss === null) throw new Failed('refusedIss', callers.join(', '))

  // fhirclient takes `iss` from the address; it must be spelled as the site permits it, for `aud` is compared.
  if (callers.length > 0) {
    query.set('iss', iss)
    history.replaceState(null, '', `?${query}`)
  }
  FHIR.oauth2.settings.fullSessionStorageSupport = false
  await FHIR.oauth2.authorize({
    iss,
    clientId: site.clientId,
    scope: scopes(
      needed.filter((kind) => !site.notKept?.includes(kind)),
      query.has('launch') ? 'launch' : 'launch/patient',
      site.scopeVersion,
      site.write ? writtenKinds.filter((kind) => !(site.notKept as readonly string[] | undefined)?.includes(kind)) : [],
    ),
    redirectUri: site.redirectUri ?? new URL('index.html', location.href.replace(/[?#].*$/, '')).href,
    completeInTarget: true,
  })
}

launch().catch((error: unknown) => {
  const failed =
    error instanceof Failed
      ? error
      : new Failed(error instanceof TypeError ? 'offline' : 'denied', error instanceof Error ? error.message : '')
  const page = failurePage(failed.kind)
  document.querySelector('h1')!.textContent = words[page.title].sv
  const said = (['sv', 'en'] as const).map((lang) => {
    const paragraph = document.createElement('p')
    paragraph.lang = lang
    paragraph.textContent = word(words[page.do], lang, { detail: failed.detail })
    return paragraph
  })
  document.querySelector('p')!.replaceWith(...said)
})
