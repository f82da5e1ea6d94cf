// The record's small script: everything works without it, but for the search among patients.

const role = document.querySelector('#role')
role?.addEventListener('change', () => role.form.requestSubmit())
role?.form.classList.add('scripted')

const find = document.querySelector('#find')
const none = document.querySelector('.none')
const listed = [...document.querySelectorAll('[data-find]')]

find?.addEventListener('input', () => {
  const words = find.value.toLocaleLowerCase('sv').split(/[\s,]+/)
  for (const item of listed) item.hidden = !words.every((word) => item.textContent.toLocaleLowerCase('sv').includes(word))
  none.hidden = listed.some((item) => !item.hidden)
})

for (const current of document.querySelectorAll('[aria-current]')) current.scrollIntoView({ block: 'nearest', inline: 'nearest' })

// Tells the server which of its two looks to name to embedded apps.
const dark = matchMedia('(prefers-color-scheme: dark)')
const tellTheme = () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser that opens a record
  document.cookie = `record-theme=${dark.matches ? 'dark' : 'light'}; path=/; samesite=lax`
}
dark.addEventListener('change', tellTheme)
tellTheme()

// SMART Web Messaging: the embedded app may lay drafts here. They are nobody's until they are signed, and gone with the page.
const app = document.querySelector('#app')
const drafts = document.querySelector('#drafts')
const laid = []

const answers = {
  'status.handshake': () => ({}),
  'scratchpad.read': () => ({ scratchpad: { resourceType: 'Bundle', type: 'collection', entry: laid.map((resource) => ({ resource })) } }),
  'scratchpad.create': ({ resource }) => {
    const isHis = resource?.resourceType === 'ServiceRequest' && resource.subject?.reference === `Patient/${app.dataset.patient}`
    if (app.dataset.messaging === 'refuses' || !isHis) return refusal
    laid.push({ ...resource, id: crypto.randomUUID() })
    show(laid.at(-1))
    return { status: '201 Created', location: `ServiceRequest/${laid.at(-1).id}` }
  },
}
const refusal = {
  status: '422 Unprocessable Entity',
  outcome: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'business-rule', diagnostics: 'The record takes no such draft' }],
  },
}

addEventListener('message', ({ source, origin, data }) => {
  if (!app || source !== app.contentWindow || origin !== new URL(app.src).origin || data?.messagingHandle !== app.dataset.handle) return
  const messaging = app.dataset.messaging
  const payload = messaging === 'silent' ? undefined : answers[data.messageType]?.(data.payload ?? {})
  if (!payload || (messaging === 'laidWithoutAnswer' && data.messageType === 'scratchpad.create')) return
  source.postMessage({ messageId: crypto.randomUUID(), responseToMessageId: data.messageId, payload }, origin)
})

function show(draft) {
  const item = document.createElement('li')
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = `${draft.code?.text ?? 'Remiss'}, utkast`
  const text = document.createElement('p')
  text.textContent = draft.note?.[0]?.text ?? ''
  details.append(summary, text)
  item.append(details)
  drafts.querySelector('ul').append(item)
  drafts.querySelector('[role=status]').textContent = `${summary.textContent} i journalen`
  drafts.hidden = false
}
