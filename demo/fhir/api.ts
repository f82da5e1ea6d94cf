import type { Bundle, OperationOutcomeIssue } from '@medplum/fhirtypes'
import { type Context, Hono } from 'hono'
import type { Failure, Faults, WriteFailure } from '../options.ts'
import { smartConfiguration } from '../signin/discovery.ts'
import type { SignIn } from '../signin/provider.ts'
import { type Access, accessOf } from './access.ts'
import { capabilityStatement } from './capabilities.ts'
import { issue, outcome, Refusal } from './outcome.ts'
import { Pages } from './pages.ts'
import { patientsAsked, type SearchResult, search } from './search.ts'
import { searchset } from './searchset.ts'
import type { Store } from './store.ts'
import { isServed, type Served, type ServedType } from './types.ts'
import { create, etagOf, update } from './writing.ts'

const json = 'application/fhir+json; charset=utf-8'

const cors: Record<string, string> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Accept, Prefer, If-Match, If-None-Exist, Cache-Control',
  'Access-Control-Expose-Headers': 'ETag, Location, WWW-Authenticate',
}

/** The FHIR R4 API below `/fhir`. */
export function fhirApi(origin: string, store: Store, signIn: SignIn, faults: Faults): Hono {
  const base = `${origin}/fhir`
  const pages = new Pages()
  const api = new Hono()

  api.use(async (c, next) => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, cors)
    await next()
    c.header('Cache-Control', 'no-store')
    if (c.res.ok || faults.corsOnErrors) for (const [name, value] of Object.entries(cors)) c.header(name, value)
    return undefined
  })

  api.onError((error, c) => {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'exception', 'The record failed')
    if (refusal.status === 401) c.header('WWW-Authenticate', 'Bearer')
    return answer(c, outcome(refusal.issues), refusal.status)
  })
  api.notFound((c) => answer(c, outcome([issue('error', 'not-found', 'No such address')]), 404))

  api.get('/.well-known/smart-configuration', (c) => c.json(smartConfiguration(origin)))
  api.get('/metadata', (c) => answer(c, capabilityStatement(origin, new Date().toISOString())))

  api.get('/', async (c) => {
    const access = await accessOf(c.req.header('Authorization'), signIn)
    const kept = pages.open(c.req.query('_page') ?? '', access.grantId)
    access.visible(kept.result.type, 's', store)
    return answer(c, pageOf(c, access, kept.result, kept.offset))
  })

  api.use('/:type{[A-Z][A-Za-z]+}/*', async (c, next) => (await failed(c, faults)) ?? next())
  api.get('/:type{[A-Z][A-Za-z]+}', (c) => searchBy(c, new URL(c.req.url).searchParams))
  api.post('/:type{[A-Z][A-Za-z]+}/_search', async (c) => {
    const query = new URLSearchParams(await c.req.text())
    for (const [name, value] of new URL(c.req.url).searchParams) query.append(name, value)
    return searchBy(c, query)
  })

  api.get('/:type{[A-Z][A-Za-z]+}/:id', async (c) => {
    const access = await accessOf(c.req.header('Authorization'), signIn)
    const type = served(c.req.param('type'))
    const visible = access.visible(type, 'r', store)
    const resource = store.read(type, c.req.param('id'))
    if (!resource || !visible(resource)) throw new Refusal(404, 'not-found', `${type}/${c.req.param('id')} is not known`)
    c.header('ETag', etagOf(resource))
    return answer(c, resource)
  })

  api.post('/:type{[A-Z][A-Za-z]+}', async (c) => {
    const access = await accessOf(c.req.header('Authorization'), signIn)
    const type = served(c.req.param('type'))
    const failure = faults.writeFailures[type]
    if (failure === 'timeout') return never(faults)
    if (typeof failure === 'number') throw new Refusal(failure, writeCodes[failure], `The record answers ${failure} to a new ${type}`)
    const condition = faults.conditionalCreate ? c.req.header('If-None-Exist') : undefined
    const { resource, created } = create(store, base, access, type, await bodyOf(c), condition, faults)
    if (failure === 'storedWithoutAnswer') return never(faults)
    c.header('ETag', etagOf(resource))
    c.header('Location', `${base}/${type}/${resource.id}`)
    return answer(c, resource, created ? 201 : 200)
  })

  api.put('/:type{[A-Z][A-Za-z]+}/:id', async (c) => {
    const access = await accessOf(c.req.header('Authorization'), signIn)
    const type = served(c.req.param('type'))
    const resource = update(store, access, type, c.req.param('id'), await bodyOf(c), c.req.header('If-Match'))
    c.header('ETag', etagOf(resource))
    return answer(c, resource)
  })

  async function searchBy(c: Context, query: URLSearchParams) {
    const access = await accessOf(c.req.header('Authorization'), signIn)
    const type = served(c.req.param('type') ?? '')
    const lenient = /handling=lenient/.test(c.req.header('Prefer') ?? '')
    const visible = access.visible(type, 's', store)
    access.refuseOthers(type, patientsAsked(store, type, query))
    return answer(c, pageOf(c, access, search(store, base, type, visible, query, faults, lenient), 0))
  }

  function pageOf(c: Context, access: Access, result: SearchResult, offset: number): object {
    const next = pages.next(result, offset, access.grantId, base, faults)
    const self = base + c.req.url.slice(c.req.url.indexOf('/fhir') + '/fhir'.length)
    const mayInclude = (resource: Served) => access.mayInclude(resource, store)
    const bundle: Bundle = searchset(store, result, { offset, base, self, next, mayInclude })
    return faults.rewriteSearchset ? faults.rewriteSearchset(bundle, result.type) : bundle
  }

  return api
}

const writeCodes: Record<Extract<WriteFailure, number>, OperationOutcomeIssue['code']> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-supported',
  405: 'not-supported',
  409: 'conflict',
  412: 'multiple-matches',
  422: 'business-rule',
  500: 'exception',
}

function answer(c: Context, resource: object, status = 200): Response {
  c.header('Content-Type', json)
  return c.body(JSON.stringify(resource), status as 200)
}

function served(type: string): ServedType {
  if (!isServed(type)) throw new Refusal(404, 'not-supported', `This record keeps no ${type}`)
  return type
}

async function bodyOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    throw new Refusal(400, 'structure', 'The body is not JSON')
  }
}

/** Never answered: the client gives up, or the record stops. */
function never(faults: Faults): Promise<Response> {
  faults.unanswered?.()
  return new Promise(() => {})
}

/** A kind of resource that a test makes fail, in the way that it fails elsewhere. */
async function failed(c: Context, faults: Faults): Promise<Response | undefined> {
  const failure: Failure | undefined = faults.failures[c.req.param('type') ?? '']
  switch (failure) {
    case undefined:
      return undefined
    case 'timeout':
      return never(faults)
    case 'empty':
      return c.body('', 200, { 'Content-Type': json })
    case 'html':
      return c.html('<!doctype html><title>Proxy</title><p>Sidan kan inte visas.', 200)
    case 'unknownParameter':
      throw new Refusal(400, 'not-supported', 'Unknown search parameter')
    default:
      throw new Refusal(
        failure,
        failure === 403 ? 'forbidden' : failure === 404 ? 'not-supported' : 'exception',
        'The record refused or failed',
      )
  }
}
