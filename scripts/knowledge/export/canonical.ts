/** Addresses and names of what is exported, and the pieces that every resource has. */

import type { Source, Text, Written } from '../../../src/core/guideline.ts'

/** Nobody has published these resources yet: the address is the project's own. */
const base = 'https://migranstod.example/fhir'

export const canonical = (type: 'PlanDefinition' | 'Library' | 'ValueSet' | 'CodeSystem', id: string): string => `${base}/${type}/${id}`

/** `tlv-cgrp-antibodies` → `TlvCgrpAntibodies`: a name that programs can use. */
export const computable = (id: string): string =>
  id
    .split(/[^a-zA-Z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** FHIR ids have no capital-only rule, but no other signs than letters, digits, hyphen and point, and 64 at most. */
export const idOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/[^a-z0-9.-]/g, '-')

/** The English text beside the Swedish one. */
export const translation = (content: string): fhir4.Element => ({
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/translation',
      extension: [
        { url: 'lang', valueCode: 'en' },
        { url: 'content', valueString: content },
      ],
    },
  ],
})

/** Swedish as the value, English as its translation: `{ title, _title }`. */
export const both = <K extends string>(name: K, { sv, en }: Text): Record<K, string> & Record<`_${K}`, fhir4.Element> =>
  ({ [name]: sv, [`_${name}`]: translation(en) }) as Record<K, string> & Record<`_${K}`, fhir4.Element>

/** What all of a guideline's resources say of it. Dates of approval only where every source is signed. */
export function metadata({ id, version, publisher, region, kind, effective, sources }: Written) {
  const read = Object.values(sources)
    .map((source) => source.read)
    .sort()
  const signed = Object.values(sources).map(({ reviewed }) => reviewed?.date)
  const dates = signed.filter((one) => one !== undefined).sort()
  const isReviewed = dates.length > 0 && dates.length === signed.length
  const { start, end } = effective
  return {
    language: 'sv',
    version,
    status: 'draft' as const,
    experimental: true,
    publisher,
    date: read.at(-1)!,
    name: computable(id),
    ...(kind === 'guideline' ? { jurisdiction: [jurisdiction(region)] } : {}),
    ...(isReviewed ? { approvalDate: dates[0]!, lastReviewDate: dates.at(-1)! } : {}),
    ...(start || end ? { effectivePeriod: { ...(start ? { start } : {}), ...(end ? { end } : {}) } } : {}),
  }
}

const jurisdiction = (region: string | null): fhir4.CodeableConcept => ({
  coding: [region === null ? { system: 'urn:iso:std:iso:3166', code: 'SE' } : { system: 'urn:iso:std:iso:3166:-2', code: `SE-${region}` }],
})

/** A source as a citation; markdown, for readers. */
export const citationOf = (name: string, { organisation, title, date, url, read, certainty }: Source): fhir4.RelatedArtifact => ({
  type: 'citation',
  label: name,
  display: title,
  citation: `${organisation}. ${title}. ${date ?? 'Undated'}. Read ${read}. Certainty: ${certainty}.`,
  url,
})
