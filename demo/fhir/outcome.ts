import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes'

/** Thrown anywhere in the FHIR API; answered with its status and an OperationOutcome. */
export class Refusal extends Error {
  readonly status: number
  readonly issues: OperationOutcomeIssue[]

  constructor(status: number, code: OperationOutcomeIssue['code'], text: string, more: OperationOutcomeIssue[] = []) {
    super(text)
    this.status = status
    this.issues = [issue('error', code, text), ...more]
  }
}

export function issue(
  severity: OperationOutcomeIssue['severity'],
  code: OperationOutcomeIssue['code'],
  text: string,
): OperationOutcomeIssue {
  return { severity, code, details: { text }, diagnostics: text }
}

export function outcome(issues: OperationOutcomeIssue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues }
}
