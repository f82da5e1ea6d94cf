import type { Organization, Practitioner, PractitionerRole } from '@medplum/fhirtypes'
import type { Role } from './options.ts'

/*
 * Who can be signed in: one person a role, in the shapes of HL7 Sweden's base profiles. HSA ids are invented; the code systems are
 * Socialstyrelsen's licensed professions (HOSP) and Inera's positions (KV Befattning), for which HL7 Sweden's own alias has a misprint.
 */

const hsa = 'urn:oid:1.2.752.29.4.19'
const hosp = 'urn:oid:1.2.752.116.3.1.3'
const positions = 'urn:oid:1.2.752.129.2.2.1.4'
const snomed = 'http://snomed.info/sct'

const healthCentre: Organization = {
  resourceType: 'Organization',
  id: 'org-halsocentral',
  identifier: [{ system: hsa, value: 'SE2321000016-DEMO1' }],
  name: 'Demostadens hälsocentral',
}

const neurology: Organization = {
  resourceType: 'Organization',
  id: 'org-neurologi',
  identifier: [{ system: hsa, value: 'SE2321000016-DEMO2' }],
  name: 'Neurologmottagningen, Demo sjukhus',
}

interface Person {
  readonly id: string
  readonly given: string
  readonly family: string
  readonly hsaId: string
  readonly profession: { code: string; display: string }
  readonly position: { coding?: { system: string; code: string; display: string }[]; text: string }
  readonly specialty: { code: string; display: string } | undefined
  readonly organization: Organization
}

export const people: Record<Role, Person> = {
  gp: {
    id: 'gp',
    given: 'Karin',
    family: 'Almgren',
    hsaId: 'SE2321000016-1A01',
    profession: { code: 'LK', display: 'Läkare' },
    position: { coding: [{ system: positions, code: '204010', display: 'Distriktsläkare' }], text: 'Distriktsläkare' },
    specialty: { code: '394814009', display: 'General practice' },
    organization: healthCentre,
  },
  neurologist: {
    id: 'neurolog',
    given: 'Henrik',
    family: 'Bergsten',
    hsaId: 'SE2321000016-1A02',
    profession: { code: 'LK', display: 'Läkare' },
    position: { text: 'Specialistläkare, neurologi' },
    specialty: { code: '394591006', display: 'Neurology' },
    organization: neurology,
  },
  nurse: {
    id: 'sjukskoterska',
    given: 'Sara',
    family: 'Lundin',
    hsaId: 'SE2321000016-1A03',
    profession: { code: 'SJ', display: 'Sjuksköterska' },
    position: { text: 'Sjuksköterska' },
    specialty: undefined,
    organization: neurology,
  },
}

export const roleNames: Record<Role, string> = { gp: 'Läkare, hälsocentral', neurologist: 'Neurolog', nurse: 'Sjuksköterska' }

/** The staff as resources of the FHIR API. */
export function staffResources(): (Organization | Practitioner | PractitionerRole)[] {
  return [healthCentre, neurology, ...Object.values(people).flatMap((person) => [practitioner(person), practitionerRole(person)])]
}

function practitioner(person: Person): Practitioner {
  return {
    resourceType: 'Practitioner',
    id: person.id,
    identifier: [{ system: hsa, value: person.hsaId }],
    name: [{ family: person.family, given: [person.given] }],
    qualification: [{ code: professionOf(person) }, ...(person.specialty ? [{ code: specialtyOf(person.specialty) }] : [])],
  }
}

function practitionerRole(person: Person): PractitionerRole {
  return {
    resourceType: 'PractitionerRole',
    id: `uppdrag-${person.id}`,
    active: true,
    practitioner: { reference: `Practitioner/${person.id}`, display: `${person.given} ${person.family}` },
    organization: { reference: `Organization/${person.organization.id}`, display: person.organization.name as string },
    code: [professionOf(person), person.position],
    ...(person.specialty ? { specialty: [specialtyOf(person.specialty)] } : {}),
  }
}

const professionOf = (person: Person) => ({ coding: [{ system: hosp, ...person.profession }], text: person.profession.display })

const specialtyOf = (specialty: { code: string; display: string }) => ({
  coding: [{ system: snomed, ...specialty }],
  text: specialty.display,
})
