/** The shape of what lies under rules/, read by tests only; written for editors to rules/schema.json. */

import * as z from 'zod'

const text = z.strictObject({ sv: z.string().trim().min(1), en: z.string().trim().min(1) })
const day = z.iso.date()
/** A source says when it was published as precisely as it does: a day, a month, a year. */
const published = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const certainty = z.enum(['sourced', 'background', 'proposal'])
const name = z.string().regex(/^[a-z][a-zA-Z0-9]*$/)
const value = z.union([z.boolean(), z.number(), z.string()])

const test = z.strictObject({
  fact: name,
  operator: z.enum(['equal', 'in', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']),
  value: z.union([value, z.array(value).min(1), z.strictObject({ parameter: name })]),
})
const when: z.ZodType = z
  .lazy(() =>
    z.union([
      name,
      test,
      z.strictObject({ all: z.array(when).min(1) }),
      z.strictObject({ any: z.array(when).min(1) }),
      z.strictObject({ not: when }),
    ]),
  )
  .meta({ id: 'when' })

export const source = z.strictObject({
  title: z.string().min(1),
  organisation: z.string().min(1),
  date: published.nullable(),
  url: z.url(),
  read: day,
  certainty,
  reviewed: z.strictObject({ date: day, by: z.string().min(1) }).nullable(),
  note: text.optional(),
})
const parameter = z.strictObject({
  text,
  unit: z.string().min(1),
  values: z
    .record(day, z.strictObject({ value: z.number(), cite: name, certainty }))
    .refine((values) => Object.keys(values).length > 0, 'a parameter has at least one value'),
})
const quote = z.strictObject({ text: z.string().min(1), lang: z.enum(['sv', 'en', 'no']), cite: name })

const criterion = z.strictObject({ id: name, text, cite: name, certainty, when, quote: quote.optional(), note: text.optional() })
const use = z.strictObject({
  use: name,
  id: name.optional(),
  cite: name,
  certainty: certainty.optional(),
  text: text.optional(),
  quote: quote.optional(),
  note: text.optional(),
})
const severity = z.enum(['contraindicated', 'warn', 'inform'])
const recommendation = z.strictObject({
  id: name,
  text,
  because: text,
  next: text.optional(),
  asks: text.extend({ about: name }).optional(),
  patient: text.optional(),
  cite: name,
  certainty,
  action: z.enum(['emergency', 'refer', 'investigate', 'treat', 'adjust', 'stop', 'avoid', 'document', 'followUp', 'inform']),
  leads: z.literal(true).optional(),
  compared: z.literal(true).optional(),
  severity: severity.optional(),
  when: when.optional(),
  branches: z.array(z.strictObject({ when, severity })).min(2).optional(),
  quote: quote.optional(),
  note: text.optional(),
})

export const guideline = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().min(1),
  kind: z.enum(['guideline', 'comparison']),
  title: text,
  publisher: z.string().min(1),
  region: z
    .string()
    .regex(/^[A-Z]{1,2}$/)
    .nullable(),
  effective: z.strictObject({ start: day.nullable(), end: day.nullable() }),
  validityConfirmed: z.boolean(),
  certainty,
  sources: z.record(name, source),
  parameters: z.record(name, parameter),
  criteria: z.array(z.union([criterion, use])).min(1),
  recommendations: z.array(recommendation).min(1),
})

export const definitions = z.strictObject({
  sources: z.record(name, source),
  criteria: z.record(
    name,
    z.strictObject({ text, certainty, when, note: text.optional(), parameters: z.record(name, parameter).optional() }),
  ),
})

/** A value, a range whose open end is null, or unknown; a fact that is not named is unknown. */
const given = z.record(name, z.union([value, z.tuple([z.number().nullable(), z.number().nullable()])]))
const verdict = z.enum(['met', 'notMet', 'unknown'])
const expected = z.strictObject({
  inForce: z.boolean().optional(),
  criteria: z.record(name, verdict).optional(),
  recommendations: z.record(name, verdict).optional(),
  /** Of a recommendation that is met; null where it has none or is not met. */
  severity: z.record(name, severity.nullable()).optional(),
  missing: z.record(name, z.array(name)).optional(),
})
export const vignettes = z.strictObject({
  says: z.string().min(1),
  given,
  cases: z.array(z.strictObject({ says: z.string().min(1), with: given.optional(), asOf: day.optional(), expect: expected })).min(1),
})
export type Vignettes = z.infer<typeof vignettes>

/** A patient told as a physician would, and all that must follow: every recommendation met, every warning. */
const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const key = z.string().regex(/^[a-z0-9-]+\/[a-z][a-zA-Z0-9]*$/)
export const patientCase = z.strictObject({
  says: z.string().min(20),
  asOf: day,
  region: z.string().nullable(),
  role: z.enum(['gp', 'neurologist', 'nurse']),
  patient: z.strictObject({ sex: z.enum(['female', 'male', 'other', 'unknown']), born: date.optional() }),
  conditions: z
    .array(
      z.union([
        z.string(),
        z.strictObject({ what: z.string(), since: date.optional(), recorded: date.optional(), state: z.string().optional() }),
      ]),
    )
    .default([]),
  drugs: z
    .array(
      z.strictObject({
        /** ATC code; null where the record has words only. */
        drug: z.string().nullable(),
        text: z.string().optional(),
        mg: z.number().optional(),
        from: date.optional(),
        to: date.optional(),
        /** `migraine`, or an ICD-10 code; nothing where the record gives none. */
        reason: z.string().optional(),
        outcome: z.enum(['noEffect', 'notTolerated', 'contraindicated']).optional(),
        given: z.literal(true).optional(),
        asNeeded: z.literal(true).optional(),
        everyOtherDay: z.literal(true).optional(),
      }),
    )
    .default([]),
  allergies: z.array(z.string()).default([]),
  diary: z.record(z.string().regex(/^\d{4}-\d{2}$/), z.record(name, z.number())).default({}),
  pressures: z.array(z.tuple([day, z.number(), z.number()])).default([]),
  pregnancy: z.strictObject({ recorded: day, due: day.optional() }).optional(),
  /** Kinds that could not be read, and why. */
  notRead: z.record(z.string(), z.string()).default({}),
  answers: z.record(name, z.union([value, z.record(z.string(), z.unknown())])).default({}),
  expect: z.strictObject({
    level: z.enum(['unknown', 'selfCare', 'primaryCare', 'paediatrics', 'neurology', 'emergency']),
    urgency: z.enum(['routine', 'soon', 'immediate']),
    mayChangeTo: z.array(z.string()),
    /** Every recommendation met by a guideline in force, but for the warnings. */
    met: z.array(key),
    /** Every safety rule met, with its severity. */
    warnings: z.record(key, severity),
    undecided: z.array(key).optional(),
    notMet: z.array(key).optional(),
    missing: z.array(name).optional(),
    facts: z.record(name, z.unknown()).optional(),
    drugs: z.record(z.string(), z.enum(['ruledOut', 'caution', 'nothingFound'])).optional(),
    followUp: z.array(z.string()).optional(),
    abroad: z.array(z.string()).optional(),
  }),
})

/** JSON Schema of a guideline, for editors. */
export const schema = (): string => `${JSON.stringify(z.toJSONSchema(guideline), null, 2)}\n`
