/** Medication history in seconds: one tap an outcome, the count at once, the reason in numbers; free text only when confirmed. */

import type { FrameLocator, Locator } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { findings } from './axe.ts'
import { chooseFile, openChart, reload, suite } from './suite.ts'

const at = suite()
const { app } = at
beforeEach(async () => {
  await at.open()
})

const open = async (patient: string): Promise<FrameLocator> => {
  const frame = await openChart(at.page, at.running, patient)
  await frame.getByRole('button', { name: /Läkemedelshistorik/ }).click()
  return frame
}
const row = (drug: string): Locator => app().locator('.lrow', { has: app().locator('.nm b', { hasText: drug }) })
const counted = (drug: string) => row(drug).locator('.ct').innerText()
const lead = () => app().locator('.lhead h1').innerText()
const tap = (where: Locator, name: string) => where.getByRole('radio', { name, exact: true }).check({ force: true })
const add = async (drug: string, year: string, outcome: string | null) => {
  const form = app().locator('form.add')
  await form.getByRole('combobox', { name: words.searchDrug.sv }).fill(drug)
  await form.getByLabel(/Startår/).fill(year)
  if (outcome) await tap(form, outcome)
  await form.getByRole('button', { name: words.add.sv }).click()
}

test('one tap each: the count and the reason change at once, and undo gives the record’s back', async () => {
  await open('demo-02')
  expect(await lead()).toContain('1 räknas, 2 krävs')
  expect(await counted('Metoprolol')).toMatch(/Räknas\s+14 veckor på 100 mg, ingen effekt/)
  for (const [outcome, count, says] of [
    ['Tålde inte', 1, /Räknas\s+tålde inte, oavsett dos och längd/],
    ['Hjälpte', 0, /Räknas inte\s+hjälpte/],
    ['Annat', 0, /Okänt\s+slutade av annan orsak/],
    ['Aldrig mot migrän', 0, /Räknas inte\s+gavs för något annat än migrän/],
    ['Ingen effekt', 1, /Räknas\s+14 veckor på 100 mg, ingen effekt/],
  ] as const) {
    await tap(row('Metoprolol'), outcome)
    await expect.poll(() => counted('Metoprolol')).toMatch(says)
    expect(await lead()).toContain(`${count} räknas`)
    expect(await row('Metoprolol').getByRole('radio', { checked: true }).first().getAttribute('value')).toBeTruthy()
  }
  await tap(row('Metoprolol'), 'Hjälpte')
  await row('Metoprolol').getByRole('button', { name: /Ångra/ }).click()
  await expect.poll(lead).toContain('1 räknas')
  expect(await row('Metoprolol').locator('.prov--you').count()).toBe(0)
})

test('dose or length not known: unknown in words, and one more tap decides', async () => {
  await open('demo-02')
  await add('topiramat', '2017', 'Ingen effekt')
  await expect.poll(() => counted('Topiramat')).toMatch(/Okänt\s+dos eller längd saknas/)
  const full = row('Topiramat').getByRole('radiogroup', { name: /Full dos \(50 mg\) i minst 8 veckor/ })
  await tap(full as Locator, 'Ja')
  await expect.poll(() => counted('Topiramat')).toMatch(/Räknas\s+ingen effekt, full dos i minst 8 veckor enligt dig/)
  expect(await lead()).toContain('2 räknas')
  await tap(full as Locator, 'Nej')
  await expect.poll(() => counted('Topiramat')).toMatch(/Räknas inte\s+inte full dos i minst 8 veckor/)
})

test('older drugs: by either name, the same in two years; what does not fit is refused in words and stays', async () => {
  await open('demo-02')
  const form = app().locator('form.add')
  const drug = form.getByRole('combobox', { name: words.searchDrug.sv })
  for (const [typed, year, outcome, says] of [
    ['Topimax', '2017', 'Tålde inte', /heter ”Topimax”/],
    ['topir', '2017', 'Tålde inte', /Skriv hela namnet: topiramat/],
    ['', '2017', 'Tålde inte', /Skriv en substans/],
    ['topiramate', '1850', 'Tålde inte', /Ange ett år mellan/],
    ['topiramate', '3017', 'Tålde inte', /Ange ett år mellan/],
  ] as const) {
    await add(typed, year, outcome)
    expect(await form.getByRole('alert').filter({ hasText: says }).count(), `${typed} ${year}`).toBe(1)
    expect(await drug.inputValue()).toBe(typed)
    expect(await form.getByLabel(/Startår/).inputValue()).toBe(year)
    expect(await form.getByRole('radio', { name: outcome }).isChecked()).toBe(true)
  }
  await add('Topiramate', '2012', 'Tålde inte')
  await add('topiramat', '2017', 'Hjälpte')
  await add('topiramat', '', 'Tålde inte')
  await expect.poll(() => row('Topiramat').count()).toBe(3)
  expect((await row('Topiramat').locator('.xs.muted').allInnerTexts()).join(' ')).toMatch(/2012[\s\S]*2017[\s\S]*start okänd/)
  expect(await lead()).toContain('2 räknas')
  await add('topiramat', '2017', 'Annat')
  expect(await form.getByRole('alert').filter({ hasText: words.alreadyListed.sv }).count()).toBe(1)
  await row('Topiramat').first().getByRole('button', { name: /Ångra/ }).click()
  await expect.poll(() => row('Topiramat').count()).toBe(2)
})

test('without an outcome nothing is added', async () => {
  await open('demo-02')
  await add('topiramat', '2017', null)
  expect(await app().locator('form.add').getByRole('alert').filter({ hasText: words.outcomeNeeded.sv }).count()).toBe(1)
  expect(await row('Topiramat').count()).toBe(0)
})

test('"the history is complete" is a tick, and is taken back by unticking', async () => {
  await open('demo-02')
  const box = app().getByRole('checkbox', { name: words.historyComplete.sv })
  await box.check()
  await expect.poll(() => app().locator('.complete .prov--you').count()).toBe(1)
  await box.uncheck()
  await expect.poll(() => app().locator('.complete .prov--you').count()).toBe(0)
})

test('free text is quoted and counts only by a tap; put aside it can be brought back', async () => {
  await open('demo-16')
  const panel = app().locator('#suggestions')
  expect(await panel.locator('.quote').first().innerText()).toBe('”Patienten uppger metoprolol mot blodtrycket.”')
  expect(await panel.innerText()).toContain('Condition/demo-16-c2')
  expect(await lead()).toContain('0 räknas')
  expect(await row('Amitriptylin').count()).toBe(0)
  const amitriptyline = panel.getByRole('group', { name: /^Amitriptylin, 2019/ })
  await amitriptyline.getByRole('button', { name: 'Tålde inte' }).click()
  await expect.poll(lead).toContain('1 räknas')
  expect(await row('Amitriptylin').innerText()).toContain('2019')
  const topiramate = panel.getByRole('group', { name: /^Topiramat/ })
  await topiramate.getByRole('button', { name: words.notATrial.sv }).click()
  await expect.poll(() => topiramate.count()).toBe(0)
  expect(await lead()).toContain('1 räknas')
  await reload(at.page)
  await app()
    .getByRole('button', { name: /Läkemedelshistorik/ })
    .click()
  expect(await row('Amitriptylin').count(), 'confirmed, and kept').toBe(1)
  expect(await topiramate.count(), 'put aside, and kept').toBe(0)
  await panel.getByRole('button', { name: /Ångra ?: topiramat/ }).click()
  await expect.poll(() => topiramate.count()).toBe(1)
  await row('Amitriptylin').getByRole('button', { name: /Ångra/ }).click()
  await expect.poll(() => amitriptyline.count()).toBe(1)
})

test('what the record writes is shown as text, never as a page', async () => {
  const { bundle } = at.running.patients.find(({ id }) => id === 'demo-16')!
  const evil = structuredClone(bundle) as { entry: { resource: { id: string; note?: object[] } }[] }
  evil.entry.find(({ resource }) => resource.id === 'demo-16-c2')!.resource.note = [
    { text: 'topiramat <img src=x onerror="document.title=1"><b id="evil">fet</b>' },
  ]
  await at.page.goto(`${at.running.url}/app/index.html`)
  await chooseFile(at.page, evil)
  await at.page.getByRole('button', { name: /Läkemedelshistorik/ }).click()
  expect(await at.page.locator('.quote', { hasText: '<b id="evil">fet</b>' }).count()).toBe(1)
  expect(await at.page.locator('#evil, .quote img').count()).toBe(0)
})

test('another patient begins empty', async () => {
  await open('demo-02')
  await add('topiramat', '2017', 'Tålde inte')
  await row('Topiramat').waitFor()
  await open('demo-01')
  expect(await row('Topiramat').count()).toBe(0)
  expect(await app().locator('.prov--you').count()).toBe(0)
  expect(
    await app()
      .locator('form.add input:not([type=radio])')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
  ).toEqual(['', ''])
})

test('by keyboard alone: an outcome by arrows, an older drug by typing, undo keeps its place', async () => {
  await open('demo-02')
  const { keyboard } = at.page
  await row('Metoprolol').getByRole('radio', { name: 'Ingen effekt' }).focus()
  await keyboard.press('ArrowRight')
  await expect.poll(() => counted('Metoprolol')).toContain('tålde inte')
  await app().locator('form.add input').first().focus()
  await keyboard.type('topiramat')
  await keyboard.press('Escape')
  await keyboard.press('Tab')
  await keyboard.type('2017')
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await row('Topiramat').waitFor()
  const focused = () => at.page.frames()[1]!.evaluate(() => document.activeElement?.getAttribute('name'))
  expect(await focused()).toBe('add-drug')
  await row('Metoprolol').getByRole('button', { name: /Ångra/ }).focus()
  await keyboard.press('Enter')
  await expect.poll(() => counted('Metoprolol')).toContain('ingen effekt')
  expect(await focused()).toMatch(/^o-/)
})

describe.each(Object.entries({ desktop: [1280, 800], frame: [1024, 600], phone: [390, 844] }))('%s', (_, [width, height]) => {
  test.each(['light', 'dark'] as const)('axe finds nothing: rows that wait, refusals, suggestions, %s', async (colorScheme) => {
    const page = await at.open({ viewport: { width: width!, height: height! }, colorScheme })
    await open('demo-16')
    await app().locator('#suggestions').getByRole('button', { name: 'Ingen effekt' }).first().click()
    await app().locator('#suggestions').getByRole('button', { name: words.notATrial.sv }).first().click()
    await add('finns inte', '1850', null)
    expect(await findings(page)).toEqual([])
    expect(
      await app()
        .locator('html')
        .evaluate((html) => html.scrollWidth - html.clientWidth),
    ).toBeLessThanOrEqual(0)
  })
})
