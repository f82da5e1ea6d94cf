/** Whatever is supposed, and however much: what was truly said comes back as it was, to the byte. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Answering,
  changed,
  leaving,
  nothingSaid,
  now,
  putAside,
  supposing,
  withFacts,
  withoutFacts,
  withoutTrial,
} from '../../src/app/answering.ts'
import { withMonths } from '../../src/core/monthAnswers.ts'
import { withTrial } from '../../src/core/trialAnswers.ts'

const stamp = { by: 'user', date: '2026-11-22' }
const name = fc.constantFrom('headacheDays', 'migraineDays', 'attacks')
const substance = fc.constantFrom('C07AB02', 'N06AA09')
type Step = (of: Answering) => Answering
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(name, fc.nat(31)).map(
    ([name, value]): Step =>
      (of) =>
        changed(of, { answers: withFacts(now(of).answers, { [name]: value }, stamp) }),
  ),
  name.map(
    (name): Step =>
      (of) =>
        changed(of, { answers: withoutFacts(now(of).answers, [name]) }),
  ),
  substance.map(
    (one): Step =>
      (of) =>
        changed(of, { answers: withTrial(now(of).answers, one, { outcome: 'noEffect' }, stamp) }),
  ),
  substance.map(
    (one): Step =>
      (of) =>
        changed(of, { answers: withoutTrial(now(of).answers, one) }),
  ),
  fc.tuple(name, fc.option(fc.nat(31))).map(
    ([name, value]): Step =>
      (of) =>
        changed(of, { answers: withMonths(now(of).answers, { '2026-10': { [name]: value } }, stamp) }),
  ),
  fc.tuple(substance, fc.boolean()).map(
    ([key, isAside]): Step =>
      (of) =>
        changed(of, { dismissed: putAside(now(of).dismissed, key, isAside) }),
  ),
  fc.constantFrom('gp' as const, 'neurologist' as const).map(
    (role): Step =>
      (of) =>
        changed(of, { role }),
  ),
)
const after = (steps: readonly Step[], of: Answering): Answering => steps.reduce((before, one) => one(before), of)

test('the what-if mode begins with what was said, changes a copy, and leaves no trace', () => {
  fc.assert(
    fc.property(fc.array(step), fc.array(step), (truly, supposed) => {
      const before = after(truly, nothingSaid)
      const written = JSON.stringify(before.said)
      const entered = supposing(before)
      expect(now(entered)).toEqual(before.said)
      const within = after(supposed, entered)
      expect(JSON.stringify(within.said)).toBe(written)
      expect(now(within)).toEqual(now(after(supposed, before)))
      const left = leaving(within)
      expect(left.supposed).toBeNull()
      expect(JSON.stringify(now(left))).toBe(written)
    }),
  )
})
