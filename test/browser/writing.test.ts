/** Writing back in a real browser: the preview and its keyboard, what the record gets and when, drafts by web messages, axe. */

import type { Frame } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import type { Writing } from '../../src/fhir/writing/writing.ts'
import { findings } from './axe.ts'
import { openChart, suite } from './suite.ts'

const at = suite({ write: true })
const { app } = at
const eva = 'demo-01'
let serial = 0
beforeEach(async () => {
  await at.open({ viewport: { width: 1024, height: 600 } })
})

const months = { '2026-09': { headacheDays: 16 }, '2026-08': { headacheDays: 18, migraineDays: 9 } }
/** Another text each time: the record remembers what earlier tests stored. */
const referral = (more: Partial<Writing> = {}): Writing => ({
  kind: 'referral',
  title: 'Remiss till neurologi',
  text: `Frågeställning: kronisk migrän?\nHuvudvärksdagar: aug 18, sep 16. (${++serial})`,
  lang: 'sv',
  urgency: 'soon',
  to: 'neurology',
  months: {},
  ...more,
})

/** Months that were entered in this launch, as the app keeps its answers. */
const answered = () =>
  at.page.addInitScript(
    ([patientId, given]) => {
      const answers = { facts: {}, trials: {}, months: given }
      if (!sessionStorage.getItem('migranstod.answers'))
        sessionStorage.setItem(
          'migranstod.answers',
          JSON.stringify({ base: `${location.origin}/fhir`, patientId, fhirUser: 'PractitionerRole/uppdrag-gp', answers, role: null }),
        )
    },
    [
      eva,
      Object.fromEntries(Object.entries(months).map(([month, values]) => [month, { by: 'user', date: '2026-10-01', values }])),
    ] as const,
  )
/** What was under review when a session ended is reviewed again: so a letter is here without the page that writes it. */
const underReview = (writing: Writing) =>
  at.page.addInitScript(
    ([patient, pending]) => {
      const owner = JSON.stringify([`${location.origin}/fhir`, patient, 'PractitionerRole/uppdrag-gp'])
      const ledger = { salt: `${Math.random()}`, tried: [], stored: {}, values: {}, pending }
      if (!sessionStorage.getItem('migranstod.writing')) sessionStorage.setItem('migranstod.writing', JSON.stringify({ owner, ledger }))
    },
    [eva, writing] as const,
  )
const dialog = () => app().locator('dialog.review')
const button = (word: { sv: string }) => dialog().getByRole('button', { name: word.sv, exact: true })
const summary = () => dialog().locator('.summary').innerText()
const posts = () => at.running.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/fhir/'))
const appFrame = (): Frame => at.page.frames().find((one) => one.url().includes('/app/'))!
const scopesAsked = () =>
  new URLSearchParams(at.running.requests.find(({ path }) => path.startsWith('/oidc/auth'))!.path.split('?')[1]).get('scope')!

describe('the diary', () => {
  test('is shown, sent only on the press, and stored once by a double click', async () => {
    await answered()
    await openChart(at.page, at.running, eva)
    const open = app().getByRole('button', { name: words.storeDiary.sv })
    await open.click()
    const shown = await dialog().innerText()
    for (const part of [
      'Eva Lindqvist',
      'Karin Almgren',
      '2026-08',
      'Huvudvärksdagar per månad 18, migrändagar per månad 9',
      words.nothingStored.sv,
    ])
      await expect.poll(() => dialog().innerText()).toContain(part)
    expect(shown).not.toContain(words.layDraft.sv)
    expect(posts()).toEqual([])
    await button(words.store).dblclick()
    await expect.poll(summary).toBe(words.allStored.sv)
    expect(
      posts()
        .map(({ path }) => path.slice(6))
        .sort(),
    ).toEqual(['Observation', 'Observation', 'Observation', 'Provenance', 'QuestionnaireResponse', 'QuestionnaireResponse'])
    await button(words.close).click()
    await dialog().waitFor({ state: 'detached' })
    expect(await open.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('by keyboard alone: opened, Esc closes without a word to the record and focus comes back; then stored', async () => {
    await answered()
    await openChart(at.page, at.running, eva)
    const open = app().getByRole('button', { name: words.storeDiary.sv })
    await open.focus()
    await at.page.keyboard.press('Enter')
    await dialog().waitFor()
    await at.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect(await open.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(posts()).toEqual([])
    await at.page.keyboard.press('Enter')
    await dialog().waitFor()
    for (let tabs = 0; tabs < 10; tabs++) {
      await at.page.keyboard.press('Tab')
      const focused = await appFrame().evaluate(() => [
        document.activeElement?.textContent?.trim(),
        document.activeElement?.closest('dialog') !== null,
      ])
      if (focused[0] === words.store.sv || focused[0] === words.isStored.sv) break
    }
    await at.page.keyboard.press('Enter')
    await expect.poll(summary).toBe(words.allStored.sv)
    expect(await appFrame().evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true)
  })
})

describe('a referral', () => {
  test('is shown as it will be copied and stored, and stands in the record as a draft with its document', async () => {
    const writing = referral({ months })
    await underReview(writing)
    await openChart(at.page, at.running, eva)
    await dialog().waitFor()
    expect(
      await dialog()
        .locator('.note')
        .evaluate((note) => note.textContent),
    ).toBe(writing.text)
    for (const part of ['Remiss till neurologi', 'Neurologi', 'Skyndsamt', words.stateReferral.sv])
      expect(await dialog().innerText()).toContain(part)
    await button(words.store).click()
    await expect.poll(summary).toBe(words.allStored.sv)
    const document = at.running.store.all('DocumentReference').at(-1)!
    expect(JSON.stringify(document)).toContain(Buffer.from(writing.text).toString('base64'))
    expect(at.running.store.all('ServiceRequest').at(-1)).toMatchObject({
      status: 'draft',
      intent: 'proposal',
      priority: 'urgent',
      requester: { reference: 'PractitionerRole/uppdrag-gp' },
      supportingInfo: [{ reference: `DocumentReference/${document.id}` }],
    })
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=remisser`)
    expect(await at.page.locator('.sheet').innerText()).toContain(writing.text.split('\n')[1])
  })

  test('the text is copied as it is shown', async () => {
    const writing = referral()
    await at.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: at.running.url })
    await underReview(writing)
    await openChart(at.page, at.running, eva)
    await button(words.copyText).click()
    await expect.poll(() => dialog().innerText()).toContain(words.copied.sv)
    expect(await appFrame().evaluate(() => navigator.clipboard.readText())).toBe(writing.text)
  })

  test.each([
    ['no contact', 'isOffline', 'abort'],
    ['the session ended', 'isEnded', 401],
    ['refused', 'isRefused', 422],
    ['an error', 'isFailed', 500],
  ] as const)('%s: told beside it, nothing is lost, and trying again stores what is left once', async (_, word, how) => {
    const writing = referral()
    await underReview(writing)
    await openChart(at.page, at.running, eva)
    await at.page.route('**/fhir/ServiceRequest', (route) =>
      route.request().method() !== 'POST' ? route.continue() : how === 'abort' ? route.abort() : route.fulfill({ status: how, json: {} }),
    )
    await button(words.store).click()
    await expect.poll(() => dialog().locator('.items li').nth(1).innerText()).toContain(words[word].sv)
    expect(await dialog().locator('.items li').nth(1).innerText()).toContain(words[`${word}Do`].sv.split(/[.{]/)[0])
    expect(await dialog().locator('.items li').nth(0).innerText()).toMatch(/^Sparat\s[\s\S]*DocumentReference\//)
    expect(await dialog().locator('.note').textContent()).toBe(writing.text)
    await at.page.unroute('**/fhir/ServiceRequest')
    const requests = at.running.store.all('ServiceRequest').length
    await button(words.tryAgain).click()
    await expect.poll(summary).toBe(words.allStored.sv)
    expect(at.running.store.all('ServiceRequest').length).toBe(requests + 1)
    expect(posts().filter(({ path }) => path === '/fhir/DocumentReference')).toHaveLength(1)
  })

  test('stored but never answered, by a record that ignores If-None-Exist: after 15 s it is told, and trying again stores nothing twice', async () => {
    await underReview(referral())
    await openChart(at.page, at.running, eva)
    Object.assign(at.running.faults, { conditionalCreate: false, writeFailures: { ServiceRequest: 'storedWithoutAnswer' } })
    const before = at.running.store.all('ServiceRequest').length
    await button(words.store).click()
    await expect.poll(summary).toContain('inget svar')
    at.running.faults.writeFailures = {}
    await button(words.tryAgain).click()
    await expect.poll(summary).toBe(words.allStored.sv)
    expect(at.running.store.all('ServiceRequest').length).toBe(before + 1)
  })

  test('the session ended: after the next launch it is under review again', async () => {
    const writing = referral()
    await underReview(writing)
    await openChart(at.page, at.running, eva)
    at.running.faults.writeFailures = { DocumentReference: 401 }
    await button(words.store).click()
    await expect.poll(() => dialog().innerText()).toContain(words.isEndedDo.sv)
    at.running.faults.writeFailures = {}
    await openChart(at.page, at.running, eva)
    expect(await dialog().locator('.note').textContent()).toBe(writing.text)
  })
})

describe('what was granted decides what is offered', () => {
  test('writing is not turned on: no scope is asked for, nothing is offered', async () => {
    await answered()
    await underReview(referral())
    await at.page.route('**/site.json', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), write: false } })
    })
    await openChart(at.page, at.running, eva)
    expect(scopesAsked()).not.toMatch(/\.c|write|messaging/)
    expect(await app().getByRole('button', { name: words.storeDiary.sv }).count()).toBe(0)
    expect(await dialog().getByRole('button', { name: words.store.sv }).count()).toBe(0)
  })

  test('asked for where it is on, and no more than create and search', async () => {
    await openChart(at.page, at.running, eva)
    for (const kind of ['ServiceRequest', 'DocumentReference', 'Observation', 'QuestionnaireResponse', 'Provenance'])
      expect(scopesAsked()).toContain(`patient/${kind}.cs`)
    expect(scopesAsked()).not.toMatch(/\.[a-z]*[ud][a-z]*( |$)|\*/)
  })

  test.each([
    ['no diary', /(Observation|QuestionnaireResponse)\.cs/, 'noDiary'],
    ['no document', /DocumentReference\.cs/, 'noDocument'],
    ['no referral', /ServiceRequest\.cs/, 'noReferral'],
    ['no Provenance', /Provenance\.cs/, 'noProvenance'],
  ] as const)('%s: said before anything is sent, and the rest is stored', async (_, refused, word) => {
    at.running.faults.scopes = (granted) => granted.filter((scope) => !refused.test(scope))
    await underReview(referral({ months }))
    await openChart(at.page, at.running, eva)
    await expect.poll(() => dialog().innerText()).toContain(words[word].sv)
    await button(words.store).click()
    await expect.poll(summary).toBe(words.allStored.sv)
    expect(posts().some(({ path, status }) => refused.test(`${path}.cs`) || status >= 400)).toBe(false)
  })
})

describe('SMART Web Messaging', () => {
  const draftButton = () => button(words.layDraft)

  test('the draft is laid in the chart, with its text, and nothing is stored', async () => {
    const writing = referral()
    await underReview(writing)
    await openChart(at.page, at.running, eva)
    await draftButton().click()
    await expect.poll(() => dialog().innerText()).toContain(words.isDrafted.sv)
    await at.page.locator('#drafts summary').click()
    expect(await at.page.locator('#drafts p').last().textContent()).toBe(writing.text)
    expect(await button(words.store).count()).toBe(0)
    expect(posts()).toEqual([])
  })

  test('after it was stored, no draft is offered: there would be two', async () => {
    await underReview(referral())
    await openChart(at.page, at.running, eva)
    await draftButton().waitFor()
    await button(words.store).click()
    await expect.poll(summary).toBe(words.allStored.sv)
    expect(await draftButton().count()).toBe(0)
  })

  test('without a right to write it is the only way, and the first', async () => {
    at.running.faults.scopes = (granted) => granted.filter((scope) => !/\.cs$/.test(scope))
    await underReview(referral())
    await openChart(at.page, at.running, eva)
    await draftButton().waitFor()
    expect(await button(words.store).count()).toBe(0)
  })

  test('refused: told with the words of the record', async () => {
    at.running.faults.webMessaging = 'refuses'
    await underReview(referral())
    await openChart(at.page, at.running, eva)
    await draftButton().click()
    await expect.poll(() => dialog().innerText()).toContain('The record takes no such draft')
    expect(await at.page.locator('#drafts li').count()).toBe(0)
  })

  test('laid without an answer: told, and trying again lays no second', async () => {
    at.running.faults.webMessaging = 'laidWithoutAnswer'
    await underReview(referral())
    await openChart(at.page, at.running, eva)
    await draftButton().click()
    await expect.poll(() => dialog().innerText()).toContain(words.isTimeout.sv)
    expect(await button(words.store).count(), 'a stored referral could be a second one').toBe(0)
    await draftButton().click()
    await expect.poll(() => dialog().innerText()).toContain(words.isDrafted.sv)
    expect(await at.page.locator('#drafts li').count()).toBe(1)
  })

  test.each(['off', 'silent'] as const)('%s: not offered', async (webMessaging) => {
    at.running.faults.webMessaging = webMessaging
    await at.page.addInitScript(() => {
      const asked: string[] = []
      Object.assign(window, { asked })
      addEventListener('message', ({ data }) => asked.push(data.messageType))
    })
    await underReview(referral())
    await openChart(at.page, at.running, eva)
    await button(words.store).waitFor()
    const asked = () => at.page.evaluate(() => (window as unknown as { asked: string[] }).asked)
    await expect.poll(asked).toEqual(webMessaging === 'silent' ? ['status.handshake'] : [])
    expect(await draftButton().count()).toBe(0)
  })

  test('an answer from another window is not heard', async () => {
    at.running.faults.webMessaging = 'silent'
    // Another frame of the same page answers in the record's place, with the right id.
    await at.page.addInitScript(() => {
      if (window.parent !== window) return
      addEventListener('message', ({ source, data }) => {
        const other = document.createElement('iframe')
        document.body.append(other)
        const answer = { messageId: 'x', responseToMessageId: data.messageId, payload: {} }
        const script = other.contentDocument!.createElement('script')
        ;(other.contentWindow as unknown as { give: unknown }).give = [source, answer]
        script.textContent = 'give[0].postMessage(give[1], "*"); parent.forged = true'
        other.contentDocument!.body.append(script)
      })
    })
    await underReview(referral())
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
    const framed = at.page.frameLocator('#app').locator('dialog.review')
    await framed.waitFor()
    await expect.poll(() => at.page.evaluate(() => (window as unknown as { forged?: boolean }).forged)).toBe(true)
    // Messages to a window come in their order: when this one is heard, the forged one was.
    await appFrame().evaluate(() => addEventListener('message', ({ data }) => Object.assign(window, { after: data === 'after' })))
    await at.page.evaluate(() => document.querySelector<HTMLIFrameElement>('#app')!.contentWindow!.postMessage('after', '*'))
    await expect.poll(() => appFrame().evaluate(() => (window as unknown as { after?: boolean }).after)).toBe(true)
    expect(await framed.getByRole('button', { name: words.store.sv }).count()).toBe(1)
    expect(await framed.getByRole('button', { name: words.layDraft.sv }).count()).toBe(0)
  })
})

describe('accessible', () => {
  const sizes = { desktop: { width: 1280, height: 800 }, frame: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const
  test.each(
    Object.entries(sizes).flatMap(([name, viewport]) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ name, viewport, colorScheme })),
    ),
  )('$name, $colorScheme: the preview, failures and successes', async ({ viewport, colorScheme }) => {
    await at.context.close()
    await at.open({ viewport, colorScheme })
    await underReview(referral({ months: { ...months, '2099-01': { headacheDays: 3 } } }))
    await openChart(at.page, at.running, eva)
    await dialog().waitFor()
    expect(await findings(at.page)).toEqual([])
    at.running.faults.writeFailures = { Observation: 422, ServiceRequest: 500 }
    await button(words.store).click()
    await expect.poll(summary).toContain('är sparade')
    await dialog().evaluate((element) => {
      for (const one of element.querySelectorAll('details')) one.open = true
    })
    expect(await findings(at.page)).toEqual([])
    expect(await dialog().evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
    for (const one of await dialog().getByRole('button').all()) {
      await one.focus()
      const box = await one.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      })
      expect(box, 'a focused button is in sight').toBe(true)
    }
  })
})
