/** Facts that safety rules and comparisons ask for beside those of the contract. */

import { answered, condition, course, dosage, forMigraine, MIG, noEffect, notTolerated, pressure, request, sct, within } from '../bundle.ts'
import { table } from './facts.ts'

const clonidine = course('N02CX02', '2025-01-01', '2025-06-01', null, notTolerated)
const contraindicated = { statusReason: sct('395008009') }

table('raised blood pressure', [
  [
    'twice 140',
    [pressure(140, 80, '2026-11-01'), pressure(142, 85, '2026-10-01')],
    { raisedBloodPressure: true, uncontrolledHypertension: false },
  ],
  ['twice 90 below', [pressure(130, 90, '2026-11-01'), pressure(130, 91, '2026-10-01')], { raisedBloodPressure: true }],
  ['once', [pressure(145, 80, '2026-11-01')], { raisedBloodPressure: 'notRecorded' }],
  ['once 180', [pressure(180, 80, '2026-11-01')], { raisedBloodPressure: true, uncontrolledHypertension: true }],
  ['latest 139/89', [pressure(139, 89, '2026-11-01'), pressure(150, 95, '2026-10-01')], { raisedBloodPressure: false }],
  ['none', [], { raisedBloodPressure: 'notRecorded' }],
  ['answered', [], { raisedBloodPressure: false }, { answers: { raisedBloodPressure: answered(false) } }],
  ['uncontrolled hypertension denied', [], { raisedBloodPressure: false }, { answers: { uncontrolledHypertension: answered(false) } }],
  [
    'denied, but raised twice',
    [pressure(140, 80, '2026-11-01'), pressure(142, 85, '2026-10-01')],
    { raisedBloodPressure: true },
    { answers: { uncontrolledHypertension: answered(false) } },
  ],
])

const metoclopramide = (start: string, more: object = {}, line: object = {}) =>
  request('A03FA01', { authoredOn: start, dosageInstruction: [dosage(10, { frequency: 3, ...within(start), ...more }, line)] })
table('metoclopramide regularly', [
  ['for two months', [metoclopramide('2026-09-22')], { metoclopramideContinuous: true, metoclopramideOngoing: true }],
  ['for six days, both counted', [metoclopramide('2026-11-17')], { metoclopramideContinuous: true }],
  ['for five days', [metoclopramide('2026-11-18')], { metoclopramideContinuous: false }],
  [
    'as needed',
    [metoclopramide('2026-09-22', {}, { asNeededBoolean: true })],
    { metoclopramideContinuous: false, metoclopramideOngoing: true },
  ],
  ['no dose known', [request('A03FA01', { authoredOn: '2026-09-22' })], { metoclopramideContinuous: 'notRecorded' }],
  ['none', [MIG], { metoclopramideContinuous: false }],
])

table('other drugs', [
  ['ciclosporin', [request('L04AD01')], { oatpInhibitorOngoing: true }],
  ['none', [MIG], { oatpInhibitorOngoing: false }],
  ['acetylsalicylic acid is an NSAID', [request('N02BA01')], { nsaidOngoing: true }],
  ['sumatriptan with naproxen is both', [request('N02CC51')], { nsaidOngoing: true, sumatriptanOngoing: true }],
  ['sumatriptan ruled out', [MIG, condition('I63.9')], { sumatriptanRuledOut: true }],
  ['sumatriptan: silence on the diseases proves nothing', [MIG], { sumatriptanRuledOut: 'notRecorded' }],
])

const complete = { answers: { preventiveHistoryComplete: answered(true) } }
table('counted abroad', [
  ['clonidine counts in Norway only', [clonidine], { preventiveClassesFailedNorway: 1, preventivesFailed: 0 }, complete],
  [
    'two beta-blockers are one class',
    [course('C07AB02', '2024-01-01', '2024-06-01', 100, noEffect), course('C07AA05', '2025-01-01', '2025-06-01', 80, noEffect)],
    { preventiveClassesFailedNorway: 1, preventivesFailed: 2 },
    complete,
  ],
  [
    'candesartan and lisinopril are a class each',
    [course('C09CA06', '2024-01-01', '2024-06-01', 16, noEffect), course('C09AA03', '2025-01-01', '2025-06-01', 20, noEffect)],
    { preventiveClassesFailedNorway: 2, preventiveGroupsFailed: 1 },
    complete,
  ],
  ['not said to be complete: one at least', [clonidine], { preventiveClassesFailedNorway: '1..?' }],
  [
    'contraindicated counts in Finland only',
    [request('N06AA09', { status: 'stopped', authoredOn: '2025-01-01', ...forMigraine, ...contraindicated })],
    { preventivesFailedOrContraindicated: 1, preventivesFailed: '0..1' },
    complete,
  ],
])
