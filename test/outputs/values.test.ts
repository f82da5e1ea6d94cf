import { expect, test } from 'vitest'
import { between, given, unknown, type Why } from '../../src/core/facts.ts'
import { valueText } from '../../src/outputs/values.ts'
import { rules } from '../../src/rules.ts'

const { facts } = rules.vocabulary

/** A fact as a person reads it. Swedish numbers have a decimal comma. */
test.each([
  ['headacheDays', given(18), '18 dagar per månad', '18 days a month'],
  ['headacheDays', given(18.5), '18,5 dagar per månad', '18.5 days a month'],
  ['headacheDays', between(16, 31), '16–31 dagar per månad', '16–31 days a month'],
  ['headacheDays', between(16, null), 'minst 16 dagar per månad', 'at least 16 days a month'],
  ['headacheDays', between(null, 7), 'högst 7 dagar per månad', 'at most 7 days a month'],
  ['migraine', given(true), 'ja', 'yes'],
  ['pregnant', given(false), 'nej', 'no'],
  ['sex', given('female'), 'kvinna', 'female'],
] as const)('%s', (name, fact, sv, en) => {
  expect(valueText(fact, facts[name], 'sv')).toBe(sv)
  expect(valueText(fact, facts[name], 'en')).toBe(en)
})

test.each(['notRecorded', 'notRead', 'notAsked', 'outdated', 'conflicting'] satisfies Why[])(
  'unknown because %s is never said as no',
  (why) => {
    const said = valueText(unknown(why), facts['pregnant'], 'sv')
    expect(said).not.toBe('')
    expect(said).not.toMatch(/^nej/)
  },
)
