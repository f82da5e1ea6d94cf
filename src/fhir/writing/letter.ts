/** The letter as a document of the record: preliminary until it is signed there. */

import type { DocumentReference } from 'fhir/r4'
import { identify, searchFor } from './identity.ts'
import type { Context, Item, Writing } from './writing.ts'

export async function letter({ title, text, lang, kind }: Writing, { salt, patientId, author }: Context): Promise<Item> {
  const identifier = await identify(salt, ['DocumentReference', patientId, kind, title, text, lang])
  return {
    id: identifier.value,
    kind: 'DocumentReference',
    group: 'letter',
    search: searchFor(identifier.value, patientId),
    make: ({ now }): DocumentReference => ({
      resourceType: 'DocumentReference',
      language: lang,
      identifier: [identifier],
      status: 'current',
      docStatus: 'preliminary',
      type: { text: title },
      subject: { reference: `Patient/${patientId}` },
      date: now,
      ...(author ? { author: [{ reference: author }] } : {}),
      content: [{ attachment: { contentType: 'text/plain; charset=utf-8', language: lang, data: base64(text), title, creation: now } }],
    }),
  }
}

const base64 = (text: string): string => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
