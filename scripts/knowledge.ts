/**
 * Gathers rules/ for every program alike. Node programs and tests get it inlined; the browser fetches it as one data
 * file beside the script, so that knowledge grows without the script growing, and is cached by its own content.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { type Definitions, type Guideline, writeOut } from '../src/core/guideline.ts'
import type { Vocabulary } from '../src/core/vocabulary.ts'
import { neededKinds } from '../src/fhir/needs.ts'

const all = 'virtual:knowledge'
/** Only which kinds of resource the guidelines need: all that the launch page must know. */
const needs = 'virtual:needs'
const shared = ['codes', 'definitions', 'drugs', 'letters', 'vocabulary']

type Knowledge = { guidelines: Guideline[]; definitions: Definitions; vocabulary: Vocabulary }

/** Every folder with a guideline.json is a guideline; those that begin with `_` are not loaded. */
function gather(root: string, watch: (file: string) => void): Knowledge {
  const json = (...path: string[]): unknown => {
    const file = join(root, 'rules', ...path)
    watch(file)
    return JSON.parse(readFileSync(file, 'utf8'))
  }
  const folders = readdirSync(join(root, 'rules')).filter(
    (name) => !name.startsWith('_') && existsSync(join(root, 'rules', name, 'guideline.json')),
  )
  return {
    guidelines: folders.sort().map((name) => json(name, 'guideline.json')),
    ...Object.fromEntries(shared.map((name) => [name, json(`${name}.json`)])),
  } as Knowledge
}

export function knowledge(): Plugin {
  let root = ''
  let isBrowserBuild = false
  return {
    name: 'knowledge',
    configResolved(config) {
      root = config.root
      isBrowserBuild = config.command === 'build' && !config.build.ssr
    },
    resolveId: (source) => (source === all || source === needs ? `\0${source}` : undefined),
    load(source) {
      if (source !== `\0${all}` && source !== `\0${needs}`) return undefined
      const gathered = gather(root, (file) => this.addWatchFile(file))
      if (source === `\0${needs}`) {
        const written = gathered.guidelines.map((guideline) => writeOut(guideline, gathered.definitions))
        return `export default ${JSON.stringify(neededKinds(written, gathered.vocabulary))}`
      }
      const text = JSON.stringify(gathered)
      if (!isBrowserBuild) return `export default JSON.parse(${JSON.stringify(text)})`
      const reference = this.emitFile({ type: 'asset', name: 'knowledge.json', source: text })
      return `export default await fetch(import.meta.ROLLUP_FILE_URL_${reference}).then((answer) => answer.json())`
    },
    /** Asked for while the script is still on its way: one wait less for each. */
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, filename }) {
        const file = Object.keys(bundle ?? {}).find((name) => /knowledge-.*\.json$/.test(name))
        const wanted = filename.endsWith('launch.html') ? ['site.json'] : ['site.json', file]
        return wanted
          .filter((href) => href !== undefined)
          .map((href) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'fetch', crossorigin: 'anonymous', href: `./${href}` },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}
