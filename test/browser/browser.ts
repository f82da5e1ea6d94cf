/** A real Chromium: from the npm package on Linux, the installed Chrome or Edge elsewhere. Nothing to install before. */

import { type Browser, chromium } from 'playwright-core'
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
