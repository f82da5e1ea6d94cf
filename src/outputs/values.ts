/** A fact as a person reads it: value with unit, both ends of a range, or why it is unknown. */

import type { DrugTable } from '../core/drugs.ts'
import type { Assessment, Rules } from '../core/evaluate.ts'
import { type Evidence, type Fact, holdingOpen } from '../core/facts.ts'
import type { Lang } from '../core/guideline.ts'
import type { Explanation } from '../core/rails.ts'
import type { Trial } from '../core/trials.ts'
import type { FactDefinition } from '../core/vocabulary.ts'
import { trialName } from './document.ts'
import { unitText } from './dose.ts'
import { numberText } from './say.ts'
import { whyWords } from './terms.ts'

const words = {
  yes: { sv: 'ja', en: 'yes' },
  no: { sv: 'nej', en: 'no' },
  atLeast: { sv: 'minst', en: 'at least' },
  atMost: { sv: 'högst', en: 'at most' },
  female: { sv: 'kvinna', en: 'female' },
  male: { sv: 'man', en: 'male' },
  other: { sv: 'annat', en: 'other' },
  unusable: { sv: 'en uppgift kunde inte användas', en: 'an entry could not be used' },
}

/** `withUnit` false where the fact's own name, said before it, already carries the unit. */
export function valueText(fact: Fact, definition: FactDefinition | undefined, lang: Lang, withUnit = true): string {
  const unit = fact.status === 'known' && fact.unit ? ` ${unitText(fact.unit, lang)}` : unitOf(definition, withUnit, lang)
  const beside = holdingOpen(fact).length > 0 ? `, ${words.unusable[lang]}` : ''
  switch (fact.status) {
    case 'known':
      if (typeof fact.value === 'boolean') return words[fact.value ? 'yes' : 'no'][lang]
      if (typeof fact.value === 'number') return `${numberText(fact.value, lang)}${unit}`
      return fact.value in words ? words[fact.value as keyof typeof words][lang] : fact.value
    case 'between': {
      const { low, high } = fact
      if (low !== null && high !== null) return `${numberText(low, lang)}–${numberText(high, lang)}${unit}${beside}`
      return low === null
        ? `${words.atMost[lang]} ${numberText(high!, lang)}${unit}${beside}`
        : `${words.atLeast[lang]} ${numberText(low, lang)}${unit}${beside}`
    }
    case 'unknown':
      // An entry that could not be used is no silence of the record.
      return fact.why === 'notRecorded' && beside ? words.unusable[lang] : whyWords[fact.why][lang].toLowerCase()
  }
}

const unitOf = (definition: FactDefinition | undefined, withUnit: boolean, lang: Lang): string =>
  withUnit && definition?.unitText ? ` ${definition.unitText[lang]}` : ''

/**
 * The facts a verdict rests on, in the order of the guideline's own tree: those that decided it, or those that hold it
 * open. Of several ways that are open, the one that waits for least comes first.
 */
export function decidingFacts(explanation: Explanation): string[] {
  const walk = (node: Explanation): string[] => {
    if (node.kind === 'test') return [node.fact]
    const same = node.of.filter(({ verdict }) => node.kind === 'not' || verdict === explanation.verdict)
    const of = same.length > 0 ? same : node.of
    return (node.kind === 'any' ? of.toSorted((a, b) => waiting(a) - waiting(b)) : of).flatMap(walk)
  }
  return [...new Set(walk(explanation))]
}

const waiting = (node: Explanation): number =>
  node.kind === 'test' ? Number(node.verdict === 'unknown') : node.of.reduce((sum, one) => sum + waiting(one), 0)

export const dateOf = (evidence: readonly Evidence[]): string | null =>
  evidence.reduce<string | null>((latest, { date }) => (date !== null && (latest === null || date > latest) ? date : latest), null)

/** "Huvudvärksdagar per månad: 18", and the drugs that a count rests on. */
export function factText(of: Assessment, name: string, { vocabulary, drugs }: Pick<Rules, 'vocabulary' | 'drugs'>, lang: Lang): string {
  const definition = vocabulary.facts[name]
  const counted = countedDrugs(of.trials, definition, drugs, lang).join(', ')
  const fact = of.facts[name]!
  const drug =
    definition?.kind === 'advancedTreatment' && fact.status === 'known' ? drugs.substances[String(fact.value)]?.name[lang] : undefined
  const value = drug ?? valueText(fact, definition, lang, definition?.unit === '%')
  return [`${definition?.text[lang] ?? name}: ${value}`, counted].filter(Boolean).join(': ')
}

/** The drugs that a count of trials rests on, by name. */
export function countedDrugs(trials: readonly Trial[], definition: FactDefinition | undefined, drugs: DrugTable, lang: Lang): string[] {
  if (definition?.kind !== 'trialCount') return []
  const counting = trials.filter(({ counts, group, substance, forMigraine, undetermined }) => {
    if ((group === 'triptan') !== (definition.of === 'triptan') || substance === definition.without) return false
    return definition.that === 'failed'
      ? counts === 'yes'
      : forMigraine === true && !undetermined && substance !== null && drugs.substances[substance]?.counts !== 'no'
  })
  return [...new Set(counting.map((trial) => trialName(trial, drugs, lang)))]
}
