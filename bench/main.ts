/** `npm run bench`: how fast, how large, how many requests. Figures of one run on one machine; read the ratios. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { evaluation } from './evaluation.ts'
import { growth } from './growth.ts'
import { launches } from './launch.ts'

const aims = { ratio: 3, kilobytes: 120, requests: 25, chain: 8 }

console.log(
  `Evaluation (processor time; baseline: JSON.parse of the same records in the same run; aim: ${aims.ratio} x after the first thousand)`,
)
for (const line of [...(await evaluation(60, 3000)), ...(await evaluation(600, 1500))]) console.log(`  ${line}`)

console.log('Growth (processor time; no place may be quadratic)')
for (const line of await growth()) console.log(`  ${line}`)

await build({ logLevel: 'error' })
const assets = join('dist/app/assets')
const sizes = readdirSync(assets).map((name) => ({ name, kilobytes: gzipSync(readFileSync(join(assets, name))).length / 1000 }))
const total = (ending: string) =>
  sizes
    .filter(({ name }) => name.endsWith(ending))
    .reduce((sum, { kilobytes }) => sum + kilobytes, 0)
    .toFixed(1)
const page = readFileSync('dist/app/index.html', 'utf8')
const first = sizes
  .filter(({ name }) => name.endsWith('.js') && page.includes(name))
  .reduce((sum, { kilobytes }) => sum + kilobytes, 0)
  .toFixed(1)
console.log(
  `Shipped, gzip: JavaScript of the first screen ${first} kB (aim: ${aims.kilobytes}), of all ${total('.js')} kB, styles ${total('.css')} kB, knowledge ${total('.json')} kB`,
)

console.log(`Whole EHR launch against the demo record (aim: ${aims.requests} requests, chain of ${aims.chain})`)
for (const line of await launches()) console.log(`  ${line}`)
