/** The text for the journal: level, advice, each criterion with value and date, what was unknown, and which editions. */

import { tests } from '../../core/check.ts'
import type { Action, Criterion, Severity } from '../../core/guideline.ts'
import type { Judged } from '../../core/judge.ts'
import type { Verdict } from '../../core/rails.ts'
import { byRelevance, headline, heldOpenBy, pertinent } from '../headline.ts'
import { say } from '../say.ts'
import { levelWords, verdictWords } from '../terms.ts'
import { dateOf, decidingFacts, factText, valueText } from '../values.ts'
import { adviceLines, levelLine, plain, warningLine, wouldRefer } from './declined.ts'
import { type Correspondents, patientLine } from './head.ts'
import { asEdited, type Letter, type Line } from './letter.ts'
import { colon, type Sheet } from './sheet.ts'
import { openThings } from './unknown.ts'
import { fill, letterWords as words } from './words.ts'

export function note(sheet: Sheet, who: Correspondents): Letter {
  const { of, draft, lang } = sheet
  const first = headline(of)
  const advice = pertinent(of).filter(
    ({ recommendation: { severity, action }, key }) => key === first?.key || (!severity && action !== 'inform'),
  )
  const warnings = pertinent(of).filter(
    ({ recommendation: { severity }, key }) => key !== first?.key && (severity === 'contraindicated' || severity === 'warn'),
  )
  const editions = byRelevance(of).map(({ guideline }) => `${guideline.title[lang]} (${guideline.version})`)
  const letter: Letter = {
    kind: 'note',
    lang,
    title: `${words.noteTitle[lang]}, ${of.asOf}`,
    head: [patientLine(sheet, who)],
    sections: [
      { id: 'level', title: words.assessment[lang], lines: [levelLine(sheet), ...mayBecome(sheet)] },
      {
        id: 'advice',
        title: words.advice[lang],
        lines: advice.length > 0 ? advice.flatMap((one) => adviceLines(sheet, one)) : [plain('nothing', words.nothingYet[lang])],
      },
      { id: 'safety', title: words.safety[lang], lines: warnings.map((one) => warningLine(sheet, one)) },
      { id: 'criteria', title: words.criteria[lang], lines: criteria(sheet) },
      { id: 'entered', title: words.entered[lang], lines: entered(sheet) },
      { id: 'unknown', title: words.unknown[lang], lines: openThings(sheet) },
    ],
    foot: [
      `${fill(words.readAt[lang], { date: who.readAt })} ${fill(words.editions[lang], { guidelines: editions.join(', ') })} ${words.notCe[lang]}`,
    ],
  }
  return asEdited(letter, draft)
}

/** What may still change the level, by what most of the open advice waits for. */
function mayBecome({ of, rules, lang }: Sheet): Line[] {
  return of.careLevel.mayChangeTo.map(({ level, ifKnown }) => {
    const flags = ifKnown.filter((name) => rules.vocabulary.facts[name]?.redFlag).length
    const facts = heldOpenBy(of, level).filter((name) => !rules.vocabulary.facts[name]?.redFlag)
    const names = [
      ...(flags > 0 ? [fill(words.flags[lang], { n: flags })] : []),
      ...facts.slice(0, shownFacts).map((name) => rules.vocabulary.facts[name]!.text[lang].toLowerCase()),
    ]
    return plain(
      `may ${level}`,
      fill(words.mayBecome[lang], {
        level: levelWords[level][lang].toLowerCase(),
        facts: `${names.join(', ')}${facts.length > shownFacts ? ` ${words.andMore[lang]}` : ''}`,
      }),
    )
  })
}

/** The criteria that the advice rests on, and those of the referral that is nearest; each once. */
function criteria(sheet: Sheet): Line[] {
  const { of } = sheet
  const first = headline(of)
  const near = wouldRefer(sheet).map(({ id }) => id.replace('would ', ''))
  const isShown = (
    guideline: string,
    { id, verdict, action, severity, region }: { id: string; verdict: Verdict; action: Action; severity?: Severity; region: string | null },
  ) =>
    `${guideline}/${id}` === first?.key ||
    (region === null && near.includes(id)) ||
    (verdict === 'met' && !severity && action !== 'inform' && action !== 'document')
  const shown = byRelevance(of).flatMap(({ guideline, criteria, recommendations, parameters }) => {
    const used = new Set(
      recommendations
        .filter((one) => isShown(guideline.id, { ...one, region: guideline.region }))
        .flatMap(({ when }) => tests(when).map(({ fact }) => fact)),
    )
    return criteria.filter(({ id }) => used.has(id)).map((one) => ({ id: one.id, line: criterionLine(sheet, one, parameters) }))
  })
  return [...new Map(shown.map(({ id, line }) => [id, line])).values()]
}

/** Verdict, criterion, then its values with their date; a fact that says the same as the criterion gives its value only. */
function criterionLine(
  { of, rules, lang }: Sheet,
  { id, verdict, text, explanation }: Judged<Criterion>,
  parameters: Readonly<Record<string, number>>,
): Line {
  const facts = decidingFacts(explanation)
  const date = dateOf(facts.flatMap((name) => of.facts[name]?.evidence ?? []))
  const [only] = facts
  const values =
    facts.length === 1 && rules.vocabulary.facts[only!]?.type === 'boolean'
      ? valueText(of.facts[only!]!, rules.vocabulary.facts[only!], lang)
      : facts
          .slice(0, shownFacts)
          .map((name) => factText(of, name, rules, lang))
          .join('; ')
  const more = facts.length > shownFacts ? ' …' : ''
  return plain(
    `criterion ${id}`,
    `${colon(verdictWords[verdict][lang], say(text, parameters, lang))} (${values}${more}${date ? `; ${date}` : ''}).`,
  )
}
const shownFacts = 3

/** What the user stated, the red flags that are absent among it. */
function entered({ of, rules, lang }: Sheet): Line[] {
  const isAbsent = ([name, { value }]: [string, { value: unknown }]) =>
    value === false && (rules.vocabulary.facts[name]?.redFlag !== undefined || rules.vocabulary.facts[name]?.ask === 'tick')
  const given = Object.entries(of.answers.facts)
  const absent = given.filter(isAbsent).map(([name]) => rules.vocabulary.facts[name]!.text[lang].toLowerCase())
  const told = given
    .filter((one) => !isAbsent(one))
    .map(([name, { value }]) =>
      colon(
        rules.vocabulary.facts[name]!.text[lang],
        valueText({ status: 'known', value, evidence: [] }, rules.vocabulary.facts[name], lang, false),
      ),
    )
  return [
    ...told.map((text, i): Line => ({ id: `entered ${i}`, text: `${text}.`, origin: 'user', date: null })),
    ...(absent.length > 0
      ? [{ id: 'absent', text: `${colon(words.absent[lang], absent.join(', '))}.`, origin: 'user', date: null } satisfies Line]
      : []),
  ]
}
