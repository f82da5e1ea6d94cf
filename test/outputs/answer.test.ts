/** What the first screen says, over every demo patient: one headline among the advice that is met, questions that can still change something. */

import { describe, expect, test } from 'vitest'
import { todayInSweden } from '../../demo/dates.ts'
import { demoPatients } from '../../demo/patients.ts'
import { type Assessment, evaluator } from '../../src/core/evaluate.ts'
import { type Answers, isTrue, noAnswers } from '../../src/core/facts.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { advised, byRelevance, headline, heldOpenBy } from '../../src/outputs/headline.ts'
import { questions } from '../../src/outputs/questions.ts'
import { summary } from '../../src/outputs/summary.ts'
import { rules } from '../../src/rules.ts'

const today = todayInSweden()
const makeRecord = recordMaker(rules)
const patients = demoPatients(today)

const assessed = ({ bundle, expected }: (typeof patients)[number], answers: Answers = noAnswers): Promise<Assessment> =>
  evaluator(rules, today, expected.region)(makeRecord(readBundle(bundle), today), { answers, role: expected.role })
const answering = (facts: Record<string, boolean | number>): Answers => ({
  ...noAnswers,
  facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, by: 'test', date: today }])),
})

describe.each(patients.map((patient) => [patient.slug, patient] as const))('%s', (_, patient) => {
  test('the headline is advice that is met, and stands among all that is advised', async () => {
    const of = await assessed(patient)
    const first = headline(of)
    if (first) {
      expect(first.recommendation.verdict).toBe('met')
      expect(advised(of).map(({ key }) => key)).toContain(first.key)
    } else
      expect(
        advised(of).filter(
          ({ recommendation: { action, severity } }) => action !== 'inform' && action !== 'document' && severity !== 'inform',
        ),
      ).toEqual([])
    if (of.careLevel.level === 'emergency') expect(first!.recommendation.action).toBe('emergency')
  })

  test('who is treated by neurology already is not told first to be referred there', async () => {
    const of = await assessed(patient)
    if (isTrue(of.facts['advancedTreatmentOngoing'])) expect(headline(of)?.recommendation.action).not.toBe('refer')
  })

  test('every question is asked once, and is not asked again when answered', async () => {
    const of = await assessed(patient)
    const { asked, further, acute, semiAcute } = questions(of, rules)
    for (const flag of [...acute, ...semiAcute]) expect(of.missing).toContain(flag)
    const facts = [...asked, ...further].flatMap((one) => ('fact' in one ? [one.fact] : 'facts' in one ? one.facts : []))
    expect(new Set(facts).size).toBe(facts.length)
    for (const one of asked) if (one.kind === 'trial') expect(one.trial.counts).toBe('unknown')
    const [first] = facts
    if (first === undefined) return
    const value = rules.vocabulary.facts[first]!.type === 'number' ? 2 : false
    const after = questions(await assessed(patient, answering({ [first]: value })), rules)
    expect(after.asked.flatMap((one) => ('fact' in one ? [one.fact] : 'facts' in one ? one.facts : []))).not.toContain(first)
  })

  test('no guideline in force is left out, and what holds a level open is what the level names', async () => {
    const of = await assessed(patient)
    expect(byRelevance(of).length).toBe(of.guidelines.filter(({ inForce }) => inForce).length)
    for (const { level, ifKnown } of of.careLevel.mayChangeTo) expect(heldOpenBy(of, level).sort()).toEqual([...ifKnown].sort())
  })

  test('the text has no gap, no braces and no code word, in both languages', async () => {
    for (const lang of ['sv', 'en'] as const)
      expect(summary(await assessed(patient), rules, lang)).not.toMatch(/[{}]|undefined|null|NaN|\[object/)
  })
})
