/** A patient as a physician would tell it (rules/cases/) → the resources that a record would hold. */

import type * as z from 'zod'
import { readBundle } from '../../src/fhir/bundle.ts'
import type { Reading } from '../../src/fhir/reading.ts'
import {
  ATC,
  allergyTo,
  bundleOf,
  clinical,
  coding,
  condition,
  course,
  dosage,
  given,
  icd,
  month,
  observation,
  patient,
  pressure,
  type Resource,
  request,
  sct,
  within,
} from '../bundle.ts'
import type { patientCase } from './shape.ts'

export type Story = z.infer<typeof patientCase>
type Drug = Story['drugs'][number]

const outcomes: Record<string, object> = {
  noEffect: { statusReason: sct('395007004') },
  notTolerated: { statusReason: sct('395009001') },
  contraindicated: { statusReason: sct('395008009') },
}

/** `G43.0` is ICD-10-SE, `sct:37796009` SNOMED CT, anything in words only words. */
const code = (written: string): object =>
  written.startsWith('sct:') ? sct(written.slice(4)) : /^[A-Z]\d\d/.test(written) ? icd(written) : { text: written }

function resourcesOf({ patient: who, conditions, drugs, allergies, diary, pressures, pregnancy }: Story): Resource[] {
  return [
    patient({ gender: who.sex, ...(who.born === undefined ? { birthDate: undefined } : { birthDate: who.born }) }),
    ...conditions.map((one) => {
      const { what, since, recorded, state } = typeof one === 'string' ? { what: one } : one
      return condition(code(what) as object, {
        ...(since ? { onsetDateTime: since } : {}),
        ...(recorded ? { recordedDate: recorded } : {}),
        ...(state ? clinical(state) : {}),
      })
    }),
    ...drugs.map(drugOf),
    ...allergies.map((atc) => allergyTo(atc)),
    ...Object.entries(diary).flatMap(([which, values]) =>
      Object.entries(values).map(([kind, value]) =>
        month(
          which,
          kind.replace(/([A-Z]|(?<=hit)6)/g, (letter) => `-${letter.toLowerCase()}`),
          value,
        ),
      ),
    ),
    ...pressures.map(([on, systolic, diastolic]) => pressure(systolic, diastolic, on)),
    ...(pregnancy ? [condition('Z34.9', { recordedDate: pregnancy.recorded })] : []),
    ...(pregnancy?.due
      ? [observation(coding('http://loinc.org', '11778-8'), { valueDateTime: pregnancy.due }, { effectiveDateTime: pregnancy.recorded })]
      : []),
  ]
}

function drugOf({ drug, mg, from, to, reason, outcome, given: isGiven, asNeeded, everyOtherDay, text }: Drug): Resource {
  const why = reason === undefined ? {} : { reasonCode: [icd(reason === 'migraine' ? 'G43.9' : reason)] }
  const what = drug === null ? { text: text! } : { ...coding(ATC, drug), ...(text ? { text } : {}) }
  if (isGiven) return given(what, from!, mg ?? null, why, drug === 'M03AX01' ? 'U' : 'mg')
  const timing = {
    ...within(from, to),
    ...(everyOtherDay ? { period: 2 } : {}),
  }
  const ended = to !== undefined || outcome !== undefined
  const line = mg === undefined ? { timing: { repeat: within(from, to) } } : dosage(mg, timing, asNeeded ? { asNeededBoolean: true } : {})
  const more = {
    status: ended ? 'stopped' : 'active',
    ...(from ? { authoredOn: from } : {}),
    ...why,
    dosageInstruction: [line],
    ...(outcome ? outcomes[outcome] : {}),
  }
  return drug !== null && text === undefined && reason === 'migraine' && from !== undefined && !asNeeded && !everyOtherDay
    ? course(drug, from, to ?? null, mg ?? null, more)
    : request(what, more)
}

/** The bundle as it is read, less what could not be. */
export function readingOf(story: Story): Reading {
  const reading = readBundle(bundleOf(resourcesOf(story)))
  const failed = Object.fromEntries(
    Object.entries(story.notRead).map(([kind, reason]) => [kind, { status: 'failed' as const, reason, resources: [] }]),
  )
  return { ...reading, kinds: { ...reading.kinds, ...failed } }
}

/** Answers are given on the day, by the physician who tells the story. */
export const answersOf = ({ answers, asOf }: Story): object =>
  Object.fromEntries(
    Object.entries(answers).map(([name, value]) =>
      typeof value !== 'object'
        ? [name, { value, by: 'Dr A', date: asOf }]
        : [name, Object.fromEntries(Object.entries(value).map(([of, one]) => [of, { ...(one as object), by: 'Dr A', date: asOf }]))],
    ),
  )
