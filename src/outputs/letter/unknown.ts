/** What was unknown when a text was written: what could not be read, and what nobody has answered that could change the answer. */

import { kinds } from '../../core/record.ts'
import { trialName } from '../document.ts'
import { type Question, questions } from '../questions.ts'
import { capital, inSentence } from '../say.ts'
import { kindWords } from '../terms.ts'
import type { Line } from './letter.ts'
import { colon, type Sheet } from './sheet.ts'
import { fill, letterWords as words } from './words.ts'

export function openThings(sheet: Sheet): Line[] {
  const { of, rules, lang } = sheet
  const { asked, acute, semiAcute } = questions(of, rules.vocabulary)
  const flags = acute.length + semiAcute.length
  const names = [...new Set(asked.flatMap((one) => namesOf(sheet, one))), ...(flags > 0 ? [fill(words.flags[lang], { n: flags })] : [])]
  const failed = kinds.filter((kind) => of.record.read[kind].status === 'failed')
  return [
    ...failed.map(
      (kind): Line => ({ id: `failed ${kind}`, text: colon(kindWords[kind][lang], words.notRead[lang]), origin: 'missing', date: null }),
    ),
    ...(names.length > 0 ? [{ id: 'open', text: `${capital(names.join(', '))}.`, origin: 'missing', date: null } satisfies Line] : []),
  ]
}

function namesOf({ rules, lang }: Sheet, one: Question): string[] {
  if (one.kind === 'trial') return [trialName(one.trial, rules.drugs, lang)]
  const facts = one.kind === 'form' ? one.facts : [one.fact]
  return facts.map((fact) => inSentence(rules.vocabulary.facts[fact]!.text[lang]))
}
