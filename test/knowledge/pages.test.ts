/** docs/knowledge/ is what rules/ gives today; after a change of the rules, `npm run knowledge` writes it anew. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codes, library } from '../../scripts/knowledge/library.ts'
import { pages } from '../../scripts/knowledge/pages.ts'

const folder = 'docs/knowledge'
const made = pages()
const languages = ['sv', 'en'] as const

test('the pages for reviewers are up to date', () => {
  const found = languages.flatMap((lang) => readdirSync(join(folder, lang)).map((name) => `${lang}/${name}`))
  expect(found.sort(), 'run `npm run knowledge`').toEqual(Object.keys(made).sort())
  for (const [name, text] of Object.entries(made))
    expect(readFileSync(join(folder, name), 'utf8') === text, `${name} is stale: run \`npm run knowledge\``).toBe(true)
})

test('every guideline has its page, with each rule, number and source', () => {
  for (const { own, written } of library)
    for (const lang of languages) {
      const text = made[`${lang}/${own.id}.md`] ?? ''
      for (const { id } of written.recommendations) expect(text).toContain(`<a id="advice-${id}">`)
      for (const { id } of written.criteria) expect(text).toContain(`<a id="criterion-${id}">`)
      for (const name of Object.keys(written.parameters)) expect(text).toContain(`<a id="number-${name}">`)
      for (const name of Object.keys(written.sources)) expect(text).toContain(`<a id="source-${name}">`)
    }
})

test('every link within the pages leads somewhere, and no name is given twice on a page', () => {
  for (const [name, text] of Object.entries(made)) {
    const names = anchors(text)
    expect(new Set(names).size, name).toBe(names.length)
    for (const [, file = '', anchor = ''] of text.matchAll(/\]\(((?!https?:)[^#)\s]*)#?([^)\s]*)\)/g)) {
      const target = file === '' ? name : `${name.slice(0, 2)}/${file}`
      expect(Object.keys(made), name).toContain(target)
      if (anchor !== '') expect(anchors(made[target]!), `${name} → ${target}`).toContain(anchor)
    }
  }
})

test('nothing is left unsaid: no braces, no missing words', () => {
  for (const [name, text] of Object.entries(made)) expect(text.match(/.*(\{\w+\}|undefined|\[object|NaN).*/)?.[0], name).toBeUndefined()
})

test('every set of codes says where it comes from, and stands on the page with each of its codes', () => {
  for (const [name, { source, codes: written }] of Object.entries(codes.sets)) {
    expect(source.trim(), name).not.toBe('')
    for (const lang of languages) {
      const row = made[`${lang}/codes.md`]!.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? ''
      expect(row, name).toContain(source)
      for (const code of written) expect(row, name).toContain(code.slice(code.indexOf(':') + 1).replace('..', '–'))
    }
  }
})

const anchors = (text: string): string[] => [...text.matchAll(/<a id="([^"]+)">/g)].map(([, one]) => one!)
