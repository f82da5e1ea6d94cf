/** The referral, in the content list of the receiving clinic: what the record and the user have said, and gaps for the rest. */

import { pertinent } from '../headline.ts'
import { say } from '../say.ts'
import { urgencyWords } from '../terms.ts'
import { allergies, factLine, flags, freeLine, pregnancy, pressure } from './background.ts'
import { referralUrgency } from './calls.ts'
import { headacheDiagnoses, otherDiagnoses } from './diagnoses.ts'
import { addressed, basisOf, type Correspondents } from './head.ts'
import { asEdited, type Letter, type Line } from './letter.ts'
import { diaryLines } from './months.ts'
import type { Sheet } from './sheet.ts'
import { type Part, receiverOf, type To } from './table.ts'
import { otherDrugs, trialLines } from './treatments.ts'
import { fill, letterWords as words } from './words.ts'

/** Where a referral would go: by the level of care; below adult age to the paediatricians. */
export function receiverKind({ of: { careLevel, facts }, rules }: Pick<Sheet, 'of' | 'rules'>): To {
  if (careLevel.level === 'emergency') return 'emergency'
  const age = facts['age']
  const isChild = age?.status === 'known' && typeof age.value === 'number' && age.value < rules.vocabulary.numbers.adultAge.value
  return careLevel.level === 'paediatrics' || isChild ? 'paediatrics' : 'neurology'
}

export const referralTitle = {
  neurology: { sv: 'Remiss till neurologi', en: 'Referral to neurology' },
  paediatrics: { sv: 'Remiss till barn- och ungdomsmedicin', en: 'Referral to paediatrics' },
  emergency: { sv: 'Remiss till akutmottagning', en: 'Referral to the emergency department' },
}

export function referral(sheet: Sheet, who: Correspondents): Letter {
  const { of, table, draft, lang } = sheet
  const to = receiverKind(sheet)
  const receiver = receiverOf(table, to, of.region)
  const viss = table.sources['viss']!
  const letter: Letter = {
    kind: 'referral',
    lang,
    title: `${referralTitle[to][lang]}. ${urgencyWords[referralUrgency(of)][lang]}`,
    head: addressed(sheet, who, receiver),
    sections: table.referral.map(({ id, title, parts, inline = false }) => ({
      id,
      title: title[lang],
      inline,
      lines: parts.flatMap((part) => linesOf(sheet, part)),
    })),
    foot: [
      `${fill(words.contents[lang], { source: viss.organisation })} ${fill(words.readAt[lang], { date: who.readAt })}`,
      basisOf(sheet),
    ],
  }
  return asEdited(letter, draft)
}

function linesOf(sheet: Sheet, part: Part): Line[] {
  switch (part.kind) {
    case 'reasons':
      return reasons(sheet)
    case 'diagnoses':
      return headacheDiagnoses(sheet, part)
    case 'otherDiagnoses':
      return otherDiagnoses(sheet, part)
    case 'fact':
      return factLine(sheet, part)
    case 'diary':
      return diaryLines(sheet, part)
    case 'flags':
      return flags(sheet, part)
    case 'trials':
      return trialLines(sheet, part)
    case 'otherDrugs':
      return otherDrugs(sheet, part)
    case 'allergies':
      return allergies(sheet, part)
    case 'pressure':
      return pressure(sheet, part)
    case 'pregnancy':
      return pregnancy(sheet, part)
    case 'free':
      return [freeLine(sheet, part)]
  }
}

/** What the advice that is met asks of the receiver, each matter once; where nothing is asked, only the user can say why. */
function reasons(sheet: Sheet): Line[] {
  const { of, draft, lang } = sheet
  const asked = [
    ...new Map(
      pertinent(of)
        .toReversed()
        .map((one) => [one.recommendation.asks?.about, one]),
    ).values(),
  ].toReversed()
  const lines = asked.flatMap(({ key, parameters, recommendation: { asks } }): Line[] =>
    asks ? [{ id: `reason ${key}`, text: say(asks, parameters, lang), origin: 'assessment', date: null }] : [],
  )
  if (lines.length > 0 && draft.texts['question'] === undefined) return lines
  return [
    ...lines,
    freeLine(sheet, { kind: 'free', id: 'question', hint: { sv: 'vad remissen gäller', en: 'what the referral is about' } }),
  ]
}
