/** What would change a verdict, against the engine itself: supposed so, it is met. */

import { describe, expect, test } from 'vitest'
import { assess } from '../../src/core/assess.ts'
import { suppose } from '../../src/core/suppose.ts'
import { changesToAdvise, changesToMeet, changeText } from '../../src/outputs/change.ts'
import { rules } from '../../src/rules.ts'
import { demo, told } from './everyPatient.ts'

/**
 * What no single change could do, so that nothing is told: "another drug than botulinum toxin" is no value that a fact
 * could take, and whose migraine is chronic only before a treatment cannot be without it and still have frequent attacks.
 */
const untold = [
  'notBotulinumToxin',
  'evaluateResponse',
  'stopForLackOfEffect',
  'considerDoseIncrease',
  'startPreventive',
  'tryAnotherPreventive',
]

describe.each([...demo, ...told].map((patient) => [patient.name, patient] as const))('%s', (_, patient) => {
  test('every criterion and advice that is not met would be met, with the changes told', async () => {
    const of = await patient.judge(patient.given)
    const cannot: string[] = []
    for (const judged of of.guidelines) {
      const judge = assess(judged.guideline, of.asOf)
      for (const kind of ['criteria', 'recommendations'] as const)
        for (const one of judged[kind]) {
          const changes = kind === 'criteria' ? changesToMeet(one.explanation) : changesToAdvise(judged, one.explanation)
          if (one.verdict === 'met') expect(changes).toEqual([])
          else {
            if (changes === null) {
              cannot.push(one.id)
              continue
            }
            const after = await judge(suppose(of.facts, Object.fromEntries(changes.map(({ fact, to }) => [fact, to]))))
            expect(after[kind].find(({ id }) => id === one.id)?.verdict, `${judged.guideline.id}/${one.id}`).toBe('met')
            for (const change of changes)
              for (const lang of ['sv', 'en'] as const)
                expect(changeText(change, of.facts, rules, lang)).not.toMatch(/[{}]|undefined|null|NaN/)
          }
        }
    }
    expect(cannot.filter((id) => !untold.includes(id))).toEqual([])
  })
})

test.each([
  [
    'one preventive short',
    'hanna-ceder',
    'tlv-cgrp-antibodies',
    'twoPreventivesFailed',
    '1 förebyggande läkemedel till som inte hjälper i verksam dos i minst 8 veckor, eller som inte tolereras',
  ],
  ['sixteen years old', 'alva-svensson', 'tlv-cgrp-antibodies', 'adult', 'Ålder: 16, minst 18 krävs'],
  [
    'no diary',
    'maja-wikstrom',
    'referral-to-neurology',
    'diaryThreeMonths',
    'Månader i följd med dagboksuppgift: finns inte i journalen, minst 3 krävs',
  ],
])('%s', async (_, name, guideline, criterion, told) => {
  const patient = demo.find((one) => one.name === name)!
  const of = await patient.judge(patient.given)
  const { criteria } = of.guidelines.find((one) => one.guideline.id === guideline)!
  const changes = changesToMeet(criteria.find(({ id }) => id === criterion)!.explanation)!
  expect(changes.map((one) => changeText(one, of.facts, rules, 'sv'))).toEqual([told])
})
