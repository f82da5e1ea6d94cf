/**
 * Gathers rules/ for every program alike. Node programs and tests get it inlined; the browser fetches it as one data
 * file beside the script, so that knowledge grows without the script growing, and is cached by its own content.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const id = 'virtual:knowledge'
const shared = ['codes', 'definitions', 'drugs', 'vocabulary']

/** Every folder with a guideline.json is a guideline; those that begin with `_` are not loaded. */
function gather(root: string, watch: (file: string) => void): string {
  const json = (...path: string[]): unknown => {
    const file = join(root, 'rules', ...path)
    watch(file)
    return JSON.parse(readFileSync(file, 'utf8'))
  }
  const folders = readdirSync(join(root, 'rules')).filter(
    (name) => !name.startsWith('_') && existsSync(join(root, 'rules', name, 'guideline.json')),
  )
  return JSON.stringify({
    guidelines: folders.sort().map((name) => json(name, 'guideline.json')),
    ...Object.fromEntries(shared.map((name) => [name, json(`${name}.json`)])),
  })
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
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return undefined
      const text = gather(root, (file) => this.addWatchFile(file))
      if (!isBrowserBuild) return `export default JSON.parse(${JSON.stringify(text)})`
      const reference = this.emitFile({ type: 'asset', name: 'knowledge.json', source: text })
      return `export default await fetch(import.meta.ROLLUP_FILE_URL_${reference}).then((answer) => answer.json())`
    },
  }
}
