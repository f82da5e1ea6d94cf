import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { undefinedNames } from '../../scripts/knowledge/export/cql.ts'
import { exported } from '../../scripts/knowledge/export/export.ts'
import { library } from '../../scripts/knowledge/library.ts'
import { problemsOf } from './validator.ts'

const all = exported()
const plans = all.filter((one) => one.resourceType === 'PlanDefinition')
const libraries = all.filter((one) => one.resourceType === 'Library')
const sets = all.filter((one) => one.resourceType === 'ValueSet')

test.each(all.map((one) => [`${one.resourceType}-${one.id}`, one] as const))('%s is valid R4', (_, one) => {
  expect(problemsOf(one as Resource)).toEqual([])
  expect(one.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/)
  expect(one.name).toMatch(/^[A-Z][A-Za-z0-9_]{0,254}$/)
  expect(JSON.stringify(one)).not.toMatch(/\{[a-z]\w+\}|undefined|:""/)
})

test('each address stands once', () => {
  const urls = all.map(({ url }) => url)
  expect(new Set(urls).size).toBe(urls.length)
})

describe.each(library)('$own.id', ({ own, written }) => {
  const plan = plans.find(({ id }) => id === own.id)!
  const logic = libraries.find(({ id }) => id === own.id)!
  const text = Buffer.from(logic.content![0]!.data!, 'base64').toString('utf8')

  test('has an action for each recommendation, and a citation for each source', () => {
    expect(plan.action!.map(({ id }) => id)).toEqual(written.recommendations.map(({ id }) => id))
    expect(plan.relatedArtifact!.map(({ url }) => url)).toEqual(Object.values(written.sources).map(({ url }) => url))
    expect(plan.library).toEqual([`${logic.url}|${own.version}`])
  })

  test('is approved only where every source is signed', () => {
    const isSigned = Object.values(written.sources).every(({ reviewed }) => reviewed !== null)
    expect(plan.approvalDate !== undefined && plan.lastReviewDate !== undefined).toBe(isSigned)
  })

  test('its CQL defines what it cites, and what the actions cite', () => {
    expect(undefinedNames(text)).toEqual([])
    for (const { condition } of plan.action!) expect(text).toContain(`define ${condition![0]!.expression!.expression}: `)
  })

  test('depends on value sets that are exported', () => {
    const needed = logic.relatedArtifact!.flatMap(({ type, resource }) => (type === 'depends-on' ? [resource] : []))
    expect(sets.map(({ url }) => url)).toEqual(expect.arrayContaining(needed))
  })
})
