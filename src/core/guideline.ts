/** What a guideline is: one folder under rules/, data with an author, a date and a citation for each claim. */

import type { IsoDate } from './dates.ts'

export type Lang = 'sv' | 'en'
export type Text = { sv: string; en: string }
export type Value = boolean | number | string

/** How well a claim is known: read in the source, background knowledge not read in a source, or this project's own default. */
export type Certainty = 'sourced' | 'background' | 'proposal'

/** json-rules-engine's condition language, less what guidelines do not need. A bare name means "is true". */
export type When = string | Test | { all: When[] } | { any: When[] } | { not: When }
export type Test = { fact: string; operator: Operator; value: Value | Value[] | { parameter: string } }
export type Operator = 'equal' | 'in' | 'lessThan' | 'lessThanInclusive' | 'greaterThan' | 'greaterThanInclusive'

/** A text that was read: who published it, when, where, and when somebody last read it. */
export type Source = {
  title: string
  organisation: string
  /** As precise as the source itself: a day, a month, a year, or null where it carries none. */
  date: string | null
  url: string
  read: IsoDate
  certainty: Certainty
  /** Date and name of the clinician who signed it off; null until then. */
  reviewed: { date: IsoDate; by: string } | null
  note?: Text
}

/** A number with its unit; a value holds from its date until the next. */
export type Parameter = {
  text: Text
  unit: string
  values: Record<IsoDate, { value: number; cite: string; certainty: Certainty }>
}

export type Quote = { text: string; lang: 'sv' | 'en' | 'no'; cite: string }

export type Criterion = {
  id: string
  /** Parameters are named in braces: "at least {minHeadacheDays} headache days". */
  text: Text
  cite: string
  certainty: Certainty
  when: When
  /** The guideline's own words, only where they were seen. */
  quote?: Quote
  /** What is ours in the reading of the source, shown beside the quotation. */
  note?: Text
}

export type Action = 'emergency' | 'refer' | 'investigate' | 'treat' | 'adjust' | 'stop' | 'avoid' | 'document' | 'followUp' | 'inform'
export type Severity = 'contraindicated' | 'warn' | 'inform'

/** One of several severities of one hazard. */
export type Branch = { when: When; severity: Severity }

export type Recommendation = {
  id: string
  /** Imperative, at most about twelve words: the headline of the answer. */
  text: Text
  /** One sentence why, together with the headline at most 25 words. */
  because: Text
  /** The next step, where the headline does not already say it. */
  next?: Text
  /** What a referral that follows this advice asks of its receiver; of several about the same, the first is asked. */
  asks?: Text & { about: string }
  /** The same advice in plain words to the patient. */
  patient?: Text
  cite: string
  certainty: Certainty
  action: Action
  /** Comes before every referral, though it only informs: who waits for an appointment needs no second one. */
  leads?: boolean
  /** The publisher's terms of advanced treatment in one advice: what is set beside another's where the user compares. */
  compared?: boolean
  severity?: Severity
  /** Rests on the verdicts of this guideline's criteria, never on facts. */
  when: When
  /** Met where any branch is; its severity is then that of the strictest branch met. */
  branches?: Branch[]
  quote?: Quote
  note?: Text
}
/** As a guideline writes it: a condition with at most one severity, or branches with one each. */
export type WrittenAdvice = Omit<Recommendation, 'when'> & { when?: When }

/** A criterion that many guidelines share is written once, in rules/definitions.json, and cited: `{ "use": "chronicMigraine", "cite": "tlv" }`. */
export type Use = { use: string; id?: string; cite: string; certainty?: Certainty; quote?: Quote; note?: Text; text?: Text }
export type Definition = Omit<Criterion, 'id' | 'cite' | 'quote'> & {
  /** Numbers the definition compares with; a guideline that cites it may give its own of the same name. */
  parameters?: Record<string, Parameter>
}
/** The sources that the definitions' own parameters cite stand beside them. */
export type Definitions = { sources: Record<string, Source>; criteria: Record<string, Definition> }

export type Guideline = {
  id: string
  version: string
  /** A comparison is judged and shown on demand; it is never in force. */
  kind: 'guideline' | 'comparison'
  title: Text
  publisher: string
  /** ISO 3166-2:SE without `SE-`; null where it holds for the whole country. */
  region: string | null
  effective: { start: IsoDate | null; end: IsoDate | null }
  /** False where nobody has confirmed that the text still holds; said beside it. */
  validityConfirmed: boolean
  certainty: Certainty
  sources: Record<string, Source>
  parameters: Record<string, Parameter>
  criteria: (Criterion | Use)[]
  recommendations: WrittenAdvice[]
}

/** A guideline with its definitions written out: what is judged. */
export type Written = Omit<Guideline, 'criteria' | 'recommendations'> & { criteria: Criterion[]; recommendations: Recommendation[] }

/** Writes out the shared definitions that a guideline cites, with their parameters and sources. */
export function writeOut(guideline: Guideline, { criteria: shared, sources }: Definitions): Written {
  const parameters = { ...guideline.parameters }
  const cited = { ...guideline.sources }
  const criteria = guideline.criteria.map((one): Criterion => {
    if (!('use' in one)) return one
    const definition = shared[one.use]
    if (!definition) throw new Error(`${guideline.id}: no definition ${one.use}`)
    for (const [name, parameter] of Object.entries(definition.parameters ?? {})) {
      if (name in parameters) continue
      parameters[name] = parameter
      for (const { cite } of Object.values(parameter.values)) if (!(cite in cited) && sources[cite]) cited[cite] = sources[cite]
    }
    const { parameters: _, ...rest } = definition
    const { use, id = use, ...own } = one
    return { ...rest, ...own, id }
  })
  const recommendations = guideline.recommendations.map(({ when, ...rest }): Recommendation => {
    const condition = when ?? (rest.branches ? { any: rest.branches.map((branch) => branch.when) } : undefined)
    if (condition === undefined) throw new Error(`${guideline.id}: ${rest.id} has no condition`)
    return { ...rest, when: condition }
  })
  return { ...guideline, parameters, sources: cited, criteria, recommendations }
}

const strictness: readonly Severity[] = ['inform', 'warn', 'contraindicated']
export const stricter = (a: Severity | undefined, b: Severity | undefined): Severity | undefined =>
  a === undefined || (b !== undefined && strictness.indexOf(b) > strictness.indexOf(a)) ? b : a

/** A guideline without a start holds always; one without an end still holds. A comparison is never in force. */
export const inForce = ({ kind, effective: { start, end } }: Pick<Guideline, 'kind' | 'effective'>, asOf: IsoDate): boolean =>
  kind === 'guideline' && (start === null || start <= asOf) && (end === null || asOf <= end)

/** The parameters' values on one day. A guideline read before or after its time keeps the nearest value it has. */
export function parametersAt({ id, parameters }: Pick<Guideline, 'id' | 'parameters'>, asOf: IsoDate): Record<string, number> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { values }]) => {
      const starts = Object.keys(values).sort()
      const start = starts.findLast((one) => one <= asOf) ?? starts[0]
      if (start === undefined) throw new Error(`${id}: parameter ${name} has no value`)
      return [name, values[start as IsoDate]!.value]
    }),
  )
}
