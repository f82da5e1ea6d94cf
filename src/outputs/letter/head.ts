/** Above and below a letter: receiver, sender, date, patient; the guidelines it rests on. */

import type { Person } from '../../fhir/person.ts'
import { byRelevance } from '../headline.ts'
import type { Line } from './letter.ts'
import { colon, gap, type Sheet } from './sheet.ts'
import type { Receiver } from './table.ts'
import { fill, letterWords as words } from './words.ts'

export type Correspondents = {
  person: Person
  showsProtected: boolean
  /** The person signed in, as the record names them: name and unit; null where the record does not say. */
  sender: string | null
  /** The day of the reading. */
  readAt: string
}

export function addressed(sheet: Sheet, who: Correspondents, receiver: Receiver): Line[] {
  const { of, draft, lang } = sheet
  const sender = draft.texts['sender'] ?? who.sender
  const from: Line =
    sender === null
      ? gap('sender', colon(words.from[lang], words.notStated[lang]), {
          free: 'sender',
          hint: lang === 'sv' ? 'namn, enhet, telefon' : 'name, unit, telephone',
          none: null,
        })
      : { id: 'sender', text: colon(words.from[lang], sender), origin: draft.texts['sender'] === undefined ? 'record' : 'user', date: null }
  return [
    {
      id: 'to',
      text: colon(words.to[lang], [receiver.name[lang], receiver.address].filter(Boolean).join(', ')),
      origin: 'assessment',
      date: null,
      isFixed: true,
    },
    from,
    { id: 'date', text: colon(words.date[lang], of.asOf), origin: 'assessment', date: null, isFixed: true },
    patientLine(sheet, who),
  ]
}

/** Who it is about; a protected identity is not written out unless the user shows it. */
export function patientLine({ of, lang }: Sheet, { person, showsProtected }: Correspondents): Line {
  const age = of.facts['age']
  const years = age?.status === 'known' ? fill(words.years[lang], { n: String(age.value) }) : ''
  const isHidden = person.isProtected && !showsProtected
  const text = isHidden ? words.protected[lang] : [person.name, person.number?.value, years].filter(Boolean).join(', ')
  return { id: 'patient', text: colon(words.patient[lang], text), origin: 'record', date: null, isFixed: true }
}

/** The editions that the answer rests on. */
export function basisOf({ of, lang }: Pick<Sheet, 'of' | 'lang'>): string {
  const deciding = byRelevance(of).filter(({ guideline, recommendations }) =>
    recommendations.some(
      ({ id, verdict, action }) => verdict === 'met' && (of.careLevel.because.includes(`${guideline.id}/${id}`) || action !== 'inform'),
    ),
  )
  const editions = deciding.map(({ guideline }) => `${guideline.title[lang]} (${guideline.version})`)
  return editions.length > 0 ? fill(words.basis[lang], { guidelines: editions.join('; ') }) : words.notCe[lang]
}
