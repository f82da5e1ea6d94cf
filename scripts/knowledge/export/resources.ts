/** A guideline as FHIR R4: PlanDefinition and Library, by the fields of CPG-on-FHIR. */

import { factsUsed, tests } from '../../../src/core/check.ts'
import type { Branch, Quote, Recommendation, Text, When } from '../../../src/core/guideline.ts'
import { say } from '../../../src/outputs/say.ts'
import { severityWords } from '../../../src/outputs/terms.ts'
import { criteriaCondition } from '../condition.ts'
import { codes, type Entry, vocabulary } from '../library.ts'
import { points } from '../markdown.ts'
import { actionWords } from '../words.ts'
import { both, canonical, citationOf, computable, idOf, metadata, translation } from './canonical.ts'
import { cql, definitionOf, expression } from './cql.ts'

/** One action a recommendation, each with its sources and its condition. */
export function planDefinition(entry: Entry): fhir4.PlanDefinition {
  const { own, written } = entry
  return {
    resourceType: 'PlanDefinition',
    id: own.id,
    url: canonical('PlanDefinition', own.id),
    ...metadata(written),
    ...both('title', own.title),
    type: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'clinical-protocol' }],
    },
    relatedArtifact: Object.entries(written.sources).map(([name, source]) => citationOf(name, source)),
    library: [`${canonical('Library', own.id)}|${own.version}`],
    action: written.recommendations.map((one) => actionOf(one, entry)),
  }
}

function actionOf(one: Recommendation, entry: Entry): fhir4.PlanDefinitionAction {
  const { numbers } = entry
  const { severity } = one
  return {
    id: one.id,
    ...both('title', filled(one.text, numbers)),
    ...both('description', filled(one.because, numbers)),
    ...(one.next ? both('textEquivalent', filled(one.next, numbers)) : {}),
    code: [{ text: actionWords[one.action].en }, ...(severity ? [{ text: severityWords[severity].en }] : [])],
    documentation: documentationOf(one, entry),
    condition: [condition(`"${definitionOf(one.id)}"`, one.when, entry)],
    ...(one.branches ? { action: one.branches.map((branch) => branchOf(branch, entry)) } : {}),
  }
}

/** One of several severities of one hazard, as an action of its own within. */
const branchOf = ({ when, severity }: Branch, entry: Entry): fhir4.PlanDefinitionAction => ({
  ...both('title', severityWords[severity]),
  code: [{ text: severityWords[severity].en }],
  condition: [condition(expression(when, 'Criterion'), when, entry)],
})

/** Where it was read, in which words, and what in the reading is ours; of the advice first, then of its criteria. */
function documentationOf(one: Recommendation, entry: Entry): fhir4.RelatedArtifact[] {
  const { written, numbers } = entry
  const source = written.sources[one.cite]
  const asked = new Set(tests(one.when).map(({ fact }) => fact))
  return [
    ...(source ? [{ ...citationOf(one.cite, source), type: 'derived-from' as const }] : []),
    ...[one, ...written.criteria.filter(({ id }) => asked.has(id))].flatMap(({ id, quote, note }) => [
      ...(quote ? [quotation(id, quote, entry)] : []),
      ...(note ? [{ type: 'justification' as const, label: `${id}: note`, ...both('citation', filled(note, numbers)) }] : []),
    ]),
  ]
}

const quotation = (id: string, { text, cite }: Quote, { written }: Entry): fhir4.RelatedArtifact => {
  const url = written.sources[cite]?.url
  return { type: 'justification', label: `${id}: quotation`, citation: `“${text}”`, ...(url ? { url } : {}) }
}

/** An expression, and beside it the condition in words in both languages, for who does not run CQL. */
function condition(cql: string, when: When, entry: Entry): fhir4.PlanDefinitionActionCondition {
  const text = (lang: 'sv' | 'en'): string => {
    const point = criteriaCondition(when, entry, lang)
    const words = typeof point === 'string' ? point : `${point.text}\n${points(point.of)}`
    return words.replace(/\[((?:\\.|[^\]])+)\]\([^)]*\)/g, '$1')
  }
  return {
    kind: 'applicability',
    expression: { language: 'text/cql', expression: cql, description: text('sv'), _description: translation(text('en')) },
  }
}

const filled = (text: Text, numbers: Entry['numbers']): Text => ({ sv: say(text, numbers, 'sv'), en: say(text, numbers, 'en') })

/** Facts, numbers and criteria as CQL, and the guideline's own file as it is. */
export function logicLibrary(entry: Entry): fhir4.Library {
  const { own, written } = entry
  return {
    resourceType: 'Library',
    id: own.id,
    url: canonical('Library', own.id),
    ...metadata(written),
    ...both('title', own.title),
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'logic-library' }] },
    relatedArtifact: [
      ...Object.entries(written.sources).map(([name, source]) => citationOf(name, source)),
      ...setsOf(entry).map((name): fhir4.RelatedArtifact => ({ type: 'depends-on', resource: canonical('ValueSet', idOf(name)) })),
    ],
    parameter: factsUsed(written).map((fact) => ({
      name: fact,
      use: 'in',
      min: 0,
      max: '1',
      documentation: vocabulary.facts[fact]!.text.en,
      type: parameterTypes[vocabulary.facts[fact]!.type],
    })),
    content: [
      { contentType: 'text/cql', data: base64(cql(entry, computable(own.id), vocabulary.facts)) },
      { contentType: 'application/json', title: `rules/${own.id}/guideline.json`, data: base64(JSON.stringify(own)) },
    ],
  }
}

const parameterTypes = { boolean: 'boolean', number: 'decimal', text: 'string' } as const
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** The sets of codes that a guideline's facts name. */
export const setsOf = ({ written }: Pick<Entry, 'written'>): string[] => [
  ...new Set(
    factsUsed(written).flatMap((name) => {
      const fact = vocabulary.facts[name]!
      const named = [
        ...('codes' in fact ? [fact.codes] : []),
        ...('code' in fact ? [fact.code] : []),
        ...('reason' in fact ? [fact.reason] : []),
      ]
      return named.filter((set) => set in codes.sets)
    }),
  ),
]
