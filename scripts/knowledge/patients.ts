/** The whole patients of rules/cases/: told as a physician would, read as a record would be. */

import { parseAnswers } from '../../src/core/answers.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import { evaluator } from '../../src/core/evaluate.ts'
import type { Facts } from '../../src/core/facts.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { rules } from '../../src/rules.ts'
import { patientCase } from '../../test/rules/shape.ts'
import { answersOf, readingOf, type Story } from '../../test/rules/story.ts'

export type Patient = { name: string; story: Story }

const files = import.meta.glob<unknown>('../../rules/cases/*.json', { eager: true, import: 'default' })

export const patients: readonly Patient[] = Object.entries(files)
  .map(([path, file]) => ({
    name: path
      .split('/')
      .at(-1)!
      .replace(/\.json$/, ''),
    story: patientCase.parse(file),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))

const makeRecord = recordMaker(rules)
const remembered = new Map<string, Promise<Facts>>()

/** What the program knows of a patient on the day of the story; found once. */
export function factsOfPatient(patient: Patient): Promise<Facts> {
  const facts = remembered.get(patient.name) ?? found(patient)
  remembered.set(patient.name, facts)
  return facts
}

async function found({ story }: Patient): Promise<Facts> {
  const asOf = story.asOf as IsoDate
  const answers = parseAnswers(answersOf(story), rules.vocabulary, rules.drugs)
  const judge = evaluator(rules, asOf, story.region)
  return (await judge(makeRecord(readingOf(story), asOf), { answers, role: story.role })).facts
}
