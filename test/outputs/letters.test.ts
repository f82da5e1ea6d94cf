/** The letters of the eight stories, kept as a colleague would read them; and what holds for every letter of every patient. */

import { describe, expect, test } from 'vitest'
import { declined } from '../../src/outputs/letter/declined.ts'
import { plainText } from '../../src/outputs/letter/letter.ts'
import { note } from '../../src/outputs/letter/note.ts'
import { plan } from '../../src/outputs/letter/plan.ts'
import { referral } from '../../src/outputs/letter/referral.ts'
import { sheetOf, stories } from './stories.ts'

describe.each(stories)('$name', (story) => {
  test.each([
    ['referral', referral],
    ['declined', declined],
    ['note', note],
    ['plan', plan],
  ] as const)('%s, in Swedish', async (kind, write) => {
    const { sheet, who } = await sheetOf(story, 'sv')
    await expect(`${plainText(write(sheet, who))}\n`).toMatchFileSnapshot(`letters/${story.name}.${kind}.txt`)
  })
})
