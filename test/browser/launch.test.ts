/** Launching: the right patient or none, and for every failure a page that says what to do. Letters and numbers are docs/field-faults.md. */

import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../src/app/words.ts'
import { openBundle, openChart, openFile, reload, suite } from './suite.ts'

const at = suite()
const { app } = at
const eva = 'demo-01'
const maja = 'demo-02'
const failPatient = words.failPatient.sv

beforeEach(async () => {
  await at.open()
})

const titled = (word: { sv: string }) => at.page.locator('h1', { hasText: word.sv })
const tokensAsked = () => at.running.requests.filter(({ path }) => path.startsWith('/oidc/token')).length

describe('the right patient', () => {
  test('A1: a second and third launch in one tab never show the first patient', async () => {
    await openChart(at.page, at.running, eva)
    const stored = await at.page.evaluate(() => ({ ...sessionStorage }))
    for (let launch = 0; launch < 2; launch++) {
      if (launch === 1)
        await at.context.addInitScript((old) => {
          for (const [key, value] of Object.entries(old)) sessionStorage.setItem(key, value as string)
        }, stored)
      await openChart(at.page, at.running, maja)
      const text = await app().locator('migran-app').innerText()
      expect(text).not.toContain('Lindqvist')
      expect(at.running.requests.at(-1)!.path).not.toContain(eva)
    }
  })

  test('A3: two reloads keep the patient and the answers', async () => {
    await openChart(at.page, at.running, maja)
    await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).check()
    await app().locator('.levels [aria-current=true]', { hasText: 'Akut' }).waitFor()
    for (let times = 0; times < 2; times++) {
      await reload(at.page)
      await app().locator('.levels [aria-current=true]', { hasText: 'Akut' }).waitFor()
      expect(await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).isChecked()).toBe(true)
    }
  })

  test('answers are gone when the patient changes, and stay for the same patient', async () => {
    await openChart(at.page, at.running, maja)
    await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).check()
    await app().locator('.levels [aria-current=true]', { hasText: 'Akut' }).waitFor()
    await openChart(at.page, at.running, maja)
    expect(await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).isChecked()).toBe(true)
    await openChart(at.page, at.running, eva)
    expect(await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).isChecked()).toBe(false)
    expect(await at.page.frames()[1]!.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('thunderclapOnset')
    await openChart(at.page, at.running, maja)
    expect(await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).isChecked()).toBe(false)
  })

  test('a patient resource that is not the one in context is never shown', async () => {
    await at.page.route('**/fhir/Patient/*', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), id: 'somebody-else' } })
    })
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
    await app().locator('h1', { hasText: words.failOtherPatient.sv }).waitFor()
  })
})

describe('who may start it', () => {
  test.each([
    ['another host', 'https://ehr.example.evil.test/fhir'],
    ['a path that climbs', '{fhir}/../../evil'],
    ['a query', '{fhir}?x='],
  ])('A6: %s is refused before anything is asked of it', async (_, iss) => {
    const asked: string[] = []
    at.page.on('request', (request) => asked.push(request.url()))
    const address = iss.replace('{fhir}', `${at.running.url}/fhir`)
    await at.page.goto(`${at.running.url}/app/launch.html?launch=x&iss=${encodeURIComponent(address)}`)
    await titled(words.failRefusedIss).waitFor()
    expect(await at.page.locator('main').innerText()).toContain(address)
    expect(asked.filter((url) => url.includes('well-known') || url.includes('evil'))).toEqual(
      asked.filter((url) => url.includes('launch.html')).filter((url) => url.includes('evil')),
    )
  })

  test('A6: two iss are refused', async () => {
    const iss = encodeURIComponent(`${at.running.url}/fhir`)
    await at.page.goto(`${at.running.url}/app/launch.html?launch=x&iss=${iss}&iss=${iss}`)
    await titled(words.failRefusedIss).waitFor()
  })

  test('A15: without a secure connection the page says so', async () => {
    await at.page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
    await at.page.goto(`${at.running.url}/app/launch.html?iss=${encodeURIComponent(`${at.running.url}/fhir`)}&launch=x`)
    await titled(words.failInsecure).waitFor()
  })
})

test.each(['https://app.example', 'https://app.example/path'])(
  'A5: the redirect address is sent byte for byte as the site wrote it: %s',
  async (redirectUri) => {
    await at.page.route('**/site.json', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), redirectUri } })
    })
    const asked = at.page.waitForRequest(/oidc\/auth/)
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
    expect(new URL((await asked).url()).searchParams.get('redirect_uri')).toBe(redirectUri)
  },
)

describe('starts that fail', () => {
  test('A2: storage lost on the way back: no token is asked for', async () => {
    await at.page.route('**/app/index.html**', async (route) => {
      await at.page
        .frames()[1]
        ?.evaluate(() => sessionStorage.clear())
        .catch(() => {})
      await route.continue()
    })
    await at.page.addInitScript(() => {
      if (location.pathname.endsWith('index.html')) sessionStorage.clear()
    })
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
    await app().locator('h1', { hasText: words.failState.sv }).waitFor()
    expect(tokensAsked()).toBe(0)
  })

  test.each([
    ['opened directly', ''],
    ['with a code and state that nobody issued', '?code=x&state=y'],
  ])('A3: %s: start from the record, or open a file', async (_, query) => {
    await at.page.goto(`${at.running.url}/app/index.html${query}`)
    await titled(words.failState).waitFor()
    expect(await at.page.getByLabel(words.chooseFile.sv).count()).toBe(1)
    expect(tokensAsked()).toBe(0)
  })

  test.each(['omit', 'empty'] as const)('A8: a token without a patient (%s): no search is ever sent', async (how) => {
    at.running.faults.patientInToken = how
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
    await app().locator('h1', { hasText: words.failNoPatient.sv }).waitFor()
    expect(at.running.requests.filter(({ path }) => /\/fhir\/[A-Z]/.test(path))).toEqual([])
  })

  test('the record refuses: its words are shown', async () => {
    await at.page.goto(`${at.running.url}/app/index.html?error=access_denied&error_description=Nej%20tack`)
    await titled(words.failDenied).waitFor()
    expect(await at.page.locator('main').innerText()).toContain('Nej tack')
  })

  test('no contact while reading: a page that offers to try again, and then works', async () => {
    await at.page.route('**/fhir/Patient/*', (route) => route.abort())
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
    await app().locator('h1', { hasText: words.failOffline.sv }).waitFor()
    await at.page.unroute('**/fhir/Patient/*')
    await app().getByRole('button', { name: words.tryAgain.sv }).click()
    await app().locator('.levels').waitFor()
  })

  test.each([
    ['nothing', { status: 200, body: '' }, 'Journalen svarade utan innehåll', failPatient],
    ['a page', { status: 200, contentType: 'text/html', body: '<h1>Hej</h1>' }, 'ingen FHIR-resurs', failPatient],
    [
      'an outcome',
      {
        status: 200,
        json: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'suppressed', details: { text: 'Spärrad' } }] },
      },
      'Journalen lämnade inte ut patienten: Spärrad.',
      failPatient,
    ],
    ['another kind', { status: 200, json: { resourceType: 'Group', id: eva } }, 'Journalen svarade med Group i stället', failPatient],
    ['not found', { status: 404, json: { resourceType: 'OperationOutcome' } }, 'Journalen hittar inte patienten.', failPatient],
    ['a fault', { status: 500, json: { resourceType: 'OperationOutcome' } }, 'Journalen svarade med felet 500', failPatient],
    [
      'another patient',
      { status: 200, json: { resourceType: 'Patient', id: 'x' } },
      words.failOtherPatientDo.sv,
      words.failOtherPatient.sv,
    ],
  ])('asked for the patient, the record answers with %s: the page says so, and nothing is judged', async (_, answer, says, title) => {
    await at.page.route('**/fhir/Patient/*', (route) => route.fulfill(answer))
    await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
    await app().locator('h1', { hasText: title }).waitFor()
    expect(await app().locator('main').innerText()).toContain(says)
    expect(await app().locator('.levels').count()).toBe(0)
    await app().getByRole('button', { name: 'English' }).click()
    expect(await app().locator('main').innerText()).not.toMatch(/Journalen|journalen/)
  })

  test('a file that is none of a patient: says what it lacks, and takes another', async () => {
    await openBundle(at.page, at.running, { resourceType: 'Bundle', type: 'collection', entry: [] })
    await titled(words.failFile).waitFor()
    expect(await at.page.locator('main').innerText()).toContain('exakt en patient, inte 0.')
    await openFile(at.page, at.running, eva)
  })

  test('A9: the session ends while reading again: the answers are kept for the next launch', async () => {
    await openChart(at.page, at.running, maja)
    await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).check()
    await app().locator('.levels [aria-current=true]', { hasText: 'Akut' }).waitFor()
    await at.page.route('**/fhir/**', (route) => route.fulfill({ status: 401, json: { resourceType: 'OperationOutcome' } }))
    await at.page.route('**/oidc/token', (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }))
    await app().getByRole('button', { name: words.readAgain.sv }).click()
    await app().locator('h1', { hasText: words.failExpired.sv }).waitFor()
    await at.page.unroute('**/fhir/**')
    await at.page.unroute('**/oidc/token')
    await openChart(at.page, at.running, maja)
    expect(await app().getByRole('checkbox', { name: 'Åskknallsdebut' }).isChecked()).toBe(true)
  })
})

describe('what the record grants and says', () => {
  test('A7: a scope that was not granted: that kind is told as refused, the rest is judged', async () => {
    at.running.faults.scopes = (granted) => [
      ...granted.filter((scope) => !scope.startsWith('patient/MedicationRequest')),
      'patient/*.bogus',
    ]
    await openChart(at.page, at.running, eva)
    expect(await app().locator('.read--fail summary').innerText()).toContain('ordinationer (Nekad åtkomst)')
    expect(await app().locator('.levels [data-s=may]').allInnerTexts()).not.toEqual([])
  })

  test('scopes in version 1', async () => {
    await at.page.route('**/site.json', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), scopeVersion: 1 } })
    })
    await openChart(at.page, at.running, eva)
    expect(await app().locator('.levels [aria-current=true]').innerText()).toContain('Neurologi')
    const asked = at.running.requests.find(({ path }) => path.startsWith('/oidc/auth'))!.path
    expect(decodeURIComponent(asked)).toContain('patient/Condition.read')
  })

  test('least scopes: nothing is asked for that is not needed', async () => {
    await openChart(at.page, at.running, eva)
    const scope = new URLSearchParams(at.running.requests.find(({ path }) => path.startsWith('/oidc/auth'))!.path.split('?')[1]).get(
      'scope',
    )!
    expect(scope.split(' ').filter((one) => /\.[a-z]*[cud]|\*|offline|write/.test(one.replace('patient/Procedure', '')))).toEqual([])
  })

  test('standalone launch: the patient is chosen at the record', async () => {
    await at.page.goto(`${at.running.url}/app/launch.html`)
    await at.page.getByLabel('Patient').selectOption('demo-01')
    await at.page.getByRole('button', { name: 'Öppna' }).click()
    await at.page.locator('.levels').waitFor()
    expect(await at.page.locator('.who').innerText()).toContain('Lindqvist')
  })

  test.each([
    [true, 1],
    [false, 0],
  ])('need_patient_banner %s', async (needs, banners) => {
    at.running.faults.needPatientBanner = needs
    await openChart(at.page, at.running, eva)
    expect(await app().locator('.who').count()).toBe(banners)
  })

  test('smart_style_url: a dark record gets a dark app', async () => {
    at.running.faults.smartStyleUrl = `${at.running.url}/smart-style-dark.json`
    await openChart(at.page, at.running, eva)
    await app().locator('html[data-theme=dark]').waitFor()
  })

  test('intent opens the view that was asked for; a referral in the context is told', async () => {
    at.running.faults.intent = 'medication-history'
    at.running.faults.fhirContext = [{ reference: 'ServiceRequest/1' }]
    await openChart(at.page, at.running, eva)
    expect(await app().locator('.view[aria-current=page]').innerText()).toContain('Läkemedelshistorik')
    expect(await app().locator('.top').innerText()).toContain(words.fromReferral.sv)
  })

  test.each([
    ['gp', 'practitionerRole', 'gp'],
    ['neurologist', 'practitionerRole', 'neurologist'],
    ['nurse', 'practitioner', 'nurse'],
    ['neurologist', 'profileOnly', 'neurologist'],
    ['neurologist', 'true', 'gp'],
    ['neurologist', 'none', 'gp'],
  ] as const)('A14: %s signed in, fhirUser %s: role %s', async (role, style, shown) => {
    at.running.faults.fhirUser = style
    await openChart(at.page, at.running, eva, role)
    await expect.poll(() => app().locator('.roleof select').inputValue()).toBe(shown)
  })
})

test('while it reads, the page says what is being read', async () => {
  at.running.faults.failures = { Condition: 'timeout' }
  await at.page.goto(`${at.running.url}/?patient=${eva}&role=gp&tab=migranstod`)
  const state = app().locator('[aria-busy=true]')
  await expect.poll(() => state.innerText()).toContain('diagnoser')
  expect(await state.locator('h1').innerText()).toContain(words.loading.sv)
})

test('no policy is broken and nothing is written to the console in a whole launch', async () => {
  const said: string[] = []
  at.page.on('console', (message) => said.push(message.text()))
  at.page.on('pageerror', ({ message }) => said.push(message))
  await openChart(at.page, at.running, eva)
  await app()
    .getByRole('button', { name: /Läkemedelshistorik/ })
    .click()
  expect(said).toEqual([])
})

describe('privacy', () => {
  test('H4: no name and no number in title, address, history or storage that outlives the tab', async () => {
    at.running.faults.needPatientBanner = true
    await openChart(at.page, at.running, eva)
    const seen = await at.page
      .frames()[1]!
      .evaluate(() =>
        [document.title, location.href, String(history.length), JSON.stringify({ ...localStorage }), document.cookie].join(' '),
      )
    expect(seen).not.toMatch(/Lindqvist|Eva|\d{8}-?\d{4}/)
    expect(await at.page.title()).not.toMatch(/Lindqvist/)
  })

  test('H3: a protected identity is hidden until asked for, and marked', async () => {
    at.running.faults.needPatientBanner = true
    const hidden = at.running.patients.find(({ slug }) => slug === 'skyddad-identitet')!
    await openChart(at.page, at.running, hidden.id)
    const before = await app().locator('.who').innerText()
    expect(before).toContain(words.protectedIdentity.sv)
    expect(before).not.toMatch(/\d{8}-\d{4}/)
    await app().getByRole('button', { name: words.show.sv, exact: true }).click()
    expect(await app().locator('.who').innerText()).toMatch(/\d{8}-\d{4}|Skydd/)
  })

  test('HTML from a record is text', async () => {
    await at.page.route('**/fhir/Condition?**', async (route) => {
      const answer = await route.fetch()
      const text = (await answer.text()).replace(/"text":"[^"]*"/g, '"text":"<img src=x onerror=document.title=1>"')
      await route.fulfill({ response: answer, body: text })
    })
    await openChart(at.page, at.running, eva)
    expect(await app().locator('img').count()).toBe(0)
  })
})
