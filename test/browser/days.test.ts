/** Headache days: three months to enter or correct in one form, a year as a chart; unknown is never 0. */

import type { FrameLocator, Locator } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { findings } from './axe.ts'
import { openChart, reload, suite } from './suite.ts'

const at = suite()
const { app } = at
beforeEach(async () => {
  await at.open()
})

const open = async (patient: string): Promise<FrameLocator> => {
  const frame = await openChart(at.page, at.running, patient)
  await frame.getByRole('button', { name: words.viewDays.sv, exact: true }).click()
  return frame
}
/** Field of a row, in the last month unless said. */
const field = (fact: string, ago = 0): Locator =>
  app()
    .locator(`.months input[id$="-${fact}"]`)
    .nth(2 - ago)
const cell = (fact: string, ago = 0): Locator =>
  app()
    .locator(`.months td:has(> input[id$="-${fact}"])`)
    .nth(2 - ago)
const save = () => app().getByRole('button', { name: words.daysSave.sv }).click()
const told = () => app().locator('.months [role=status]').innerText()
const lead = () => app().locator('.lhead').innerText()
const alerts = () => app().locator('.months [role=alert]').filter({ hasText: /./ }).allInnerTexts()

test('fields show the record; a correction is yours, counts at once, and undo of the month gives the record back', async () => {
  await open('demo-01')
  const before = await field('headacheDays').inputValue()
  expect(before).toBe('18')
  expect(await cell('headacheDays').innerText()).toContain(words.cellRecord.sv)
  expect(await field('opioidDays').inputValue(), 'unknown is empty, not 0').toBe('')
  expect(await cell('opioidDays').innerText()).toContain(words.cellUnknown.sv)
  await field('headacheDays').fill('12')
  await field('migraineDays').fill('7')
  await field('opioidDays').fill('0')
  await save()
  await expect.poll(lead).toContain('huvudvärk 12, varav migrän 7')
  expect(await cell('headacheDays').innerText()).toContain(words.cellYou.sv)
  expect(await cell('headacheDays', 1).innerText(), 'only what changed is an answer').toContain(words.cellRecord.sv)
  expect(await field('opioidDays').inputValue()).toBe('0')
  await field('triptanDays').fill('99')
  await app().locator('.months tfoot').getByRole('button', { name: /Ångra/ }).click()
  await expect.poll(() => field('headacheDays').inputValue()).toBe('18')
  expect(await field('opioidDays').inputValue()).toBe('')
  expect(await field('triptanDays').inputValue(), 'nothing typed before survives undo').toBe('8')
  expect(await app().locator('.months tfoot button').count()).toBe(0)
  await expect.poll(lead).toContain('huvudvärk 18, varav migrän 9')
})

test('what cannot be is refused in words, and nothing typed is lost', async () => {
  await open('demo-01')
  await field('headacheDays').fill('40')
  await field('migraineDays', 1).fill('22')
  await field('triptanDays', 2).fill('många')
  await field('opioidDays').fill('9')
  await save()
  const says = (await alerts()).join(' ')
  expect(says).toMatch(/ange ett helt tal från 0 till 3[01]/)
  expect(says).toMatch(/kan inte vara fler än 21 \(huvudvärk\)/)
  expect(await told()).toBe(words.daysNotSaved.sv)
  expect([
    await field('headacheDays').inputValue(),
    await field('migraineDays', 1).inputValue(),
    await field('triptanDays', 2).inputValue(),
    await field('opioidDays').inputValue(),
  ]).toEqual(['40', '22', 'många', '9'])
  expect(await field('headacheDays').getAttribute('aria-invalid')).toBe('true')
  expect(await app().locator('.months .prov--you').count(), 'nothing was saved').toBe(0)
  await field('headacheDays').fill('18')
  await field('migraineDays', 1).fill('21')
  await field('triptanDays', 2).fill('8')
  await save()
  await expect.poll(() => app().locator('.months .prov--you').count()).toBe(2)
  expect(await alerts()).toEqual([])
})

test('a value of the record emptied comes back, in words; an answer emptied is undone', async () => {
  await open('demo-01')
  await field('headacheDays').fill('')
  await save()
  expect((await alerts()).join()).toMatch(/journalens 18 står kvar/)
  expect(await field('headacheDays').inputValue()).toBe('18')
  await field('headacheDays').fill('20')
  await save()
  await expect.poll(() => cell('headacheDays').innerText()).toContain(words.cellYou.sv)
  await field('headacheDays').fill('')
  await save()
  await expect.poll(() => field('headacheDays').inputValue()).toBe('18')
  await expect.poll(() => cell('headacheDays').innerText()).toContain(words.cellRecord.sv)
})

test('three months by hand where the record has none; a reload keeps them, another patient begins empty', async () => {
  await open('demo-02')
  const empty = async (locator: Locator) =>
    (await locator.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).every((value) => value === '')
  if (!(await empty(app().locator('.months input')))) for (const ago of [0, 1, 2]) await field('headacheDays', ago).fill('')
  for (const [ago, days] of [
    [0, 19],
    [1, 17],
    [2, 16],
  ] as const) {
    await field('headacheDays', ago).fill(String(days))
    await field('migraineDays', ago).fill('9')
  }
  await save()
  await expect.poll(lead).toContain('huvudvärk 16, varav migrän 9')
  await reload(at.page)
  await app().getByRole('button', { name: words.viewDays.sv, exact: true }).click()
  expect([await field('headacheDays', 0).inputValue(), await field('headacheDays', 2).inputValue()]).toEqual(['19', '16'])
  await open('demo-16')
  expect(await app().locator('.months .prov--you').count()).toBe(0)
  expect(await field('headacheDays').inputValue()).toBe('9')
})

test('by keyboard alone: typed, entered, saved', async () => {
  await open('demo-01')
  const { keyboard } = at.page
  await field('headacheDays', 2).focus()
  for (const typed of ['20', '22', '21']) {
    await keyboard.press('Control+A')
    await keyboard.type(typed)
    if (typed !== '21') await keyboard.press('Tab')
  }
  await keyboard.press('Enter')
  await expect.poll(lead).toContain('huvudvärk 20')
  expect(await told()).toBe(words.daysSaved.sv)
})

test('the chart says each month in words, misses none, and holds the same as its table', async () => {
  await open('demo-01')
  const name = await app().locator('.plot').getAttribute('aria-label')
  expect(name).toMatch(/: 18, varav migrän 9/)
  expect(name!.match(/: saknas/g)).toHaveLength(9)
  expect(await app().locator('.plot .month').count()).toBeGreaterThanOrEqual(12)
  expect(await app().locator('.plot .missing').count()).toBe(9)
  expect(await app().locator('.plot').textContent()).toMatch(/15 huvudvärksdagar[\s\S]*8 migrändagar/)
  await app().getByText(words.chartTable.sv).click()
  expect(await app().locator('.chart tbody tr').count()).toBe(12)
  expect(await app().locator('.chart tbody tr').first().innerText()).toMatch(/18\s+9\s+ur journalen/)
  expect(await app().locator('main [style]').count(), 'a strict policy forbids inline styles').toBe(0)
})

test('an answer to the fact itself is told where it stands before the months', async () => {
  await openChart(at.page, at.running, 'demo-02')
  const ask = app()
    .getByLabel(/Huvudvärksdagar per månad/)
    .first()
  await ask.fill('18')
  await ask.press('Enter')
  await app().locator('.given').waitFor()
  await app().getByRole('button', { name: words.viewDays.sv, exact: true }).click()
  await app().locator('.instead').getByRole('button', { name: /Ångra/ }).click()
  await expect.poll(() => app().locator('.instead').count()).toBe(0)
})

describe.each(Object.entries({ desktop: [1280, 800], frame: [1024, 600], phone: [390, 844] }))('%s', (_, [width, height]) => {
  test.each(['light', 'dark'] as const)('axe finds nothing: answers, refusals, chart and table, %s', async (colorScheme) => {
    const page = await at.open({ viewport: { width: width!, height: height! }, colorScheme })
    await open('demo-01')
    await field('headacheDays').fill('20')
    await save()
    await expect.poll(() => app().locator('.months .prov--you').count()).toBe(1)
    await field('headacheDays', 1).fill('45')
    await save()
    await app().getByText(words.chartTable.sv).click()
    expect(await findings(page)).toEqual([])
    expect(
      await app()
        .locator('html')
        .evaluate((html) => html.scrollWidth - html.clientWidth),
    ).toBeLessThanOrEqual(0)
  })
})
