/** Why not, and what if: the way to the nearest referral; and a mode of which nothing is kept, stored, copied or left behind. */

import type { FrameLocator } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { findings } from './axe.ts'
import { openChart, openFile, reload, suite } from './suite.ts'

const at = suite({ write: true })
const { app } = at
beforeEach(async () => {
  await at.open()
})

const frame = () => at.page.frames().find((one) => one.url().includes('/app/'))!
const stored = () => frame().evaluate(() => JSON.stringify(Object.entries(sessionStorage).sort()))
const level = () => app().locator('.levels [aria-current=true]').innerText()
const band = () => app().locator('.whatif')
const enter = async () => {
  await app().getByRole('button', { name: words.whatIf.sv }).click()
  await band().waitFor()
}
const leave = async () => {
  await app().getByRole('button', { name: words.leaveWhatIf.sv }).click()
  await band().waitFor({ state: 'detached' })
}
const supposeReferral = async (of: FrameLocator) => {
  for (const [name, value] of [
    ['preventivesFailed', '2'],
    ['migraineDays', '6'],
  ]) {
    await of.locator(`#sup-${name}`).fill(value!)
    await of.locator(`#sup-${name}`).press('Enter')
  }
  await of.locator('.whatif', { hasText: /Primärvård.*Neurologi/s }).waitFor()
}
/** Every value, tick and line of the page; not the clock of the reading. */
const page = () =>
  frame().evaluate(() => {
    const fields = [...document.querySelectorAll('input, select')] as HTMLInputElement[]
    return [
      document.body.innerText.replace(/\d\d:\d\d/, ''),
      ...fields.map(
        (one) =>
          `${one.name || one.id} ${one.type === 'radio' || one.type === 'checkbox' ? one.checked : one.value} ${one.getAttribute('aria-invalid') ?? ''}`,
      ),
    ]
  })

test('from the answer, in one press, to the referral that lies nearest and what it lacks', async () => {
  await openChart(at.page, at.running, 'demo-03')
  await app()
    .getByRole('link', { name: /remiss/ })
    .click()
  const focused = app().locator(':focus')
  expect(await focused.innerText()).toMatch(/Okänt|Ej uppfyllt/)
  expect(await focused.innerText()).toContain('2 förebyggande läkemedel till')
  expect(await focused.innerText()).toContain(words.unknownNotNo.sv)
  await expect.poll(() => focused.isVisible()).toBe(true)
})

test('no such way where a referral is advised', async () => {
  await openChart(at.page, at.running, 'demo-01')
  expect(
    await app()
      .getByRole('link', { name: new RegExp(`${words.whyNoReferral.sv.slice(0, -1)}|${words.whatDecidesReferral.sv.slice(0, -1)}`) })
      .count(),
  ).toBe(0)
})

test('a criterion that is not met says what would meet it', async () => {
  await openChart(at.page, at.running, 'demo-02')
  const crit = app().locator('.crit[data-v=unk]', { hasText: 'förebyggande läkemedel utan effekt' }).first()
  await crit.evaluate((one) => {
    for (let around: Element | null = one; around; around = around.parentElement)
      if (around instanceof HTMLDetailsElement) around.open = true
  })
  expect(await crit.innerText()).toContain(`${words.wouldMeet.sv}: 1 förebyggande läkemedel till`)
})

test('the answer follows what is supposed, on every view, and all is as before on leaving; nothing is kept', async () => {
  await openChart(at.page, at.running, 'demo-02')
  await app().locator('.asks input, aside .ask input').first().waitFor()
  await app().getByRole('checkbox', { name: 'Utlöses av hosta eller lyft' }).check()
  await app().locator('.flags').getByRole('button', { name: words.undo.sv }).waitFor()
  const before = await page()
  const kept = await stored()
  const requests = at.running.requests.length

  await enter()
  expect(await band().getByRole('status').innerText()).toBe(words.levelStays.sv)
  await supposeReferral(app())
  expect(await level()).toContain('Neurologi')
  await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).check()
  await expect.poll(level).toContain('Akut')
  await app().locator('.roleof select').selectOption('neurologist')
  await app()
    .getByRole('button', { name: /^Läkemedelshistorik/ })
    .click()
  expect(await band().isVisible()).toBe(true)
  await app().locator('.lrow--open').first().getByRole('radio', { name: 'Tålde inte' }).check({ force: true })
  await app().locator('form.add').getByRole('combobox').fill('topi')
  await app().getByRole('button', { name: words.viewDays.sv }).click()
  expect(await band().isVisible()).toBe(true)
  const month = app().locator('.months .ds-input').first()
  await month.fill('12')
  await app().getByRole('button', { name: words.daysSave.sv }).click()
  await app().locator('.months .prov--you').first().waitFor()
  await month.fill('13')
  await app().getByRole('button', { name: words.viewDrugs.sv }).click()
  expect(await band().isVisible()).toBe(true)
  expect(await stored()).toBe(kept)

  await app().getByRole('button', { name: words.viewAssessment.sv }).click()
  await leave()
  await expect.poll(page).toEqual(before)
  expect(await stored()).toBe(kept)
  expect(at.running.requests.length, 'nothing was sent').toBe(requests)
  expect(await app().locator(':focus').getAttribute('id')).toBe('what-if')
})

test('what is typed in a form does not outlive the mode', async () => {
  await openChart(at.page, at.running, 'demo-02')
  await app().getByRole('button', { name: words.viewAssessment.sv }).click()
  await enter()
  await app().getByRole('button', { name: words.viewDays.sv }).click()
  const month = app().locator('.months .ds-input').first()
  const before = await month.inputValue()
  await month.fill('99')
  await app().getByRole('button', { name: words.daysSave.sv }).click()
  expect(await month.getAttribute('aria-invalid')).toBe('true')
  await leave()
  expect(await month.inputValue()).toBe(before)
  expect(await month.getAttribute('aria-invalid')).toBe('false')
  expect(await app().locator('.months .err').allInnerTexts()).not.toContain(expect.stringMatching(/./))
  expect(await app().locator(':focus').getAttribute('id')).toBe('main')
})

test('what is supposed is gone on reload, on reading again and with another patient', async () => {
  await openChart(at.page, at.running, 'demo-02')
  for (const away of [() => reload(at.page), () => app().getByRole('button', { name: words.readAgain.sv }).click()]) {
    await enter()
    await supposeReferral(app())
    await away()
    await band().waitFor({ state: 'detached' })
    await expect.poll(level).toContain('Primärvård')
    await app().getByRole('button', { name: words.whatIf.sv }).waitFor()
  }
  await enter()
  await supposeReferral(app())
  await openChart(at.page, at.running, 'demo-03')
  await expect.poll(level).toContain('Primärvård')
  expect(await band().count()).toBe(0)
  await openChart(at.page, at.running, 'demo-02')
  await expect.poll(level).toContain('Primärvård')
})

test('with a file: gone when another is opened', async () => {
  await openFile(at.page, at.running, 'demo-02')
  await at.page.getByRole('button', { name: words.whatIf.sv }).click()
  await at.page.locator('.whatif').waitFor()
  await openFile(at.page, at.running, 'demo-02')
  expect(await at.page.locator('.whatif').count()).toBe(0)
})

test('what the record knows can be supposed otherwise; each change is marked, and can be undone', async () => {
  await openChart(at.page, at.running, 'demo-01')
  expect(await level()).toContain('Neurologi')
  await enter()
  const yesNo = app().getByRole('radiogroup', { name: 'Migrän', exact: true })
  const row = app().locator('.supposed li', { has: yesNo })
  await yesNo.getByRole('radio', { name: 'Nej' }).check({ force: true })
  await band()
    .getByRole('status')
    .filter({ hasText: /Neurologi.*→/s })
    .waitFor()
  expect(await row.innerText()).toContain(words.was.sv.replace('{value}', 'ja'))
  await row.getByRole('button', { name: words.undo.sv }).click()
  await expect.poll(level).toContain('Neurologi')
  expect(await yesNo.getByRole('radio', { name: 'Ja' }).isChecked()).toBe(true)
  expect(await band().getByRole('status').innerText()).toBe(words.levelStays.sv)
})

test('fewer drugs than the history proves are supposed in the history', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await enter()
  const field = app().locator('#sup-preventivesFailed')
  await field.fill('1')
  await field.press('Enter')
  await app()
    .getByRole('alert')
    .filter({ hasText: words.historyProves.sv.replace('{n}', '2') })
    .waitFor()
  await app().getByRole('button', { name: words.whatIfTrials.sv }).click()
  await app().locator('.lrow', { hasText: 'Räknas' }).getByRole('radio', { name: 'Hjälpte' }).first().check({ force: true })
  await band()
    .getByRole('status')
    .filter({ hasText: /Neurologi.*Primärvård/s })
    .waitFor()
})

test('a number that cannot be is refused in words, and an emptied field is true again', async () => {
  await openChart(at.page, at.running, 'demo-01')
  await enter()
  const field = app().locator('#sup-headacheDays')
  const before = await field.inputValue()
  await field.fill('45')
  await field.press('Enter')
  await app().locator('.supposed').getByRole('alert').filter({ hasText: 'mellan 0 och 31' }).waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await field.fill('4')
  await field.press('Enter')
  await app().locator('.supposed').getByRole('alert').filter({ hasText: words.moreMigraineThanHeadache.sv }).waitFor()
  await field.fill('20')
  await field.press('Enter')
  await app().locator('.supposed li.changed', { has: field }).waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('false')
  await field.fill('')
  await field.press('Enter')
  await expect.poll(() => field.inputValue()).toBe(before)
  expect(await app().locator('.supposed li.changed').count()).toBe(0)
})

test('in the mode nothing can be stored, and a print says so at the top', async () => {
  await openChart(at.page, at.running, 'demo-02')
  await enter()
  await app().getByRole('button', { name: words.viewDays.sv }).click()
  await app().locator('.months .ds-input').first().fill('12')
  await app().getByRole('button', { name: words.daysSave.sv }).click()
  await app().locator('.months .prov--you').first().waitFor()
  await app().getByRole('button', { name: words.viewAssessment.sv }).click()
  expect(await app().getByRole('heading', { name: words.diaryTitle.sv }).count()).toBe(0)
  await at.page.emulateMedia({ media: 'print' })
  expect(await band().locator('.printed').isVisible()).toBe(true)
  expect(await app().getByRole('button', { name: words.leaveWhatIf.sv }).isVisible()).toBe(false)
})

test('by keyboard alone: in, one change, out', async () => {
  await openChart(at.page, at.running, 'demo-02')
  const press = async (key: string, until: (focused: string) => boolean) => {
    for (let times = 0; times < 80; times++) {
      await at.page.keyboard.press(key)
      const focused = await frame().evaluate(() => `${document.activeElement?.id} ${document.activeElement?.textContent?.trim()}`)
      if (until(focused)) return
    }
    throw new Error(`${key} never got there`)
  }
  await app().locator('.ds-skip-link').focus()
  await press('Tab', (focused) => focused.startsWith('what-if'))
  await at.page.keyboard.press('Enter')
  await band().waitFor()
  await press('Tab', (focused) => focused.startsWith('sup-headacheDays'))
  await at.page.keyboard.type('18')
  await at.page.keyboard.press('Tab')
  await app().locator('.supposed li.changed').first().waitFor()
  await press('Shift+Tab', (focused) => focused.endsWith(words.leaveWhatIf.sv))
  await at.page.keyboard.press('Enter')
  await band().waitFor({ state: 'detached' })
  expect(await app().locator(':focus').getAttribute('id')).toBe('what-if')
})

const sizes = { desktop: { width: 1280, height: 800 }, frame: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const
describe.each(Object.entries(sizes))('%s', (_, viewport) => {
  test.each(['light', 'dark'] as const)(
    '%s: axe finds nothing with all opened, and the page is no wider than its frame',
    async (colorScheme) => {
      const page = await at.open({ viewport, colorScheme })
      await openChart(page, at.running, 'demo-02')
      await enter()
      await supposeReferral(app())
      await app()
        .locator('body')
        .evaluate((body) => {
          for (const one of body.querySelectorAll('details')) one.open = true
        })
      expect(await findings(page)).toEqual([])
      expect(
        await app()
          .locator('html')
          .evaluate((html) => html.scrollWidth - html.clientWidth),
      ).toBeLessThanOrEqual(0)
    },
  )
})
