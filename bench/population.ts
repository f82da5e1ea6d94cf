/** Invented records of a given size, each patient another: a seeded draw, so that two runs measure the same. */

type Draw = () => number

/** mulberry32: small, seeded, good enough to vary records. */
function draw(seed: number): Draw {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const diagnoses = ['G43.0', 'G43.1', 'G43.9', 'J45.9', 'I10.9', 'F32.1', 'M54.5', 'E11.9', 'R51.9', 'K59.0', 'N20.0', 'Z00.0']
const drugs = [
  'C07AB02',
  'C09CA06',
  'N06AA09',
  'N03AX11',
  'N02CC01',
  'N02BE01',
  'M01AE01',
  'C10AA01',
  'A02BC01',
  'N06AB04',
  'J01CE02',
  'B03BA03',
]
const system = 'https://migranstod.example/fhir/CodeSystem/headache-diary'

const pick = <T>(of: readonly T[], next: Draw): T => of[Math.floor(next() * of.length)]!
const day = (next: Draw, from: number, years: number): string =>
  new Date(Date.UTC(from, 0, 1) + Math.floor(next() * years * 365) * 86_400_000).toISOString().slice(0, 10)

/** What servers send around the content: with it a resource is about 1.1 kB, as in public bulk exports. */
const around = (type: string, n: number) => ({
  meta: {
    versionId: '1',
    lastUpdated: '2026-10-01T08:00:00.000+02:00',
    source: 'urn:oid:1.2.752.129.2.1.4.1#SE2321000016-DEMO',
    profile: [`http://hl7.se/fhir/ig/base/StructureDefinition/SEBase${type}`],
  },
  text: {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml"><p><b>${type} ${n}</b></p><p>Upprättad vid besök på hälsocentral, signerad av ansvarig läkare.</p></div>`,
  },
  identifier: [{ system: 'urn:oid:1.2.752.129.2.1.2.1', value: `SE2321000016-${type}-${n}` }],
  encounter: { reference: `Encounter/e${n}`, display: 'Mottagningsbesök' },
})

/** One patient's Bundle of so many resources, as text. */
export function recordText(seed: number, resources: number): string {
  const next = draw(seed)
  const id = `p${seed}`
  const subject = { reference: `Patient/${id}` }
  const entries: object[] = [
    { resourceType: 'Patient', id, gender: pick(['female', 'female', 'male'], next), birthDate: day(next, 1950, 55) },
  ]
  for (let n = 1; n < resources; n++) {
    const share = n / resources
    if (share < 0.3) entries.push(condition(n))
    else if (share < 0.65) entries.push(prescription(n))
    else entries.push(n % 3 === 0 ? pressure(n) : month(n))
  }
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: entries.map((resource, n) => ({
      fullUrl: `https://ehr.example/fhir/${n}`,
      resource: { ...around('Resource', n), ...resource },
      search: { mode: 'match' },
    })),
  })

  function condition(n: number): object {
    const code = pick(diagnoses, next)
    return {
      resourceType: 'Condition',
      id: `c${n}`,
      subject,
      recordedDate: day(next, 2015, 11),
      onsetDateTime: day(next, 2000, 26),
      clinicalStatus: {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: pick(['active', 'active', 'resolved'], next) },
        ],
      },
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', code, display: `Diagnos ${code}` }], text: `Diagnos ${code}` },
    }
  }
  function prescription(n: number): object {
    const start = day(next, 2020, 6)
    const status = pick(['active', 'completed', 'stopped', 'stopped'], next)
    const end = new Date(Date.parse(start) + Math.floor(next() * 400) * 86_400_000).toISOString().slice(0, 10)
    return {
      resourceType: 'MedicationRequest',
      id: `m${n}`,
      status,
      intent: 'order',
      subject,
      authoredOn: start,
      medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: pick(drugs, next) }], text: 'Läkemedel 50 mg' },
      reasonCode: next() < 0.5 ? [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', code: 'G43.0' }] }] : [],
      ...(status === 'stopped'
        ? { statusReason: { coding: [{ system: 'http://snomed.info/sct', code: pick(['395007004', '395009001', '182840001'], next) }] } }
        : {}),
      dosageInstruction: [
        {
          timing: {
            repeat: {
              frequency: pick([1, 2], next),
              period: 1,
              periodUnit: 'd',
              ...(status === 'active' ? {} : { boundsPeriod: { start, end } }),
            },
          },
          doseAndRate: [
            { doseQuantity: { value: pick([10, 25, 50, 100], next), unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } },
          ],
        },
      ],
    }
  }
  function month(n: number): object {
    const code = pick(['headache-days', 'migraine-days', 'triptan-days', 'acute-medication-days'], next)
    const which = `2026-${String(1 + (n % 10)).padStart(2, '0')}`
    return {
      resourceType: 'Observation',
      id: `o${n}`,
      status: 'final',
      subject,
      issued: `${which}-28T12:00:00+01:00`,
      effectiveDateTime: which,
      code: { coding: [{ system, code }] },
      valueQuantity: { value: Math.floor(next() * 20), unit: 'dagar' },
    }
  }
  function pressure(n: number): object {
    const part = (code: string, value: number) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, unit: 'mmHg', code: 'mm[Hg]' },
    })
    return {
      resourceType: 'Observation',
      id: `b${n}`,
      status: 'final',
      subject,
      effectiveDateTime: day(next, 2024, 2),
      code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
      component: [part('8480-6', 110 + Math.floor(next() * 60)), part('8462-4', 65 + Math.floor(next() * 40))],
    }
  }
}
