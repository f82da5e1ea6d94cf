/** Asking a patient of the project's to the end, by chance and by brute force: what the tests of the questions share. */

import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../src/core/evaluate.ts'
import type { Answers } from '../../src/core/facts.ts'
import { headline } from '../../src/outputs/headline.ts'
import { type Questions, questions } from '../../src/outputs/questions.ts'
import { rules } from '../../src/rules.ts'
import { answering, type Change, replies, valuesOf } from './answering.ts'
import type { Patient } from './everyPatient.ts'

/** Written anew here: of several reasons to refer, each sends the same letter to the same place. */
export const answerOf = (of: Assessment): string => {
  const first = headline(of)
  return `${of.careLevel.level} ${of.careLevel.urgency} ${first?.recommendation.action === 'refer' ? 'refer' : first?.key}`
}
export const asked = (of: Assessment): Questions => questions(of, rules)
const boxes = ({ acute, semiAcute, ticks }: Questions): string[] => [...acute, ...semiAcute, ...ticks]

/** The same numbers in every run. */
export function chance(seed: number): <T>(of: readonly T[]) => T {
  let state = seed
  return (of) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return of[Math.floor((state / 2 ** 32) * of.length)]!
  }
}

/** Judges the same answers once, however often they are given. */
export function once(judge: Patient['judge']): Patient['judge'] {
  const judged = new Map<string, ReturnType<Patient['judge']>>()
  return (answers) => {
    const key = JSON.stringify(answers)
    const of = judged.get(key) ?? judge(answers)
    judged.set(key, of)
    return of
  }
}

/** Answers the first question, and "none of these" to the boxes, until nothing is asked; how many questions that took. */
export async function toTheEnd(
  patient: Patient,
  pick: ReturnType<typeof chance>,
): Promise<{ answers: Answers; of: Assessment; count: number }> {
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
export function context(of: Assessment, but: object, pick: ReturnType<typeof chance>): Change {
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

/** Whoever answers all that is asked has an answer that nothing changes; the tests of it, for these patients. */
export function standsAtTheEnd(patients: readonly Patient[]): void {
  describe.each(patients.map((patient) => [patient.name, patient] as const))('%s', (name, patient) => {
    test('when nothing is asked any more, nothing changes the answer', async () => {
      const ends = new Map<string, Awaited<ReturnType<typeof toTheEnd>>>()
      for (const seed of [1, 2]) {
        const end = await toTheEnd(patient, chance(seed + name.length))
        ends.set(JSON.stringify(end.answers), end)
      }
      for (const { answers, of } of ends.values()) {
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
}
