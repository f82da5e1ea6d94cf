import { describe, expect, test } from 'vitest'
import templateCases from '../../rules/_template/cases/days.json'
import template from '../../rules/_template/guideline.json'
import { assess } from '../../src/core/assess.ts'
import { overlaps, problems } from '../../src/core/check.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import { type Guideline, inForce, parametersAt, type Text, writeOut } from '../../src/core/guideline.ts'
import { contract } from './contract.ts'
import { caseFolders, definitions, facts, factsOf, guidelines } from './knowledge.ts'
import * as shape from './shape.ts'

const today = '2026-11-25' as IsoDate

test('the definitions have their shape', () => void shape.definitions.parse(definitions))
test('the template is sound', () => {
  shape.guideline.parse(template)
  shape.vignettes.parse(templateCases)
  expect(problems(template as unknown as Guideline, definitions, facts)).toEqual([])
})
test('no two editions of one guideline are in force on one day', () =>
  expect(overlaps(guidelines.map(({ guideline }) => guideline))).toEqual([]))
test('every folder with cases has a guideline', () =>
  expect([...caseFolders].sort()).toEqual(guidelines.map(({ folder }) => folder).sort()))
test('every definition is used', () => {
  const used = new Set(guidelines.flatMap(({ guideline }) => guideline.criteria.flatMap((one) => ('use' in one ? [one.use] : []))))
  expect(Object.keys(definitions.criteria).filter((name) => !used.has(name))).toEqual([])
})
test('rules/schema.json is the shape, for editors', async () => expect(shape.schema()).toMatchFileSnapshot('../../rules/schema.json'))

describe.each(guidelines)('$folder', ({ folder, guideline, tables }) => {
  const written = writeOut(guideline, definitions)

  test('has the shape of a guideline, in a folder of its name', () => {
    shape.guideline.parse(guideline)
    expect(guideline.id).toBe(folder)
  })
  test('holds together', () => expect(problems(guideline, definitions, facts)).toEqual([]))

  test('has a value for each parameter on every day of its validity', () => {
    const { start, end } = guideline.effective
    for (const [name, { values }] of Object.entries(written.parameters))
      if (start !== null) expect(Object.keys(values).sort()[0]! <= start, name).toBe(true)
    for (const asOf of daysBetween(start ?? '2010-01-01', end ?? '2031-01-01'))
      for (const value of Object.values(parametersAt(written, asOf))) expect(value).toEqual(expect.any(Number))
  })

  describe.each(tables)('$name', ({ table }) => {
    shape.vignettes.parse(table)
    test.each(table.cases)('$says', async ({ with: more, asOf = today, expect: expected }) => {
      const answer = await assess(written, asOf as IsoDate)(factsOf({ ...table.given, ...more }))
      const criteria = new Map(answer.criteria.map((one) => [one.id, one]))
      const recommendations = new Map(answer.recommendations.map((one) => [one.id, one]))
      const found = (of: ReadonlyMap<string, { verdict: string }>, wanted: Record<string, string> = {}) =>
        Object.fromEntries(Object.keys(wanted).map((id) => [id, of.get(id)?.verdict]))
      const missing = Object.keys(expected.missing ?? {}).map((id) => [
        id,
        [...((recommendations.get(id) ?? criteria.get(id))?.missing ?? ['?'])].sort(),
      ])
      expect({
        inForce: expected.inForce === undefined ? undefined : answer.inForce,
        criteria: found(criteria, expected.criteria),
        recommendations: found(recommendations, expected.recommendations),
        severity: severityOf(recommendations, expected.severity),
        missing: Object.fromEntries(missing),
      }).toEqual({
        inForce: expected.inForce,
        criteria: expected.criteria ?? {},
        recommendations: expected.recommendations ?? {},
        severity: expected.severity ?? {},
        missing: Object.fromEntries(Object.entries(expected.missing ?? {}).map(([id, names]) => [id, [...names].sort()])),
      })
    })
  })

  test('its cases show every criterion and recommendation met, not met and unknown', () => {
    if (guideline.kind === 'comparison') return
    const shown = tables.flatMap(({ table }) =>
      table.cases.map(({ expect: { criteria, recommendations } }) => ({ criteria, recommendations })),
    )
    for (const kind of ['criteria', 'recommendations'] as const)
      for (const { id } of written[kind]) {
        const verdicts = [...new Set(shown.map((one) => one[kind]?.[id]).filter((one) => one !== undefined))].sort()
        expect(verdicts, `${folder}: ${id}`).toEqual(['met', 'notMet', 'unknown'])
      }
  })

  test('its cases show every severity of a recommendation', () => {
    const shown = tables.flatMap(({ table }) => table.cases.flatMap(({ expect: { severity } }) => Object.entries(severity ?? {})))
    for (const { id, severity, branches } of written.recommendations)
      for (const one of branches?.map((branch) => branch.severity) ?? (severity ? [severity] : []))
        expect(shown, `${folder}: ${id}`).toContainEqual([id, one])
  })

  test('its cases stand on both sides of its first and last day', () => {
    const days = tables.flatMap(({ table }) =>
      table.cases.flatMap(({ asOf, expect: { inForce: force } }) => (asOf && force !== undefined ? [asOf] : [])),
    )
    const { start, end } = guideline.effective
    expect(days.length).toBeGreaterThan(0)
    expect(days).toEqual(expect.arrayContaining([...(start ? [start, dayAfter(start, -1)] : []), ...(end ? [end, dayAfter(end, 1)] : [])]))
    if (start) expect(inForce(guideline, dayAfter(start, -1))).toBe(false)
  })

  test('every number that is not read in a source says so', () => {
    for (const { id, certainty, note } of written.criteria) if (certainty === 'proposal') expect(note, `${folder}: ${id}`).toBeDefined()
    for (const { id, certainty, note } of written.recommendations)
      if (certainty === 'proposal') expect(note, `${folder}: ${id}`).toBeDefined()
  })

  test('its advice is 25 words at most and in a calm tone, in both languages', () => {
    const numbers = Object.fromEntries(Object.entries(parametersAt(written, today)).map(([name, value]) => [name, String(value)]))
    const filled = (words: string) => words.replace(/\{(\w+)\}/g, (_, name: string) => numbers[name] ?? `{${name}}`)
    for (const { id, text, because, next, note } of written.recommendations)
      for (const lang of ['sv', 'en'] as const) {
        const said = filled(`${text[lang]} ${because[lang]}`)
        expect(said.split(/\s+/).length, `${folder}: ${id}: ${said}`).toBeLessThanOrEqual(25)
        expect(filled([said, next?.[lang], note?.[lang]].join(' '))).not.toMatch(/!|systemet|tyvärr|\{/)
      }
  })

  test('every criterion and recommendation speaks Swedish and English', () => {
    for (const { id, text } of written.criteria) expect(spoken(text), id).toBe(true)
    for (const { id, text, because } of written.recommendations) expect(spoken(text) && spoken(because), id).toBe(true)
  })

  test('a hazard has a severity', () => {
    if (folder !== 'drug-safety') return
    for (const { id, severity, branches } of written.recommendations) expect(severity ?? branches, id).toBeDefined()
  })

  test('has every criterion and recommendation of the contract, with its action', () => {
    const promised = contract[folder]
    if (!promised) return
    expect(written.criteria.map(({ id }) => id)).toEqual(expect.arrayContaining(promised.criteria))
    expect(Object.fromEntries(written.recommendations.map(({ id, action }) => [id, action]))).toEqual(promised.recommendations)
    expect({ region: guideline.region, ...guideline.effective, validityConfirmed: guideline.validityConfirmed }).toEqual({
      region: promised.region ?? null,
      start: promised.start ?? null,
      end: promised.end ?? null,
      validityConfirmed: promised.validityConfirmed ?? true,
    })
  })
})

test('every guideline of the contract exists', () =>
  expect(guidelines.map(({ folder }) => folder)).toEqual(expect.arrayContaining(Object.keys(contract))))

describe('words of the facts', () => {
  test.each(Object.entries(facts))('%s', (_, { type, unit, text, question, hint, unitText }) => {
    expect(text && spoken(text)).toBe(true)
    if (type === 'number') expect(unit && unitText && spoken(unitText)).toBeTruthy()
    for (const one of [question, hint]) if (one) expect(spoken(one)).toBe(true)
    if (question) expect(question.sv.endsWith('?') && question.en.endsWith('?')).toBe(true)
  })
  test('a red flag is a label of five words at most', () => {
    for (const [name, sort] of Object.entries(facts))
      if ('redFlag' in sort) for (const words of Object.values(sort.text!)) expect(words.split(' ').length, name).toBeLessThanOrEqual(5)
  })
})

const severityOf = (
  of: ReadonlyMap<string, { verdict: string; severity?: string }>,
  wanted: Record<string, string | null> = {},
): Record<string, string | null> =>
  Object.fromEntries(Object.keys(wanted).map((id) => [id, of.get(id)?.verdict === 'met' ? (of.get(id)?.severity ?? null) : null]))
const spoken = (text: Text): boolean => text.sv.trim() !== '' && text.en.trim() !== ''
const dayAfter = (day: string, days: number): IsoDate => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10) as IsoDate

/** The first day, the last, and one a month between. */
function* daysBetween(start: string, end: string): Generator<IsoDate> {
  for (let day = start; day < end; day = dayAfter(day, 30)) yield day as IsoDate
  yield end as IsoDate
}
