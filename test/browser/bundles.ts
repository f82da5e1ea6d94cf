/** Records that cannot be used as they stand, made from a demo patient's and opened as a file. */

import type { RunningRecord } from '../../demo/record.ts'

type Resource = { resourceType: string; id?: string; [key: string]: unknown }
type Entry = { resource: Resource | null }
export type Bundle = { resourceType: 'Bundle'; entry: Entry[] }

export function bundleOf({ patients }: RunningRecord, patient: string): Bundle {
  return structuredClone(patients.find(({ id }) => id === patient)!.bundle) as unknown as Bundle
}

/** Each resource that is such a one, changed. */
export const changed = (bundle: Bundle, isSuch: (resource: Resource) => boolean, more: object): Bundle => ({
  ...bundle,
  entry: bundle.entry.map((entry) =>
    entry.resource && isSuch(entry.resource) ? { ...entry, resource: { ...entry.resource, ...more } } : entry,
  ),
})

export const added = (bundle: Bundle, ...resources: (Resource | null)[]): Bundle => ({
  ...bundle,
  entry: [...bundle.entry, ...resources.map((resource) => ({ resource }))],
})

export const ofType =
  (type: string) =>
  ({ resourceType }: Resource): boolean =>
    resourceType === type
