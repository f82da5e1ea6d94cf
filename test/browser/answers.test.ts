/** Answers: one tap or one number, recomputed at once, marked as the user's own, removable; by keyboard alone. */

import { beforeEach, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { openChart, openFile, reload, suite } from './suite.ts'

const at = suite()
const { app } = at
beforeEach(async () => {
  await at.open()
})

const level = () => app().locator('.levels [aria-current=true]').innerText()

test('a number typed and entered changes the answer, is marked and can be undone', async () => {
  await openChart(at.page, at.running, 'demo-02')
  expect(await level()).toContain('Primärvård')
  const field = app()
    .getByLabel(/Hur många dagar i månaden.*huvudvärk|huvudvärksdagar/i)
    .first()
  await field.fill('18')
  await field.press('Enter')
  const given = app().locator('.given')
  await given.waitFor()
  expect(await given.innerText()).toMatch(/18/)
  expect(await given.innerText()).toContain(words.byYou.sv)
  await given.getByRole('button', { name: /Ångra/ }).click()
  await given.waitFor({ state: 'detached' })
  for (const value of await app()
    .locator('.ask input')
    .evaluateAll((inputs) => inputs.map((one) => (one as HTMLInputElement).value)))
    expect(value).toBe('')
})

test('"none of these" answers every red flag, and one tick makes it an emergency at once', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await app()
    .getByRole('button', { name: /Ingen av de/ })
    .click()
  await expect.poll(() => app().locator('.levels [data-s=may]').count()).toBe(0)
  await app().locator('#flags').getByRole('button', { name: words.undo.sv }).click()
  await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).check()
  await expect.poll(level).toContain('Akut')
  expect(await app().locator('.urg').innerText()).toBe('Omedelbart')
})

test('reading again keeps the answers', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).check()
  await expect.poll(level).toContain('Akut')
  const before = at.running.requests.length
  await app().getByRole('button', { name: words.readAgain.sv }).click()
  await expect.poll(() => at.running.requests.slice(before).some(({ path }) => path.startsWith('/fhir/Condition'))).toBe(true)
  await expect.poll(level).toContain('Akut')
})

test('the role can be switched for the launch and decides who prescribes', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await app().locator('.roleof select').selectOption('neurologist')
  await expect.poll(() => app().locator('body').innerText()).toContain('Neurolog')
  await reload(at.page)
  expect(await app().locator('.roleof select').inputValue()).toBe('neurologist')
})

test('a trial is corrected in the history and counts at once; an older one is added', async () => {
  await openChart(at.page, at.running, 'demo-02')
  await app()
    .getByRole('button', { name: /Läkemedelshistorik/ })
    .click()
  const open = app().locator('.lrow--open').first()
  const name = await open.locator('.nm b').innerText()
  await open.getByRole('radio', { name: 'Tålde inte' }).check({ force: true })
  const row = app().locator('.lrow', { hasText: name }).first()
  await expect.poll(() => row.locator('.prov--you').count()).toBe(1)
  const add = app().locator('form.add')
  await add.getByRole('combobox', { name: words.searchDrug.sv }).fill('topiramat')
  await add.getByLabel(/Startår/).fill('2017')
  await add.getByRole('radio', { name: 'Ingen effekt' }).check({ force: true })
  await add.getByRole('button', { name: 'Lägg till' }).click()
  await app().locator('.lrow', { hasText: 'Topiramat' }).waitFor()
  expect(await app().locator('.lrow', { hasText: 'Topiramat' }).innerText()).toContain('2017')
})

test('by keyboard alone: from the skip link to an answered red flag', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await app().locator('.ds-skip-link').focus()
  for (let tabs = 0; tabs < 60; tabs++) {
    await at.page.keyboard.press('Tab')
    const focused = await at.page.frames()[1]!.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    if (focused.startsWith('Ingen av de')) break
  }
  await at.page.keyboard.press('Enter')
  await expect.poll(() => app().locator('.levels [data-s=may]').count()).toBe(0)
})

test('a record without headache: one calm line and one question', async () => {
  const none = at.running.patients.find(({ expected }) => /ingen huvudvärk|utan huvudvärk/i.test(expected.says))!
  await openChart(at.page, at.running, none.id)
  expect(await app().locator('h1').innerText()).toBe(words.noHeadache.sv)
  await app().getByRole('button', { name: 'Ja', exact: true }).click()
  expect(await app().locator('h1').innerText()).toBe(words.undecidedTitle.sv)
})

test('the same reading serves a file', async () => {
  await openFile(at.page, at.running, 'demo-01')
  expect(await at.page.locator('.levels [aria-current=true]').innerText()).toContain('Neurologi')
  await at.page.goto(`${at.running.url}/app/index.html`)
  await at.page
    .getByLabel(words.chooseFile.sv)
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"resourceType":"Patient"}') })
  await at.page.locator('h1', { hasText: words.failFile.sv }).waitFor()
})

test('a number that cannot be is refused in words, and stays where it was typed', async () => {
  await openChart(at.page, at.running, 'demo-02')
  const field = app()
    .getByLabel(/Huvudvärksdagar per månad/)
    .first()
  for (const typed of ['45', 'många', '-1']) {
    await field.fill(typed)
    await field.press('Enter')
    await expect.poll(() => app().getByRole('alert').filter({ hasText: 'mellan 0 och 31' }).count()).toBe(1)
    expect(await field.inputValue()).toBe(typed)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
  }
})

test('a double click, or Enter twice, answers one question and not the next', async () => {
  await openChart(at.page, at.running, 'demo-02')
  for (const [label, value] of [
    ['Huvudvärksdagar per månad', '18'],
    ['Migrändagar per månad', '9'],
    ['Månader i följd med dagboksuppgift', '3'],
    ['Dagar per månad med anfallsläkemedel', '5'],
  ] as const)
    await app().getByLabel(label, { exact: true }).fill(value)
  await app().getByLabel('Dagar per månad med anfallsläkemedel', { exact: true }).press('Enter')
  const reply = () => app().locator('.ask', { hasText: 'kandesartan mot migrän' }).getByRole('button', { name: 'Ingen effekt' })
  const said = () => app().locator('.given').innerText()
  await reply().dblclick()
  await expect.poll(said).toContain('ingen effekt')
  expect((await said()).toLowerCase()).not.toContain('full dos')
  await app().locator('.given li', { hasText: 'andesartan' }).getByRole('button', { name: /Ångra/ }).click()
  await reply().focus()
  await at.page.keyboard.press('Enter')
  await at.page.keyboard.press('Enter')
  await expect.poll(said).toContain('ingen effekt')
  expect((await said()).toLowerCase()).not.toContain('full dos')
})
