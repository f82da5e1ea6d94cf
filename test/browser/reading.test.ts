/** What was not read, or could not be used, is told where it holds something open, and one way leads to why; who has died gets no advice. */

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { deceasedWords, levelWords } from '../../src/outputs/terms.ts'
import { findings } from './axe.ts'

import { added, type Bundle, bundleOf, changed, ofType } from './bundles.ts'
import { openBundle, openChart, openFile, reload, suite } from './suite.ts'

const sizes = { desktop: { width: 1280, height: 800 }, frame: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const
const at = suite()
const { app } = at

const eva = 'demo-01'
const diagnosis = 'demo-01-c1'
const drug = 'demo-01-m4'
const icd = 'http://hl7.org/fhir/sid/icd-10-se'
const ofEva = () => bundleOf(at.running, eva)
const named =
  (...ids: string[]) =>
  ({ id = '' }: { id?: string }) =>
    ids.includes(id)
const strangeStatus = {
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'aktiv' }] },
}
const later = (id: string) => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: `Patient/${eva}` },
  authoredOn: '2090-01-01',
  medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N03AX11' }] },
})

/** A diagnosis and a drug of a status that nobody knows, an entry that is nothing, and a drug to come. */
const damaged = (): Bundle =>
  added(changed(changed(ofEva(), named(diagnosis), strangeStatus), named(drug), { status: 'klar' }), null, later('to-come'))
const withoutCode = (): Bundle => changed(bundleOf(at.running, 'demo-28'), named('demo-28-c3'), { code: {} })
const died = (): Bundle => changed(ofEva(), ofType('Patient'), { deceasedDateTime: '2026-03-01' })
const replaced = (): Bundle =>
  changed(ofEva(), ofType('Patient'), { active: false, link: [{ type: 'replaced-by', other: { reference: 'Patient/9' } }] })

const view = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const line = (page: Page) => page.locator('.read summary').innerText()

async function opened(bundle: unknown, more: Parameters<typeof at.open>[0] = { viewport: sizes.desktop }): Promise<Page> {
  const page = await at.open(more)
  await openBundle(page, at.running, bundle)
  await page.locator('.read').waitFor()
  return page
}

describe('what was read, in one line', () => {
  test('all of it: nothing failed', async () => {
    const page = await at.open()
    await openFile(page, at.running, eva)
    expect(await line(page)).toContain(words.readNothingFailed.sv)
    expect(await page.locator('.read--fail').count()).toBe(0)
  })

  test('in part: how many entries of which kind, and how many are dated later; never "all" and never "nothing failed"', async () => {
    const page = await opened(damaged())
    const said = await line(page)
    expect(said).toContain('Läst i delar: diagnoser (1 kunde inte användas), ordinationer (1 kunde inte användas).')
    expect(said).toContain('1 post går inte att läsa och kan vara vad som helst.')
    expect(said).toContain('1 uppgift är daterad senare än')
    expect(said).not.toContain(words.readNothingFailed.sv)
    await page.locator('.read summary').click()
    const row = page.getByRole('row', { name: /^Ordinationer/ })
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(expect.arrayContaining(['4', '2', '1']))
    expect(await page.locator('.read table').innerText()).not.toContain('Allt läst')
  })

  test('only dated later: told, with nothing dashed', async () => {
    const page = await opened(added(ofEva(), later('a'), later('b')))
    expect(await line(page)).toContain('2 uppgifter är daterade senare än')
    expect(await line(page)).not.toContain(words.readNothingFailed.sv)
    expect(await page.locator('.read--fail').count()).toBe(0)
  })

  test('an entry that nothing asks for: in the table, and nothing is dashed', async () => {
    const page = await opened(
      changed(ofEva(), named('demo-01-c2'), { code: { coding: [{ system: icd, code: 'Z00.0' }] }, ...strangeStatus }),
    )
    expect(await page.locator('.read--fail').count()).toBe(0)
    await page.locator('.read summary').click()
    expect(await page.getByRole('row', { name: /^Diagnoser/ }).innerText()).toContain('Läst; inget som bedöms påverkas')
  })

  test('what the record shows a part of, in the site’s own words', async () => {
    const page = await at.open()
    await page.route('**/site.json', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), shows: { Condition: 'aktiva graviditeter' } } })
    })
    await openChart(page, at.running, eva)
    expect(await app().locator('.read summary').innerText()).toContain('diagnoser (journalen visar bara: aktiva graviditeter)')
  })

  test('on a phone the table stands within the page, each number under its heading', async () => {
    const page = await opened(damaged(), { viewport: sizes.phone })
    await page.locator('.read summary').click()
    const head = await page.getByRole('columnheader', { name: words.notUsed.sv }).boundingBox()
    const cell = await page
      .getByRole('row', { name: /^Ordinationer/ })
      .getByRole('cell')
      .nth(1)
      .boundingBox()
    expect(Math.abs(head!.x + head!.width - cell!.x - cell!.width)).toBeLessThan(2)
    expect(head!.x + head!.width).toBeLessThanOrEqual(sizes.phone.width)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(sizes.phone.width)
  })
})

describe('what is open because of an entry that could not be used leads to that entry', () => {
  const isLedTo = async (page: Page, resource: string) => {
    const problem = page.locator('.problems li:focus')
    await problem.waitFor()
    expect(await problem.innerText()).toContain(resource)
    const box = (await problem.boundingBox())!
    expect(box.y).toBeGreaterThanOrEqual(0)
    expect(box.y + box.height).toBeLessThanOrEqual(page.viewportSize()!.height)
  }
  const link = (page: Page, within: string, resource: string) =>
    page.locator(within).getByRole('link', { name: new RegExp(`${resource} kunde inte användas`) })

  test('from a question, by the keyboard', async () => {
    const page = await opened(damaged())
    await link(page, '.ask', `Condition/${diagnosis}`).first().focus()
    await page.keyboard.press('Enter')
    await isLedTo(page, `Condition/${diagnosis}`)
  })

  test('from a criterion, which names the entry before it is opened', async () => {
    const page = await opened(changed(ofEva(), named(diagnosis), strangeStatus))
    const criterion = page.locator('.gl[open] .crit[data-v=unk]', { hasText: `Condition/${diagnosis} kunde inte användas` }).first()
    expect(await criterion.locator('.val').innerText()).toMatch(/en uppgift kunde inte användas/i)
    await criterion.locator('summary').click()
    await criterion.getByRole('link', { name: `Condition/${diagnosis} kunde inte användas` }).click()
    await isLedTo(page, `Condition/${diagnosis}`)
  })

  test('from the medication history, which then gives way', async () => {
    const page = await opened(damaged(), { viewport: sizes.phone })
    await view(page, /Läkemedelshistorik/)
    expect(await page.getByRole('group', { name: 'amitriptylin' }).innerText()).toContain('uppgiften i journalen kunde inte användas')
    await link(page, '.history', `MedicationRequest/${drug}`).click()
    await isLedTo(page, `MedicationRequest/${drug}`)
    expect(await page.locator('.view[aria-current=page]').innerText()).toContain(words.viewAssessment.sv)
  })

  test('from the drugs, once for all of them', async () => {
    const page = await opened(withoutCode())
    await view(page, words.viewDrugs.sv)
    await link(page, '.lhead', 'Condition/demo-28-c3').click()
    await isLedTo(page, 'Condition/demo-28-c3')
  })
})

describe('a drug that cannot be judged', () => {
  test('says which kinds were not read, in the tone of the unknown, and lists what was not checked', async () => {
    const page = await opened(withoutCode())
    await view(page, words.viewDrugs.sv)
    const metoprolol = page.getByRole('group', { name: 'metoprolol' })
    const said = (await metoprolol.innerText()).replace(/\s+/g, ' ')
    expect(said).toContain('Kunde inte bedömas: diagnoserna kunde inte läsas helt')
    expect(said).toContain('Astma')
    expect(said).not.toContain('Inget i journalen')
    expect(await metoprolol.locator('.v--unk').count()).toBe(1)
  })

  test('a kind that was refused', async () => {
    const page = await at.open({ viewport: sizes.desktop })
    at.running.faults.failures = { Condition: 403 }
    await openChart(page, at.running, eva)
    await app().getByRole('button', { name: words.viewDrugs.sv }).click()
    const said = await app().getByRole('group', { name: 'metoprolol' }).innerText()
    expect(said.replace(/\s+/g, ' ')).toMatch(/Kunde inte bedömas: diagnoserna kunde inte läsas(?! helt)/)
    await app().getByRole('button', { name: 'English' }).click()
    expect((await app().getByRole('group', { name: 'metoprolol' }).innerText()).replace(/\s+/g, ' ')).toContain(
      'Could not be judged: the diagnoses could not be read',
    )
  })
})

describe('a patient who has died', () => {
  test.each([
    ['with a date', died, 'Avled 2026-03-01'],
    ['without one', () => changed(ofEva(), ofType('Patient'), { deceasedBoolean: true }), 'Eva Lindqvist.'],
  ])('%s: name and what was read, no level, advice, question, letter, drug or storing, in both languages', async (_, bundle, when) => {
    const page = await opened(bundle())
    for (const lang of ['sv', 'en'] as const) {
      expect(await page.locator('h1').innerText()).toBe(deceasedWords.deceased[lang])
      if (lang === 'sv') expect(await page.locator('main').innerText()).toContain(when)
      expect(await page.locator('main').innerText()).toContain('Eva Lindqvist')
      expect(await page.locator('.levels, .answer, .ask, .panel, .gl, .view, .ledger, dialog').count()).toBe(0)
      const text = await page.locator('migran-app').innerText()
      for (const level of ['selfCare', 'neurology', 'emergency'] as const) expect(text).not.toContain(levelWords[level][lang])
      expect(await line(page)).toContain(words.read[lang])
      if (lang === 'sv') await page.getByRole('button', { name: 'English' }).click()
    }
  })
})

test('an inactive or replaced patient is told beside the name, also where the record’s own frame shows it', async () => {
  const page = await opened(replaced())
  const top = await page.locator('.top').innerText()
  expect(top).toContain(words.inactivePatient.sv)
  expect(top).toContain('Patientposten är ersatt av Patient/9')
  await page.getByRole('button', { name: 'English' }).click()
  expect(await page.locator('.top').innerText()).toContain('The patient record is replaced by Patient/9')
})

test('given by injection: told by the dose and its interval', async () => {
  const page = await at.open({ viewport: sizes.desktop })
  await openFile(page, at.running, 'demo-06')
  await view(page, /Läkemedelshistorik/)
  const row = page.getByRole('group', { name: 'erenumab' })
  expect(await row.locator('svg[role=img]').getAttribute('aria-label')).toContain('140 mg var 28:e dag')
})

describe('what the record holds against an answer stands beside it', () => {
  /** As an earlier launch of the same tab left it. */
  async function answeredBefore(facts: object, months: object = {}): Promise<string> {
    const page = await at.open({ viewport: sizes.desktop })
    await openChart(page, at.running, eva)
    await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).check()
    await app().locator('.levels [aria-current=true]', { hasText: 'Akut' }).waitFor()
    await page.frames()[1]!.evaluate(
      (answers) => {
        const kept = JSON.parse(sessionStorage.getItem('migranstod.answers')!)
        sessionStorage.setItem('migranstod.answers', JSON.stringify({ ...kept, answers: { ...answers, trials: {} } }))
      },
      { facts, months },
    )
    await reload(page)
    const given = app().locator('.given')
    await given.waitFor()
    return (await given.innerText()).replace(/\s+/g, ' ')
  }
  const by = (days: number) => ({ by: 'user', date: new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10) })

  test('later information in the record', async () => {
    expect(await answeredBefore({ hit6: { value: 40, ...by(40) } })).toMatch(
      /Journalen har en senare uppgift, som gäller: Observation\/demo-01-o19/,
    )
  })
  test('a count below what the record proves', async () => {
    expect(await answeredBefore({ preventivesFailed: { value: 0, ...by(1) } })).toContain(
      'Svaret är lägre än vad läkemedelshistoriken visar',
    )
  })
  test('a "no" to a recorded disease', async () => {
    expect(await answeredBefore({ migraine: { value: false, ...by(1) } })).toContain(`Svaret säger emot journalen: Condition/${diagnosis}`)
  })
})

type State = { name: string; bundle: () => Bundle; enter?: (page: Page) => Promise<unknown> }
const states: State[] = [
  { name: 'read in part, opened', bundle: damaged, enter: (page) => page.locator('.read summary').click() },
  { name: 'led to a problem', bundle: damaged, enter: (page) => page.locator('.unusable a:visible').first().click() },
  { name: 'a history with what could not be used', bundle: damaged, enter: (page) => view(page, /Läkemedelshistorik/) },
  { name: 'drugs that cannot be judged', bundle: withoutCode, enter: (page) => view(page, words.viewDrugs.sv) },
  { name: 'deceased', bundle: died, enter: (page) => page.locator('.read summary').click() },
  { name: 'inactive and replaced', bundle: replaced },
]

describe.each(Object.entries(sizes))('axe, %s', (_, viewport) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(states)('$name', async ({ bundle, enter }) => {
      const page = await opened(bundle(), { viewport, colorScheme })
      await enter?.(page)
      await page.locator('#main').waitFor()
      expect(await findings(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    })
  })
})
