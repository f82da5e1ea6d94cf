/** What was unknown when a text was written: what could not be read, and what nobody has answered that could change the answer. */

import { type Kind, kinds } from '../../core/record.ts'
import { trialName } from '../document.ts'
import { type Question, questions } from '../questions.ts'
import { strangeIn } from '../reading.ts'
import { capital, inSentence } from '../say.ts'
import { kindWords } from '../terms.ts'
import type { Line } from './letter.ts'
import { colon, partOf, type Sheet, unusableText } from './sheet.ts'
import { fill, letterWords as words } from './words.ts'

export function openThings(sheet: Sheet): Line[] {
  const { of, rules, lang } = sheet
  const { asked, acute, semiAcute } = questions(of, rules)
  const flags = acute.length + semiAcute.length
  const names = [...new Set(asked.flatMap((one) => namesOf(sheet, one))), ...(flags > 0 ? [fill(words.flags[lang], { n: flags })] : [])]
  const strange = strangeIn(of.record)
  const missing = (id: string, label: string, text: string): Line => ({ id, text: colon(label, text), origin: 'missing', date: null })
  return [
    ...kinds.flatMap((kind) => notWhole(sheet, kind, strange).map((text) => missing(`failed ${kind}`, kindWords[kind][lang], text))),
    ...(strange > 0 ? [missing('strange', words.record[lang], unusableText(strange, lang))] : []),
    ...(names.length > 0 ? [{ id: 'open', text: `${capital(names.join(', '))}.`, origin: 'missing', date: null } satisfies Line] : []),
  ]
}

/** Why nothing can be concluded from this kind's silence; nothing where it was read whole. */
function notWhole({ of, lang }: Sheet, kind: Kind, strange: number): string[] {
  const { status, notKept, limited, reason, unusable } = of.record.read[kind]
  if (status === 'failed' || (status === 'notAsked' && !notKept)) return [words.notRead[lang]]
  if (limited) return [partOf(reason, lang)]
  return status === 'partial' && unusable > strange ? [unusableText(unusable - strange, lang)] : []
}

function namesOf({ rules, lang }: Sheet, one: Question): string[] {
  if (one.kind === 'trial') return [trialName(one.trial, rules.drugs, lang)]
  const facts = one.kind === 'form' ? one.facts : [one.fact]
  return facts.map((fact) => inSentence(rules.vocabulary.facts[fact]!.text[lang]))
}
