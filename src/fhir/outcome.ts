/** What a server says went wrong, or is worth knowing: OperationOutcome, alone or among the entries of a search. */

import { anyList, anyText, isObject, type Json } from './json.ts'

const informs: readonly unknown[] = ['warning', 'information']

/** What the outcomes among the entries say: an error, a fatal one, or one of a severity nobody knows, ends a reading. */
export function outcomesIn(bundle: Json): { failed: string | null; says: string | null } {
  const all = anyList(bundle['entry']).flatMap(({ resource }) =>
    isObject(resource) && resource['resourceType'] === 'OperationOutcome' ? issuesOf(resource) : [],
  )
  const bad = all.find((one) => !informs.includes(one.severity))
  const said = all.flatMap(({ says }) => says ?? [])
  return { failed: bad ? (bad.says ?? 'failed') : null, says: said.length > 0 ? said.join('; ') : null }
}

/** An outcome without an issue that can be read is one of unknown severity. */
function issuesOf(outcome: Json): { severity: unknown; says: string | null }[] {
  const issues = anyList(outcome['issue'])
  if (issues.length === 0) return [{ severity: null, says: null }]
  return issues.map((issue) => {
    const details = isObject(issue['details']) ? anyText(issue['details']['text']) : ''
    return { severity: issue['severity'], says: details || anyText(issue['diagnostics']) || null }
  })
}
export const outcomeSays = (outcome: Json): string | null => issuesOf(outcome)[0]?.says ?? null
