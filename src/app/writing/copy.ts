/** To the clipboard; in a frame of another origin the modern way is often forbidden, the older one works. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'sr'
    const before = document.activeElement as HTMLElement | null
    const host = document.querySelector('dialog[open]') ?? document.body
    host.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    before?.focus()
    return done
  }
}
