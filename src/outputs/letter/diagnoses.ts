/** Diagnoses in a letter: each once, with its code, and whether it is suspected or over. */

import type { Code } from '../../core/codes.ts'
import type { Diagnosis } from '../../core/record.ts'
import type { Line } from './letter.ts'
import { colon, gap, type Sheet, told, unread } from './sheet.ts'
import type { Part } from './table.ts'
import { fill, letterWords as words } from './words.ts'

const label = { sv: 'Diagnoser', en: 'Diagnoses' }

export function headacheDiagnoses(sheet: Sheet, { sets, asks }: Extract<Part, { kind: 'diagnoses' }>): Line[] {
  const { of, rules, lang } = sheet
  const found = once(of.record.diagnoses.filter((one) => belongs(sheet, one, sets)))
  const lines = found.map((one) => {
    const recorded = one.recorded ? `, ${fill(words.recorded[lang], { date: one.recorded.text })}` : ''
    return told(`diagnosis ${one.resource}`, `${nameOf(sheet, one)}${recorded}.`, [evidenceOf(one)])
  })
  const failed = unread(sheet, 'diagnoses', label[lang], ['Condition'], isAmong(sheet, sets))
  if (failed) return [...lines, failed]
  if (lines.length > 0) return lines
  const fact = of.facts[asks]!
  const text = rules.vocabulary.facts[asks]!.text[lang]
  if (fact.status === 'known' && fact.value === true) return [told('diagnosis', `${text}.`, fact.evidence)]
  return [gap('diagnosis', colon(words.headacheDiagnosis[lang], words.notStated[lang]), { question: { kind: 'choice', fact: asks } })]
}

/** All other diagnoses on one line, those that are over last. */
export function otherDiagnoses(sheet: Sheet, { but, none }: Extract<Part, { kind: 'otherDiagnoses' }>): Line[] {
  const { of, lang } = sheet
  const others = once(of.record.diagnoses.filter((one) => !belongs(sheet, one, but)))
  const isOver = ({ state }: Diagnosis) => state === 'resolved'
  const names = [...others.filter((one) => !isOver(one)), ...others.filter(isOver)].map((one) => nameOf(sheet, one))
  const failed = unread(sheet, 'other', label[lang], ['Condition'], (code) => !isAmong(sheet, but)(code))
  const line = names.length > 0 ? [told('otherDiagnoses', `${names.join(', ')}.`, others.map(evidenceOf))] : []
  if (failed) return [...line, failed]
  return line.length > 0 ? line : [told('otherDiagnoses', none[lang], [])]
}

const isAmong =
  ({ sets }: Sheet, among: readonly string[]) =>
  (code: Code): boolean =>
    sets(code).some((set) => among.includes(set))
const belongs = (sheet: Sheet, { codes }: Diagnosis, among: readonly string[]): boolean => codes.some(isAmong(sheet, among))

const evidenceOf = ({ resource, says, date, recorded }: Diagnosis) => ({ resource, says, date: (recorded ?? date)?.text ?? null })

/** "Migrän utan aura (G43.0)"; the code as it is printed in Sweden, with its point. */
function nameOf({ lang }: Sheet, { says, codes, suspected, state }: Diagnosis): string {
  const icd = codes.find(({ system }) => system === 'icd10')?.code
  const code = icd && icd.length > 3 && !icd.includes('.') ? `${icd.slice(0, 3)}.${icd.slice(3)}` : icd
  const written = says || codes.find(({ display }) => display)?.display || spelled(codes[0]) || '?'
  const name = code && written.replace('.', '') === code.replace('.', '') ? code : written
  const notes = [
    code && !name.includes(code) ? code : null,
    suspected ? words.suspected[lang] : null,
    state === 'resolved' ? words.earlier[lang] : null,
  ]
  const inside = notes.filter((note) => note !== null).join(', ')
  return inside ? `${name} (${inside})` : name
}

/** One diagnosis told many times: since its first recording, and as it stands at its best known: current, confirmed. */
const once = (all: readonly Diagnosis[]): Diagnosis[] => {
  const key = ({ says, codes }: Diagnosis) => codes.find(({ system }) => system === 'icd10')?.code ?? says.trim().toLowerCase()
  const byKey = new Map<string, Diagnosis[]>()
  for (const one of all) byKey.set(key(one), [...(byKey.get(key(one)) ?? []), one])
  return [...byKey.values()].map((same) => {
    const first = same.toSorted(
      (a, b) => (a.recorded?.first ?? Number.POSITIVE_INFINITY) - (b.recorded?.first ?? Number.POSITIVE_INFINITY),
    )[0]!
    const named = same.find(({ says }) => says !== '') ?? first
    return {
      ...first,
      says: named.says,
      state: same.find(({ state }) => state !== 'resolved')?.state ?? first.state,
      suspected: same.every(({ suspected }) => suspected),
    }
  })
}

/** A code without words is told with its system: a bare number says nothing. */
const spelled = (code: Diagnosis['codes'][number] | undefined): string | undefined =>
  code && (code.system === 'icd10' ? code.code : `${code.system === 'sct' ? 'SNOMED CT' : (code.system ?? '')} ${code.code}`.trim())
