/** axe without findings in every state, theme and size; names of fields read from the browser itself; the answer without scrolling. */

import type { FrameLocator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Faults } from '../../demo/options.ts'
import { findings } from './axe.ts'
import { openChart, openFile, suite } from './suite.ts'

const sizes = { desktop: { width: 1280, height: 800 }, frame: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const
const at = suite()

type State = { name: string; patient: string; enter?: (app: FrameLocator) => Promise<void>; faults?: Partial<Faults> }
const openAll = async (app: FrameLocator) => {
  await app.locator('body').evaluate((body) => {
    for (const one of body.querySelectorAll('details')) one.open = true
  })
}
const states: State[] = [
  { name: 'an answer, all opened', patient: 'demo-01', enter: openAll },
  { name: 'a patient with much that is unknown, all opened', patient: 'demo-02', enter: openAll },
  { name: 'emergency', patient: 'demo-01', enter: (app) => app.getByRole('checkbox', { name: 'Åskknallsdebut' }).check() },
  { name: 'medication history', patient: 'demo-02', enter: (app) => app.getByRole('button', { name: /Läkemedelshistorik/ }).click() },
  { name: 'drug choice', patient: 'demo-28', enter: (app) => app.getByRole('button', { name: 'Läkemedelsval' }).click() },
  { name: 'English', patient: 'demo-01', enter: (app) => app.getByRole('button', { name: 'English' }).click() },
  {
    name: 'a failed reading, opened, with the banner',
    patient: 'demo-01',
    faults: { failures: { MedicationRequest: 403 }, needPatientBanner: true },
    enter: openAll,
  },
  { name: 'no patient', patient: 'demo-01', faults: { patientInToken: 'omit' } },
]

describe.each(Object.entries(sizes))('%s', (_, viewport) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(states)('$name', async ({ patient, enter, faults }) => {
      const page = await at.open({ viewport, colorScheme })
      Object.assign(at.running.faults, faults)
      const app = await openChart(page, at.running, patient)
      if (enter) await enter(app)
      expect(await findings(page)).toEqual([])
      const wide = await app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
      expect(wide, 'the page is no wider than its frame').toBeLessThanOrEqual(0)
    })
  })
})

test('F5: every field and button has a name, in both languages', async () => {
  const page = await at.open({ viewport: sizes.desktop })
  const app = await openChart(page, at.running, 'demo-02')
  for (const view of ['Bedömning', /Läkemedelshistorik/]) {
    await app.getByRole('button', { name: view }).click()
    await openAll(app)
    for (const role of ['textbox', 'combobox', 'checkbox', 'radio', 'button', 'link'] as const)
      for (const one of await app.getByRole(role).all())
        expect((await one.ariaSnapshot()).replace(/^- \w+:?/, '').trim(), await one.innerHTML()).not.toBe('')
  }
})

test('reflow: at 320 px nothing is wider than the page, in either view', async () => {
  const page = await at.open({ viewport: { width: 320, height: 640 } })
  await openFile(page, at.running, 'demo-01')
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await wider()).toBeLessThanOrEqual(0)
  const beyond = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main *:not(.sr):not(.scroll *)')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.getBoundingClientRect().width > 1)
        .map((one) => one.outerHTML.slice(0, 80)),
    )
  expect(await beyond()).toEqual([])
  await page.getByRole('button', { name: /Läkemedelshistorik/ }).click()
  expect(await beyond()).toEqual([])
})

test('level, headline, reason and what may change stand without scrolling at 1024x600', async () => {
  const page = await at.open({ viewport: sizes.frame })
  await openFile(page, at.running, 'demo-01')
  const bottom = await page.locator('.answer').evaluate((answer) => answer.getBoundingClientRect().bottom)
  expect(bottom).toBeLessThan(341)
})
