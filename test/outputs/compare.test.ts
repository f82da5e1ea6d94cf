/** The same patient by the terms of others: as an evaluation there would judge, without a trace in the assessment. */

import { describe, expect, test } from 'vitest'
import { evaluator } from '../../src/core/evaluate.ts'
import { differences, judgedElsewhere, others, type Terms, termsHere, termsOf } from '../../src/outputs/compare.ts'
import { rules } from '../../src/rules.ts'
import { demo, told } from './everyPatient.ts'

const regions = ['AB', 'O', 'X']

describe.each([...demo, ...told].map((patient) => [patient.name, patient] as const))('%s', (_, patient) => {
  test('another region judges as an evaluation of that region would, and the assessment stays as it is', async () => {
    const of = await patient.judge(patient.given)
    const before = JSON.stringify([of.careLevel, of.missing, of.guidelines])
    const elsewhere = await judgedElsewhere(of, rules.guidelines, regions)
    expect(elsewhere.map(({ guideline }) => guideline.region).sort()).toEqual(
      others(rules.guidelines, of.asOf, of.region)
        .filter(({ guideline }) => guideline.region !== null)
        .map(({ key }) => key)
        .sort(),
    )
    for (const judged of elsewhere) {
      const there = await evaluator(rules, of.asOf, judged.guideline.region)(of.record, { answers: of.answers, role: of.role })
      const same = there.guidelines.find(({ guideline }) => guideline.id === judged.guideline.id)!
      expect([judged.criteria, judged.recommendations]).toEqual([same.criteria, same.recommendations])
    }
    expect(JSON.stringify([of.careLevel, of.missing, of.guidelines])).toBe(before)
  })
})

test('each comparison and each region has terms to set beside others, none of them negated or out of force', () => {
  const offered = others(rules.guidelines, '2026-11-22', 'X')
  expect(offered.map(({ key }) => key).sort()).toEqual(
    ['AB', 'O', 'compare-ahs-2024', 'compare-ehf-2022', 'compare-finland', 'compare-nice', 'compare-norway'].sort(),
  )
  expect(others(rules.guidelines, '2020-01-01', 'X').map(({ key }) => key)).not.toContain('O')
})

const eva = demo.find(({ name }) => name === 'eva-lindqvist')!
const told3 = ({ numbers, notThere, onlyThere }: ReturnType<typeof differences>) => ({
  numbers: numbers.map(
    ({ there, here }) => `${there.fact} ${there.n}${there.required ? '' : '?'} ${there.verdict}; ${here.n} ${here.verdict}`,
  ),
  notThere: notThere.map(({ fact, n }) => [fact, n].filter((one) => one !== null).join(' ')),
  onlyThere: onlyThere.map(({ fact, n }) => [fact, n].filter((one) => one !== null).join(' ')),
})

/** A limit that is one of several ways is marked with `?`. Eva in Gävleborg: two failed for sure, perhaps more. */
test.each([
  [
    'compare-nice',
    {
      numbers: ['migraineDays 4 met; 8 met', 'preventivesFailed 3 unknown; 2 met'],
      notThere: ['headacheDays 15', 'prescriberIsHeadacheSpecialist'],
      onlyThere: [],
    },
  ],
  [
    'compare-ehf-2022',
    {
      numbers: ['migraineDays 4? met; 8 met'],
      notThere: ['headacheDays 15', 'preventivesFailed 2', 'prescriberIsHeadacheSpecialist'],
      onlyThere: [],
    },
  ],
  [
    'compare-norway',
    {
      numbers: [],
      notThere: ['preventivesFailed 2', 'prescriberIsHeadacheSpecialist'],
      onlyThere: ['preventiveClassesFailedNorway 3', 'headacheDiaryKept'],
    },
  ],
  ['AB', { numbers: [], notThere: [], onlyThere: [] }],
  ['O', { numbers: [], notThere: ['headacheDays 15', 'migraineDays 8', 'prescriberIsHeadacheSpecialist'], onlyThere: [] }],
])('%s differs from here in', async (key, expected) => {
  const of = await eva.judge(eva.given)
  const all: Terms[] = [...of.guidelines, ...(await judgedElsewhere(of, rules.guidelines, [key]))].flatMap(termsOf)
  const there = all.find(({ guideline }) => guideline.id === key || guideline.region === key)!
  expect(told3(differences(there, termsHere(of)))).toEqual(expected)
})
