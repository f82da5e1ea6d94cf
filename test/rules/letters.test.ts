/** rules/letters.json: shaped as letters need it, each claim with a source that stands there, each fact one that exists. */

import { expect, test } from 'vitest'
import * as z from 'zod'
import lettersJson from '../../rules/letters.json'
import { rules } from '../../src/rules.ts'
import { source } from './shape.ts'

const text = z.strictObject({ sv: z.string().trim().min(1), en: z.string().trim().min(1) })
const name = z.string().regex(/^[a-z][a-zA-Z0-9]*$/)
const certainty = z.enum(['sourced', 'background', 'proposal'])
const fact = name.refine((one) => one in rules.vocabulary.facts, 'a fact that exists')
const set = z.string().refine((one) => one in rules.codes.sets, 'a set of codes that exists')
const part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reasons') }),
  z.strictObject({ kind: z.literal('diagnoses'), sets: z.array(set).min(1), asks: fact }),
  z.strictObject({ kind: z.literal('otherDiagnoses'), but: z.array(set), none: text }),
  z.strictObject({ kind: z.literal('fact'), fact, says: text, asks: z.literal(true).optional() }),
  z.strictObject({ kind: z.literal('diary'), facts: z.array(fact).min(1), asks: z.array(fact) }),
  z.strictObject({ kind: z.literal('flags'), label: text, none: text, others: text }),
  z.strictObject({ kind: z.literal('trials'), roles: z.array(z.enum(['preventive', 'advanced', 'acute'])).min(1), none: text }),
  z.strictObject({ kind: z.enum(['otherDrugs', 'allergies']), label: text, none: text }),
  z.strictObject({ kind: z.literal('pressure'), label: text }),
  z.strictObject({ kind: z.literal('pregnancy'), yes: text, week: text, no: text, asks: fact }),
  z.strictObject({ kind: z.literal('free'), id: name, label: text.optional(), hint: text, none: text.optional() }),
])
const sources = lettersJson.sources as Record<string, unknown>
const cite = name.refine((one) => one in sources, 'a source that stands in the file')
const receiver = z.strictObject({
  region: z
    .string()
    .regex(/^[A-Z]{1,2}$/)
    .nullable(),
  name: text,
  address: z.string().nullable(),
  demands: z.array(text),
  cite,
  certainty,
  validityConfirmed: z.boolean(),
  note: text,
})
const shape = z.strictObject({
  $comment: z.string(),
  sources: z.record(name, source),
  receivers: z.strictObject({ neurology: z.array(receiver), paediatrics: z.array(receiver), emergency: z.array(receiver) }),
  referral: z.array(z.strictObject({ id: name, title: text, cite, inline: z.literal(true).optional(), parts: z.array(part).min(1) })),
  plan: z.strictObject({
    safety: text,
    safetyCite: cite,
    seekCare: z.strictObject({ cite, certainty, title: text, items: z.array(text).min(1), call: text }),
  }),
})

test('is shaped as letters need it', () => {
  expect(() => shape.parse(lettersJson)).not.toThrow()
})

test.each(Object.entries(lettersJson.receivers))(
  '%s: one receiver stands for every region without its own, and no region has two',
  (_, of) => {
    const regions = of.map(({ region }) => region)
    expect(regions).toContain(null)
    expect(new Set(regions).size).toBe(regions.length)
  },
)

test('sections and fields are named once', () => {
  const { referral } = lettersJson
  const fields = referral.flatMap(({ parts }) => parts.flatMap((one) => ('id' in one ? [one.id] : [])))
  expect(new Set(referral.map(({ id }) => id)).size).toBe(referral.length)
  expect(new Set(fields).size).toBe(fields.length)
})

test('every referral and emergency of a guideline in force says what it asks, and everything a patient is told is in both languages', () => {
  const national = rules.guidelines.filter(({ kind, region }) => kind === 'guideline' && region === null)
  for (const { recommendations } of national)
    for (const { id, action, asks, patient } of recommendations) {
      if (action === 'refer' || action === 'emergency') expect(asks, id).toBeDefined()
      for (const words of [asks, patient]) if (words) expect([words.sv, words.en].every((one) => one.trim() !== '')).toBe(true)
      expect(patient?.sv ?? '', id).not.toMatch(/!|\bsluta\b(?! inte)/i)
    }
})
