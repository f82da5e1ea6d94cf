/**
 * The list of questions against brute force, for every patient the project tells of: each question on it can change the
 * answer, whoever answers all of them has an answer that nothing changes, and few are needed. The answer is the level of
 * care, its urgency and the leading advice.
 */

import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../src/core/evaluate.ts'
import type { Answers } from '../../src/core/facts.ts'
import { headline } from '../../src/outputs/headline.ts'
import { type Questions, questions } from '../../src/outputs/questions.ts'
import { rules } from '../../src/rules.ts'
import { answering, type Change, replies, valuesOf } from './answering.ts'
import { demo, type Patient, told } from './everyPatient.ts'

/** Written anew here: of several reasons to refer, each sends the same letter to the same place. */
const answerOf = (of: Assessment): string => {
  const first = headline(of)
  return `${of.careLevel.level} ${of.careLevel.urgency} ${first?.recommendation.action === 'refer' ? 'refer' : first?.key}`
}
const asked = (of: Assessment): Questions => questions(of, rules.vocabulary)
const boxes = ({ acute, semiAcute, ticks }: Questions): string[] => [...acute, ...semiAcute, ...ticks]

/** The same numbers in every run. */
function chance(seed: number): <T>(of: readonly T[]) => T {
  let state = seed
  return (of) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return of[Math.floor((state / 2 ** 32) * of.length)]!
  }
}

/** Answers the first question, and "none of these" to the boxes, until nothing is asked; how many questions that took. */
async function toTheEnd(patient: Patient, pick: ReturnType<typeof chance>): Promise<{ answers: Answers; of: Assessment; count: number }> {
  let answers = patient.given
  let count = 0
  for (;;) {
    const of = await patient.judge(answers)
    const open = asked(of)
    const [first] = open.asked
    if (boxes(open).length > 0) answers = answering(Object.fromEntries(boxes(open).map((name) => [name, false])), of.asOf)(answers)
    else if (first) {
      answers = pick(replies(first, of))(answers)
      count++
    } else return { answers, of, count }
    expect(count, `${patient.name} is asked for ever`).toBeLessThan(12)
  }
}

/** Everything else that is open, answered by chance or left. */
function context(of: Assessment, but: object, pick: ReturnType<typeof chance>): Change {
  const open = asked(of)
  const own = 'fact' in but ? [but.fact] : 'facts' in but ? (but.facts as string[]) : []
  const others = [...open.asked, ...open.further].filter((one) => one !== but && !('facts' in one)).map((one) => pick(replies(one, of)))
  const missing = of.missing.filter((name) => !own.includes(name) && rules.vocabulary.facts[name]?.redFlag === undefined)
  const facts = missing.flatMap((name) => {
    const kind = rules.vocabulary.facts[name]!.kind
    if (kind === 'trialCount' || kind === 'provenCount' || pick([true, false, false])) return []
    const values = valuesOf(name, of.facts[name])
    const isRare = rules.vocabulary.facts[name]!.ask === 'tick' && pick([true, true, true, true, true, true, true, true, false])
    return values.length > 0 ? [[name, isRare ? false : pick(values)] as const] : []
  })
  const older = replies({ kind: 'history', fact: 'preventiveHistoryComplete' }, of).slice(1)
  const changes = [...others, ...older].filter(() => pick([true, false]))
  return (answers) => answering(Object.fromEntries(facts), of.asOf)(changes.reduce((all, one) => one(all), answers))
}

const everyone = [...demo, ...told]

describe.each(everyone.map((patient) => [patient.name, patient] as const))('%s', (name, patient) => {
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

  test('when nothing is asked any more, nothing changes the answer', async () => {
    for (const seed of [1, 2]) {
      const { answers, of } = await toTheEnd(patient, chance(seed + name.length))
      const changing: string[] = []
      for (const [fact, definition] of Object.entries(rules.vocabulary.facts)) {
        if (!definition.question || definition.type === 'text') continue
        for (const value of of.facts[fact]?.status === 'known' ? [] : valuesOf(fact, of.facts[fact]))
          if (answerOf(await patient.judge(answering({ [fact]: value }, of.asOf)(answers))) !== answerOf(of))
            changing.push(`${fact} ${value}`)
      }
      expect(changing, answerOf(of)).toEqual([])
    }
  })
})

test('nine patients of ten need three questions at most before the answer stands, whatever they answer', async () => {
  const most = await Promise.all(
    everyone.map(async (patient) => {
      const counts = []
      for (let seed = 0; seed < 12; seed++) counts.push((await toTheEnd(patient, chance(seed))).count)
      return { name: patient.name, worst: Math.max(...counts) }
    }),
  )
  const over = most.filter(({ worst }) => worst > 3)
  expect(over.length / everyone.length, over.map(({ name, worst }) => `${name}: ${worst}`).join(', ')).toBeLessThanOrEqual(0.1)
})
