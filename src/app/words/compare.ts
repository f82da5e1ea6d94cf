/** Words of the comparison with other regions and publishers. */

import type { Text } from '../../core/guideline.ts'

export const compareWords = {
  compare: { sv: 'Jämför med andra villkor', en: 'Compare with other terms' },
  compareWhy: {
    sv: 'Samma patient efter andras villkor för avancerad behandling. Ändrar varken vårdnivå eller råd.',
    en: 'The same patient by the terms of others for advanced treatment. Changes neither level of care nor advice.',
  },
  compareWith: { sv: 'Jämför med', en: 'Compare with' },
  region_AB: { sv: 'Region Stockholm', en: 'Region Stockholm' },
  region_X: { sv: 'Region Gävleborg', en: 'Region Gävleborg' },
  region_O: { sv: 'Västra Götaland', en: 'Västra Götaland' },
  terms: { sv: 'Villkor', en: 'Terms' },
  demandsAsked: { sv: 'Det som krävs', en: 'What is required' },
  wouldChange: { sv: 'Skulle uppfyllas av', en: 'Would be met by' },
  holdsHere: { sv: 'Gäller här', en: 'In force here' },
  holdsNotHere: { sv: 'Gäller inte här; för jämförelse', en: 'Not in force here; for comparison' },
  required: { sv: 'kräver {n}', en: 'requires {n}' },
  limit: { sv: 'gräns {n}', en: 'limit {n}' },
  numbersDiffer: {
    sv: '{fact}: {who} {there}, {demandThere}; här {here}, {demandHere}.',
    en: '{fact}: {who} {there}, {demandThere}; here {here}, {demandHere}.',
  },
  notAskedThere: { sv: 'Krävs inte där: {facts}.', en: 'Not required there: {facts}.' },
  onlyAskedThere: { sv: 'Krävs bara där: {facts}.', en: 'Required only there: {facts}.' },
  notAlways: { sv: 'krävs inte alltid', en: 'not always required' },
  sameTerms: { sv: 'Samma krav som här.', en: 'The same demands as here.' },
} satisfies Record<string, Text>
