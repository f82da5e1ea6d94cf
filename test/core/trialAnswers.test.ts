/** What each tap stores, that it can be taken back, and that several older trials of one substance stand side by side. */

import { describe, expect, test } from 'vitest'
import { noAnswers } from '../../src/core/facts.ts'
import { about, type Tap, tapOf, tapped, withTrial } from '../../src/core/trialAnswers.ts'
import { isListed } from '../../src/core/trials.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { assessmentOf, bundleOf, course, evaluate, icd, type Resource, short } from '../bundle.ts'

const stamp = { by: 'A', date: '2026-11-22' }
const metoprolol = (more: object) => [course('C07AB02', '2024-01-10', '2024-08-10', 100, more)]
/** The file that the contract describes, as the app would write it. */
const file = (answers: typeof noAnswers) => ({ trials: JSON.parse(JSON.stringify(answers.trials)) })

async function after(resources: Resource[], taps: Tap[]) {
  let answers = noAnswers
  for (const tap of taps) {
    const { trials } = await assessmentOf(readBundle(bundleOf(resources)), { answers: file(answers) })
    const trial = trials.find((one) => isListed(one))!
    answers = withTrial(answers, 'C07AB02', { ...tapped(trial, tap), ...about(trial) }, stamp)
  }
  const { trials } = await assessmentOf(readBundle(bundleOf(resources)), { answers: file(answers) })
  const trial = trials.find((one) => isListed(one))!
  return { tap: tapOf(trial), forMigraine: trial.forMigraine, counts: trial.counts }
}

describe('taps on a trial of 30 weeks at full dose', () => {
  test.each([
    ['for migraine: no effect', {}, ['noEffect'], { tap: 'noEffect', forMigraine: true, counts: 'yes' }],
    ['for migraine: not tolerated', {}, ['notTolerated'], { tap: 'notTolerated', forMigraine: true, counts: 'yes' }],
    ['for migraine: worked', {}, ['effective'], { tap: 'effective', forMigraine: true, counts: 'no' }],
    ['for migraine: other', {}, ['other'], { tap: 'other', forMigraine: true, counts: 'unknown' }],
    ['for migraine: never', {}, ['never'], { tap: 'never', forMigraine: false, counts: 'no' }],
    ['never, then no effect', {}, ['never', 'noEffect'], { tap: 'noEffect', forMigraine: true, counts: 'yes' }],
    [
      'no effect, never, not tolerated',
      {},
      ['noEffect', 'never', 'notTolerated'],
      { tap: 'notTolerated', forMigraine: true, counts: 'yes' },
    ],
    [
      'no reason in the record: an outcome leaves it open',
      { reasonCode: [] },
      ['noEffect'],
      { tap: 'noEffect', forMigraine: null, counts: 'unknown' },
    ],
    [
      'no reason: never and back leaves it open',
      { reasonCode: [] },
      ['never', 'noEffect'],
      { tap: 'noEffect', forMigraine: null, counts: 'unknown' },
    ],
    [
      'for pressure by the record: an outcome contradicts it',
      { reasonCode: [icd('I10.9')] },
      ['noEffect'],
      { tap: 'noEffect', forMigraine: true, counts: 'yes' },
    ],
    [
      'for pressure: outcome, never, outcome',
      { reasonCode: [icd('I10.9')] },
      ['noEffect', 'never', 'notTolerated'],
      { tap: 'notTolerated', forMigraine: true, counts: 'yes' },
    ],
  ] as const)('%s', async (_, more, taps, expected) => {
    expect(await after(metoprolol(more), [...taps])).toEqual(expected)
  })

  test('an older trial that only the answer made is one for migraine again after "never"', async () => {
    const added = withTrial(noAnswers, 'N03AX11', { outcome: 'noEffect', forMigraine: true, start: '2017' }, stamp)
    const never = withTrial(added, 'N03AX11', { forMigraine: false, start: '2017' }, stamp)
    const { trials } = await assessmentOf(readBundle(bundleOf([])), { answers: file(never) })
    expect(tapped(trials[0]!, 'notTolerated')).toEqual({ outcome: 'notTolerated', forMigraine: true })
  })
})

describe('older trials', () => {
  const trial = (more: object) => ({ outcome: 'noEffect', adequate: true, forMigraine: true, ...stamp, ...more })
  test.each([
    ['of two years', { 'N03AX11@2012': trial({ start: '2012' }), 'N03AX11@2017': trial({ start: '2017' }) }, ['2012', '2017'], 1],
    [
      'of an unknown year beside one of a known',
      { 'N03AX11@older': trial({ another: true }), 'N03AX11@2017': trial({ start: '2017' }) },
      ['2017', null],
      1,
    ],
    [
      'of two substances of unknown year',
      { 'N03AX11@older': trial({ another: true }), 'C09CA06@older': trial({ another: true }) },
      [null, null],
      2,
    ],
  ])('%s survive a file and count each substance once', async (_, trials, starts, failed) => {
    const document = await evaluate([], { answers: { trials } })
    expect(document.trials.map(({ start }: { start: string | null }) => start)).toEqual(starts)
    expect(document.facts.preventivesFailedProven.value).toBe(failed)
  })

  test('of unknown year, beside one in the record: the record’s own is left as it is', async () => {
    const document = await evaluate(metoprolol({}), {
      answers: { trials: { 'C07AB02@older': trial({ another: true, outcome: 'notTolerated' }) } },
    })
    expect(document.trials.map(({ outcome, counts }: { outcome: string; counts: string }) => `${outcome} ${counts}`)).toEqual([
      'unknown unknown',
      'notTolerated yes',
    ])
    expect(short(document.facts.preventivesFailed)).toBe('1..?')
  })

  test('the answer that names a trial wins over the one for the substance, in either order', async () => {
    const pair = [
      ['C07AB02', trial({ outcome: 'effective' })],
      ['C07AB02@2024-01-10', trial({ start: '2024-01-10' })],
    ] as const
    for (const trials of [pair, pair.toReversed()]) {
      const document = await evaluate(metoprolol({}), { answers: { trials: Object.fromEntries(trials) } })
      expect(document.trials.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['noEffect'])
    }
  })

  test.each([
    ['a start that is no date', { start: 'older' }],
    ['another that is no yes or no', { another: 'yes' }],
  ])('%s is refused', async (_, more) => {
    await expect(evaluate([], { answers: { trials: { N03AX11: trial(more) } } })).rejects.toThrow(/wrongKind/)
  })
})
