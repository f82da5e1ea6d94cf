/** The letters on the screen: copied as shown, changed line by line, kept for the launch and no longer, printed alone, axe clean. */

import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { findings } from './axe.ts'
import { openChart, reload, suite } from './suite.ts'

const at = suite()
const { app } = at
const eva = 'demo-01'
const maja = 'demo-02'
const sizes = { desktop: { width: 1280, height: 800 }, frame: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const
const press = (name: string) => app().getByRole('button', { name, exact: true }).click()
const shown = () => app().locator('.plain').innerText()
const clipboard = () => at.page.evaluate(() => navigator.clipboard.readText())
const choose = (name: string) => app().locator('.kinds label').getByText(name, { exact: true }).click()
const toReferral = async () => {
  await openChart(at.page, at.running, eva)
  await press(words.writeReferral.sv)
}

describe('in the frame of a record', () => {
  beforeEach(async () => {
    await at.open({ viewport: { width: 1024, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })
  })

  test.each(['referral', 'declined', 'plan', 'note'] as const)('what is copied of the %s is what is shown', async (kind) => {
    await toReferral()
    await choose(words[`letter_${kind}`].sv)
    await press(words.copyText.sv)
    await app().getByRole('status').filter({ hasText: words.copied.sv }).waitFor()
    expect(await clipboard()).toBe(await shown())
    const lines = await app().locator('article.letter .ln p, article.letter .gap > p').allInnerTexts()
    for (const line of lines) expect(await shown()).toContain(line.trim().replace(/\.$/, ''))
  })

  test.each(['declined', 'plan', 'note'] as const)('beside the %s every piece of advice shows source and certainty', async (kind) => {
    await toReferral()
    await choose(words[`letter_${kind}`].sv)
    const panel = app().getByRole('region', { name: words.adviceSources.sv })
    const advice = panel.getByRole('listitem')
    await advice.first().waitFor()
    for (const one of await advice.all()) {
      expect(await one.locator('.cert').count()).toBe(1)
      expect(await one.getByRole('link').count()).toBe(1)
    }
    expect(await panel.getByText('Sök akut vård om').count()).toBe(kind === 'plan' ? 1 : 0)
  })

  test('one press in the answer copies the text for the journal and shows it', async () => {
    await openChart(at.page, at.running, eva)
    await press(words.copyNote.sv)
    await app().getByRole('status').filter({ hasText: words.copied.sv }).waitFor()
    expect(await clipboard()).toBe(await shown())
    expect(await clipboard()).toMatch(/Kriterier:[\s\S]*Uppfyllt: Kronisk migrän[\s\S]*Okänt, inte nej: [\s\S]*Riktlinjer: /)
  })

  test('a gap is filled where it stands, and the focus goes on to the next', async () => {
    await toReferral()
    const gap = app().getByRole('textbox', { name: /^Påverkan på arbete/ })
    await gap.fill('Sjukskriven 25 procent.')
    await gap.press('Enter')
    await app().locator('.ln', { hasText: 'Sjukskriven 25 procent.' }).locator('.prov--you').waitFor()
    expect(await shown()).toContain('- Påverkan på arbete, hem och familj: Sjukskriven 25 procent. *')
    const focused = await at.page.frames()[1]!.evaluate(() => document.activeElement?.closest('.gap')?.textContent ?? '')
    expect(focused).toContain('Röda flaggor')
    await press(words.askNow.sv)
    await app()
      .getByRole('button', { name: /^Ingen av de/ })
      .click()
    await press(words.viewLetters.sv)
    await expect.poll(shown).toContain('Inga röda flaggor vid förfrågan. *')
  })

  test('a line is changed, taken away and given back', async () => {
    await toReferral()
    const line = app().locator('.ln', { hasText: 'HIT-6: 66 poäng.' })
    await line.getByRole('button').click()
    await app().locator('textarea').fill('HIT-6: 66 poäng, tidigare 70.')
    await app().locator('.ln--edit').getByRole('button', { name: words.saveLine.sv }).click()
    await expect.poll(shown).toContain('- HIT-6: 66 poäng, tidigare 70. *')
    await app()
      .locator('.ln', { hasText: 'tidigare 70' })
      .getByRole('button', { name: /^Ändra/ })
      .click()
    await app().locator('textarea').fill('')
    await app().locator('.ln--edit').getByRole('button', { name: words.saveLine.sv }).click()
    await expect.poll(shown).not.toContain('HIT-6')
    await app()
      .getByRole('button', { name: /^Återställ/ })
      .click()
    await expect.poll(shown).toContain('- HIT-6: 66 poäng.')
    expect(await shown()).not.toContain('tidigare 70')
  })

  test('Escape leaves a line as it was', async () => {
    await toReferral()
    await app().locator('.ln', { hasText: 'HIT-6' }).getByRole('button').click()
    await app().locator('textarea').fill('något annat')
    await app().locator('textarea').press('Escape')
    await app().locator('textarea').waitFor({ state: 'detached' })
    expect(await shown()).toContain('HIT-6: 66 poäng.')
  })

  test('a changed line says so when what it rested on changes', async () => {
    await toReferral()
    await app().locator('.ln', { hasText: 'Dagar per månad med anfallsläkemedel' }).getByRole('button').click()
    await app().locator('textarea').fill('Tar triptan var tredje dag.')
    await app().locator('.ln--edit').getByRole('button', { name: words.saveLine.sv }).click()
    await press(words.viewDays.sv)
    const field = app()
      .getByRole('textbox', { name: /anfallsläkemedel/i })
      .first()
    await field.fill('10')
    await field.press('Enter')
    await press(words.viewLetters.sv)
    await app().locator('.stale').waitFor()
    expect(await shown()).toContain('Tar triptan var tredje dag. *')
  })

  test('what was written survives a reload, and is gone when the patient changes', async () => {
    await toReferral()
    const gap = app().getByRole('textbox', { name: /^Symtombild/ })
    await gap.fill('Dunkande, vänster sida.')
    await gap.press('Enter')
    await expect.poll(shown).toContain('Dunkande, vänster sida. *')
    await reload(at.page)
    await press(words.writeReferral.sv)
    expect(await shown()).toContain('Dunkande, vänster sida. *')
    await openChart(at.page, at.running, maja)
    expect(await at.page.frames()[1]!.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('Dunkande')
    await openChart(at.page, at.running, eva)
    await press(words.writeReferral.sv)
    expect(await shown()).not.toContain('Dunkande')
    for (const value of await app()
      .locator('.gap input, .own input')
      .evaluateAll((inputs) => inputs.map((one) => (one as HTMLInputElement).value)))
      expect(value).toBe('')
  })

  test('HTML in what is written stays text', async () => {
    await toReferral()
    const gap = app().getByRole('textbox', { name: /^Symtombild/ })
    await gap.fill('<img src=x onerror=alert(1)><b>fet</b>')
    await gap.press('Enter')
    await expect.poll(shown).toContain('<img src=x onerror=alert(1)><b>fet</b>')
    expect(await app().locator('article.letter img, article.letter .ln b').count()).toBe(0)
  })

  test('on paper the letter stands alone, with what is the sender’s marked so', async () => {
    await toReferral()
    const gap = app().getByRole('textbox', { name: /^Symtombild/ })
    await gap.fill('Dunkande.')
    await gap.press('Enter')
    await app().locator('.ln', { hasText: 'Dunkande.' }).waitFor()
    await at.page.emulateMedia({ media: 'print' })
    const seen = await app().locator('body').innerText()
    expect(seen).toContain('Remiss till neurologi')
    expect(seen).toContain(words.bySender.sv)
    for (const hidden of [words.copyText.sv, words.viewHistory.sv, words.addLine.sv, words.receiverTitle.sv])
      expect(seen).not.toContain(hidden)
    expect(await app().locator('article.letter input:visible, article.letter button:visible').count()).toBe(0)
  })

  test('where the record takes nothing, the text can still be copied, and that is said', async () => {
    await toReferral()
    expect(await app().getByRole('button', { name: words.reviewAndStore.sv }).count()).toBe(0)
    expect(await app().locator('.bar').innerText()).toContain(words.cannotStore.sv)
  })
})

describe.each(Object.entries(sizes))('%s', (_, viewport) => {
  test.each(['light', 'dark'] as const)('axe is clean over every letter, in both languages (%s)', async (colorScheme) => {
    await at.open({ viewport, colorScheme })
    await toReferral()
    for (const language of ['sv', 'en'] as const) {
      for (const kind of ['referral', 'declined', 'plan', 'note'] as const) {
        await choose(words[`letter_${kind}`][language])
        expect(await findings(at.page), `${kind} ${language}`).toEqual([])
        const wide = await app()
          .locator('html')
          .evaluate((html) => html.scrollWidth - html.clientWidth)
        expect(wide, kind).toBeLessThanOrEqual(0)
      }
      if (language === 'sv') await app().getByRole('button', { name: 'English', exact: true }).click()
    }
  })
})

test('what was typed and not sent is in the text before it is copied or reviewed', async () => {
  await at.open({ viewport: { width: 1024, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })
  await toReferral()
  await app()
    .getByRole('textbox', { name: /^Symtombild/ })
    .fill('Dunkande, med illamående.')
  await press(words.copyText.sv)
  await app().getByRole('status').filter({ hasText: words.copied.sv }).waitFor()
  expect(await clipboard()).toContain('Dunkande, med illamående. *')
})

test('one text in English leaves the others in the language of the screen', async () => {
  await at.open()
  await toReferral()
  await choose(words.letter_plan.sv)
  await press(words.letterLanguage.sv)
  await expect.poll(shown).toContain('Your plan')
  await choose(words.letter_note.sv)
  await expect.poll(shown).toContain('Bedömning med Migränstöd')
})

test('another user of the same patient finds nothing of what was said before', async () => {
  await at.open()
  await toReferral()
  await app()
    .getByRole('textbox', { name: /^Symtombild/ })
    .fill('Dunkande.')
  await app()
    .getByRole('textbox', { name: /^Symtombild/ })
    .press('Enter')
  await expect.poll(shown).toContain('Dunkande.')
  await openChart(at.page, at.running, eva, 'nurse')
  expect(await at.page.frames()[1]!.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('Dunkande')
})

test('no referral where one is advised: a warning, the advice by name, and a gap for the reason', async () => {
  await at.open({ viewport: { width: 1024, height: 900 } })
  await toReferral()
  await choose(words.letter_declined.sv)
  expect(await app().locator('.caution').innerText()).toContain(words.referralAdvised.sv)
  expect(await shown()).toMatch(/Råd som inte följs:[\s\S]*Remittera[\s\S]*Skäl att inte remittera: ej angivet/)
})
