/** axe in the app's frame: what it finds, by rule and element. */

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { still } from './suite.ts'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Of a page in which nothing moves any more. axe runs inside the app's frame; a strict policy forbids a script tag, so it is evaluated. */
export async function findings(page: Page): Promise<string[]> {
  await still(page)
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
