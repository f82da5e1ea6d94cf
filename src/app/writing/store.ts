/**
 * Stores one resource after the other. Before anything that was sent once is sent again the record is asked whether it has it:
 * not every server obeys If-None-Exist, and no answer does not mean that nothing was stored.
 */

import { statusOf } from '../../fhir/server.ts'
import { carries } from '../../fhir/writing/identity.ts'
import { isAbout, searchForTargets } from '../../fhir/writing/provenance.ts'
import type { Item } from '../../fhir/writing/writing.ts'
import type { Ledger } from './ledger.ts'
import type { Answer, Send } from './send.ts'

export type Why = 'refused' | 'conflict' | 'failed' | 'timeout' | 'offline' | 'ended' | 'unsure'
export type Outcome =
  | { is: 'waiting' }
  | { is: 'sending' }
  | { is: 'stored'; reference: string; before: boolean }
  /** The record takes no documents: the text went into the referral. */
  | { is: 'instead' }
  | { is: 'failed'; why: Why; status: number | null; says: string }

export type Job = {
  items: readonly Item[]
  /** By an item's id, and `provenance`; changed as answers come. */
  outcomes: Map<string, Outcome>
  /** Null where the record takes no Provenance. */
  provenance: ((targets: readonly string[], now: string) => unknown) | null
  ledger: Ledger
  send: Send
  now: () => string
  /** After each change: what was sent and stored is to be kept before anything else is sent. */
  changed: () => void
  isWanted: () => boolean
  timeout?: number
}

const patience = 15_000
/** Statuses that mean: not this kind, not here. */
const notHere = [403, 404, 405]
const stopping: readonly Why[] = ['timeout', 'offline', 'ended']

export async function storeAll(job: Job): Promise<void> {
  const { items, outcomes } = job
  const refused = new Map<string, Outcome>()
  const hasReferral = items.some(({ kind }) => kind === 'ServiceRequest')
  for (const item of items) {
    const before = outcomes.get(item.id)
    if (before?.is === 'stored' || before?.is === 'instead') continue
    if (!job.isWanted()) return
    const letter = letterOf(job)
    if (item.kind === 'ServiceRequest' && letter === undefined) continue
    let outcome =
      refused.get(item.kind) ??
      (await place(job, {
        ...item,
        key: item.id,
        isOurs: (one) => carries(one, item.id),
        make: (now) => item.make({ now, letter: letter ?? null }),
      }))
    const unsupported = outcome.is === 'failed' && outcome.why === 'refused' && notHere.includes(outcome.status ?? 0)
    if (unsupported && item.kind === 'DocumentReference' && hasReferral) outcome = { is: 'instead' }
    else if (unsupported) refused.set(item.kind, outcome)
    tell(job, item.id, outcome)
    if (outcome.is === 'failed' && stopping.includes(outcome.why)) return
  }
  await placeProvenance(job)
}

/** One for all that was stored and has none yet. */
async function placeProvenance(job: Job): Promise<void> {
  const { items, outcomes, provenance, ledger } = job
  if (!provenance || !job.isWanted()) return
  const targets = items.flatMap(({ id }) => {
    const outcome = outcomes.get(id)
    return outcome?.is === 'stored' ? [outcome.reference] : []
  })
  const open = targets.filter((target) => provenanceOf(ledger, target) === null).sort()
  if (open.length > 0)
    tell(
      job,
      'provenance',
      await place(job, {
        id: 'provenance',
        key: `Provenance ${open.join(' ')}`,
        kind: 'Provenance',
        search: searchForTargets(open),
        isOurs: (one) => isAbout(one, open),
        make: (now) => provenance(open, now),
      }),
    )
  else if (targets[0] !== undefined) tell(job, 'provenance', { is: 'stored', reference: provenanceOf(ledger, targets[0])!, before: true })
}

/** Where it is stored who stored this. */
export function provenanceOf({ stored }: Ledger, reference: string): string | null {
  const key = Object.keys(stored).find((one) => one.startsWith('Provenance ') && one.split(' ').includes(reference))
  return key === undefined ? null : stored[key]!
}

function tell({ outcomes, changed }: Job, id: string, outcome: Outcome): void {
  outcomes.set(id, outcome)
  changed()
}

/** Where the letter is: undefined while that is not known, null where it is no document. */
function letterOf({ items, outcomes }: Job): string | null | undefined {
  const letter = items.find(({ kind }) => kind === 'DocumentReference')
  const outcome = letter && outcomes.get(letter.id)
  if (!letter || outcome?.is === 'instead') return null
  return outcome?.is === 'stored' ? outcome.reference : undefined
}

type Placed = {
  id: string
  /** Names it in the ledger. */
  key: string
  kind: string
  search: string
  isOurs: (resource: unknown) => boolean
  make: (now: string) => unknown
}

async function place(job: Job, one: Placed): Promise<Outcome> {
  const { ledger, changed } = job
  tell(job, one.id, { is: 'sending' })
  const known = ledger.stored[one.key]
  if (known !== undefined) return { is: 'stored', reference: known, before: true }
  const stored = (reference: string, before: boolean): Outcome => {
    ledger.stored[one.key] = reference
    return { is: 'stored', reference, before }
  }
  if (ledger.tried.includes(one.key)) {
    const found = await find(job, one)
    if (found.is === 'failed') return found
    if (found.is === 'there') return stored(found.reference, true)
  } else {
    ledger.tried.push(one.key)
    changed()
  }
  let answer: Answer
  try {
    const resource = one.make(job.now())
    answer = await job.send(
      { method: 'POST', path: one.kind, resource, ifNoneExist: one.search },
      AbortSignal.timeout(job.timeout ?? patience),
    )
  } catch (error) {
    return noAnswer(error)
  }
  const { status } = answer
  const isSuccess = status >= 200 && status < 300
  const reference = isSuccess ? referenceIn(answer, one.kind) : null
  const isCreated = status === 201 || (isSuccess && isResource(answer.body, one.kind) && one.isOurs(answer.body))
  if (reference && isCreated) return stored(reference, status === 200)
  if (isSuccess || status === 409 || status === 412) {
    // Answered, but not with what was sent: only a search tells whether it is there.
    const found = await find(job, one)
    if (found.is === 'there') return stored(found.reference, true)
    if (found.is === 'failed') return found
    return failed(isSuccess ? 'unsure' : 'conflict', answer)
  }
  if (status === 401) return failed('ended', answer)
  if (status >= 500 || status === 408 || status === 429) return failed('failed', answer)
  ledger.tried = ledger.tried.filter((key) => key !== one.key)
  return failed('refused', answer)
}

type Found = { is: 'there'; reference: string } | { is: 'absent' } | Extract<Outcome, { is: 'failed' }>

/** Absent only where the answer leaves no doubt: a server that dropped the condition answers with others' resources. */
async function find(job: Job, { kind, search, isOurs }: Placed): Promise<Found> {
  let answer: Answer
  try {
    answer = await job.send({ method: 'GET', path: `${kind}?${search}` }, AbortSignal.timeout(job.timeout ?? patience))
  } catch {
    return failed('unsure', null)
  }
  if (answer.status === 401) return failed('ended', answer)
  const bundle = answer.body as { resourceType?: string; total?: number; entry?: { resource?: Stored }[] } | null
  if (answer.status !== 200 || bundle?.resourceType !== 'Bundle') return failed('unsure', answer)
  const found = (bundle.entry ?? []).flatMap(({ resource }) => resource ?? [])
  const ours = found.find((one) => one.resourceType === kind && isOurs(one))
  if (ours?.id) return { is: 'there', reference: `${kind}/${ours.id}` }
  return found.length === 0 && (bundle.total ?? 0) === 0 ? { is: 'absent' } : failed('unsure', answer)
}

type Stored = { resourceType?: string; id?: string }
const isResource = (body: unknown, kind: string): body is Stored => (body as Stored | null)?.resourceType === kind

function referenceIn({ location, body }: Answer, kind: string): string | null {
  if (isResource(body, kind) && body.id) return `${kind}/${body.id}`
  const id = new RegExp(`${kind}/([A-Za-z0-9.-]{1,64})(?:/|$)`).exec(location ?? '')?.[1]
  return id ? `${kind}/${id}` : null
}

/** No answer: it may be stored all the same. A renewal of the token that was refused is an ended session. */
function noAnswer(error: unknown): Outcome {
  if (statusOf(error) !== null) return failed('ended', null)
  return failed(error instanceof TypeError ? 'offline' : error instanceof DOMException ? 'timeout' : 'failed', null)
}

const failed = (why: Why, answer: Answer | null): Extract<Outcome, { is: 'failed' }> => ({
  is: 'failed',
  why,
  status: answer?.status ?? null,
  says: answer ? outcomeText(answer.body) : '',
})

/** The record's own words, from its OperationOutcome. */
export function outcomeText(body: unknown): string {
  const { resourceType, issue } = (body ?? {}) as { resourceType?: string; issue?: { diagnostics?: string; details?: { text?: string } }[] }
  if (resourceType !== 'OperationOutcome' || !Array.isArray(issue)) return ''
  const said = issue.flatMap((one) => one?.details?.text ?? one?.diagnostics ?? [])
  return [...new Set(said)].slice(0, 3).join('; ').slice(0, 300)
}
