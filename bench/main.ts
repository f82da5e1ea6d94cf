/** `npm run bench`: how fast, how large, how many requests. Figures of one run on one machine; read the ratios. */

import { evaluation } from './evaluation.ts'

console.log('Evaluation (processor time; baseline: JSON.parse of the same records in the same run)')
for (const line of [...(await evaluation(60, 2000)), ...(await evaluation(600, 1200))]) console.log(`  ${line}`)
