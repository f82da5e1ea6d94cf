import type { OperationOutcomeIssue } from '@medplum/fhirtypes'
import type { Faults } from '../options.ts'
import { conditionOf, matches, referencesOf, sortKey, tokenFits } from './matching.ts'
import { issue, Refusal } from './outcome.ts'
import { type Parameter, parametersOf } from './searchParameters.ts'
import { bare, type Store } from './store.ts'
import { isServed, type Served, type ServedType } from './types.ts'

const defaultCount = 50
const maxCount = 500

/** The whole result of a search, before it is cut into pages. */
export interface SearchResult {
  readonly type: ServedType
  readonly matches: readonly Served[]
  readonly includes: readonly Parameter[]
  readonly count: number
  readonly summaryOnly: boolean
  readonly warnings: readonly OperationOutcomeIssue[]
}

/** Runs a search over what the caller may see; an unknown parameter is refused, or with lenient handling ignored and told. */
export function search(
  store: Store,
  base: string,
  type: ServedType,
  visible: (resource: Served) => boolean,
  query: URLSearchParams,
  faults: Faults,
  lenient = false,
): SearchResult {
  const parameters = parametersOf(type)
  const conditions: ((resource: Served) => boolean)[] = []
  const includes: Parameter[] = []
  const warnings: OperationOutcomeIssue[] = []
  let sort: { parameter: Parameter; down: boolean } | undefined
  for (const [name, value] of query) {
    const [code = '', modifier] = name.split(':')
    const parameter = parameters.get(code)
    try {
      if (code === '_include') includes.push(includeOf(value, type, faults))
      else if (code === '_sort') sort = sortOf(value, parameters)
      else if (isControl(code)) continue
      else if (!parameter || isLacking(code, faults)) throw unknown(code)
      else if (isPatientParameter(code, type)) conditions.push(namesPatient(parameter, modifier, value, base))
      else {
        const condition = conditionOf(parameter, modifier, value)
        conditions.push((resource) => matches(resource, condition))
      }
    } catch (error) {
      if (!lenient || !(error instanceof Refusal)) throw error
      warnings.push(issue('warning', 'not-supported', error.message))
    }
  }
  const found = store.all(type).filter((resource) => visible(resource) && conditions.every((fits) => fits(resource)))
  if (sort) sortBy(found, sort.parameter, sort.down)
  return { type, matches: found, includes, count: countOf(query, faults), summaryOnly: query.get('_summary') === 'count', warnings }
}

function includeOf(value: string, type: ServedType, faults: Faults): Parameter {
  const [source = '', code = ''] = value.split(':')
  const parameter = isServed(source) ? parametersOf(source).get(code) : undefined
  if (!faults.include || source !== type || parameter?.type !== 'reference') throw unknown(`_include=${value}`)
  return parameter
}

function sortOf(value: string, parameters: ReadonlyMap<string, Parameter>): { parameter: Parameter; down: boolean } {
  const down = value.startsWith('-')
  const parameter = parameters.get(down ? value.slice(1) : value)
  if (!parameter) throw unknown(`_sort=${value}`)
  return { parameter, down }
}

function sortBy(found: Served[], parameter: Parameter, down: boolean): void {
  found.sort((one, other) => sortKey(one, parameter).localeCompare(sortKey(other, parameter)) * (down ? -1 : 1))
}

function countOf(query: URLSearchParams, faults: Faults): number {
  const asked = Number(query.get('_count') ?? defaultCount)
  if (!Number.isInteger(asked) || asked < 0) throw new Refusal(400, 'invalid', '_count is not a whole number')
  return Math.min(asked || defaultCount, maxCount, faults.pageSize || maxCount)
}

/** The patients that a search asks about, or nothing if it names none. */
export function patientsAsked(store: Store, type: ServedType, query: URLSearchParams): string[] {
  return [...query].flatMap(([name, value]) => {
    const [code = '', modifier] = name.split(':')
    return isPatientParameter(code, type) ? patientIds(value, modifier, store) : []
  })
}

const isControl = (code: string): boolean => ['_count', '_format', '_pretty', '_total', '_summary'].includes(code)

const isPatientParameter = (code: string, type: ServedType): boolean =>
  (code === 'patient' || code === 'subject') && parametersOf(type).has(code)

/**
 * What `patient` and `subject` find: resources whose reference names the patient, and with `:identifier` those whose reference
 * has that number. A number alone is not looked up, here as on real servers.
 */
function namesPatient(parameter: Parameter, modifier: string | undefined, value: string, base: string): (resource: Served) => boolean {
  const wanted = value.split(',')
  if (modifier === 'identifier')
    return (resource) =>
      referencesOf(resource, parameter).some(({ identifier }) => identifier && wanted.some((token) => tokenFits(identifier, token)))
  onlyPatients(modifier)
  const ids = wanted.map((one) => (one.includes('/') ? patientIn(one, base) : one))
  return (resource) =>
    referencesOf(resource, parameter).some(({ reference }) => {
      const id = patientIn(reference, base)
      return id !== undefined && ids.includes(id)
    })
}

/** The id of this record's patient that a literal reference names, relative or absolute. */
function patientIn(reference: string | undefined, base: string): string | undefined {
  const relative = reference?.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference
  return /^Patient\/([^/]+)(?:\/_history\/[^/]+)?$/.exec(relative ?? '')?.[1]
}

/** Whom a search asks about, for the access: generous, so that another patient is refused however they are named. */
function patientIds(value: string, modifier: string | undefined, store: Store): string[] {
  if (modifier === 'identifier') {
    const numbers = value.split(',').map((token) => bare(token.slice(token.indexOf('|') + 1)))
    return store
      .patients()
      .flatMap((one) => (one.identifier?.some((identifier) => numbers.includes(bare(identifier.value))) ? [one.id as string] : []))
  }
  onlyPatients(modifier)
  return value.split(',').flatMap((reference) => {
    const parts = reference.replace(/\/_history\/.*$/, '').split('/')
    return parts.length === 1 || parts.at(-2) === 'Patient' ? [parts.at(-1) as string] : []
  })
}

function onlyPatients(modifier: string | undefined): void {
  if (modifier !== undefined && modifier !== 'Patient') throw new Refusal(400, 'not-supported', `Modifier :${modifier} is not supported`)
}

/** Whether this record lacks a search parameter that others have. */
function isLacking(code: string, faults: Faults): boolean {
  switch (code) {
    case 'code':
      return !faults.codeSearch
    case 'combo-code':
      return !faults.comboCodeSearch
    case 'date':
      return !faults.dateSearch
    default:
      return false
  }
}

const unknown = (name: string): Refusal => new Refusal(400, 'not-supported', `Unknown or unsupported search parameter ${name}`)
