/**
 * A whole EHR launch in Chromium against the demo record, through a proxy that delays (the browser's own emulation does
 * not act on loopback): time to advice, number of requests, and the longest chain of requests that wait for one another.
 */

import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { startRecord } from '../demo/record.ts'
import { startBrowser } from '../test/browser/browser.ts'

type Span = { start: number; end: number }

/** Forwards everything, each request and each answer held back by half the latency. */
async function delayed(latency: number, target: () => number): Promise<{ port: number; close: () => void }> {
  const wait = () => new Promise((resolve) => setTimeout(resolve, latency / 2))
  const server = createServer(async (incoming, outgoing) => {
    await wait()
    const onward = forward(
      { host: '127.0.0.1', port: target(), path: incoming.url, method: incoming.method, headers: incoming.headers },
      async (answer) => {
        await wait()
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

/** The most requests of which each began after the one before had ended. */
function longestChain(spans: readonly Span[]): number {
  const ordered = [...spans].sort((a, b) => a.end - b.end)
  let [length, free] = [0, Number.NEGATIVE_INFINITY]
  for (const { start, end } of ordered)
    if (start >= free) {
      length++
      free = end
    }
  return length
}

async function launch(page: Page, origin: string, patient: string): Promise<{ milliseconds: number; spans: Span[] }> {
  const spans: Span[] = []
  page.on('requestfinished', async (request) => {
    if (new URL(request.url()).pathname === '/' || request.url().includes('/record.')) return
    const { startTime, responseEnd, requestStart } = request.timing()
    // From the browser's own cache: no request at all.
    if (requestStart < 0 || (await request.sizes()).responseBodySize < 0) return
    spans.push({ start: startTime, end: startTime + responseEnd })
  })
  const before = performance.now()
  await page.goto(`${origin}/?patient=${patient}&role=gp&tab=migranstod`, { waitUntil: 'commit' })
  await page.frameLocator('iframe').locator('.levels').waitFor()
  const milliseconds = performance.now() - before
  await page.waitForTimeout(500)
  return { milliseconds, spans }
}

export async function launches(runs = 5): Promise<string[]> {
  const browser = await startBrowser()
  const lines: string[] = []
  for (const latency of [0, 40]) {
    let port = 0
    const proxy = await delayed(latency, () => port)
    const origin = `http://127.0.0.1:${proxy.port}`
    const record = await startRecord({ port: 0, origin })
    port = record.port
    const [cold, warm]: [number[], number[]] = [[], []]
    let spans: Span[] = []
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const first = await launch(await context.newPage(), origin, 'demo-01')
      cold.push(first.milliseconds)
      spans = first.spans
      warm.push((await launch(await context.newPage(), origin, 'demo-02')).milliseconds)
      await context.close()
    }
    const median = (of: number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)]!.toFixed(0)
    lines.push(
      `${String(latency).padStart(2)} ms latency: advice after ${median(cold)} ms (first launch of a browser), ${median(warm)} ms (the next); ${spans.length} requests, longest chain ${longestChain(spans)}`,
    )
    await record.close()
    proxy.close()
  }
  await browser.close()
  return lines
}
