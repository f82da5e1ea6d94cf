import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { appFiles } from './appFiles.ts'
import { todayInSweden } from './dates.ts'
import { fhirApi } from './fhir/api.ts'
import { Store } from './fhir/store.ts'
import { type Faults, type LoggedRequest, noFaults, type RecordOptions } from './options.ts'
import { type DemoPatient, demoPatients } from './patients.ts'
import { signInPaths, signInService } from './signin/provider.ts'
import { staffResources } from './staff.ts'
import { recordPages } from './ui/pages.ts'
import { patientPicker } from './ui/picker.ts'

/** A running record. */
export interface RunningRecord {
  /** The record's origin, without a slash at its end. */
  readonly url: string
  readonly port: number
  /** Everything that was asked and answered; empty it between measurements. */
  readonly requests: LoggedRequest[]
  /** May be changed while the record runs. */
  readonly faults: Faults
  readonly patients: readonly DemoPatient[]
  /** All resources; what the app wrote can be looked up here. */
  readonly store: Store
  close(): Promise<void>
}

/** Starts the demo record: its pages, its FHIR API, its sign-in and the built app, on one port of this machine. */
export async function startRecord(options: RecordOptions = {}): Promise<RunningRecord> {
  const faults: Faults = { ...noFaults, ...options.faults }
  const today = options.today ?? todayInSweden()
  const patients = demoPatients(today)
  const store = new Store()
  for (const resource of staffResources()) store.put(resource as Parameters<Store['put']>[0])
  for (const resource of patients.flatMap((patient) => patient.resources)) store.put(resource, true)

  const requests: LoggedRequest[] = []
  const server = createServer()
  const port = await listen(server, options.port ?? 8080, options.host ?? '127.0.0.1')
  const host = options.host ?? '127.0.0.1'
  const url = options.origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const signIn = await signInService(url, [`${url}/app/index.html`, ...(options.redirectUris ?? [])], faults)

  const site = new Hono()
  site.route('/fhir', fhirApi(url, store, signIn, faults))
  site.route('/app', appFiles(url, options.app ?? 'dist/app', { region: options.region ?? 'X', write: options.write ?? false }))
  site.route('/', recordPages({ url, store, today, patients, signIn, faults }))
  const pages = getRequestListener(site.fetch)
  const picker = patientPicker({ store, signIn })
  server.on('request', (request, response) => {
    log(request, response, requests)
    setTimeout(() => route(request, response), faults.delay)
  })

  function route(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url?.split('?')[0] ?? ''
    if (path.startsWith(signInPaths.interaction)) void picker(request, response)
    else if (isSignIn(path)) void signIn.provider.callback()(request, response)
    else void pages(request, response)
  }

  return { url, port, requests, faults, patients, store, close: () => stop(server) }
}

const isSignIn = (path: string): boolean => path.startsWith('/oidc/') || path === signInPaths.configuration

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function log(request: IncomingMessage, response: ServerResponse, requests: LoggedRequest[]): void {
  const start = performance.now()
  response.on('close', () => {
    const { method = '', url: path = '' } = request
    requests.push({ method, path, status: response.statusCode, start, milliseconds: performance.now() - start })
  })
}
