import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Patient } from '@medplum/fhirtypes'
import { html } from 'hono/html'
import type { Store } from '../fhir/store.ts'
import { type Role, roles } from '../options.ts'
import { type SignIn, signInPaths } from '../signin/provider.ts'
import { roleNames } from '../staff.ts'
import { isProtected, nameOf } from './describe.ts'

const maxBody = 10_000

/** The page of a standalone launch: who signs in, and for which patient. */
export function patientPicker({ store, signIn }: { store: Store; signIn: SignIn }) {
  const { provider, launches } = signIn

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { params, uid } = await provider.interactionDetails(request, response)
      if (request.method !== 'POST') return page(response, 200, choice(uid, store.patients()))
      const form = new URLSearchParams(await bodyOf(request))
      const role = roles.find((one) => one === form.get('role')) ?? 'gp'
      const patient = store.read('Patient', form.get('patient') ?? '')
      if (!patient) return page(response, 400, choice(uid, store.patients()))
      await signInAs(role, request, response)
      const context = {
        patient: patient.id,
        role,
        needPatientBanner: true,
        smartStyleUrl: undefined,
        intent: undefined,
        fhirContext: undefined,
        messagingHandle: undefined,
      }
      const grantId = await signIn.grant({ role, context, scope: params['scope'] ?? '', clientId: params['client_id'] ?? '' })
      launches.keep(grantId, context)
      await provider.interactionFinished(request, response, { login: { accountId: role }, consent: { grantId } })
    } catch {
      page(response, 400, html`<h1>Inloggningen har gått ut</h1><p>Starta appen igen.</p>`)
    }
  }

  /** A browser that was signed in as another changes hands here; the launches of both go on. */
  async function signInAs(role: Role, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = await provider.Session.get(provider.createContext(request, response) as never)
    if (!session.accountId || session.accountId === role) return
    session.loginAccount({ accountId: role })
    await session.persist()
  }
}

function choice(uid: string, patients: readonly Patient[]) {
  return html`<h1>Öppna Migränstöd</h1>
    <form method="post" action="${signInPaths.interaction}/${uid}">
      <p><label for="role">Roll</label>
        <select id="role" name="role">${roles.map((role) => html`<option value="${role}">${roleNames[role]}</option>`)}</select></p>
      <p><label for="patient">Patient</label>
        <select id="patient" name="patient">
          ${patients.map((one) => html`<option value="${one.id}">${nameOf(one)}${isProtected(one) ? '' : ` ${one.birthDate ?? ''}`}</option>`)}
        </select></p>
      <p><button>Öppna</button></p>
    </form>`
}

function page(response: ServerResponse, status: number, content: ReturnType<typeof html>): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'self'; frame-ancestors 'self'; base-uri 'none'",
  })
  response.end(`<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Välj patient</title><link rel="stylesheet" href="/record.css"></head><body><main class="picker">${content}</main></body></html>`)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > maxBody) throw new Error('too long')
  }
  return body
}
