/** The plan for the patient, in plain words: the same advice, what comes next, and when to seek emergency care. */

import { trialName } from '../document.ts'
import { headline, pertinent } from '../headline.ts'
import { say } from '../say.ts'
import { dueWords } from '../terms.ts'
import { plain } from './declined.ts'
import type { Correspondents } from './head.ts'
import { asEdited, type Letter } from './letter.ts'
import type { Sheet } from './sheet.ts'
import { letterWords as words } from './words.ts'

export function plan(sheet: Sheet, { person, showsProtected }: Correspondents): Letter {
  const { of, table, rules, draft, lang } = sheet
  const { safety, seekCare } = table.plan
  const first = headline(of)
  const all = pertinent(of)
  /** Before what is urgent nothing else is planned. */
  const isEmergency = of.careLevel.level === 'emergency'
  const inOrder = [...all.filter(({ key }) => key === first?.key), ...all.filter(({ key }) => key !== first?.key)]
  const referrals = inOrder.filter(({ recommendation: { action, patient } }) => patient && action === 'refer')
  const told = inOrder.filter(
    ({ key, recommendation: { action, patient } }) =>
      patient && (isEmergency ? action === 'emergency' : action !== 'refer' || key === referrals[0]?.key),
  )
  const steps = [...new Map(told.map((one) => [one.recommendation.patient!.sv, one])).values()].map(({ key, parameters, recommendation }) =>
    plain(`step ${key}`, say(recommendation.patient!, parameters, lang)),
  )
  const needsReview = all.some(({ recommendation: { severity } }) => severity === 'contraindicated' || severity === 'warn')
  const dates = of.followUp.map(({ what, substance, due }) => {
    const trial = of.trials.find((one) => one.substance === substance)
    return plain(`due ${what}`, `${dueWords[what][lang]}${trial ? ` (${trialName(trial, rules.drugs, lang)})` : ''}: ${due}`)
  })
  const isHidden = person.isProtected && !showsProtected
  const letter: Letter = {
    kind: 'plan',
    lang,
    title: `${words.planTitle[lang]}, ${of.asOf}`,
    head: isHidden || !person.name ? [] : [plain('patient', person.name)],
    sections: [
      {
        id: 'steps',
        title: words.planNext[lang],
        lines: [
          ...(needsReview ? [plain('safety', safety[lang])] : []),
          ...(steps.length > 0 || needsReview ? steps : [plain('open', words.planOpen[lang])]),
        ],
      },
      { id: 'dates', title: words.planDates[lang], lines: dates },
      { id: 'seekCare', title: seekCare.title[lang], lines: seekCare.items.map((item, i) => plain(`seek ${i}`, item[lang])) },
      { id: 'call', title: words.call[lang], lines: [plain('call', seekCare.call[lang])] },
    ],
    foot: [],
  }
  return asEdited(letter, draft)
}
