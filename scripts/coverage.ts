/** Which cases show which rule, and which of the three verdicts no case shows. */

import type { Written } from '../src/core/guideline.ts'

type Verdict = 'met' | 'notMet' | 'unknown'
const verdicts: readonly Verdict[] = ['met', 'notMet', 'unknown']

/** What a case expects, of one guideline or of a whole patient. */
type Shown = { rule: string; verdict: Verdict; where: string }
type Verdicts = Readonly<Record<string, Verdict>> | undefined
type Tables = {
  folder: string
  name: string
  table: { cases: { says: string; expect: { criteria?: Verdicts; recommendations?: Verdicts } }[] }
}
type Patient = {
  name: string
  expect: { met: string[]; warnings: Readonly<Record<string, string>>; undecided?: string[] | undefined; notMet?: string[] | undefined }
}

export type Row = {
  /** `guideline/rule` */
  rule: string
  kind: 'criterion' | 'recommendation'
  /** A comparison may ask for what no fact tells. */
  exempt: boolean
  cases: Readonly<Record<Verdict, readonly string[]>>
  patients: readonly string[]
  lacks: readonly Verdict[]
}

export function coverage(guidelines: readonly Written[], tables: readonly Tables[], patients: readonly Patient[]): Row[] {
  const inTables = tables.flatMap(({ folder, name, table }) =>
    table.cases.flatMap(({ says, expect: { criteria, recommendations } }): (Shown & { kind: Row['kind'] })[] => {
      const shown = (kind: Row['kind'], of: Verdicts) =>
        Object.entries(of ?? {}).map(([id, verdict]) => ({ rule: `${folder}/${id}`, verdict, kind, where: `${name}: ${says}` }))
      return [...shown('criterion', criteria), ...shown('recommendation', recommendations)]
    }),
  )
  const named = ({ expect: { met, warnings, undecided = [], notMet = [] } }: Patient) => [
    ...met,
    ...Object.keys(warnings),
    ...undecided,
    ...notMet,
  ]
  return guidelines.flatMap(({ id, kind: sort, criteria, recommendations }) => {
    const row = (kind: Row['kind'], name: string): Row => {
      const rule = `${id}/${name}`
      const cases = Object.fromEntries(
        verdicts.map((verdict) => [
          verdict,
          inTables.filter((one) => one.rule === rule && one.kind === kind && one.verdict === verdict).map(({ where }) => where),
        ]),
      ) as Record<Verdict, string[]>
      return {
        rule,
        kind,
        exempt: sort === 'comparison',
        cases,
        patients: kind === 'recommendation' ? patients.filter((one) => named(one).includes(rule)).map(({ name }) => name) : [],
        lacks: verdicts.filter((verdict) => cases[verdict].length === 0),
      }
    }
    return [...criteria.map((one) => row('criterion', one.id)), ...recommendations.map((one) => row('recommendation', one.id))]
  })
}

/** The list as a person reads it: counts a verdict, the patients, what is lacking; the cases themselves with `isLong`. */
export function report(rows: readonly Row[], isLong: boolean): string {
  const lines = rows.flatMap(({ rule, kind, cases, patients, lacks, exempt }) => [
    [
      rule.padEnd(70),
      kind.padEnd(15),
      `met ${cases.met.length}`.padEnd(8),
      `not met ${cases.notMet.length}`.padEnd(12),
      `unknown ${cases.unknown.length}`.padEnd(12),
      patients.length > 0 ? `patients ${patients.length}` : '',
      lacks.length > 0 ? `${exempt ? 'exempt, lacks' : 'LACKS'} ${lacks.join(', ')}` : '',
    ]
      .join(' ')
      .trimEnd(),
    ...(isLong
      ? [
          ...verdicts.flatMap((verdict) => cases[verdict].map((where) => `    ${verdict}: ${where}`)),
          ...patients.map((name) => `    patient: ${name}`),
        ]
      : []),
  ])
  const lacking = rows.filter(({ lacks, exempt }) => lacks.length > 0 && !exempt)
  const exempt = rows.filter(({ lacks, exempt }) => lacks.length > 0 && exempt)
  return [
    ...lines,
    '',
    `${rows.length} rules; ${lacking.length} lack a verdict; ${exempt.length} of comparisons are exempt`,
    ...exempt.map(({ rule, lacks }) => `  exempt: ${rule} lacks ${lacks.join(', ')}`),
  ].join('\n')
}
