/** Whole patients: the shorthand of rules/cases/ through the whole chain, from a bundle to the document. */

import { expect, test } from 'vitest'
import { type Document, documentOf, short } from '../bundle.ts'
import { patientCase } from './shape.ts'
import { answersOf, readingOf } from './story.ts'

const files = import.meta.glob<unknown>('../../rules/cases/*.json', { eager: true, import: 'default' })
const cases = Object.entries(files).map(([path, file]) => [path.split('/').at(-1)!.replace('.json', ''), file] as const)

test('there are at least forty', () => expect(cases.length).toBeGreaterThanOrEqual(40))

test.each(cases)('%s', async (_, file) => {
  const story = patientCase.parse(file)
  const { asOf, region, role, expect: expected } = story
  const found = outcome(await documentOf(readingOf(story), { asOf, region, role, answers: answersOf(story) }))
  const verdicts = (keys: readonly string[] = []) => Object.fromEntries(keys.map((key) => [key, found.verdicts[key]]))
  const all = (keys: readonly string[] = [], verdict: string) => Object.fromEntries(keys.map((key) => [key, verdict]))
  const named = <T>(of: Record<string, T>, wanted: Record<string, unknown> = {}) =>
    Object.fromEntries(Object.keys(wanted).map((name) => [name, of[name]]))
  expect({
    level: found.level,
    urgency: found.urgency,
    mayChangeTo: found.mayChangeTo,
    met: found.met,
    warnings: found.warnings,
    undecided: verdicts(expected.undecided),
    notMet: verdicts(expected.notMet),
    missing: (expected.missing ?? []).filter((name) => found.missing.includes(name)),
    facts: named(found.facts, expected.facts),
    drugs: named(found.drugs, expected.drugs),
    followUp: expected.followUp === undefined ? undefined : found.followUp,
    abroad: expected.abroad === undefined ? undefined : found.abroad,
  }).toEqual({
    level: expected.level,
    urgency: expected.urgency,
    mayChangeTo: expected.mayChangeTo,
    met: [...expected.met].sort(),
    warnings: expected.warnings,
    undecided: all(expected.undecided, 'unknown'),
    notMet: all(expected.notMet, 'notMet'),
    missing: expected.missing ?? [],
    facts: expected.facts ?? {},
    drugs: expected.drugs ?? {},
    followUp: expected.followUp,
    abroad: expected.abroad,
  })
})

/** The document in the words of a case. */
function outcome(document: Document) {
  const inForce = document.guidelines.filter((one: Document) => one.inForce)
  const advice = (guidelines: Document[]) =>
    guidelines.flatMap((one) => one.recommendations.map((r: Document) => ({ key: `${one.id}/${r.id}`, ...r })))
  const met = advice(inForce).filter(({ verdict }: Document) => verdict === 'met')
  const isWarning = ({ key }: Document) => key.startsWith('drug-safety/')
  return {
    level: document.careLevel.level,
    urgency: document.careLevel.urgency,
    mayChangeTo: document.careLevel.mayChangeTo.map(({ level }: Document) => level),
    met: met
      .filter((one: Document) => !isWarning(one))
      .map(({ key }: Document) => key)
      .sort(),
    warnings: Object.fromEntries(met.filter(isWarning).map(({ key, severity }: Document) => [key, severity])),
    verdicts: Object.fromEntries(advice(document.guidelines).map(({ key, verdict }: Document) => [key, verdict])),
    missing: document.missing as string[],
    facts: Object.fromEntries(Object.entries(document.facts).map(([name, fact]) => [name, short(fact)])),
    drugs: Object.fromEntries(document.drugs.map(({ substance, verdict }: Document) => [substance, verdict])),
    followUp: document.followUp.map(({ what, due, overdue }: Document) => `${what} ${due}${overdue ? ' overdue' : ''}`),
    abroad: document.guidelines
      .filter(({ id, recommendations }: Document) => id.startsWith('compare-') && recommendations[0].verdict === 'met')
      .map(({ id }: Document) => id),
  }
}
