/** A guideline's sentence with its parameters filled in; numbers by the language's convention. */

import type { Lang, Text } from '../core/guideline.ts'

const formats = {
  sv: new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
}

export const numberText = (value: number, lang: Lang): string => formats[lang].format(value)

export const say = (text: Text, parameters: Readonly<Record<string, number>>, lang: Lang): string =>
  text[lang].replace(/\{(\w+)\}/g, (braces, name: string) => {
    const value = parameters[name]
    return value === undefined ? braces : numberText(value, lang)
  })

/** The same as a heading, which has no full stop. */
export const heading = (text: Text, parameters: Readonly<Record<string, number>>, lang: Lang): string =>
  say(text, parameters, lang).replace(/\.$/, '')

/** A name that begins a line. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A fact's name inside a sentence: small first letter, but not for what is written in capitals. */
export const inSentence = (text: string): string =>
  /^\p{Lu}{2}|^\p{Lu}+-/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1)
