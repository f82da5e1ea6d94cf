/** Every demo patient is judged as the physician's sentence beside it says: level, what it may become, and the decisive advice. */

import { describe, expect, test } from 'vitest'
import { demoPatients } from '../../demo/patients.ts'
import { evaluator } from '../../src/core/evaluate.ts'
import { noAnswers } from '../../src/core/facts.ts'
import { levels } from '../../src/core/level.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { rules } from '../../src/rules.ts'

/** Days on which dates that roll have gone wrong: ends of months, a leap day, the turn of a year. */
const days = ['2026-11-25', '2026-12-31', '2027-03-01', '2028-02-29']
const makeRecord = recordMaker(rules)

describe.each(days)('on %s', (today) => {
  test.each(demoPatients(today).map((patient) => [patient.slug, patient] as const))('%s', async (_, { bundle, expected }) => {
    const assessment = await evaluator(
      rules,
      today,
      expected.region,
    )(makeRecord(readBundle(bundle), today), { answers: noAnswers, role: expected.role })
    const verdicts = Object.fromEntries(
      assessment.guidelines.flatMap(({ guideline, recommendations }) =>
        recommendations.map(({ id, verdict }) => [`${guideline.id}/${id}`, verdict] as const),
      ),
    )
    expect({
      careLevel: { level: assessment.careLevel.level, urgency: assessment.careLevel.urgency },
      mayChangeTo: assessment.careLevel.mayChangeTo.map(({ level }) => level),
      recommendations: Object.fromEntries(Object.keys(expected.recommendations).map((key) => [key, verdicts[key]])),
    }).toEqual({ careLevel: expected.careLevel, mayChangeTo: [...expected.mayChangeTo], recommendations: expected.recommendations })
  })
})

test('between them they show every level of care that a record alone can give', () => {
  const shown = new Set(demoPatients(days[0]!).map(({ expected }) => expected.careLevel.level))
  expect([...shown].sort()).toEqual([...levels].filter((level) => level !== 'selfCare').sort())
})
