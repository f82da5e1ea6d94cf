/** No test waits for a time. Browser tests wait for a state, with the helpers of test/browser/suite.ts and the one limit beside it. */

import { expect, test } from 'vitest'

const files = import.meta.glob<string>(['./**/*.test.ts', './browser/**/*.ts', '!./waits.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

type Rule = readonly [pattern: RegExp, why: string]
const everywhere: Rule[] = [[/\bsetTimeout\(|\bsleep\(/, 'waits for a time']]
const inBrowser: Rule[] = [
  [/waitForTimeout|setInterval|timers\/promises/, 'waits for a time'],
  [/networkidle/, 'waits for half a second without requests'],
  [/\btimeout: *\d/, 'has a limit of its own'],
  [/setDefaultTimeout\((?!patience\))/, 'has a limit of its own'],
  [/\breload\(\)/, 'may look at the page before the reload: use reload(page) of suite.ts'],
]

/** Where the helper itself is. */
const isHelper = (path: string, line: string): boolean => path === './browser/suite.ts' && line.trim() === 'location.reload()'

test.each(Object.entries(files))('%s', (path, text) => {
  const rules = path.startsWith('./browser/') ? [...everywhere, ...inBrowser] : everywhere
  const found = text
    .split('\n')
    .flatMap((line, i) =>
      isHelper(path, line) ? [] : rules.filter(([pattern]) => pattern.test(line)).map(([, why]) => `line ${i + 1} ${why}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})

test('they are looked at', () => {
  const browser = Object.keys(files).filter((path) => path.startsWith('./browser/'))
  expect([browser.length > 12, Object.keys(files).length > 40]).toEqual([true, true])
})
