/** Which drug it is: by its own code, a contained one, one in the bundle, or nothing but its name. */

import type { Code, Sets } from '../core/codes.ts'
import { type DrugTable, today } from '../core/drugs.ts'
import type { Coder, Concept } from './coding.ts'
import { amount } from './dose.ts'
import { anyList, anyText, hasModifier, isMasked, type Json, list, object } from './json.ts'
import { type Reading, targetOf } from './reading.ts'

export type Identity = {
  concept: Concept
  /** As it came and, where a drug has changed its code, today's: sets of codes know either. */
  codes: Code[]
  substance: string | null
  name: string
  /** Of one tablet, in mg, where a coded product says it. */
  strength: number | null
  byMouth: boolean | null
  masked: boolean
}
type Told = (code: string, detail?: string) => void

export function identifier(table: DrugTable, sets: Sets, coded: Coder, find: Reading['find']): (resource: Json, told: Told) => Identity {
  const inSet = (codes: readonly Code[], set: string) => codes.some((code) => sets(code).includes(set))

  return (resource, told) => {
    const reference = object(resource['medicationReference'])
    const target = reference ? refer(resource, reference, told) : null
    const concept = both(coded(resource['medicationCodeableConcept']), coded(target?.['code']))
    const display = typeof reference?.['display'] === 'string' ? reference['display'] : null
    const name = concept.text ?? display ?? concept.strange[0]?.split('|')[1] ?? (target ? ingredientOf(target, coded) : null) ?? '?'
    const form = target ? coded(target['form']).codes : []

    const atc = [...new Set(concept.codes.flatMap(({ system, code }) => atcOf(system, code)))]
    const now = [...new Set(atc.map((code) => today(table, code)))]
    const full = now.filter(isSubstance)
    // A class belongs to the code of today, or to the older one beside it.
    const named = [...full, ...atc.filter(isSubstance)]
    const contradictory = full.length > 1 || (full.length === 1 && atc.some((code) => !named.some((one) => one.startsWith(code))))
    if (contradictory) told('contradictoryCodes', atc.join(', '))
    else if (full.length === 0 && !inSet(concept.codes, 'noKnownDrug') && !inSet(concept.codes, 'noDrugInformation')) told('notCoded', name)
    return {
      concept,
      codes: contradictory ? [] : [...new Set([...now, ...atc])].map((code): Code => ({ system: 'atc', code, display: null })),
      substance: contradictory ? null : (full[0] ?? null),
      name,
      strength: target ? strengthOf(target) : null,
      byMouth: inSet(form, 'oralForm') ? true : null,
      masked: concept.masked || isMasked(reference),
    }
  }

  function atcOf(system: string | null, code: string): string[] {
    if (system === 'atc') return anyAtc.test(code) ? [code] : []
    const products = system === 'nplid' || system === 'rxnorm' ? table.products[system] : {}
    return Object.hasOwn(products, code) ? [products[code]!] : []
  }

  function refer(resource: Json, reference: Json, told: Told): Json | null {
    const to = reference['reference']
    if (typeof to !== 'string') return null
    const target = targetOf(resource, to, 'Medication', find)
    const found = target && isUsable(target) ? target : null
    if (!found) told('medicationNotFound', typeof reference['display'] === 'string' ? reference['display'] : to)
    return found
  }
}

/** What carries a modifier nobody knows, or was entered in error, says nothing of the drug. */
const isUsable = (medication: Json): boolean => !hasModifier(medication) && anyText(medication['status']).trim() !== 'entered-in-error'

/** Of ATC: a substance, and a class or a substance. What is spelled otherwise is no code of ATC. */
export const isSubstance = (code: string): boolean => /^[A-Z]\d{2}[A-Z]{2}\d{2}$/.test(code)
const anyAtc = /^[A-Z](\d{2}([A-Z]([A-Z](\d{2})?)?)?)?$/

/** A drug may be named by its own code and by what it refers to: both are said of it. */
const both = (own: Concept, referred: Concept): Concept => ({
  codes: [...referred.codes, ...own.codes],
  text: referred.text ?? own.text,
  strange: [...referred.strange, ...own.strange],
  masked: own.masked || referred.masked,
})

/** Strength of one unit (tablet) where a coded product of one ingredient gives it. */
function strengthOf(medication: Json): number | null {
  const ingredients = list(medication['ingredient'])
  const strength = object(ingredients[0]?.['strength'])
  if (ingredients.length !== 1 || !strength) return null
  const each = amount(object(strength['numerator']), null)
  const per = object(strength['denominator'])?.['value'] ?? 1
  return each && typeof per === 'number' && per > 0 ? each.value / per : null
}

/** A product that says only what is in it. */
function ingredientOf(medication: Json, coded: Coder): string | null {
  const names = anyList(medication['ingredient']).flatMap(({ itemCodeableConcept, itemReference }) => {
    const named = coded(itemCodeableConcept).text ?? anyText(anyList([itemReference])[0]?.['display'])
    return named ? [named] : []
  })
  return names.length > 0 ? names.join(' + ') : null
}
