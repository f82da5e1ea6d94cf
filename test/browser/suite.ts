/** One browser and one record for a file of tests; a new context and page for each test. */

import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { noFaults, type RecordOptions } from '../../demo/options.ts'
import type { RunningRecord } from '../../demo/record.ts'
import { record, startBrowser } from './browser.ts'

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
      page.setDefaultTimeout(10_000)
      return page
    },
  }
}

/** The app alone, on a patient's bundle opened as a file. */
export async function openFile(page: Page, running: RunningRecord, patient: string): Promise<void> {
  await openBundle(page, running, running.patients.find(({ id }) => id === patient)!.bundle)
  await page.locator('.levels').waitFor()
}

/** Whatever comes of it: a patient, or a page that says why not. */
export async function openBundle(page: Page, { url }: RunningRecord, bundle: unknown): Promise<void> {
  await page.goto(`${url}/app/index.html`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'patient.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) })
}
