/** The referral as a proposal in draft: it orders nothing until someone signs it in the record. */

import type { CodeableConcept, ServiceRequest } from 'fhir/r4'
import { identify, searchFor } from './identity.ts'
import type { Context, Item, Writing } from './writing.ts'

const priorities = { routine: 'routine', soon: 'urgent', immediate: 'stat' } as const

/** Neurology has a code that we read as a referral to it (background); the others are said in words alone. */
const receivers = {
  neurology: { sv: 'Neurologi', en: 'Neurology', coding: [{ system: 'http://snomed.info/sct', code: '394591006' }] },
  paediatrics: { sv: 'Barn- och ungdomsmedicin', en: 'Paediatrics', coding: null },
  emergency: { sv: 'Akutmottagning', en: 'Emergency department', coding: null },
} as const

export async function referral(writing: Writing, { salt, patientId, author }: Context): Promise<Item> {
  const { title, text, lang, urgency, to } = writing
  const identifier = await identify(salt, ['ServiceRequest', patientId, title, text, lang, urgency, to])
  return {
    id: identifier.value,
    kind: 'ServiceRequest',
    group: 'referral',
    search: searchFor(identifier.value, patientId),
    make: ({ now, letter }): ServiceRequest => ({
      resourceType: 'ServiceRequest',
      language: lang,
      identifier: [identifier],
      status: 'draft',
      intent: 'proposal',
      priority: priorities[urgency],
      code: { text: title },
      subject: { reference: `Patient/${patientId}` },
      authoredOn: now,
      ...(author ? { requester: { reference: author } } : {}),
      ...(to ? { performerType: receiver(to, lang) } : {}),
      reasonCode: [{ text: lang === 'sv' ? 'Huvudvärk' : 'Headache' }],
      ...(letter ? { supportingInfo: [{ reference: letter, display: title }] } : { note: [{ time: now, text }] }),
    }),
  }
}

function receiver(to: keyof typeof receivers, lang: 'sv' | 'en'): CodeableConcept {
  const { coding, [lang]: text } = receivers[to]
  return { ...(coding ? { coding: coding.map((one) => ({ ...one })) } : {}), text }
}
