/** Where the focus goes when what had it is gone: to the next of its kind, so that a keyboard goes on where it was. A group of replies gets it as a whole: no reply is one key press away unseen. */

/** Called before a change; the result is called after it, and does nothing where the focus still stands in the page. */
export function focusKept(page: Element, kind: string): () => void {
  const at = [...page.querySelectorAll(kind)].findIndex((one) => one.contains(document.activeElement))
  return () => {
    if (at < 0 || page.contains(document.activeElement)) return
    const left = page.querySelectorAll(kind)
    const next = left[Math.min(at, left.length - 1)] ?? page.querySelector('#main')
    if (next instanceof HTMLElement && next.tabIndex === -1 && next.hasAttribute('tabindex')) return next.focus()
    const inner = next?.querySelector<HTMLElement>('textarea, input, button:not(:disabled)')
    ;(inner ?? (next as HTMLElement | null))?.focus()
  }
}

/** To a place of the page, through whatever is folded around it; the focus goes to the first thing that can be pressed there, else to the place. */
export function goTo(page: ParentNode, id: string, block: ScrollLogicalPosition = 'start'): void {
  const place = page.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
  if (!place) return
  for (let around: Element | null = place; around; around = around.parentElement)
    if (around instanceof HTMLDetailsElement) around.open = true
  place.scrollIntoView({ block })
  ;(place.querySelector<HTMLElement>('button, input') ?? place).focus({ preventScroll: true })
}
