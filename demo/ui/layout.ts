import type { Patient } from '@medplum/fhirtypes'
import { html } from 'hono/html'
import { type Role, roles } from '../options.ts'
import { roleNames } from '../staff.ts'
import { isProtected, nameOf } from './describe.ts'

export type Markup = ReturnType<typeof html>

interface Page {
  readonly role: Role
  readonly tab: string
  readonly content: Markup
  readonly patients: readonly Patient[]
  readonly open: string | undefined
}

/** The frame around every page: role, list of patients, and the chart. The title never names a patient. */
export function layout({ role, tab, content, patients, open }: Page): Markup {
  return html`<!doctype html>
<html lang="sv">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Demojournal</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/record.css">
  <script src="/record.js" type="module"></script>
</head>
<body>
  <a class="skip" href="#chart">Till journalen</a>
  <header>
    <a class="home" href="/?role=${role}">Demojournal</a>
    <span class="note">Påhittade patienter, inga riktiga uppgifter</span>
    <form method="get" action="/" class="role">
      ${open ? html`<input type="hidden" name="patient" value="${open}"><input type="hidden" name="tab" value="${tab}">` : ''}
      <label for="role">Roll</label>
      <select id="role" name="role">
        ${roles.map((one) => html`<option value="${one}" ${one === role ? html`selected` : ''}>${roleNames[one]}</option>`)}
      </select>
      <button>Byt</button>
    </form>
  </header>
  <div class="columns">
    <nav class="patients" aria-label="Patienter">
      <label class="unseen" for="find">Sök patient</label>
      <input id="find" type="search" placeholder="Sök patient" autocomplete="off">
      <p class="none" role="status" hidden>Ingen patient heter så.</p>
      <ul>
        ${patients.map((patient) => entry(patient, role, patient.id === open))}
      </ul>
    </nav>
    <main id="chart" tabindex="-1">${content}</main>
  </div>
</body>
</html>`
}

function entry(patient: Patient, role: Role, isOpen: boolean): Markup {
  const link = `/?${new URLSearchParams({ patient: patient.id ?? '', role, tab: 'migranstod' })}`
  const year = isProtected(patient) ? '' : (patient.birthDate?.slice(0, 4) ?? '')
  return html`<li data-find><a href="${link}" ${isOpen ? html`aria-current="page"` : ''}><span>${nameOf(patient)}</span><span>${year}</span></a></li>`
}
