import {
  convertToSearchableDates,
  convertToSearchableReferences,
  convertToSearchableStrings,
  convertToSearchableTokens,
  convertToSearchableUris,
  evalFhirPathTyped,
  type SearchableToken,
  splitSearchOnComma,
  toPeriod,
  toTypedValue,
} from '@medplum/core'
import type { Period, Reference } from '@medplum/fhirtypes'
import { Refusal } from './outcome.ts'
import type { Parameter } from './searchParameters.ts'
import type { Served } from './types.ts'

/** One condition of a search: a parameter, its modifier and alternatives of which one must fit. */
export interface Condition {
  readonly parameter: Parameter
  readonly modifier: string | undefined
  readonly values: readonly string[]
}

/** Reads `code:modifier=a,b` into a condition; what this record cannot do is refused rather than ignored. */
export function conditionOf(parameter: Parameter, modifier: string | undefined, value: string): Condition {
  const allowed = ['missing', ...(modifiers[parameter.type] ?? [])]
  const ofType = parameter.type === 'reference' && parameter.targets.includes(modifier ?? '')
  if (modifier !== undefined && !allowed.includes(modifier) && !ofType) {
    throw new Refusal(400, 'not-supported', `Modifier :${modifier} is not supported for ${parameter.code}`)
  }
  const values = splitSearchOnComma(value)
  if (parameter.type === 'date' && modifier !== 'missing' && !values.every((date) => toPeriod(split(date).date))) {
    throw new Refusal(400, 'invalid', `${parameter.code} is not a date: ${value}`)
  }
  return { parameter, modifier, values }
}

/** Whether a resource fits a condition. */
export function matches(resource: Served, { parameter, modifier, values }: Condition): boolean {
  const found = evalFhirPathTyped(parameter.expression, [toTypedValue(resource)])
  if (modifier === 'missing') return (found.length === 0) === (values[0] === 'true')
  switch (parameter.type) {
    case 'token': {
      const tokens = convertToSearchableTokens(found)
      const hit = values.some((value) => tokens.some((token) => tokenFits(token, value)))
      return modifier === 'not' ? !hit : hit
    }
    case 'date':
      return values.some((value) => convertToSearchableDates(found).some((period) => dateFits(period, value)))
    case 'reference':
      return values.some((value) => convertToSearchableReferences(found).some((reference) => referenceFits(reference, value, modifier)))
    case 'uri':
      return values.some((value) => convertToSearchableUris(found).includes(value))
    default:
      return values.some((value) => convertToSearchableStrings(found).some((text) => stringFits(text, value, modifier)))
  }
}

/** The references that a reference parameter of a resource looks at. */
export const referencesOf = (resource: Served, { expression }: Parameter): Reference[] =>
  evalFhirPathTyped(expression, [toTypedValue(resource)]).map(({ value }) => value as Reference)

/** What a search by date sorts on: the start of the first date found. */
export function sortKey(resource: Served, parameter: Parameter): string {
  const found = evalFhirPathTyped(parameter.expression, [toTypedValue(resource)])
  if (parameter.type === 'date') return convertToSearchableDates(found)[0]?.start ?? ''
  return convertToSearchableStrings(found)[0] ?? ''
}

const modifiers: Record<string, readonly string[]> = { token: ['not'], string: ['exact', 'contains'] }

export function tokenFits(token: Partial<SearchableToken>, value: string): boolean {
  const bar = value.indexOf('|')
  if (bar < 0) return same(token.value, value)
  const system = value.slice(0, bar)
  const code = value.slice(bar + 1)
  if (system ? token.system !== system : token.system !== undefined) return false
  return code === '' || same(token.value, code)
}

const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase()

function referenceFits(reference: string, value: string, type: string | undefined): boolean {
  const wanted = type ? `${type}/${value}` : value
  return reference === wanted || reference.endsWith(`/${wanted}`)
}

function stringFits(text: string, value: string, modifier: string | undefined): boolean {
  if (modifier === 'exact') return text === value
  const words = modifier === 'contains' ? [text] : [text, ...text.split(/\s+/)]
  return words.some((word) =>
    modifier === 'contains' ? word.toLowerCase().includes(value.toLowerCase()) : word.toLowerCase().startsWith(value.toLowerCase()),
  )
}

function split(value: string): { comparator: string; date: string } {
  const parts = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.+)$/.exec(value)
  return { comparator: parts?.[1] ?? 'eq', date: parts?.[2] ?? '' }
}

/** Dates are compared as ranges, and an open end reaches as far as time. */
function dateFits(period: Period, value: string): boolean {
  const { comparator, date } = split(value)
  const wanted = toPeriod(date)
  const wantedStart = wanted?.start ?? ''
  const wantedEnd = wanted?.end ?? ''
  const start = period.start ?? '0000'
  const end = period.end ?? '9999'
  const within = start >= wantedStart && end <= wantedEnd
  switch (comparator) {
    case 'eq':
      return within
    case 'ne':
      return !within
    case 'gt':
      return end > wantedEnd
    case 'lt':
      return start < wantedStart
    case 'ge':
      return end > wantedEnd || within
    case 'le':
      return start < wantedStart || within
    case 'sa':
      return start > wantedEnd
    case 'eb':
      return end < wantedStart
    default:
      return start <= wantedEnd && end >= wantedStart
  }
}
