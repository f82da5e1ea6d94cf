/** A condition written out: all, any and not as nested points, facts by their words, numbers with their unit. */

import { given } from '../../src/core/facts.ts'
import type { Lang, Test, Value, When, Written } from '../../src/core/guideline.ts'
import { numberText, say } from '../../src/outputs/say.ts'
import { valueText } from '../../src/outputs/values.ts'
import { factOf, type GivenValue } from './cases.ts'
import { drugs, type Entry, vocabulary } from './library.ts'
import { link, type Point } from './markdown.ts'
import { comparedWords, words } from './words.ts'

/** How one test reads; the tree around it is the same for facts and for criteria. */
type Said = (test: Test) => string

const anyOf = (when: When): when is { any: When[] } => typeof when !== 'string' && 'any' in when
const allOf = (when: When): when is { all: When[] } => typeof when !== 'string' && 'all' in when

function tree(when: When, said: Said, lang: Lang): Point {
  if (typeof when === 'string') return said({ fact: when, operator: 'equal', value: true })
  if ('fact' in when) return said(when)
  if ('all' in when) return { text: words.all[lang], of: when.all.map((one) => tree(one, said, lang)) }
  if ('any' in when) return { text: words.any[lang], of: when.any.map((one) => tree(one, said, lang)) }
  if (anyOf(when.not)) return { text: words.notAny[lang], of: when.not.any.map((one) => tree(one, said, lang)) }
  if (allOf(when.not)) return { text: words.notAll[lang], of: when.not.all.map((one) => tree(one, said, lang)) }
  const denied = tree(when.not, said, lang)
  return typeof denied === 'string' ? `${words.notThis[lang]} ${denied}` : { text: words.notThis[lang], of: [denied] }
}

/** The condition of a criterion: what is asked of the facts. */
export const factCondition = (when: When, { numbers }: Pick<Entry, 'numbers'>, lang: Lang): Point =>
  tree(when, (test) => `${factName(test.fact, lang)}: ${asked(test, numbers, lang)}`, lang)

/** The condition of a recommendation: which criteria must be met, each a link to where it is explained. */
export const criteriaCondition = (when: When, { written, numbers }: Pick<Entry, 'written' | 'numbers'>, lang: Lang): Point =>
  tree(
    when,
    ({ fact, value }) => {
      const text = link(criterionText(written, fact, numbers, lang), `#criterion-${fact}`)
      return value === true ? text : `${text}: ${words.notMetSuffix[lang]}`
    },
    lang,
  )

const criterionText = ({ criteria }: Written, id: string, numbers: Entry['numbers'], lang: Lang): string => {
  const found = criteria.find((one) => one.id === id)
  return found ? say(found.text, numbers, lang) : id
}

/** A fact by its words. */
export const factName = (name: string, lang: Lang): string => vocabulary.facts[name]?.text[lang] ?? name

function asked({ fact, operator, value }: Test, numbers: Entry['numbers'], lang: Lang): string {
  const compared = comparedWords[operator][lang]
  const shown = (() => {
    if (typeof value === 'object' && !Array.isArray(value)) return withUnit(numbers[value.parameter]!, fact, lang, value.parameter)
    return [value]
      .flat()
      .map((one) => valueWords(fact, one, lang))
      .join(', ')
  })()
  return compared === '' ? shown : `${compared} ${shown}`
}

const withUnit = (value: number, fact: string, lang: Lang, parameter: string): string => {
  const unit = saysUnit(fact, lang) ? undefined : vocabulary.facts[fact]?.unitText?.[lang]
  return `${link(numberText(value, lang), `#number-${parameter}`)}${unit ? ` ${unit}` : ''}`
}

/** A value that a case or a condition names, as a reader says it; drugs by name. */
export function valueWords(fact: string, value: GivenValue, lang: Lang): string {
  const definition = vocabulary.facts[fact]!
  if (value === 'unknown') return words.unknown[lang]
  const drug = isDrug(value) ? drugs.substances[value] : undefined
  if (drug) return drug.name[lang]
  return valueText(Array.isArray(value) ? factOf(value, definition) : given(value), definition, lang, !saysUnit(fact, lang))
}
/** Whether the fact's own name already says what is counted: "headache days a month: 15". */
const saysUnit = (fact: string, lang: Lang): boolean => {
  const last = vocabulary.facts[fact]?.unitText?.[lang].split(' ').at(-1)
  return last !== undefined && factName(fact, lang).toLowerCase().includes(last.toLowerCase())
}
const isDrug = (value: GivenValue): value is Extract<Value, string> => typeof value === 'string' && value in drugs.substances

/** A unit by its words: those of the facts measured in it. */
export const unitWords = (unit: string, lang: Lang): string =>
  Object.values(vocabulary.facts).find((one) => one.unit === unit)?.unitText?.[lang] ?? unit
