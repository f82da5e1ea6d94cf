/** `drugs`: each judged by the safety rules as if it were taken, and what rests on it. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluator } from '../../src/core/evaluate.ts'
import { given } from '../../src/core/facts.ts'
import { suppose } from '../../src/core/suppose.ts'
import { rules } from '../../src/rules.ts'
import {
  answered,
  CHRONIC,
  condition,
  course,
  type Document,
  evaluate,
  METO_FAIL,
  MIG,
  patient,
  type Resource,
  request,
  short,
  verdict,
} from '../bundle.ts'

const of = (document: Document, substance: string) => document.drugs.find((one: { substance: string }) => one.substance === substance)
const no = (...facts: string[]) => Object.fromEntries(facts.map((name) => [name, answered(false)]))
const man = patient({ gender: 'male' })

test('lists acute, preventive and advanced drugs with their line, each once', async () => {
  const { drugs } = await evaluate([MIG])
  const line = (use: string, n: number) =>
    drugs.filter((one: Document) => one.use === use && one.line === n).map(({ substance }: Document) => substance)
  expect(line('preventive', 1).sort()).toEqual(['C07AB02', 'C09CA06', 'N06AA09'])
  expect(line('preventive', 2)).toEqual(['N03AX11'])
  expect(line('acute', 1)).toEqual(expect.arrayContaining(['N02BE01', 'M01AE01']))
  expect(line('acute', 2)).toEqual(expect.arrayContaining(['N02CC01', 'N02CC07']))
  expect(line('acute', 3)).toEqual(['N02CD06'])
  expect(line('advanced', 3).sort()).toEqual(['M03AX01', 'N02CD01', 'N02CD02', 'N02CD03', 'N02CD05', 'N02CD07'])
  expect(new Set(drugs.map(({ substance }: Document) => substance)).size).toBe(drugs.length)
})

type Row = [says: string, resources: Resource[], substance: string, expected: Document, options?: { answers?: object }]
const rows: Row[] = [
  [
    'nothing known speaks against paracetamol, and nothing is asked',
    [MIG],
    'N02BE01',
    { verdict: 'nothingFound', because: [], missing: [] },
  ],
  [
    'asthma: metoprolol with caution',
    [MIG, condition('J45.9')],
    'C07AB02',
    { verdict: 'caution', because: ['drug-safety/betaBlockerWithAsthma'] },
  ],
  [
    'AV block: metoprolol ruled out',
    [MIG, condition('I44.2')],
    'C07AB02',
    { verdict: 'ruledOut', because: ['drug-safety/betaBlockerWithHeartBlock'] },
  ],
  [
    'infarction: every triptan ruled out',
    [MIG, condition('I21.9')],
    'N02CC07',
    { verdict: 'ruledOut', because: ['drug-safety/triptanWithCardiovascularDisease'] },
  ],
  [
    'planning pregnancy: candesartan with caution',
    [MIG],
    'C09CA06',
    { verdict: 'caution', because: ['drug-safety/raasInhibitorPlanningPregnancy'] },
    { answers: { planningPregnancy: answered(true) } },
  ],
  [
    'pregnant: candesartan ruled out',
    [MIG],
    'C09CA06',
    { verdict: 'ruledOut', because: ['drug-safety/raasInhibitorInPregnancy'] },
    { answers: { pregnant: answered(true), planningPregnancy: answered(false) } },
  ],
  [
    'can become pregnant: information only',
    [MIG],
    'C09CA06',
    { verdict: 'nothingFound', because: [], missing: ['planningPregnancy', 'pregnant'] },
  ],
  ['a man needs no question about pregnancy', [man, MIG], 'C09CA06', { verdict: 'nothingFound', missing: [] }],
  [
    'no contraception: topiramate ruled out',
    [MIG],
    'N03AX11',
    { verdict: 'ruledOut', because: ['drug-safety/topiramateWithoutContraception'] },
    { answers: no('highlyEffectiveContraception') },
  ],
  [
    'kidney stones: topiramate with caution',
    [man, MIG, condition('N20.0')],
    'N03AX11',
    { verdict: 'caution', missing: ['depression', 'glaucoma'] },
  ],
  [
    'a hazard of another drug says nothing of this one',
    [MIG, condition('J45.9'), request('C07AA05')],
    'C09CA06',
    { verdict: 'nothingFound' },
  ],
  [
    'propranolol now and asthma: metoprolol is judged by itself',
    [MIG, condition('J45.9'), request('C07AA05')],
    'C07AB02',
    { verdict: 'caution' },
  ],
  ['depression and a beta-blocker: information only', [MIG, condition('F32.1')], 'C07AB02', { verdict: 'nothingFound', because: [] }],
  [
    'selegiline: sumatriptan ruled out',
    [MIG, request('N04BD01')],
    'N02CC01',
    { verdict: 'ruledOut', because: ['drug-safety/triptanWithMaoInhibitor'] },
  ],
  ['selegiline: zolmitriptan with caution', [MIG, request('N04BD01')], 'N02CC03', { verdict: 'caution' }],
  ['selegiline: eletriptan, information only', [MIG, request('N04BD01')], 'N02CC06', { verdict: 'nothingFound' }],
  [
    'warfarin: no NSAID, ASA among them',
    [MIG, request('B01AA03')],
    'N02BA01',
    { verdict: 'caution', because: ['drug-safety/nsaidUnsuitable'] },
  ],
  [
    'a stroke within the year: antibodies with caution',
    [MIG, condition('I63.9', { onsetDateTime: '2026-06-01' })],
    'N02CD03',
    { verdict: 'caution', because: ['drug-safety/antibodyWithCardiovascularDisease'] },
  ],
  [
    'an old stroke: information only',
    [MIG, condition('I63.9', { onsetDateTime: '2020-06-01' })],
    'N02CD03',
    { verdict: 'nothingFound', because: [] },
  ],
  ['myasthenia: botulinum toxin ruled out', [MIG, condition('G70.0')], 'M03AX01', { verdict: 'ruledOut' }],
  ['clarithromycin: rimegepant with caution', [MIG, request('J01FA09', { authoredOn: '2026-11-15' })], 'N02CD06', { verdict: 'caution' }],
  ['tried for migraine', [MIG, METO_FAIL], 'C07AB02', { tried: 'yes' }],
  ['silence does not say untried', [MIG], 'C07AB02', { tried: 'unknown' }],
  ['a complete history does', [MIG], 'C07AB02', { tried: 'no' }, { answers: { preventiveHistoryComplete: answered(true) } }],
  [
    'taken for something else',
    [
      MIG,
      course('C09CA06', '2024-01-01', null, 16, {
        reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', code: 'I10' }] }],
      }),
    ],
    'C09CA06',
    { tried: 'no' },
    { answers: { preventiveHistoryComplete: answered(true) } },
  ],
]
test.each(rows)('%s', async (_, resources, substance, expected, options = {}) => {
  const found = of(await evaluate(resources, options), substance)
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]))).toEqual(expected)
})

describe('before an antibody', () => {
  const asked = [
    'pregnant',
    'planningPregnancy',
    'breastfeeding',
    'highlyEffectiveContraception',
    'cardiovascularDisease',
    'vascularEventWithinYear',
    'systolic',
    'raynaud',
  ]
  test('what is asked and nobody knows stands in missing', async () => {
    const document = await evaluate([MIG, ...CHRONIC])
    for (const substance of ['N02CD01', 'N02CD02', 'N02CD03', 'N02CD05'])
      expect(of(document, substance).missing).toEqual(expect.arrayContaining(asked))
    expect(of(document, 'N02CD01').missing).toEqual(expect.arrayContaining(['latexAllergy', 'constipation']))
    expect(of(document, 'N02CD05').missing).toContain('fructoseIntolerance')
    expect(of(document, 'N02CD02').missing).not.toContain('latexAllergy')
    expect(of(document, 'N02CD02').missing).not.toContain('headacheDays')
  })
  test('it never stands in the top list for that reason alone', async () =>
    expect((await evaluate([MIG, ...CHRONIC])).missing).not.toContain('raynaud'))
  test('contraception is not asked of a man', async () =>
    expect(of(await evaluate([man, MIG]), 'N02CD02').missing).not.toContain('highlyEffectiveContraception'))
})

describe('first-line preventives left', () => {
  const left = async (resources: Resource[], answers: object = {}) =>
    short((await evaluate(resources, { answers })).facts.firstLinePreventivesLeft)
  const checked = { ...no('asthma', 'avBlock', 'longQtOrArrhythmia', 'cardiovascularDisease', 'glaucoma', 'urinaryRetention') }
  const complete = { preventiveHistoryComplete: answered(true) }
  test('nothing known: none to three', async () => expect(await left([man, MIG])).toBe('0..3'))
  test('one failed: two at most', async () => expect(await left([man, MIG, METO_FAIL])).toBe('0..2'))
  test('one unsuitable: two at most', async () => expect(await left([man, MIG, condition('J45.9')])).toBe('0..2'))
  test('all checked and none tried: three', async () => expect(await left([man, MIG], { ...checked, ...complete })).toBe(3))
  test('all checked, one failed: two', async () => expect(await left([man, MIG, METO_FAIL], { ...checked, ...complete })).toBe(2))
  test('all checked, history open: none to three', async () => expect(await left([man, MIG], checked)).toBe('0..3'))
  test('none left refers, one failed', async () => {
    const document = await evaluate([MIG, METO_FAIL, condition('I47.9'), ...CHRONIC], { answers: { planningPregnancy: answered(true) } })
    expect(short(document.facts.firstLinePreventivesLeft)).toBe(0)
    expect(verdict(document, 'referral-to-neurology/referForComplicatingCondition')).toBe('met')
  })
  test('an answer stands', async () => expect(await left([man, MIG], { firstLinePreventivesLeft: answered(1) })).toBe(1))
})

describe('sumatriptan tablets first', () => {
  const NEW = request('N02CC04', { authoredOn: '2026-11-01' })
  const tried = { answers: { sumatriptanTabletsTried: answered(false) } }
  const first = async (resources: Resource[], options: object) =>
    verdict(await evaluate(resources, options), 'tlv-triptans/tryGenericSumatriptanFirst')
  test('a new rizatriptan, sumatriptan not tried, nothing speaks against it', async () => {
    const { drugs } = await evaluate([MIG, NEW], tried)
    const { missing } = drugs.find(({ substance }: { substance: string }) => substance === 'N02CC01')
    const asked = Object.fromEntries(missing.map((fact: string) => [fact, answered(false)]))
    expect(await first([MIG, NEW], { answers: { ...tried.answers, ...asked } })).toBe('met')
  })
  test('… while a disease that could rule it out is open, so is the advice', async () =>
    expect(await first([MIG, NEW], tried)).toBe('unknown'))
  test('nobody asked', async () => expect(await first([MIG, NEW], {})).toBe('unknown'))
  test('contraindicated', async () => expect(await first([MIG, NEW, condition('I63.9')], tried)).toBe('notMet'))
})

describe('supposing', () => {
  test('leaves the patient as he is', () => {
    const facts = { pregnant: given(false) }
    expect(suppose(facts, { pregnant: true })['pregnant']).toEqual(given(true))
    expect(facts.pregnant).toEqual(given(false))
  })
  test('refuses a fact that does not exist', () => expect(() => suppose({}, { pregnant: true })).toThrow('no fact pregnant'))
  test('knowledge without safety rules judges no drug', () => {
    const guidelines = rules.guidelines.filter(({ id }) => id !== 'drug-safety')
    expect(() => evaluator({ ...rules, guidelines }, '2026-11-22', null)).not.toThrow()
  })
})

describe('as facts become known', () => {
  const hazards = [
    'asthma',
    'avBlock',
    'longQtOrArrhythmia',
    'glaucoma',
    'urinaryRetention',
    'cardiovascularDisease',
    'vascularEventWithinYear',
    'depression',
  ]
  const others = [
    'kidneyStones',
    'pregnant',
    'planningPregnancy',
    'highlyEffectiveContraception',
    'uncontrolledHypertension',
    'severeHepaticImpairment',
  ]
  const known = fc.dictionary(
    fc.constantFrom(...hazards, ...others, 'pepticUlcer', 'myasthenia', 'latexAllergy', 'preventiveHistoryComplete'),
    fc.boolean(),
    { minKeys: 1, maxKeys: 12 },
  )
  const order = ['nothingFound', 'caution', 'ruledOut']
  const given = (facts: Record<string, boolean>) =>
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, answered(value)]))
  test('a drug is never judged milder, asks less, and the first choices left lie within what was said', () =>
    fc.assert(
      fc.asyncProperty(known, fc.nat(), async (all, n) => {
        const names = Object.keys(all)
        const some = Object.fromEntries(names.slice(0, n % names.length).map((name) => [name, all[name]!]))
        const [before, after] = [
          await evaluate([MIG, METO_FAIL], { answers: given(some) }),
          await evaluate([MIG, METO_FAIL], { answers: given(all) }),
        ]
        for (const one of before.drugs) {
          const later = of(after, one.substance)
          expect(order.indexOf(later.verdict)).toBeGreaterThanOrEqual(order.indexOf(one.verdict))
          expect(later.because).toEqual(expect.arrayContaining(one.because))
          if (one.tried !== 'unknown') expect(later.tried).toBe(one.tried)
        }
        const ends = ({ facts }: Document) => {
          const { status, value, low, high } = facts.firstLinePreventivesLeft
          return status === 'known' ? [value, value] : [low, high]
        }
        expect(ends(after)[0]).toBeGreaterThanOrEqual(ends(before)[0])
        expect(ends(after)[1]).toBeLessThanOrEqual(ends(before)[1])
      }),
      { numRuns: 60 },
    ))
})

describe('the table of drugs', () => {
  const { substances, sources, classes, askBefore, groups } = rules.drugs
  test('cites sources that stand there', () => {
    for (const [atc, { dosing, subsidy }] of Object.entries(substances))
      for (const said of [dosing, subsidy]) if (said) expect(Object.keys(sources), atc).toContain(said.cite)
  })
  test('tells how each drug with a line is given', () => {
    const untold = Object.entries(substances).filter(([, { line, dosing }]) => line !== undefined && !dosing)
    expect(untold.map(([atc]) => atc)).toEqual([])
  })
  test('divides substances that it holds, and asks facts that exist', () => {
    for (const division of Object.values(classes)) expect(Object.keys(substances)).toEqual(expect.arrayContaining(Object.keys(division)))
    for (const [name, facts] of Object.entries(askBefore)) {
      if (name === '$comment') continue
      expect(name in substances || name in groups, name).toBe(true)
      for (const { fact, onlyWith } of facts)
        expect(Object.keys(rules.vocabulary.facts)).toEqual(expect.arrayContaining(onlyWith ? [fact, onlyWith] : [fact]))
    }
  })
})
