/** axe without findings in every state, theme and size; names of fields read from the browser itself; the answer without scrolling. */

import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noFaults } from '../../demo/options.ts'
import type { RunningRecord } from '../../demo/record.ts'
import { openChart, record, startBrowser } from './browser.ts'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const sizes = { desktop: { width: 1280, height: 800 }, frame: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const

let browser: Browser
let context: BrowserContext
let running: RunningRecord

beforeAll(async () => {
  browser = await startBrowser()
  running = await record()
})
afterAll(async () => {
  await browser.close()
  await running.close()
})
afterEach(async () => {
  Object.assign(running.faults, noFaults)
  await context.close()
})

/** axe runs inside the app's frame; a strict policy forbids a script tag, so it is evaluated. */
async function findings(page: Page): Promise<string[]> {
  const frame = page.frames().find((one) => one.url().includes('/app/'))!
  await frame.evaluate(axe)
  const violations = await frame.evaluate(async () => {
    const { violations } = await (
      window as unknown as {
        axe: { run: (of: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
  return violations
}

type State = { name: string; patient: string; enter?: (app: FrameLocator) => Promise<void>; faults?: Partial<typeof noFaults> }
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
      Object.assign(running.faults, faults)
      context = await browser.newContext({ viewport, colorScheme })
      const page = await context.newPage()
      const app = await openChart(page, running, patient)
      if (enter) await enter(app)
      await page.waitForTimeout(200)
      expect(await findings(page)).toEqual([])
      const wide = await app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
      expect(wide, 'the page is no wider than its frame').toBeLessThanOrEqual(0)
    })
  })
})

test('F5: every field and button has a name, in both languages', async () => {
  context = await browser.newContext({ viewport: sizes.desktop })
  const page = await context.newPage()
  const app = await openChart(page, running, 'demo-02')
  for (const view of ['Bedömning', /Läkemedelshistorik/]) {
    await app.getByRole('button', { name: view }).click()
    await openAll(app)
    for (const role of ['textbox', 'combobox', 'checkbox', 'radio', 'button', 'link'] as const)
      for (const one of await app.getByRole(role).all())
        expect((await one.ariaSnapshot()).replace(/^- \w+:?/, '').trim(), await one.innerHTML()).not.toBe('')
  }
})

test('reflow: at 320 px nothing is wider than the page, in either view', async () => {
  context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  await page.goto(`${running.url}/app/index.html`)
  const bundle = running.patients.find(({ id }) => id === 'demo-01')!.bundle
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'eva.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) })
  await page.locator('.levels').waitFor()
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
  context = await browser.newContext({ viewport: sizes.frame })
  const page = await context.newPage()
  await page.goto(`${running.url}/app/index.html`)
  const bundle = running.patients.find(({ id }) => id === 'demo-01')!.bundle
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'eva.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) })
  await page.locator('.levels').waitFor()
  const bottom = await page.locator('.answer').evaluate((answer) => answer.getBoundingClientRect().bottom)
  expect(bottom).toBeLessThan(341)
})
