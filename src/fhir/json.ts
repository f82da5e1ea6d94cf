/** Looking into JSON that may have any shape. What is absent is undefined; what has the wrong shape throws, once, for that resource. */

export type Json = Readonly<Record<string, unknown>>

/** A part of a resource is not what FHIR says it is. Caught per resource and told under `problems`. */
export class Malformed extends Error {}

const shape = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

export function object(value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw new Malformed(`an object was expected, not a ${shape(value)}`)
  return value
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
export const anyList = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

export function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new Malformed(`a text was expected, not a ${shape(value)}`)
  return value
}

/** The text, and none where it is no text: never made from what may be anything. */
export const anyText = (value: unknown): string => (typeof value === 'string' ? value : '')

export function number(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || Number.isNaN(value)) throw new Malformed(`a number was expected, not a ${shape(value)}`)
  return value
}

export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** FHIR's own way to say why a value is absent; the reasons of an element's extensions. */
const absentReasons = (of: unknown): string[] =>
  isObject(of)
    ? anyList(of['extension'])
        .filter(({ url }) => /data-?absent-?reason$/i.test(anyText(url)))
        .map(({ valueCode }) => anyText(valueCode))
    : []
export const isAbsent = (of: unknown): boolean => absentReasons(of).length > 0
export const isMasked = (of: unknown): boolean => absentReasons(of).includes('masked')

/** So deep and so large may a resource and an answer be: far more than any record, and less than what would end the run. */
export const limits = { depth: 64, bytes: 50 * 1024 * 1024 }

/** Resources in which an element carries a modifier; nobody here knows what it means. */
const modified = new WeakSet<Json>()

/** Walks through a whole resource once, on entry: false where it is nested deeper than can be read. */
export function isReadable(resource: Json): boolean {
  return isShallow(resource, resource, 1)
}

/** Whether a resource that was walked through has an element that changes its meaning. What it contains speaks for itself. */
export const hasModifier = (resource: Json): boolean => modified.has(resource)

function isShallow(of: object, resource: Json | null, depth: number): boolean {
  if (depth > limits.depth) return false
  for (const key in of) {
    const value = (of as Json)[key]
    if (typeof value !== 'object' || value === null) continue
    if (key === 'modifierExtension' && resource && !(Array.isArray(value) && value.length === 0)) modified.add(resource)
    if (key === 'contained' && resource && Array.isArray(value)) {
      for (const one of value)
        if (typeof one === 'object' && one !== null && !isShallow(one, isObject(one) ? one : null, depth + 2)) return false
    } else if (!isShallow(value, key === 'contained' ? null : resource, depth + 1)) return false
  }
  return true
}
