/** Eight half minutes of a GP, from open record to a stored referral or plan: by keyboard alone, in under ten interactions, axe clean in each state. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { findings } from './axe.ts'
import { Keyboard } from './keyboard.ts'
import { openChart, suite } from './suite.ts'

const at = suite({ write: true })
const { app } = at
let keyboard: Keyboard
beforeEach(async () => {
  await at.open({ viewport: { width: 1024, height: 600 } })
})
afterEach(() => expect(keyboard.interactions).toBeLessThan(10))

const none = /^Ingen av de \d+ nedan$/
const referral = words.writeReferral.sv
const plan = words.writePlan.sv

async function open(slug: string): Promise<void> {
  const { id } = at.running.patients.find((one) => one.slug === slug)!
  await openChart(at.page, at.running, id)
  keyboard = new Keyboard(at.page)
  await keyboard.begin()
}
const clean = async (state: string) => expect(await findings(at.page), state).toEqual([])
const level = () => app().locator('.levels [aria-current=true]').innerText()

/** From the answer to what stands in the record; the text stored is the text shown. */
async function write(what: string): Promise<{ text: string; request: Record<string, unknown> | undefined }> {
  await clean('the answer')
  await keyboard.press(what)
  return store()
}

async function store() {
  await app().locator('article.letter').waitFor()
  await clean('the letter')
  const shown = await app().locator('.plain').innerText()
  const before = new Set([...at.running.store.all('DocumentReference'), ...at.running.store.all('ServiceRequest')].map(({ id }) => id))
  await keyboard.press(words.reviewAndStore.sv)
  await app().locator('dialog.review[open]').waitFor()
  await clean('the preview')
  await keyboard.press(words.store.sv)
  await app().locator('dialog.review .summary', { hasText: words.allStored.sv }).waitFor()
  await clean('stored')
  const stored = (kind: string) =>
    at.running.store.all(kind).find(({ id }) => !before.has(id)) as unknown as Record<string, unknown> | undefined
  const document = stored('DocumentReference') as { content: { attachment: { data: string } }[] } | undefined
  const text = Buffer.from(document!.content[0]!.attachment.data, 'base64').toString('utf8')
  expect(text.trim()).toBe(shown.trim())
  return { text, request: stored('ServiceRequest') }
}

describe('ends in a referral', () => {
  test('chronic migraine, ready for referral', async () => {
    await open('eva-lindqvist')
    expect(await level()).toContain('Neurologi')
    await keyboard.press(none)
    await expect.poll(() => app().locator('.levels [data-s=may]').count()).toBe(0)
    await clean('the answer')
    await keyboard.press(referral)
    await keyboard.fill([[/^Påverkan på arbete/, 'Borta från arbetet två dagar i månaden.']])
    const { text, request } = await store()
    expect(text).toContain('Ställningstagande till avancerad behandling vid kronisk migrän.')
    expect(text).toContain('Inga röda flaggor vid förfrågan. *')
    expect(text).toContain('Borta från arbetet två dagar i månaden. *')
    expect(text).toContain('Symtombild och förändring: ej angivet')
    expect(text.split('\n').length).toBeLessThanOrEqual(35)
    expect(request).toMatchObject({ status: 'draft', intent: 'proposal', priority: 'routine' })
  })

  test('a red flag', async () => {
    await open('nadia-rahimi')
    await keyboard.tick('Åskknallsdebut')
    await expect.poll(level).toContain('Akut')
    const { text, request } = await write(referral)
    expect(text).toMatch(/^Remiss till akutmottagning\. Omedelbart/)
    expect(text).toContain('Röda flaggor: åskknallsdebut. *')
    expect(request).toMatchObject({ status: 'draft', intent: 'proposal', priority: 'stat' })
  })

  test('sixteen years old', async () => {
    await open('alva-svensson')
    await keyboard.press(none)
    const { text, request } = await write(referral)
    expect(text).toContain('Till: Barn- och ungdomsmottagning')
    expect(text).toContain('16 år')
    expect(request).toMatchObject({ status: 'draft', intent: 'proposal' })
  })
})

describe('ends in a plan for primary care', () => {
  test('one preventive short', async () => {
    await open('hanna-ceder')
    await keyboard.press(none)
    const { text, request } = await write(plan)
    expect(text).toMatch(/^Ingen remiss nu/)
    expect(text).toContain('1 förebyggande läkemedel till som inte hjälper i verksam dos i minst 8 veckor')
    expect(request).toBeUndefined()
  })

  test('overuse: the record gets the plan, the patient gets it in plain words', async () => {
    await open('jonas-rydell')
    await keyboard.press(none)
    const { text } = await write(plan)
    expect(text).toContain('Gör en plan för att trappa ut de överanvända läkemedlen.')
    await keyboard.press(words.close.sv)
    await app().locator('.bar').getByText(words.isStoredNow.sv, { exact: true }).waitFor()
    await keyboard.begin()
    await keyboard.press(words.letter_declined.sv, 'ArrowRight')
    await expect.poll(() => app().locator('.plain').innerText()).toContain('Din plan')
    await clean('the plan')
    const english = words.letterLanguage.sv
    await keyboard.press(english)
    await expect.poll(() => app().locator('.plain').innerText()).toContain('You take medicines for headache so often')
  })

  test('pregnant on topiramate', async () => {
    await open('fatima-ali')
    await keyboard.press(none)
    const { text, request } = await write(plan)
    expect(text).toContain('Kontakta förskrivaren i dag om topiramatet.')
    expect(text).toContain('Skyndsamt')
    expect(request).toBeUndefined()
  })

  test('everything unknown: what is asked decides, and what was not asked is said', async () => {
    await open('kim-sandberg')
    await clean('a record without headache')
    await keyboard.press('Ja')
    await keyboard.begin()
    await keyboard.press('Ja')
    await expect.poll(level).toContain('Primärvård')
    await keyboard.fill([
      ['Huvudvärksdagar per månad', '9'],
      ['Migrändagar per månad', '6'],
      ['Dagar per månad med anfallsläkemedel', '4'],
    ])
    await expect.poll(() => app().locator('h1').innerText()).toContain('förebyggande läkemedel')
    await keyboard.begin()
    const { text } = await write(plan)
    expect(text).toContain('Överväg förebyggande läkemedel.')
    expect(text).toMatch(/röda flaggor \(\d+ ej frågade\)/)
  })

  test('already referred: no new referral, and the one under way is named', async () => {
    await open('tove-falk')
    await keyboard.press(none)
    const { text, request } = await write(plan)
    expect(text).toMatch(/^Ingen ny remiss nu/)
    expect(text).toMatch(/Pågående remiss till neurologin: ja \(\d{4}-\d\d-\d\d\)/)
    expect(request).toBeUndefined()
  })
})
