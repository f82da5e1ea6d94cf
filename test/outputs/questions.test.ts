/**
 * The list of questions against brute force, for every patient the project tells of: each question on it can change the
 * answer, and few are needed. That nothing changes the answer of whoever answers all of them: questions-end-*.test.ts.
 * The answer is the level of care, its urgency and the leading advice.
 */

import { describe, expect, test } from 'vitest'
import { replies } from './answering.ts'
import { answerOf, asked, chance, context, once, toTheEnd } from './asking.ts'
import { demo, told } from './everyPatient.ts'

const everyone = [...demo, ...told]

describe.each(everyone.map((patient) => [patient.name, patient] as const))('%s', (_, patient) => {
  test('each question on the list can change the answer', async () => {
    const of = await patient.judge(patient.given)
    for (const question of asked(of).asked) {
      const pick = chance(7)
      const answers = new Set<string>()
      for (let tries = 0; tries < 2_000 && answers.size < 2; tries++) {
        answers.clear()
        const others = tries === 0 ? patient.given : context(of, question, pick)(patient.given)
        const possible = replies(question, of)
        for (const reply of possible.length <= 4 ? possible : [pick(possible), pick(possible), pick(possible), pick(possible)])
          answers.add(answerOf(await patient.judge(reply(others))))
      }
      expect(
        answers.size,
        JSON.stringify(question, (key, value) => (key === 'trial' ? undefined : value)),
      ).toBeGreaterThan(1)
    }
  })
})

test('nine patients of ten need three questions at most before the answer stands, whatever they answer', async () => {
  const most = await Promise.all(
    everyone.map(async (patient) => {
      const counts = []
      const remembering = { ...patient, judge: once(patient.judge) }
      for (let seed = 0; seed < 12; seed++) counts.push((await toTheEnd(remembering, chance(seed))).count)
      return { name: patient.name, worst: Math.max(...counts) }
    }),
  )
  const over = most.filter(({ worst }) => worst > 3)
  expect(over.length / everyone.length, over.map(({ name, worst }) => `${name}: ${worst}`).join(', ')).toBeLessThanOrEqual(0.1)
})
