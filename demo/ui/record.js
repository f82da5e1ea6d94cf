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
