/** Allergies, blood pressure, pregnancy, red flags, single facts, and the words that only a person has. */

import { dayOf, isoOf } from '../../core/dates.ts'
import { pressureSets } from '../../core/derive/chart.ts'
import { isFalse, isTrue } from '../../core/facts.ts'
import { valueText } from '../values.ts'
import type { Line } from './letter.ts'
import { colon, gap, type Sheet, told, unread } from './sheet.ts'
import type { Part } from './table.ts'
import { fill, letterWords as words } from './words.ts'

export function allergies(sheet: Sheet, { label, none }: Extract<Part, { kind: 'otherDrugs' | 'allergies' }>): Line[] {
  const { of, lang } = sheet
  const found = of.record.allergies
  const names = [...new Set(found.map(({ says, suspected }) => (suspected ? `${says} (${words.suspected[lang]})` : says)))]
  const failed = unread(sheet, 'allergies', label[lang], ['AllergyIntolerance'])
  const evidence = found.map(({ resource, says, date }) => ({ resource, says, date: date?.text ?? null }))
  const lines = names.length > 0 ? [told('allergies', `${colon(label[lang], names.join(', '))}.`, evidence)] : []
  if (failed) return [...lines, failed]
  return lines.length > 0 ? lines : [told('allergies', none[lang], [])]
}

/** The latest reading; none in the record is a gap that the record itself should fill. */
export function pressure(sheet: Sheet, { label }: Extract<Part, { kind: 'pressure' }>): Line[] {
  const { of, rules, lang } = sheet
  const readings = of.record.pressures.filter(({ systolic, diastolic }) => systolic && diastolic)
  const latest = readings.reduce<(typeof readings)[number] | null>((a, b) => (a === null || b.at > a.at ? b : a), null)
  const failed = unread(sheet, 'pressure', label[lang], ['Observation'], (code) =>
    sheet.sets(code).some((set) => (pressureSets as readonly string[]).includes(set)),
  )
  if (latest) {
    const said = latest.evidence.map((one) => ('says' in one ? one.says : '')).join(', ')
    const window = rules.vocabulary.facts['systolic']
    const isOld = window?.kind === 'latest' && dayOf(of.asOf) - latest.at > window.window
    const line = told('pressure', `${label[lang]} ${said} (${isoOf(latest.at)}${isOld ? `, ${words.older[lang]}` : ''}).`, latest.evidence)
    return failed ? [line, failed] : [line]
  }
  return [failed ?? freeLine(sheet, { kind: 'free', id: 'pressure', label, hint: { sv: 't.ex. 128/82', en: 'e.g. 128/82' } })]
}

/** Asked only of whom it may concern. */
export function pregnancy({ of, lang }: Sheet, { yes, week, no, asks }: Extract<Part, { kind: 'pregnancy' }>): Line[] {
  const fact = of.facts[asks]!
  if (isFalse(of.facts['childbearingPotential']) && !isTrue(fact)) return []
  const weeks = of.facts['gestationalWeek']
  if (isTrue(fact))
    return [
      weeks?.status === 'known'
        ? told('pregnant', fill(week[lang], { value: String(weeks.value) }), [...fact.evidence, ...weeks.evidence])
        : told('pregnant', yes[lang], fact.evidence),
    ]
  if (isFalse(fact)) return [told('pregnant', no[lang], fact.evidence)]
  return [gap('pregnant', colon(yes[lang].replace('.', ''), words.notAsked[lang]), { question: { kind: 'choice', fact: asks } })]
}

/**
 * What was answered of them; those never asked are a gap, whatever the others say. One that the record itself raises
 * (a blood pressure in pregnancy) is told as the record has it, never as a symptom that nobody stated.
 */
export function flags({ of, rules, lang }: Sheet, { label, none, others }: Extract<Part, { kind: 'flags' }>): Line[] {
  const names = Object.keys(rules.vocabulary.facts).filter((name) => rules.vocabulary.facts[name]!.redFlag)
  const present = names.filter((name) => isTrue(of.facts[name]))
  const open = names.filter((name) => !isTrue(of.facts[name]) && !isFalse(of.facts[name]))
  const evidence = names.flatMap((name) => of.facts[name]!.evidence)
  const said = present.map((name) => {
    const own = of.facts[name]!.evidence
    return own.some((one) => 'by' in one)
      ? rules.vocabulary.facts[name]!.text[lang].toLowerCase()
      : own.map((one) => ('says' in one ? [one.says, one.date].filter(Boolean).join(' ') : '')).join(', ')
  })
  const lines: Line[] = []
  if (said.length > 0)
    lines.push(
      told(
        'flags',
        `${colon(label[lang], said.join(', '))}.`,
        present.flatMap((name) => of.facts[name]!.evidence),
      ),
    )
  else if (open.length === 0) lines.push(told('flags', none[lang], evidence))
  if (open.length > 0) {
    const what = said.length > 0 ? fill(others[lang], { n: open.length }) : label[lang]
    lines.push(gap('flags open', colon(what, words.notAsked[lang]), { flags: open }))
  }
  return lines
}

/** One fact in a sentence of its own; told where it is known (an age by a date of onset within its year), a gap only where the list asks for it. */
export function factLine({ of, rules, lang }: Sheet, { fact: name, says, asks }: Extract<Part, { kind: 'fact' }>): Line[] {
  const fact = of.facts[name]!
  const definition = rules.vocabulary.facts[name]!
  const isClose = fact.status === 'between' && definition.kind === 'ageAtOnset' && fact.low !== null && fact.high !== null && fact.low > 0
  if (fact.status === 'known' || isClose)
    return [told(`fact ${name}`, fill(says[lang], { value: valueText(fact, definition, lang, false) }), fact.evidence)]
  return asks
    ? [gap(`fact ${name}`, colon(definition.text[lang], words.notStated[lang]), { question: { kind: 'number', fact: name } })]
    : []
}

export function freeLine({ draft, lang }: Sheet, { id, label, hint, none }: Extract<Part, { kind: 'free' }>): Line {
  const said = (text: string) => (label ? colon(label[lang], text) : text)
  const text = draft.texts[id]
  return text === undefined
    ? gap(`free ${id}`, said(words.notStated[lang]), { free: id, hint: hint[lang], none: none?.[lang] ?? null })
    : { id: `free ${id}`, text: said(text), origin: 'user', date: null, free: id }
}
