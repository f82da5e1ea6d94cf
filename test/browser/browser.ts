/** A real Chromium: from the npm package on Linux, the installed Chrome or Edge elsewhere. Nothing to install before. */

import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core'
import { build } from 'vite'
import type { RecordOptions } from '../../demo/options.ts'
import { type RunningRecord, startRecord } from '../../demo/record.ts'

/** Without the background networking flags Chromium looks for its own services on a closed network. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function startBrowser(): Promise<Browser> {
  if (process.platform === 'linux') {
    const { default: packaged } = await import('@sparticuz/chromium')
    return chromium.launch({ executablePath: await packaged.executablePath(), args })
  }
  return chromium.launch({ channel: 'chrome', args }).catch(() => chromium.launch({ channel: 'msedge', args }))
}

/** The built app, made once for a run of the browser tests. */
export default async function setup(): Promise<void> {
  // As it is shipped: under the test runner's own setting Lit would be built for development.
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  await build({ logLevel: 'error' })
  process.env['NODE_ENV'] = NODE_ENV
}

export const record = (options: RecordOptions = {}): Promise<RunningRecord> => startRecord({ port: 0, ...options })

/** Opens a patient's chart with the app in it, and waits for its first page. */
export async function openChart(page: Page, { url }: RunningRecord, patient: string, role = 'gp'): Promise<FrameLocator> {
  page.setDefaultTimeout(10_000)
  await page.goto(`${url}/?${new URLSearchParams({ patient, role, tab: 'migranstod' })}`)
  const app = page.frameLocator('iframe')
  await app.locator('migran-app h1, main.state h1').first().waitFor()
  await app.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  return app
}
