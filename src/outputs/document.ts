/** The assessment as the JSON document of the design contract §1; its schema is assessment.schema.json. */

import type { DrugTable } from '../core/drugs.ts'
import type { Assessment } from '../core/evaluate.ts'
import type { Evidence, Fact } from '../core/facts.ts'
import { range } from '../core/facts.ts'
import type { Lang } from '../core/guideline.ts'
import { kinds } from '../core/record.ts'
import { isListed, type Trial } from '../core/trials.ts'
import type { Vocabulary } from '../core/vocabulary.ts'
import { problemText } from './words.ts'

const suspected = { sv: 'misstänkt', en: 'suspected' }
const unusable = { sv: 'kunde inte användas', en: 'could not be used' }

export function document(of: Assessment, { vocabulary, drugs }: { vocabulary: Vocabulary; drugs: DrugTable }, lang: Lang): object {
  const age = range(of.facts['age'])
  return {
    asOf: of.asOf,
    patient: {
      id: of.record.patient.id,
      age: age && age.low === age.high ? age.low : null,
      sex: of.record.patient.sex,
      deceased: of.record.patient.died !== null,
    },
    careLevel: of.careLevel,
    read: Object.fromEntries(
      kinds.map((kind) => {
        const { status, count, unusable, later, from, to, reason } = of.record.read[kind]
        return [kind, { status, count, unusable, later, from, to, ...(reason === null ? {} : { reason }) }]
      }),
    ),
    facts: Object.fromEntries(Object.entries(of.facts).map(([name, fact]) => [name, factOf(fact, vocabulary.facts[name]?.unit, lang)])),
    trials: of.trials.filter(isListed).map((trial) => trialOf(trial, drugs, lang)),
    guidelines: of.guidelines.map(({ guideline, inForce, criteria, recommendations }) => ({
      id: guideline.id,
      version: guideline.version,
      publisher: guideline.publisher,
      region: guideline.region,
      inForce,
      criteria: criteria.map(({ id, verdict, missing, certainty }) => ({ id, verdict, missing, certainty })),
      recommendations: recommendations.map(({ id, verdict, action, severity, missing, certainty }) => ({
        id,
        verdict,
        action,
        severity: verdict === 'met' ? (severity ?? null) : null,
        missing,
        certainty,
      })),
    })),
    drugs: of.drugs.map(({ substance, use, line, verdict, because, missing, tried }) => ({
      substance,
      name: drugs.substances[substance]?.name[lang] ?? substance,
      use,
      line,
      verdict,
      because,
      missing,
      tried,
    })),
    missing: of.missing,
    followUp: of.followUp,
    problems: of.problems.map((problem) => ({ resource: problem.resource, problem: problemText(problem, lang) })),
  }
}

function factOf(fact: Fact, unit: string | undefined, lang: Lang): object {
  const evidence = fact.evidence.map((one) => evidenceOf(one, lang))
  switch (fact.status) {
    case 'known':
      return { status: 'known', value: fact.value, ...((fact.unit ?? unit) ? { unit: fact.unit ?? unit } : {}), evidence }
    case 'between':
      return { status: 'between', low: fact.low, high: fact.high, evidence }
    case 'unknown':
      return { status: 'unknown', why: fact.why, evidence }
  }
}

export function evidenceOf(
  one: Evidence,
  lang: Lang,
): { resource: string; says: string; date: string | null } | { by: string; date: string | null } {
  if ('by' in one) return { by: one.by, date: one.date }
  const beside = one.unusable ? unusable[lang] : one.suspected ? suspected[lang] : null
  return { resource: one.resource, says: beside ? `${one.says} (${beside})`.trim() : one.says, date: one.date }
}

export const trialName = ({ substance, written }: Trial, drugs: DrugTable, lang: Lang): string =>
  (substance ? drugs.substances[substance]?.name[lang] : undefined) ?? written

function trialOf(trial: Trial, drugs: DrugTable, lang: Lang): object {
  const {
    substance,
    group,
    role,
    start,
    end,
    ongoing,
    weeks,
    weeksAtAdequateDose,
    maxDailyDose,
    outcome,
    adequate,
    forMigraine,
    counts,
    evidence,
  } = trial
  return {
    substance,
    name: trialName(trial, drugs, lang),
    group,
    role,
    start: start?.text ?? null,
    end: end?.text ?? null,
    ongoing,
    weeks,
    weeksAtAdequateDose,
    maxDailyDose,
    outcome,
    adequate,
    forMigraine,
    counts,
    evidence: evidence.map((one) => evidenceOf(one, lang)),
  }
}
