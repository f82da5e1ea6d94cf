/** The main job: each demo patient, opened in the record, shows the level of care that is expected for it, in both languages. */

import { describe, expect, test } from 'vitest'
import { todayInSweden } from '../../demo/dates.ts'
import { demoPatients } from '../../demo/patients.ts'
import type { Level } from '../../src/core/level.ts'
import { levelWords, urgencyWords } from '../../src/outputs/terms.ts'
import { openChart, suite } from './suite.ts'

const at = suite()

describe('opened in the record', () => {
  test.each(demoPatients(todayInSweden()).map((patient) => [patient.slug, patient] as const))('%s', async (_, { id, expected }) => {
    const page = await at.open({ viewport: { width: 1280, height: 800 } })
    const faults: string[] = []
    page.on('pageerror', ({ message }) => faults.push(message))
    page.on('console', (message) => message.type() === 'error' && faults.push(`${message.text()} ${message.location().url}`))
    const app = await openChart(page, at.running, id, expected.role)
    const { level, urgency } = expected.careLevel as { level: Level; urgency: 'routine' | 'soon' | 'immediate' }
    if ((await app.locator('.levels').count()) === 0) {
      // A record without headache has a calm line and one question; after "yes" there is nothing known to assess.
      expect(level).toBe('unknown')
      await app.getByRole('button', { name: 'Ja', exact: true }).click()
    }
    for (const lang of ['sv', 'en'] as const) {
      if (level === 'unknown') expect(await app.locator('h1').innerText()).toBe(levelWords.unknown[lang])
      else {
        expect(await app.locator('.levels [aria-current=true]').innerText()).toContain(levelWords[level][lang])
        expect(await app.locator('.urg').innerText()).toBe(urgencyWords[urgency][lang])
      }
      const dashed = await app.locator('.levels [data-s=may]').allInnerTexts()
      expect(dashed.length).toBe(expected.mayChangeTo.filter((one) => one !== 'unknown').length)
      for (const may of expected.mayChangeTo) expect(dashed.join()).toContain(levelWords[may as Level][lang])
      expect(await app.locator('html').getAttribute('lang')).toBe(lang)
      if (lang === 'sv') await app.getByRole('button', { name: 'English' }).click()
    }
    expect(faults).toEqual([])
  })
})
