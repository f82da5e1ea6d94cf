/** Looking into JSON that may have any shape. What is absent is undefined; what has the wrong shape throws, once, for that resource. */

export type Json = Readonly<Record<string, unknown>>

/** A part of a resource is not what FHIR says it is. Caught per resource and told under `problems`. */
export class Malformed extends Error {}

const shape = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)

export function object(value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw new Malformed(`an object was expected, not a ${shape(value)}`)
  return value as Json
}

export function list(value: unknown): readonly Json[] {
  if (value === undefined || value === null) return none
  if (!Array.isArray(value)) throw new Malformed(`a list was expected, not a ${shape(value)}`)
  // Nearly every list holds objects only and is handed on as it is: this is the most called function of a reading.
  let hasGaps = false
  for (const one of value) if (object(one) === undefined) hasGaps = true
  return hasGaps ? value.filter((one) => one !== undefined && one !== null) : value
}
const none: readonly Json[] = []

/** The objects of a list, and none where it is no list: for what must not end the reading of a whole patient. */
export const anyList = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null && !Array.isArray(one)) : []

export function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new Malformed(`a text was expected, not a ${shape(value)}`)
  return value
}

export function number(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || Number.isNaN(value)) throw new Malformed(`a number was expected, not a ${shape(value)}`)
  return value
}

export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** FHIR's own way to say why a value is absent. */
export const isAbsent = (of: unknown): boolean =>
  typeof of === 'object' &&
  of !== null &&
  !Array.isArray(of) &&
  list((of as Json)['extension']).some(({ url }) => /data-?absent-?reason$/i.test(String(url)))
