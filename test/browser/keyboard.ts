/** The keyboard alone: to what is named by Tab, then a press; each press, choice or filled field is one interaction. */

import type { Page } from 'playwright-core'

const mostTabs = 160

export class Keyboard {
  interactions = 0
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Begins where a reader begins: at the link past the head of the app. */
  async begin(): Promise<void> {
    await this.#page.frameLocator('iframe').locator('.ds-skip-link').focus()
    await this.#page.keyboard.press('Tab')
  }

  async press(name: string | RegExp, key = 'Enter'): Promise<void> {
    await this.#reach(name)
    await this.#page.keyboard.press(key)
    this.interactions++
  }

  tick(name: string | RegExp): Promise<void> {
    return this.press(name, 'Space')
  }

  /** Fills a field, or the fields of one form, and submits. */
  async fill(fields: readonly (readonly [name: string | RegExp, text: string])[]): Promise<void> {
    for (const [name, text] of fields) {
      await this.#reach(name)
      await this.#page.keyboard.type(text)
    }
    await this.#page.keyboard.press('Enter')
    this.interactions++
  }

  async #reach(name: string | RegExp): Promise<void> {
    const passed: string[] = []
    for (let tabs = 0; tabs < mostTabs; tabs++) {
      const here = await this.#focused()
      if (typeof name === 'string' ? here === name : name.test(here)) return
      passed.push(here)
      await this.#page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${name}: ${[...new Set(passed)].join(' | ')}`)
  }

  /** The name of what has the focus: its label, or what is written on it. */
  #focused(): Promise<string> {
    const frame = this.#page.frames().find((one) => one.url().includes('/app/'))!
    return frame.evaluate(() => {
      const here = document.activeElement
      if (!here || here === document.body) return ''
      const labels = [...((here as HTMLInputElement).labels ?? [])].map((label) => label.textContent)
      return (here.getAttribute('aria-label') ?? (labels.length > 0 ? labels.join(' ') : here.textContent) ?? '')
        .replace(/\s+/g, ' ')
        .trim()
    })
  }
}
