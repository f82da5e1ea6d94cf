/**
 * One browser and one record for a file of tests; a new context and page for each test. And how the tests wait: for a state of
 * the app, never for a time (test/waits.test.ts forbids it).
 */

import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { noFaults, type RecordOptions } from '../../demo/options.ts'
import type { RunningRecord } from '../../demo/record.ts'
import { record, startBrowser } from './browser.ts'
import { patience } from './patience.ts'

export type Suite = {
  readonly running: RunningRecord
  readonly page: Page
  readonly context: BrowserContext
  /** The app in the frame of the chart. */
  app: () => FrameLocator
  /** A fresh page; with it all faults are gone and no request is counted yet. */
  open: (options?: BrowserContextOptions) => Promise<Page>
}

export function suite(options: RecordOptions = {}): Suite {
  let browser: Browser
  let context: BrowserContext | undefined
  let page: Page
  let running: RunningRecord
  beforeAll(async () => {
    browser = await startBrowser()
    running = await record(options)
  })
  afterAll(async () => {
    await browser.close()
    await running.close()
  })
  afterEach(async () => {
    await context?.close()
    context = undefined
  })
  return {
    get running() {
      return running
    },
    get page() {
      return page
    },
    get context() {
      return context!
    },
    app: () => page.frameLocator('iframe'),
    open: async (options = {}) => {
      Object.assign(running.faults, noFaults, { failures: {}, writeFailures: {} })
      running.requests.length = 0
      context = await browser.newContext({ viewport: { width: 1024, height: 600 }, ...options })
      page = await context.newPage()
      page.setDefaultTimeout(patience)
      return page
    },
  }
}

/**
 * The app stands: what it reads is read, judged and drawn, and the views beyond the first are there (the comparison is drawn from
 * them). Also a page that says why not, and the calm one of a record without headache. Never the page that was left by `reload`.
 */
const stands = `html:not([data-left]) migran-app main:is(${[
  '.state:not([aria-busy=true]):has(h1)',
  ':not(.state):has(.answer):has(.compare)',
  ':not(.state):not(:has(.answer))',
].join()})`

/** Opens a patient's chart with the app in it, and waits until the app stands, for the role that is signed in. */
export async function openChart(page: Page, { url, faults }: RunningRecord, patient: string, role = 'gp'): Promise<FrameLocator> {
  await page.goto(`${url}/?${new URLSearchParams({ patient, role, tab: 'migranstod' })}`)
  const app = page.frameLocator('iframe')
  await app.locator(stands).waitFor()
  // Who is signed in may be known after the answer; until then the app takes a GP for granted.
  const isTold = role !== 'gp' && faults.fhirUser === noFaults.fhirUser && (await app.locator('.roleof').count()) > 0
  if (isTold) await app.locator(`.roleof option[selected][value=${role}]`).waitFor({ state: 'attached' })
  return app
}

/** Reloads the app in the chart, and waits until it stands anew: the page before looks the same until it is gone. */
export async function reload(page: Page): Promise<void> {
  const app = page.frameLocator('iframe')
  await app.locator('html').evaluate((html) => {
    html.dataset['left'] = ''
    location.reload()
  })
  await app.locator(stands).waitFor()
}

/** The app alone, on a patient's bundle opened as a file. */
export async function openFile(page: Page, { url, patients }: RunningRecord, patient: string): Promise<void> {
  await page.goto(`${url}/app/index.html`)
  await chooseFile(page, patients.find(({ id }) => id === patient)!.bundle)
}

/** Gives the app, opened alone, a file, and waits until it stands on it. */
export async function chooseFile(page: Page, bundle: object): Promise<void> {
  await give(page, bundle)
  await page.locator('main:has(.answer):has(.compare)').waitFor()
}

/** Opens the app alone with a file, whatever comes of it: a patient, or a page that says why not. */
export async function openBundle(page: Page, { url }: RunningRecord, bundle: unknown): Promise<void> {
  await page.goto(`${url}/app/index.html`)
  await give(page, bundle)
}

const give = (page: Page, bundle: unknown): Promise<void> =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: 'patient.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) })

/** Waits until nothing moves in the app any more: what was asked for is drawn, and transitions have ended. */
export async function still(page: Page): Promise<void> {
  const frame = page.frames().find((one) => one.url().includes('/app/'))!
  await frame.evaluate(async () => {
    const drawn = () => new Promise(requestAnimationFrame)
    await drawn()
    await drawn()
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)))
  })
}
