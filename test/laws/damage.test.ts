/**
 * No mutation of one resource makes any fact contradict the reading of the whole record; damage to what no fact reads changes
 * no fact, and each damaged resource opens only facts that it could feed, and is named there.
 */

import { describe, expect, test } from 'vitest'
import { todayInSweden } from '../../demo/dates.ts'
import { demoPatients } from '../../demo/patients.ts'
import { type Code, codeSets } from '../../src/core/codes.ts'
import { type Assessment, evaluator } from '../../src/core/evaluate.ts'
import { type Facts, holdingOpen, noAnswers } from '../../src/core/facts.ts'
import { drugKinds, type Kind, kinds } from '../../src/core/record.ts'
import { sourcesOf } from '../../src/core/sources.ts'
import type { FactDefinition } from '../../src/core/vocabulary.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { coder } from '../../src/fhir/coding.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { rules } from '../../src/rules.ts'
import type { Resource } from '../bundle.ts'
import { changed, contradictions, text } from './compatible.ts'
import { type Damage, damages, type Entry, spellings } from './damage.ts'

const today = todayInSweden()
const makeRecord = recordMaker(rules)
const evaluate = evaluator(rules, today, null)
const sets = codeSets(rules.codes)
const coded = coder(rules.codes)

type Bundle = { entry: Entry[]; [key: string]: unknown }
const judge = async (bundle: unknown) => {
  const record = makeRecord(readBundle(bundle), today)
  return evaluate(record, { answers: noAnswers, role: 'gp' })
}
const instead = (bundle: Bundle, at: number, entry: unknown): Bundle => ({ ...bundle, entry: bundle.entry.with(at, entry as Entry) })

/** A resource's own codes, and those of its components. */
function codesOf(resource: Resource, all: readonly Resource[]): Code[] {
  const reference = (resource['medicationReference'] as { reference?: string } | undefined)?.reference ?? ''
  const inside = (resource['contained'] as Resource[] | undefined) ?? []
  const drug = [...inside, ...all].find(
    ({ resourceType, id }) => resourceType === 'Medication' && (reference.endsWith(`/${id}`) || reference === `#${id}`),
  )
  const concepts = [
    resource['code'],
    resource['performerType'],
    resource['medicationCodeableConcept'],
    drug?.['code'],
    ...((resource['component'] as { code: unknown }[] | undefined) ?? []).map(({ code }) => code),
  ]
  return concepts.flatMap((one) => coded(one).codes)
}
const setsOf = (resource: Resource, all: readonly Resource[]) => new Set(codesOf(resource, all).flatMap(sets))
/** A drug is known by an ATC code; of one without, nobody knows what it feeds. */
const hasCode = (resource: Resource, all: readonly Resource[]): boolean =>
  !(drugKinds as readonly string[]).includes(resource.resourceType) || codesOf(resource, all).some(({ system }) => system === 'atc')

const facts = rules.vocabulary.facts
/** Kinds of fact that rest on others: on which. */
const restsOn = (definition: FactDefinition): string[] => {
  switch (definition.kind) {
    case 'month':
      return definition.within ? [definition.within.fact] : []
    case 'consecutiveMonths':
    case 'baseline':
    case 'provenCount':
      return [definition.of]
    case 'reduction':
      return [definition.of, definition.baseline]
    case 'kindsWithDays':
    case 'diaryKept':
      return definition.of
    case 'pregnancyProven':
    case 'gestationalWeek':
      return ['pregnant']
    case 'pregnancyHeadache':
      return ['gestationalWeek', 'systolic', 'diastolic']
    case 'answer':
      return definition.refutedBy ? [definition.refutedBy.fact] : []
    case 'ruledOut':
    case 'firstLineLeft':
      return Object.keys(facts).filter((name) => !['ruledOut', 'firstLineLeft'].includes(facts[name]!.kind))
    default:
      return []
  }
}
/** Whether a resource of this kind, with codes of these sets, may feed a fact. */
function mayFeed(name: string, kind: Kind, of: ReadonlySet<string>): boolean {
  const definition = facts[name]!
  if (restsOn(definition).some((one) => mayFeed(one, kind, of))) return true
  if (!sourcesOf(definition).includes(kind)) return false
  const asked = [
    ...('codes' in definition ? [definition.codes] : []),
    ...('code' in definition ? [definition.code, ...(definition.kind === 'latest' ? ['bloodPressurePanel'] : [])] : []),
    ...('ended' in definition ? [definition.ended] : []),
    ...('observed' in definition ? definition.observed : []),
  ]
  return asked.length === 0 || kind === 'QuestionnaireResponse' || asked.some((set) => of.has(set))
}
/** Whether any fact reads it at all. */
const isRead = (kind: Kind, of: ReadonlySet<string>): boolean =>
  Object.keys(facts).some((name) => !restsOn(facts[name]!).length && mayFeed(name, kind, of))

const [many, every] = [100, 12]
const isKind = (type: string): type is Kind => (kinds as readonly string[]).includes(type)

describe.each(demoPatients(today).map(({ slug, bundle }) => [slug, bundle as unknown as Bundle] as const))('%s', (_, bundle) => {
  const resources = bundle.entry.map(({ resource }) => resource as Resource)
  const targets = resources.flatMap((resource, at) =>
    isKind(resource.resourceType) ? [{ at, resource, kind: resource.resourceType }] : [],
  )

  test('no damage contradicts the whole, and each opens only what it could feed', async () => {
    const whole = await judge(bundle)
    const faults: string[] = []
    for (const { at, resource, kind } of targets) {
      const own = setsOf(resource, resources)
      for (const [n, damage] of damages.entries()) {
        // A record of hundreds meets all the ways between its resources, each resource some of them.
        if (targets.length > many && (n + at) % every !== 0) continue
        const entry = damage.apply(bundle.entry[at]!)
        if (entry === null) continue
        const part = await judge(instead(bundle, at, entry))
        const where = `${kind}/${resource.id} ${damage.name}`
        faults.push(...contradictions(whole.facts, part.facts).map((one) => `${where}: ${one}`))
        if (damage.keepsCode && hasCode(resource, resources))
          faults.push(...opensTooMuch(whole.facts, part.facts, kind, own).map((one) => `${where} opens ${one}`))
        faults.push(...unnamed(whole.facts, part, kind).map((one) => `${where} opens ${one} without a word`))
        const untold = whole.drugs.filter(({ substance, verdict }) => {
          const now = part.drugs.find((one) => one.substance === substance)
          return verdict === 'ruledOut' && now?.verdict === 'nothingFound' && now.missing.length === 0
        })
        faults.push(...untold.map(({ substance }) => `${where}: ${substance} no longer ruled out`))
      }
    }
    expect(faults).toEqual([])
  })

  test('another spelling of the same changes nothing', async () => {
    const whole = await judge(bundle)
    for (const { at } of targets)
      for (const spelling of spellings) {
        const entry = spelling.apply(bundle.entry[at]!)
        if (entry !== null) expect(changed(whole.facts, (await judge(instead(bundle, at, entry))).facts), spelling.name).toEqual([])
      }
  })

  /** What an entry that could not be used holds open names it; what a kind that failed holds open, the kind says. */
  function unnamed(whole: Facts, { facts: part, record }: Assessment, kind: Kind): string[] {
    if (record.unusable.length === 0 || record.read[kind].status === 'failed') return []
    return changed(whole, part).filter((name) => part[name]!.status !== 'known' && holdingOpen(part[name]).length === 0)
  }

  function opensTooMuch(whole: Facts, part: Facts, kind: Kind, own: ReadonlySet<string>): string[] {
    const names = changed(whole, part)
    if (!isRead(kind, own)) return names.map((name) => `${name}, which nothing of it feeds`)
    return names.filter((name) => !mayFeed(name, kind, own)).map((name) => `${name}: ${text(whole[name]!)}, now ${text(part[name]!)}`)
  }
})

test('at least 25 ways to damage, each of which fits some resource of some patient', () => {
  const all = demoPatients(today).flatMap(({ bundle }) => (bundle as unknown as Bundle).entry)
  const isUsed = ({ apply }: Damage) => all.some((entry) => isKind((entry.resource as Resource).resourceType) && apply(entry) !== null)
  expect(damages.length).toBeGreaterThanOrEqual(25)
  expect(damages.filter((one) => !isUsed(one)).map(({ name }) => name)).toEqual([])
})
