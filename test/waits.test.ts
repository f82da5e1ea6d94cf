/** No browser test waits for a time: it waits for a state, with the helpers and the one limit of test/browser/suite.ts. */

import { expect, test } from 'vitest'

const files = import.meta.glob<string>('./browser/**/*.ts', { eager: true, query: '?raw', import: 'default' })

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/waitForTimeout/, 'waits for a time'],
  [/\bsetTimeout\b|\bsetInterval\b|timers\/promises|\bsleep\(/, 'waits for a time'],
  [/networkidle/, 'waits for half a second without requests'],
  [/\btimeout: *[\d_]/, 'has a limit of its own'],
  [/setDefaultTimeout\((?!patience)/, 'has a limit of its own'],
  [/location\.reload\(|page\.reload\(/, 'may look at the page before the reload: use reload() of suite.ts'],
]

/** Where the helpers themselves are. */
const isAllowed = (path: string, line: string): boolean => path.endsWith('/suite.ts') && line.trim() === 'location.reload()'

test.each(Object.entries(files))('%s', (path, text) => {
  const found = text
    .split('\n')
    .flatMap((line, i) =>
      isAllowed(path, line) ? [] : forbidden.filter(([pattern]) => pattern.test(line)).map(([, why]) => `${i + 1}: ${why}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})

test('they are found', () => expect(Object.keys(files).length).toBeGreaterThan(10))
