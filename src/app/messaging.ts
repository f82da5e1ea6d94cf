/** SMART Web Messaging (HL7, STU 1): the record's own window may take drafts onto its scratchpad, unsigned and not yet stored. */

import type { ServiceRequest } from 'fhir/r4'
import { anyText } from '../fhir/json.ts'
import { carries } from '../fhir/writing/identity.ts'
import { type Outcome, outcomeText } from './writing/store.ts'

export type Offered = { handle: string; origin: string }
export type Scratchpad = { create: (draft: ServiceRequest, id: string) => Promise<Outcome> }

const patience = 4_000

/** Null where no window of the record answers: messaging is then not there. */
export async function handshake(offered: Offered): Promise<Scratchpad | null> {
  const record = window.parent !== window.self ? window.parent : (window.opener as Window | null)
  const origin = originOf(offered.origin)
  if (!record || !origin) return null
  const ask = asker(record, origin, offered.handle)
  const answered = await ask('status.handshake', {}).catch(() => null)
  return answered && scratchpad(ask)
}

type Ask = (messageType: string, payload: object) => Promise<Record<string, unknown>>

/** Heard is only the window that was asked, from the origin that the token names, in answer to this very message. */
const asker =
  (record: Window, origin: string, messagingHandle: string): Ask =>
  (messageType, payload) =>
    new Promise((resolve, reject) => {
      const messageId = crypto.randomUUID()
      const done = () => {
        clearTimeout(timer)
        window.removeEventListener('message', hear)
      }
      const hear = ({ source, origin: from, data }: MessageEvent) => {
        if (source !== record || from !== origin || data?.responseToMessageId !== messageId) return
        done()
        resolve(typeof data.payload === 'object' && data.payload !== null ? data.payload : {})
      }
      const timer = setTimeout(() => {
        done()
        reject(new DOMException('', 'TimeoutError'))
      }, patience)
      window.addEventListener('message', hear)
      record.postMessage({ messagingHandle, messageId, messageType, payload }, origin)
    })

/** A draft that was sent without an answer is looked for before it is sent again. */
function scratchpad(ask: Ask): Scratchpad {
  const tried = new Set<string>()
  const unsure: Outcome = { is: 'failed', why: 'unsure', status: null, says: '' }
  return {
    create: async (draft, id) => {
      if (tried.has(id)) {
        const { scratchpad: kept } = await ask('scratchpad.read', {}).catch(() => ({ scratchpad: undefined }))
        const bundle = kept as { resourceType?: string; entry?: { resource?: { id?: string } }[] } | undefined
        if (bundle?.resourceType !== 'Bundle') return unsure
        const ours = (bundle.entry ?? []).find(({ resource }) => carries(resource, id))?.resource
        if (ours) return { is: 'stored', reference: `ServiceRequest/${ours.id ?? ''}`, before: true }
      }
      tried.add(id)
      let payload: Record<string, unknown>
      try {
        payload = await ask('scratchpad.create', { resource: draft })
      } catch {
        return { is: 'failed', why: 'timeout', status: null, says: '' }
      }
      const status = typeof payload['status'] === 'number' ? payload['status'] : Number.parseInt(anyText(payload['status']), 10)
      if (status >= 200 && status < 300) return { is: 'stored', reference: anyText(payload['location']), before: false }
      tried.delete(id)
      return { is: 'failed', why: 'refused', status: status || null, says: outcomeText(payload['outcome']) }
    },
  }
}

function originOf(address: string): string | null {
  try {
    const { origin } = new URL(address)
    return origin === 'null' ? null : origin
  } catch {
    return null
  }
}
