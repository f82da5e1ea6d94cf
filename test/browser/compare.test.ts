/** The comparison: only when asked for, plainly marked, and never a part of the answer. */

import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { findings } from './axe.ts'
import { openChart, reload, suite } from './suite.ts'

const at = suite()
const { app } = at
beforeEach(async () => {
  await at.open()
})

const section = () => app().locator('.compare')
const open = () => section().locator('summary').click()
const chosen = (name: string) => section().getByRole('checkbox', { name })
const row = (name: string) => section().getByRole('row').filter({ hasText: name })

test('closed, and nothing compared, until it is asked for', async () => {
  await openChart(at.page, at.running, 'demo-01')
  expect(await section().getAttribute('open')).toBeNull()
  expect(await section().locator('table').count()).toBe(0)
  await open()
  expect(await section().getByRole('checkbox').count()).toBe(7)
  expect(await section().locator('input:checked').count()).toBe(0)
})

test('a publisher and a region beside what holds here: verdict, demands, what is lacking, origin; the answer stays', async () => {
  await openChart(at.page, at.running, 'demo-01')
  const answer = await app().locator('.answer').innerText()
  await open()
  await chosen('NICE').check()
  await row('NICE').waitFor()
  await chosen('Region Stockholm').check()
  await row('Stockholm').waitFor()
  expect(await section().locator('tbody tr.here').count()).toBe(2)
  expect(await section().locator('tbody tr.elsewhere').count()).toBe(2)
  const nice = await row('NICE').innerText()
  for (const told of [
    words.holdsNotHere.sv,
    'Okänt',
    'Minst 3 förebyggande läkemedel',
    '1 förebyggande läkemedel till',
    words.edition.sv,
    'Belagd i källa',
    words.openSource.sv,
  ])
    expect(nice).toContain(told)
  expect(await row('Stockholm').innerText()).toContain('Gäller från 2023-02-01')
  expect(await section().getByRole('status').innerText()).toMatch(/NICE okänt, kräver 3; här uppfyllt, kräver 2\./)
  expect(await section().getByRole('status').innerText()).toContain(words.sameTerms.sv)
  expect(await app().locator('.answer').innerText()).toBe(answer)
  expect(
    await app().locator('.gl:not(.compare)').filter({ hasText: 'Region Stockholms läkemedelskommitté' }).count(),
    'the region is no guideline of the assessment',
  ).toBe(0)
  await chosen('NICE').uncheck()
  await row('NICE').waitFor({ state: 'detached' })
})

test('it follows the role and the answers, and is not kept', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await open()
  await chosen('Region Stockholm').check()
  await row('Stockholm').waitFor()
  expect(await row('Stockholm').innerText()).toContain('Ej uppfyllt')
  await app().locator('.roleof select').selectOption('neurologist')
  await expect.poll(() => row('Stockholm').innerText()).not.toContain('Ej uppfyllt')
  await reload(at.page)
  expect(await section().locator('table').count()).toBe(0)
})

test('by keyboard alone, in English', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await app().getByRole('button', { name: 'English' }).click()
  await section().locator('summary').focus()
  await at.page.keyboard.press('Enter')
  await at.page.keyboard.press('Tab')
  await at.page.keyboard.press('Space')
  await section().getByRole('table', { name: words.compare.en }).waitFor()
  expect(await section().innerText()).toContain(words.holdsNotHere.en)
  expect(await section().locator('input:focus').isChecked()).toBe(true)
})

const sizes = { desktop: { width: 1280, height: 800 }, frame: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const
describe.each(Object.entries(sizes))('%s', (_, viewport) => {
  test.each(['light', 'dark'] as const)(
    '%s: axe finds nothing with all chosen, and the page is no wider than its frame',
    async (colorScheme) => {
      const page = await at.open({ viewport, colorScheme })
      await openChart(page, at.running, 'demo-02')
      await open()
      for (const one of await section().getByRole('checkbox').all()) await one.check()
      await expect.poll(() => section().locator('tbody tr.elsewhere').count()).toBe(7)
      expect(await findings(page)).toEqual([])
      expect(
        await app()
          .locator('html')
          .evaluate((html) => html.scrollWidth - html.clientWidth),
      ).toBeLessThanOrEqual(0)
      expect(await section().getByRole('columnheader').count()).toBe(4)
    },
  )
})
