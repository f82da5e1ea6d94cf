/** Contract §1: the command as others run it. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleOf, CHRONIC, METO_FAIL, MIG, P, patient } from '../bundle.ts'
import { built, run } from '../command.ts'
import { checked } from '../schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const record = bundleOf([MIG, ...CHRONIC, METO_FAIL])
let good: string
beforeAll(async () => {
  good = file('good.json', record)
  await built()
}, 120_000)
const on = ['--as-of', '2026-11-22']
const answer = (args: string[], input?: string) => {
  const { status, stdout, stderr } = run([...args, ...on], input)
  expect([status, stderr]).toEqual([0, ''])
  return checked(JSON.parse(stdout))
}

test('exit 0 with one JSON document on standard output and nothing else', () => {
  const { status, stdout, stderr } = run([good, ...on])
  expect([status, stderr, stdout.startsWith('{'), stdout.endsWith('}\n')]).toEqual([0, '', true, true])
  const document = checked(JSON.parse(stdout))
  expect(Object.keys(document)).toEqual([
    'asOf',
    'patient',
    'careLevel',
    'read',
    'facts',
    'trials',
    'guidelines',
    'drugs',
    'missing',
    'followUp',
    'problems',
  ])
  expect(document.patient).toEqual({ id: 'p1', age: 45, sex: 'female', deceased: false })
  expect(document.facts.headacheDays).toMatchObject({ status: 'known', value: 16, unit: 'days/month' })
})

test('through npm, as the contract writes it', () => {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'evaluate', '--', good, ...on], { encoding: 'utf8' })
  expect([status, JSON.parse(stdout).asOf]).toEqual([0, '2026-11-22'])
})

test('- is standard input', () => expect(answer(['-'], JSON.stringify(record)).patient.id).toBe('p1'))
test('a byte order mark is no fault', () => {
  expect(answer([file('bom.json', `\uFEFF${JSON.stringify(record)}`)]).patient.id).toBe('p1')
  expect(answer(['-'], `\uFEFF${JSON.stringify(record)}`).patient.id).toBe('p1')
})

test('--as-of: today in Stockholm by default; what is dated after it is not read', () => {
  const { stdout } = run([good])
  const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' })
  expect([stockholm.format(new Date(Date.now() - 60_000)), stockholm.format(new Date())]).toContain(JSON.parse(stdout).asOf)
  expect(JSON.parse(run([good, '--as-of', '2024-01-09']).stdout).trials).toEqual([])
  expect(JSON.parse(run([good, '--as-of', '2024-01-10']).stdout).trials).toHaveLength(1)
})

test('--region: national guidelines, and that region’s', () => {
  const regions = (...args: string[]) => new Set(answer([good, ...args]).guidelines.map(({ region }: { region: string | null }) => region))
  expect(regions()).toEqual(new Set([null]))
  expect(regions('--region', 'X')).toEqual(new Set([null, 'X']))
  expect(regions('--region=AB')).toEqual(new Set([null, 'AB']))
})

test('--role: gp by default', () => {
  const prescriber = (...args: string[]) => answer([good, ...args]).facts.prescriberIsHeadacheSpecialist
  expect(prescriber()).toMatchObject({ status: 'known', value: false })
  expect(prescriber('--role', 'neurologist')).toMatchObject({ status: 'known', value: true })
  expect(prescriber('--role', 'nurse').status).toBe('unknown')
})

test('--lang: words change, verdicts and codes never', () => {
  const bad = file('bad-value.json', bundleOf([{ ...MIG, subject: { reference: 'Patient/x' } }]))
  const [sv, en] = [answer([bad]), answer([bad, '--lang', 'en'])]
  expect([sv.problems[0].problem, en.problems[0].problem]).toEqual([
    'hör till en annan patient och används inte',
    'belongs to another patient and is not used',
  ])
  const wordless = (of: typeof sv) => ({
    ...of,
    problems: of.problems.map(({ resource }: { resource: string }) => resource),
    ...Object.fromEntries(['trials', 'drugs'].map((list) => [list, of[list].map((one: object) => ({ ...one, name: '' }))])),
  })
  expect(wordless(en)).toEqual(wordless(sv))
})

test('--format text: lines to read, no JSON', () => {
  const { status, stdout } = run([good, ...on, '--format', 'text', '--lang', 'en'])
  expect(status).toBe(0)
  expect(() => JSON.parse(stdout)).toThrow()
  expect(stdout.split('\n').length).toBeGreaterThan(10)
})

describe('--answers', () => {
  const given = (answers: unknown, name = 'answers.json') => answer([good, '--answers', file(name, answers), '--lang', 'en'])
  const by = { by: 'Dr A', date: '2026-11-20' }

  test('facts, months and trials', () => {
    const document = given({
      attacks: { value: 5, ...by },
      months: { '2026-10': { headacheDays: 20, ...by } },
      trials: { C07AB02: { outcome: 'effective', ...by } },
    })
    expect([document.facts.attacks.value, document.facts.headacheDays.value]).toEqual([5, 16])
    expect(document.facts.headacheDays.evidence[0]).toEqual(by)
    expect(document.trials[0]).toMatchObject({ outcome: 'effective', counts: 'no' })
  })

  test.each<[string, object, string[]]>([
    ['more days than a month has', { headacheDays: { value: 45, ...by } }, ['answers/headacheDays']],
    [
      'more migraine days than headache days',
      { headacheDays: { value: 8, ...by }, migraineDays: { value: 9, ...by } },
      ['answers/headacheDays', 'answers/migraineDays'],
    ],
    ['HIT-6 outside 36 to 78', { hit6: { value: 35, ...by } }, ['answers/hit6']],
    ['less than none', { attacks: { value: -1, ...by } }, ['answers/attacks']],
    ['more days than this month has', { months: { '2026-09': { headacheDays: 31, ...by } } }, ['answers/months/2026-09/headacheDays']],
    ['impossible pressure', { systolic: { value: 17, ...by } }, ['answers/systolic']],
  ])('an answer that cannot be is listed and not used: %s', (_, answers, expected) => {
    const document = given(answers)
    expect(document.problems.map(({ resource }: { resource: string }) => resource).sort()).toEqual(expected)
    expect([document.facts.headacheDays.value, document.facts.migraineDays.value]).toEqual([16, 9])
  })

  test.each<[string, unknown]>([
    ['a fact that does not exist', { headacheDaze: { value: 18 } }],
    ['a name every object has', { constructor: { value: 18 } }],
    ['text for a number', { headacheDays: { value: '18' } }],
    ['a number for yes or no', { migraine: { value: 1 } }],
    ['a word that is none of its words', { sex: { value: 'kvinna' } }],
    ['no value', { headacheDays: { by: 'A' } }],
    ['a bare value', { headacheDays: 18 }],
    ['null', { headacheDays: { value: null } }],
    ['a list', [1]],
    ['a date that is none', { headacheDays: { value: 18, date: 'igår' } }],
    ['a month that does not exist', { months: { '2026-13': { headacheDays: 18 } } }],
    ['a fact that is none of a month', { months: { '2026-10': { age: 18 } } }],
    ['text in a month', { months: { '2026-10': { headacheDays: '18' } } }],
    ['a substance that is not in the table', { trials: { X99XX99: { outcome: 'noEffect' } } }],
    ['an outcome that does not exist', { trials: { C07AB02: { outcome: 'bad' } } }],
    ['text for adequate', { trials: { C07AB02: { adequate: 'ja' } } }],
    ['text for forMigraine', { trials: { C07AB02: { forMigraine: 'ja' } } }],
    ['a start that is no date', { trials: { C07AB02: { start: 'förr' } } }],
    ['trials that are a list', { trials: [] }],
    ['a file that is no JSON', '{'],
  ])('unusable: %s', (_, answers) => refused(run([good, '--answers', file('wrong.json', answers)])))
  test('unusable: a file that is not there', () => refused(run([good, '--answers', join(folder, 'none.json')])))
})

/** Exit 2, nothing on standard output, one clear line on standard error, never a stack trace. */
function refused({ status, stdout, stderr }: ReturnType<typeof run>): void {
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^[^\n]{8,200}\n$/)
  expect(stderr).not.toMatch(/\bat .*:\d+|Error:|node:|undefined|\[object/)
}

describe('unusable input', () => {
  const bundle = (more: object) => ({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: P }], ...more })
  test.each<[string, unknown]>([
    ['not JSON', 'hello'],
    ['nothing at all', ''],
    ['half a document', '{"resourceType": "Bundle", '],
    ['null', 'null'],
    ['a list', []],
    ['no Bundle', P],
    ['a history', bundle({ type: 'history' })],
    ['a batch-response', bundle({ type: 'batch-response' })],
    ['a message', bundle({ type: 'message' })],
    ['no type', bundle({ type: undefined })],
    ['no entries', bundle({ entry: undefined })],
    ['entries that are none', bundle({ entry: 'x' })],
    ['two patients', bundle({ entry: [{ resource: P }, { resource: patient({ id: 'p2' }) }] })],
  ])('%s', (_, content) => refused(run([file('wrong.json', content)])))
  test.each([
    ['no file', []],
    ['two files', ['a.json', 'b.json']],
    ['a file that is not there', [join(tmpdir(), 'no-such-file.json')]],
    ['a folder', [tmpdir()]],
    ['an unknown option', ['x.json', '--verbose']],
    ['an option without its value', ['x.json', '--as-of']],
    ['a day that does not exist', ['x.json', '--as-of', '2026-02-30']],
    ['a month for a day', ['x.json', '--as-of', '2026-02']],
    ['an unknown role', ['x.json', '--role', 'doctor']],
    ['an unknown language', ['x.json', '--lang', 'fi']],
    ['an unknown format', ['x.json', '--format', 'xml']],
    ['a region that is none', ['x.json', '--region', 'Gävleborg']],
  ])('%s', (_, args) => refused(run(args.map((arg) => (arg === 'x.json' ? good : arg)))))

  test('the refusal is said in the language asked for', () => {
    const wrong = file('wrong.json', P)
    expect([run([wrong]).stderr, run([wrong, '--lang', 'en']).stderr]).toEqual([
      'Filen är ingen FHIR Bundle.\n',
      'The file is no FHIR Bundle.\n',
    ])
  })
})
