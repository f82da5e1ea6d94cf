/** Holds every document of the tests to the published schema. */

import Ajv from 'ajv/dist/2020.js'
import schema from '../src/outputs/assessment.schema.json'
import { rules } from '../src/rules.ts'

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)

export function checked<T>(document: T): T {
  if (!validate(document)) throw new Error(JSON.stringify(validate.errors?.slice(0, 5), null, 1))
  const named = Object.keys((document as unknown as { facts: object }).facts)
  const missing = Object.keys(rules.vocabulary.facts).filter((name) => !named.includes(name))
  if (missing.length > 0) throw new Error(`facts not listed: ${missing.join(', ')}`)
  return document
}
