/** Contract §5.3: what falls due in an advanced treatment. */

import { expect, test } from 'vitest'
import { ago, coding, type Document, dispense, evaluate, forMigraine, given, months, type Resource, request } from '../bundle.ts'

const due = async (resources: Resource[], what: string) =>
  (await evaluate(resources)).followUp.filter((one: Document) => one.what === what).map((one: Document) => [one.due, one.overdue])

const units = (on: string) => given('M03AX01', on, 155, forMigraine, 'U')
test.each<[string, Resource[], unknown[]]>([
  ['erenumab: 28 days', [given('N02CD01', '2026-11-01', 140)], [['2026-11-29', false]]],
  ['… after the last dose known', [given('N02CD01', '2026-10-01', 140), given('N02CD01', '2026-10-29', 140)], [['2026-11-26', false]]],
  ['on the day it is not overdue', [given('N02CD01', '2026-10-25', 140)], [['2026-11-22', false]]],
  ['the day after it is', [given('N02CD01', '2026-10-24', 140)], [['2026-11-21', true]]],
  ['galcanezumab: a calendar month', [given('N02CD02', '2026-10-31', 120)], [['2026-11-30', false]]],
  ['fremanezumab 225 mg: a month', [given('N02CD03', '2026-11-10', 225)], [['2026-12-10', false]]],
  ['fremanezumab 675 mg: three', [given('N02CD03', '2026-11-10', 675)], [['2027-02-10', false]]],
  [
    '… from three pens',
    ['09:00', '09:01', '09:02'].map((time) => given('N02CD03', `2026-11-10T${time}:00+01:00`, 225)),
    [['2027-02-10', false]],
  ],
  ['fremanezumab of unknown dose: no date', [given('N02CD03', '2026-11-10', null)], []],
  ['eptinezumab: 84 days', [given('N02CD05', '2026-11-01', 100)], [['2027-01-24', false]]],
  ['botulinum toxin: 84 days', [units('2026-11-01')], [['2027-01-24', false]]],
  ['only ordered: no date', [request('N02CD01', { authoredOn: '2026-11-01' })], []],
  ['only handed out: no dose known', [request('N02CD01', { authoredOn: '2026-11-01' }), dispense('N02CD01', '2026-11-02', 28)], []],
  ['atogepant has no doses to give', [request('N02CD07', { authoredOn: '2026-11-01' })], []],
  ['not ongoing', [given('N02CD01', ago(200), 140)], []],
  [
    'botulinum toxin for something else',
    [given('M03AX01', '2026-11-01', 155, { reasonCode: [coding('http://hl7.org/fhir/sid/icd-10-se', 'G24.3')] }, 'U')],
    [],
  ],
])('next dose: %s', async (_, resources, expected) => expect(await due(resources, 'dose')).toEqual(expected))

const erenumab = (on: string) => request('N02CD01', { authoredOn: on })
test.each<[string, Resource[], unknown[]]>([
  ['three calendar months after the first dose', [erenumab('2026-09-01')], [['2026-12-01', false]]],
  [
    'eptinezumab again at six, both from the start',
    [given('N02CD05', '2026-11-01', 100)],
    [
      ['2027-02-01', false],
      ['2027-05-01', false],
    ],
  ],
  [
    'listed until a complete month has ended after it',
    [erenumab('2026-06-15'), ...months('2026-08', 'headache-days', [9])],
    [['2026-09-15', true]],
  ],
  ['… that month', [erenumab('2026-06-15'), ...months('2026-09', 'headache-days', [9])], []],
  ['botulinum toxin: not before the third round', [units('2026-06-01'), units('2026-08-24')], []],
  ['… 84 days after it', [units('2026-03-09'), units('2026-06-01'), units('2026-08-24')], [['2026-11-16', true]]],
])('evaluation: %s', async (_, resources, expected) => expect(await due(resources, 'evaluation')).toEqual(expected))

test('a review of a pause at twelve months, a yearly one each twelve', async () => {
  const record = [erenumab('2025-06-01'), request('N02CD01', { authoredOn: '2026-11-01' })]
  expect(await due(record, 'pauseReview')).toEqual([['2026-06-01', true]])
  expect(await due(record, 'yearlyReview')).toEqual([['2027-06-01', false]])
  expect(await due([erenumab('2026-06-01')], 'pauseReview')).toEqual([['2027-06-01', false]])
})

test('no advanced treatment, nothing due', async () =>
  expect((await evaluate([request('C07AB02', { authoredOn: '2026-11-01', ...forMigraine })])).followUp).toEqual([]))
