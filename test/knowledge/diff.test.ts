import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diff } from '../../scripts/knowledge/diff.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Guideline } from '../../src/core/guideline.ts'

const today = '2026-11-25' as IsoDate
const folder = mkdtempSync(join(tmpdir(), 'edition-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** An edition of TLV's guideline that was changed. */
function edition(change: (guideline: Guideline) => void): string {
  const guideline = JSON.parse(readFileSync('rules/tlv-cgrp-antibodies/guideline.json', 'utf8')) as Guideline
  change(guideline)
  const file = join(folder, 'guideline.json')
  writeFileSync(file, JSON.stringify(guideline))
  return file
}

test('a guideline does not differ from itself', async () => {
  const text = await diff('tlv-cgrp-antibodies', 'tlv-cgrp-antibodies', 'en', today)
  expect(text).toMatch(/Of \d+ patients, 0 are judged otherwise\. Of \d+ cases in the tables, 0 are judged otherwise\./)
  expect(text).not.toMatch(/^[-+~] /m)
})

test('a number that was raised is told in words, and who no longer qualifies by name', async () => {
  const raised = edition(({ parameters }) => {
    parameters['minPreventivesFailed']!.values['2019-01-01']!.value = 3
  })
  const text = await diff('tlv-cgrp-antibodies', raised, 'en', today)
  expect(text).toContain('- Preventives without effect or not tolerated, at least: 2 drugs')
  expect(text).toContain('+ Preventives without effect or not tolerated, at least: 3 drugs')
  expect(text).toMatch(/Met → not met \(\d+\):\n(- .*\n)*- tlv-cgrp-antibodies\/two-preventives: “two”\n/)
  expect(text).not.toContain('“three”')
})

test('an edition that does not hold together is refused, with the rule', async () => {
  const changed = edition(({ recommendations }) => {
    recommendations[0]!.when = { all: ['adult', 'nobodyKnows'] }
  })
  await expect(diff('tlv-cgrp-antibodies', changed, 'sv', today)).rejects.toThrow('depends on unknown criterion nobodyKnows')
})

test('two guidelines: their one piece of advice each is compared', async () => {
  const text = await diff('tlv-cgrp-antibodies', 'compare-nice', 'sv', today)
  expect(text).toContain('### Överväg CGRP-antikropp: villkoren för subvention är uppfyllda. → Uppfyller villkoren enligt NICE.')
  expect(text).toMatch(/Av \d+ patienter bedöms [1-9]\d* annorlunda\./)
  expect(text).toContain('- chronicHeadacheDays (utgår)')
})

test('advice can be named', async () => {
  const text = await diff('stockholm-cgrp-antibodies/cgrpAntibodyRecommended', 'compare-norway/advancedTreatmentEligible', 'en', today)
  expect(text).toMatch(/Of \d+ patients, [1-9]\d* are judged otherwise/)
})

test('advice of another name is compared by its action', async () => {
  const text = await diff('tlv-cgrp-antibodies', 'stockholm-cgrp-antibodies', 'en', today)
  expect(text).toContain('are met. → Consider a CGRP antibody, as Region Stockholm recommends.')
})

test('what is not there is refused by name', async () => {
  await expect(diff('tlv', 'compare-nice', 'en', today)).rejects.toThrow('no guideline tlv; there are')
  await expect(diff('compare-nice/none', 'compare-nice', 'en', today)).rejects.toThrow('compare-nice has no recommendation none')
  await expect(diff('nowhere/guideline.json', 'compare-nice', 'en', today)).rejects.toThrow('nowhere/guideline.json')
})
