import { randomUUID } from 'node:crypto'
import type { Patient } from '@medplum/fhirtypes'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Store } from '../fhir/store.ts'
import { type Faults, type Role, roles } from '../options.ts'
import type { DemoPatient } from '../patients.ts'
import type { SignIn } from '../signin/provider.ts'
import { allergyTable, diagnosisTable, documentTable, drugTable, referralTable, type Table, valueTable } from './chart.ts'
import { ageOf, isProtected, nameOf, numberOf, sexOf } from './describe.ts'
import { layout, type Markup } from './layout.ts'
import css from './record.css?raw'
import script from './record.js?raw'
import { smartStyle, stylePath, themes } from './smartStyle.ts'

const tabs = {
  oversikt: 'Översikt',
  lakemedel: 'Läkemedel',
  diagnoser: 'Diagnoser',
  matvarden: 'Mätvärden',
  remisser: 'Remisser',
  migranstod: 'Migränstöd',
} as const
type Tab = keyof typeof tabs

interface Record {
  readonly url: string
  readonly store: Store
  readonly today: string
  readonly patients: readonly DemoPatient[]
  readonly signIn: SignIn
  readonly faults: Faults
}

/** The record's own pages: a list of patients and the chart of the open one, with the app embedded in one of its tabs. */
export function recordPages(record: Record): Hono {
  const site = new Hono()
  site.get('/record.css', (c) => c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  site.get('/favicon.ico', (c) => c.body(null, 204))
  site.get('/record.js', (c) => c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  for (const theme of themes) site.get(stylePath(theme), (c) => c.json(smartStyle(theme)))
  site.get('/', (c) => {
    const role = roles.find((one) => one === c.req.query('role')) ?? 'gp'
    const tab = Object.keys(tabs).find((one): one is Tab => one === c.req.query('tab')) ?? 'migranstod'
    const patient = record.store.read('Patient', c.req.query('patient') ?? '') as (Patient & { id: string }) | undefined
    const theme = getCookie(c, 'record-theme')
    const content = patient ? chart(record, patient, role, tab, theme) : welcome(record, role)
    return c.html(layout({ role, tab, content, patients: record.store.patients(), open: patient?.id }))
  })
  return site
}

function chart(record: Record, patient: Patient & { id: string }, role: Role, tab: Tab, theme: string | undefined): Markup {
  const allergies = allergyTable(record.store, patient.id)
    .rows.map((row) => row[0])
    .join(', ')
  const hidden = isProtected(patient)
  const link = (one: string) => `/?${new URLSearchParams({ patient: patient.id, role, tab: one })}`
  return html`
    <div class="patient">
      <h1>${nameOf(patient)}</h1>
      ${hidden ? html`<strong class="mark">Sekretessmarkering</strong>` : ''}
      <span>${ageOf(patient, record.today)}, ${sexOf(patient)}</span>
      ${hidden ? '' : html`<span>${numberOf(patient)}</span>`}
      <span>Överkänslighet: ${allergies || 'ingen uppgift'}</span>
    </div>
    <nav class="tabs" aria-label="Journal">
      ${Object.entries(tabs).map(([key, name]) => html`<a href="${link(key)}" ${key === tab ? html`aria-current="page"` : ''}>${name}</a>`)}
    </nav>
    ${tab === 'migranstod' ? frame(record, patient.id, role, theme) : html`<div class="sheet" tabindex="0" role="region" aria-label="${tabs[tab]}">${sheet(record, patient.id, tab)}</div>`}`
}

/** The app in a frame, started for this patient with a fresh launch handle. */
function frame({ url, signIn, faults }: Record, patient: string, role: Role, theme: string | undefined): Markup {
  const shown = themes.find((one) => one === theme)
  const style = shown && url + stylePath(shown)
  const messagingHandle = randomUUID()
  const launch = signIn.launches.mint({
    patient,
    role,
    needPatientBanner: false,
    smartStyleUrl: faults.smartStyleUrl === undefined ? style : (faults.smartStyleUrl ?? undefined),
    intent: faults.intent,
    fhirContext: faults.fhirContext,
    messagingHandle,
  })
  return html`<section id="drafts" class="drafts" aria-labelledby="drafts-title" hidden>
      <h2 id="drafts-title">Utkast i journalen</h2><p class="unseen" role="status"></p><ul></ul>
    </section>
    <iframe id="app" title="Migränstöd" src="/app/launch.html?${new URLSearchParams({ iss: `${url}/fhir`, launch })}"
      data-patient="${patient}" data-handle="${messagingHandle}" data-messaging="${faults.webMessaging}"></iframe>`
}

function sheet({ store, patients }: Record, id: string, tab: Tab): Markup | Markup[] {
  switch (tab) {
    case 'lakemedel':
      return table(drugTable(store, id))
    case 'diagnoser':
      return table(diagnosisTable(store, id))
    case 'matvarden':
      return table(valueTable(store, id))
    case 'remisser':
      return [table(referralTable(store, id)), table(documentTable(store, id))]
    default: {
      const story = patients.find((patient) => patient.id === id)?.expected.says
      const short = [diagnosisTable, drugTable, valueTable].map((make) => shortened(make(store, id)))
      return [
        html`<p class="story"><strong>Om den påhittade patienten:</strong> ${story}</p>`,
        ...short.map(table),
        table(allergyTable(store, id)),
      ]
    }
  }
}

const overviewRows = 6

const shortened = (whole: Table): Table => ({
  ...whole,
  caption: whole.rows.length > overviewRows ? `${whole.caption} (${overviewRows} av ${whole.rows.length})` : whole.caption,
  rows: whole.rows.slice(0, overviewRows),
})

function table({ caption, columns, rows }: Table): Markup {
  if (rows.length === 0) return html`<h2>${caption}</h2><p>Inget antecknat.</p>`
  return html`<table>
    <caption>${caption}</caption>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td data-label="${columns[index] ?? ''}">${cell}</td>`)}</tr>`)}</tbody>
  </table>`
}

function welcome({ patients, store, today }: Record, role: Role): Markup {
  return html`<div class="sheet welcome" tabindex="0" role="region" aria-label="Välkommen">
    <h1>Demojournal</h1>
    <p>Välj roll överst och öppna en patient. Migränstöd visas i en flik i journalen. Alla patienter är påhittade.</p>
    <table>
      <caption>Patienter</caption>
      <thead><tr><th scope="col">Namn</th><th scope="col">Ålder</th><th scope="col">Vad patienten visar</th></tr></thead>
      <tbody>${patients.map(({ id, expected }) => {
        const patient = store.read('Patient', id) as Patient
        const link = `/?${new URLSearchParams({ patient: id, role })}`
        return html`<tr data-find><td><a href="${link}">${nameOf(patient)}</a></td><td>${ageOf(patient, today)}</td><td>${expected.says}</td></tr>`
      })}</tbody>
    </table>
  </div>`
}
