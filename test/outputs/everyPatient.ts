/** Every patient that the project tells of: those of the demo record and those of rules/cases, each with a judge of its own. */

import { todayInSweden } from '../../demo/dates.ts'
import { demoPatients } from '../../demo/patients.ts'
import { parseAnswers } from '../../src/core/answers.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Role } from '../../src/core/derive/chart.ts'
import { type Assessment, evaluator } from '../../src/core/evaluate.ts'
import { type Answers, noAnswers } from '../../src/core/facts.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import type { Reading } from '../../src/fhir/reading.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { rules } from '../../src/rules.ts'
import { patientCase } from '../rules/shape.ts'
import { answersOf, readingOf } from '../rules/story.ts'

export type Patient = {
  name: string
  asOf: IsoDate
  region: string | null
  /** What was answered before anything is asked here. */
  given: Answers
  judge: (answers: Answers) => Promise<Assessment>
}

const makeRecord = recordMaker(rules)
/** One for a day and a region: what it remembers of verdicts serves the next patient. */
const evaluators = new Map<string, ReturnType<typeof evaluator>>()

function patient(name: string, reading: Reading, asOf: IsoDate, region: string | null, role: Role, given: Answers): Patient {
  const key = `${asOf} ${region}`
  const evaluate = evaluators.get(key) ?? evaluator(rules, asOf, region)
  evaluators.set(key, evaluate)
  const record = makeRecord(reading, asOf)
  return { name, asOf, region, given, judge: (answers) => evaluate(record, { answers, role }) }
}

const today = todayInSweden()
export const demo: readonly Patient[] = demoPatients(today).map(({ slug, bundle, expected }) =>
  patient(slug, readBundle(bundle), today, expected.region, expected.role, noAnswers),
)

const files = import.meta.glob<unknown>('../../rules/cases/*.json', { eager: true, import: 'default' })
export const told: readonly Patient[] = Object.entries(files).map(([path, file]) => {
  const story = patientCase.parse(file)
  const given = parseAnswers(answersOf(story), rules.vocabulary, rules.drugs)
  const name = path.split('/').at(-1)!.replace('.json', '')
  return patient(name, readingOf(story), story.asOf as IsoDate, story.region, story.role, given)
})
