import type { Bundle, Patient } from '@medplum/fhirtypes'
import { resolveTemplates } from './dates.ts'
import { isServed, type Served } from './fhir/types.ts'
import type { Role } from './options.ts'

/** What the app is expected to say of a patient, written beside it. */
interface Expected {
  readonly says: string
  readonly region: string
  readonly role: Role
  readonly careLevel: { readonly level: string; readonly urgency: string }
  readonly mayChangeTo: readonly string[]
  readonly recommendations: Readonly<Record<string, 'met' | 'notMet' | 'unknown'>>
}

/** One patient's file with its dates resolved. */
export interface DemoPatient {
  readonly slug: string
  readonly id: string
  readonly bundle: Bundle
  readonly resources: readonly Served[]
  readonly expected: Expected
}

const files = import.meta.glob<unknown>('./patients/*.json', { eager: true, import: 'default' })

/** All patients as of a day, by the order of their ids. */
export function demoPatients(today: string): DemoPatient[] {
  const slugs = Object.keys(files).flatMap((path) => /([^/]+?)(?<!\.expected)\.json$/.exec(path)?.[1] ?? [])
  return slugs.map((slug) => load(slug, today)).sort((one, other) => one.id.localeCompare(other.id))
}

function load(slug: string, today: string): DemoPatient {
  const bundle = resolveTemplates(files[`./patients/${slug}.json`], today) as Bundle
  const expected = files[`./patients/${slug}.expected.json`] as Expected | undefined
  if (!expected) throw new Error(`${slug} has no expected.json beside it`)
  const resources = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource && isServed(resource.resourceType) ? [resource as Served] : [],
  )
  const patient = resources.find((resource): resource is Patient & { id: string } => resource.resourceType === 'Patient')
  if (!patient) throw new Error(`${slug} has no Patient`)
  return { slug, id: patient.id, bundle, resources, expected }
}
