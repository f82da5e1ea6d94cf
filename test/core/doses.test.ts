/** The table of substances, as a physician reads it: least adequate and plausible doses a day, who counts, what a dose covers. */

import { expect, test } from 'vitest'
import { allergyTo, course, dispense, evaluate, noEffect, notTolerated, request, trialOf } from '../bundle.ts'

/** Milligrams a day: the least that is adequate, the most that can be meant. */
const doses: [substance: string, name: string, least: number, most: number][] = [
  ['C07AB02', 'metoprolol', 100, 400],
  ['C07AA05', 'propranolol', 80, 640],
  ['C07AB03', 'atenolol', 50, 400],
  ['C07AB07', 'bisoprolol', 5, 40],
  ['C07AA06', 'timolol', 20, 120],
  ['C09CA06', 'candesartan', 16, 64],
  ['C09AA03', 'lisinopril', 20, 160],
  ['N06AA09', 'amitriptyline', 25, 300],
  ['N06AX16', 'venlafaxine', 75, 750],
  ['N03AX11', 'topiramate', 50, 1600],
  ['N03AG01', 'valproate', 600, 5000],
  ['N07CA03', 'flunarizine', 5, 40],
]
const tried = async (substance: string, mg: number) => {
  const document = await evaluate([course(substance, '2024-01-10', '2024-08-10', mg, noEffect)])
  return { trial: trialOf(document, substance), problems: document.problems.length }
}

test.each(doses)('%s %s: adequate from %d mg, implausible above %d mg', async (substance, name, least, most) => {
  const [enough, below, plausible, above] = await Promise.all([least, least - 0.5, most, most + 0.5].map((mg) => tried(substance, mg)))
  expect(enough!.trial).toMatchObject({ name, adequate: true, counts: 'yes', weeksAtAdequateDose: 30 })
  expect(below!.trial).toMatchObject({ adequate: false, counts: 'no', weeksAtAdequateDose: 0 })
  expect([plausible!.trial.maxDailyDose, plausible!.problems]).toEqual([{ value: most, unit: 'mg' }, 0])
  expect([above!.trial.maxDailyDose, above!.trial.adequate, above!.problems]).toEqual([null, null, 1])
})

test.each([
  'N06AA10',
  'N02CX01',
  'C08DA01',
  'N02BF01',
  'N03AX09',
  'N06AA04',
  'N06AB03',
  'N06AB04',
  'N06AB05',
  'N06AB06',
  'N06AB08',
  'N06AB10',
])('%s is asked about: it counts only when the clinician says so', async (substance) => {
  const record = [course(substance, '2024-01-10', '2024-08-10', 1, notTolerated)]
  expect(trialOf(await evaluate(record), substance)).toMatchObject({ role: 'preventive', counts: 'unknown', adequate: null })
  const answers = { trials: { [substance]: { outcome: 'notTolerated', by: 'Dr A', date: '2026-11-20' } } }
  expect(trialOf(await evaluate(record, { answers }), substance).counts).toBe('yes')
})

test.each(['N02CX02', 'N02CD01', 'N02CD02', 'N02CD03', 'N02CD05', 'N02CD06', 'N02CD07', 'N02CC08', 'N02BE01', 'M01AE01', 'N02CA52'])(
  '%s does not count',
  async (substance) => {
    expect(trialOf(await evaluate([course(substance, '2024-01-10', '2024-08-10', 1, notTolerated)]), substance).counts).toBe('no')
  },
)

test.each(['N02CC01', 'N02CC02', 'N02CC03', 'N02CC04', 'N02CC05', 'N02CC06', 'N02CC07'])(
  '%s counts among the triptans',
  async (substance) => {
    const { facts } = await evaluate([allergyTo(substance)])
    expect([facts.triptansFailed.low, facts.triptansTried.low, facts.preventivesFailed.low]).toEqual([1, 1, 0])
  },
)
test('lasmiditan is no triptan', async () => {
  const { facts } = await evaluate([course('N02CC08', '2024-01-10', '2024-08-10', 1, notTolerated)])
  expect([facts.triptansFailed.low, facts.triptansTried.low]).toEqual([0, 0])
})

test('a supply of one day is one', async () => {
  expect((await evaluate([dispense('C07AB02', '2026-11-22', 1)])).problems).toEqual([])
  expect((await evaluate([dispense('C07AB02', '2026-11-22', 400)])).problems).toEqual([])
  const none = request('C07AB02', { dispenseRequest: { expectedSupplyDuration: { value: '98', code: 'd' } } })
  expect((await evaluate([none])).problems).toHaveLength(1)
})
