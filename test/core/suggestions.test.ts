/** Free text is quoted and offered, never counted: which names are found, which are not, and that nothing else changes. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { suggester } from '../../src/core/suggestions.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { rules } from '../../src/rules.ts'
import {
  allergyTo,
  answered,
  asOfDay,
  assessmentOf,
  bundleOf,
  CHRONIC,
  condition,
  course,
  METO_FAIL,
  MIG,
  type Resource,
  request,
  statement,
} from '../bundle.ts'

const suggest = suggester(rules.drugs)
const of = async (resources: Resource[], answers?: object) => {
  const { record, trials, asOf } = await assessmentOf(readBundle(bundleOf(resources)), answers ? { answers } : {})
  return suggest(record.remarks, trials, asOf)
}
const noted = (text: string, more: object = {}) => ({
  ...condition('G43.0', { note: [{ text }], recordedDate: '2020-05-04', ...more }),
  id: 'c1',
})
const short = async (resources: Resource[], answers?: object) =>
  (await of(resources, answers)).map(({ substance, year }) => [substance, year])

describe('names in text', () => {
  test.each([
    ['a generic name', 'Provat topiramat, slutade pga domningar', [['N03AX11', null]]],
    ['in English', 'Tried topiramate for months', [['N03AX11', null]]],
    ['in capitals', 'TOPIRAMAT utan effekt', [['N03AX11', null]]],
    ['beside a hyphen', 'topiramat-behandling', [['N03AX11', null]]],
    ['of two words', 'fick botulinumtoxin A hos neurolog', [['M03AX01', null]]],
    [
      'two drugs',
      'metoprolol och kandesartan',
      [
        ['C07AB02', null],
        ['C09CA06', null],
      ],
    ],
    ['twice the same', 'topiramat 25 mg, sedan topiramat 50 mg', [['N03AX11', null]]],
    ['inflected: not found', 'topiramatet hjälpte', []],
    ['inside another word: not found', 'metoprololsuccinat', []],
    ['a brand: not found', 'Topimax', []],
    ['a drug that never counts: not found', 'paracetamol', []],
    ['denied: quoted all the same, for the reader to judge', 'Har aldrig provat topiramat', [['N03AX11', null]]],
    ['with its year', 'Provade topiramat 2017', [['N03AX11', '2017']]],
    ['a year in another sentence is not its year', 'Migrän sedan 1999. Topiramat utan effekt.', [['N03AX11', null]]],
    ['of two years neither', 'topiramat 2015 eller 2016', [['N03AX11', null]]],
    ['a dose is no year', 'valproat 2000 mg', [['N03AG01', null]]],
    ['a year to come is none', 'topiramat planeras 2031', [['N03AX11', null]]],
  ] as const)('%s', async (_, text, expected) => {
    expect(await short([noted(text)])).toEqual(expected)
  })
})

describe('where text is read', () => {
  test.each([
    ['the note of a diagnosis', noted('topiramat'), 1],
    ['the name of a drug without a code', statement({ text: 'Tabl topiramat 50 mg' }), 1],
    ['the note of a drug', request('C09CA06', { note: [{ text: 'i stället för topiramat' }] }), 1],
    ['why a drug ended', request('C09CA06', { status: 'stopped', statusReason: { text: 'byte till topiramat' } }), 1],
    ['the text of an allergy', allergyTo({ text: 'Tål inte topiramat' }), 1],
    ['the note of an allergy', allergyTo({ text: 'Läkemedel' }, { note: [{ text: 'topiramat' }] }), 1],
    ['the reaction of an allergy', allergyTo({ text: 'Läkemedel' }, { reaction: [{ description: 'utslag av topiramat' }] }), 1],
    ['entered in error: not', noted('topiramat', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }), 0],
    ['refuted: not', allergyTo({ text: 'topiramat' }, { verificationStatus: { coding: [{ code: 'refuted' }] } }), 0],
    ['dated after today: not', noted('topiramat', { note: [{ time: '2026-12-01', text: 'topiramat' }] }), 0],
    ['of another shape: not, and nothing breaks', noted('', { note: 'topiramat' }), 0],
    ['text that is no text: not, and nothing breaks', noted('', { note: [{ text: 5 }, null] }), 0],
  ])('%s', async (_, resource, count) => {
    const { record, problems } = await assessmentOf(readBundle(bundleOf([resource as Resource])))
    expect(suggest(record.remarks, [], asOfDay)).toHaveLength(count)
    expect(problems.filter(({ code }) => code === 'malformed')).toEqual([])
  })

  test('the passage is quoted with where it stands, and a long one is cut around the name', async () => {
    expect(await of([noted('Provat topiramat.')])).toMatchObject([
      { quote: 'Provat topiramat.', resource: 'Condition/c1', date: '2020-05-04' },
    ])
    const [{ quote } = { quote: '' }] = await of([noted(`${'före '.repeat(100)}topiramat${' efter'.repeat(100)}`)])
    expect(quote).toMatch(/^… före .*före topiramat efter.* efter …$/)
    expect(quote.length).toBeLessThan(340)
  })
})

describe('not again', () => {
  test.each([
    ['a listed trial of the substance', 'metoprolol utan effekt', [METO_FAIL], undefined, []],
    ['a listed trial of that year', 'metoprolol 2024', [METO_FAIL], undefined, []],
    ['a listed trial of another year does not stand for it', 'metoprolol 2012', [METO_FAIL], undefined, [['C07AB02', '2012']]],
    ['a trial that began before and goes on', 'kandesartan 2025', [course('C09CA06', '2024-01-10', null, 16)], undefined, []],
    ['answered without a start', 'topiramat', [], { N03AX11: { outcome: 'noEffect' } }, []],
    ['answered with its year', 'topiramat 2017', [], { 'N03AX11@2017': { outcome: 'noEffect', start: '2017' } }, []],
    ['answered for another year', 'topiramat 2019', [], { 'N03AX11@2017': { outcome: 'noEffect', start: '2017' } }, [['N03AX11', '2019']]],
    ['answered as never for migraine', 'topiramat', [], { 'N03AX11@older': { forMigraine: false, another: true } }, []],
  ] as const)('%s', async (_, text, resources, trials, expected) => {
    const answers = trials
      ? { trials: Object.fromEntries(Object.entries(trials).map(([key, one]) => [key, { ...answered(0), value: undefined, ...one }])) }
      : undefined
    expect(await short([MIG, noted(text), ...resources], answers)).toEqual(expected)
  })
})

test('until it is confirmed, whatever is written changes nothing but the remarks', async () => {
  const names = Object.values(rules.drugs.substances).map(({ name }) => name.sv)
  const text = fc.array(fc.oneof(fc.constantFrom(...names), fc.constantFrom('aldrig', 'utan effekt', 'tål inte', '2017', 'mot migrän')), {
    minLength: 1,
  })
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), async (parts, ended) => {
      const note = { note: [{ text: parts.join(' ') }] }
      const base = [...CHRONIC, METO_FAIL]
      const drug = (more: object) => ({ ...course('C09CA06', '2025-01-10', ended ? '2025-09-10' : null, 16, more), id: 'm1' })
      const assess = async (more: object) => {
        const { record, ...rest } = await assessmentOf(readBundle(bundleOf([{ ...MIG, ...more }, drug(more), ...base])))
        const { remarks: _, ...others } = record
        // The trial holds its entries, and evidence names resources: the same in both.
        return { ...rest, record: others }
      }
      expect(await assess(note)).toEqual(await assess({}))
    }),
    { numRuns: 30 },
  )
})
