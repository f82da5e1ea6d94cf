/** Why no referral now, what is done instead, and what would change that: the opposite of a referral, for the record. */

import { type Evidence, isTrue } from '../../core/facts.ts'
import { neurologyFacts } from '../../core/level.ts'
import type { Vocabulary } from '../../core/vocabulary.ts'
import { type Change, changesToAdvise, changeText } from '../change.ts'
import { type Advice, headline, pertinent } from '../headline.ts'
import { heading, say } from '../say.ts'
import { levelWords, severityWords, urgencyWords } from '../terms.ts'
import { dateOf, factText } from '../values.ts'
import { freeLine } from './background.ts'
import { callsForReferral, referrals } from './calls.ts'
import { basisOf, type Correspondents, patientLine } from './head.ts'
import { asEdited, type Letter, type Line } from './letter.ts'
import { colon, type Sheet, told } from './sheet.ts'
import { openThings } from './unknown.ts'
import { letterWords as words } from './words.ts'

/** The referrals that are nearest, told in the record; what would take more changes is not near. */
const nearest = 2
const mostChanges = 2

export function declined(sheet: Sheet, who: Correspondents): Letter {
  const { of, draft, lang } = sheet
  const first = headline(of)
  const others = pertinent(of).filter(({ key }) => key !== first?.key)
  const acts = others.filter(({ recommendation: { action, severity } }) => !severity && action !== 'inform' && action !== 'refer')
  const warnings = pertinent(of).filter(({ recommendation: { severity } }) => severity === 'contraindicated' || severity === 'warn')
  const isAdvised = callsForReferral(of)
  const isKnownThere = first?.recommendation.leads === true
  const letter: Letter = {
    kind: 'declined',
    lang,
    title: `${(isKnownThere ? words.noNewTitle : words.declinedTitle)[lang]}, ${of.asOf}`,
    head: [patientLine(sheet, who)],
    sections: [
      { id: 'notFollowed', title: words.notFollowed[lang], lines: isAdvised ? notFollowed(sheet) : [] },
      {
        id: 'assessment',
        title: words.assessment[lang],
        lines: [
          levelLine(sheet),
          ...(first ? adviceLines(sheet, first) : [plain('nothing', words.nothingYet[lang])]),
          ...knownThere(sheet),
        ],
      },
      { id: 'instead', title: words.instead[lang], lines: acts.flatMap((one) => adviceLines(sheet, one)) },
      {
        id: 'safety',
        title: words.safety[lang],
        lines: warnings.filter(({ key }) => key !== first?.key).map((one) => warningLine(sheet, one)),
      },
      { id: 'wouldRefer', title: words.wouldRefer[lang], lines: isKnownThere || isAdvised ? [] : wouldRefer(sheet) },
      { id: 'unknown', title: words.unknown[lang], lines: openThings(sheet) },
    ],
    foot: [basisOf(sheet)],
  }
  return asEdited(letter, draft)
}

export const plain = (id: string, text: string): Line => ({ id, text, origin: 'assessment', date: null })

export const levelLine = ({ of: { careLevel }, lang }: Sheet): Line =>
  plain('level', `${levelWords[careLevel.level][lang]}. ${urgencyWords[careLevel.urgency][lang]}.`)

/** Headline, reason and next step, as they stand on the screen. */
export const adviceLines = ({ lang }: Sheet, { key, parameters, recommendation: { text, because, next } }: Advice): Line[] => [
  plain(
    `advice ${key}`,
    [`${heading(text, parameters, lang)}.`, say(because, parameters, lang), next ? say(next, parameters, lang) : '']
      .filter(Boolean)
      .join(' '),
  ),
]

export const warningLine = ({ lang }: Sheet, { key, parameters, recommendation: { text, because, severity } }: Advice): Line =>
  plain(`warning ${key}`, `${colon(severityWords[severity!][lang], heading(text, parameters, lang))}. ${say(because, parameters, lang)}`)

/** A referral that is advised is named, and why not is a gap that only the user can fill. */
function notFollowed(sheet: Sheet): Line[] {
  const label = words.reasonNot
  return [
    ...referrals(sheet.of).flatMap((one) => adviceLines(sheet, one)),
    freeLine(sheet, {
      kind: 'free',
      id: 'reasonNot',
      label,
      hint: { sv: 'varför rådet inte följs nu', en: 'why the advice is not followed now' },
    }),
  ]
}

/** The referral that is under way, or that the patient is known there. */
function knownThere({ of, rules, lang }: Sheet): Line[] {
  return neurologyContact
    .filter((name) => isTrue(of.facts[name]))
    .map((name) => told(`known ${name}`, `${factText(of, name, rules, lang)}${dated(of.facts[name]!.evidence)}.`, of.facts[name]!.evidence))
}
const neurologyContact = neurologyFacts.filter((name) => name !== 'advancedTreatmentOngoing')
const dated = (evidence: readonly Evidence[]): string => {
  const date = dateOf(evidence)
  return date === null ? '' : ` (${date})`
}

/** The referrals that fewest changes would bring about; those that only an unlikely finding would are not among them. */
export function wouldRefer({ of, rules, lang }: Sheet): Line[] {
  if (isTrue(of.facts['advancedTreatmentOngoing']) || of.careLevel.level === 'emergency') return []
  const isNear = (changes: readonly Change[]) =>
    changes.length > 0 && changes.length <= mostChanges && changes.every((change) => isAlterable(change, rules.vocabulary))
  const near = of.guidelines
    .filter(({ inForce, guideline }) => inForce && guideline.region === null)
    .flatMap((judged) =>
      judged.recommendations
        .filter(({ action, verdict }) => action === 'refer' && verdict !== 'met')
        .map((one) => ({ judged, one, changes: changesToAdvise(judged, one.explanation) ?? [] })),
    )
    .filter(({ changes }) => isNear(changes))
    .sort((a, b) => a.changes.length - b.changes.length)
    .map(({ judged, one, changes }) => ({
      id: `would ${one.id}`,
      what: heading(one.text, judged.parameters, lang),
      if: changes.map((change) => changeText(change, of.facts, rules, lang)).join('; '),
    }))
  return [...new Map(near.toReversed().map((one) => [one.if, one])).values()]
    .toReversed()
    .slice(0, nearest)
    .map((one) => plain(one.id, `${one.if}. ${one.what}.`))
}

/** Nobody becomes a child again, and what is unlikely is asked, not awaited. */
const isAlterable = ({ fact }: Change, { facts }: Vocabulary): boolean =>
  fact !== 'age' &&
  fact !== 'sex' &&
  facts[fact]?.kind !== 'firstLineLeft' &&
  facts[fact]?.ask !== 'tick' &&
  facts[fact]?.redFlag === undefined
