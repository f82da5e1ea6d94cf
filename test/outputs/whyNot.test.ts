/** Advice that is not given now: which is told, and the referral that lies nearest. */

import { describe, expect, test } from 'vitest'
import { assess } from '../../src/core/assess.ts'
import { suppose } from '../../src/core/suppose.ts'
import { changeText } from '../../src/outputs/change.ts'
import { nearestReferral, notNow } from '../../src/outputs/whyNot.ts'
import { rules } from '../../src/rules.ts'
import { demo, told } from './everyPatient.ts'

const everyone = [...demo, ...told].map((patient) => [patient.name, patient] as const)

describe.each(everyone)('%s', (_, patient) => {
  test('what is told has a verdict other than met, asks for no other past, and is no hazard', async () => {
    const of = await patient.judge(patient.given)
    for (const judged of of.guidelines)
      for (const { recommendation, changes } of notNow(judged, of.facts, rules.vocabulary)) {
        expect(recommendation.verdict).not.toBe('met')
        expect(recommendation.severity ?? 'inform').toBe('inform')
        for (const { fact, to } of changes ?? []) {
          const now = of.facts[fact]!
          if (['age', 'preventivesFailed', 'preventivesTried'].includes(fact) && now.status === 'known')
            expect(Number(to)).toBeGreaterThan(Number(now.value))
        }
      }
  })

  test('the nearest referral would be advised with its changes; there is none where care is at neurology or one is met', async () => {
    const of = await patient.judge(patient.given)
    const nearest = nearestReferral(of, rules.vocabulary)
    const isReferred = of.guidelines.some(
      ({ inForce, recommendations }) => inForce && recommendations.some(({ action, verdict }) => action === 'refer' && verdict === 'met'),
    )
    if (isReferred || ['neurology', 'paediatrics', 'emergency'].includes(of.careLevel.level)) return expect(nearest).toBeNull()
    if (!nearest) return
    const after = await assess(
      nearest.guideline,
      of.asOf,
    )(suppose(of.facts, Object.fromEntries(nearest.changes!.map(({ fact, to }) => [fact, to]))))
    expect(after.recommendations.find(({ id }) => id === nearest.recommendation.id)?.verdict).toBe('met')
  })
})

test.each([
  [
    'jonas-rydell',
    'referToNeurologyGavle',
    ['2 förebyggande läkemedel till som inte hjälper i verksam dos i minst 8 veckor, eller som inte tolereras'],
  ],
  [
    'maja-wikstrom',
    'referForInadequateEffect',
    [
      '1 förebyggande läkemedel till som inte hjälper i verksam dos i minst 8 veckor, eller som inte tolereras',
      'Migrändagar per månad: finns inte i journalen, minst 4 krävs',
    ],
  ],
])('nearest for %s: %s', async (name, advice, lacks) => {
  const patient = demo.find((one) => one.name === name)!
  const of = await patient.judge(patient.given)
  const nearest = nearestReferral(of, rules.vocabulary)!
  expect(nearest.recommendation.id).toBe(advice)
  expect(nearest.changes!.map((one) => changeText(one, of.facts, rules, 'sv'))).toEqual(lacks)
})
