import { expect, test } from 'vitest'
import { personOf } from '../../src/fhir/person.ts'

const electronic = 'http://electronichealth.se/identifier'

/** H1, H2: numbers are shown by their kind and never called invalid. */
test.each([
  ['personnummer', [{ system: `${electronic}/personnummer`, value: '198103122382' }], '19810312-2382', 'personnummer'],
  ['personnummer by OID', [{ system: 'urn:oid:1.2.752.129.2.1.3.1', value: '198103122382' }], '19810312-2382', 'personnummer'],
  [
    'samordningsnummer of an unknown day',
    [{ system: `${electronic}/samordningsnummer`, value: '191500882392' }],
    '19150088-2392',
    'samordningsnummer',
  ],
  [
    'reservnummer stays as it came',
    [{ system: `${electronic}/nationelltReservnummer`, value: '98240301AA06' }],
    '98240301AA06',
    'reservnummer',
  ],
  ['misspelt reservnummer', [{ system: `${electronic}/nationelltReservnumer`, value: '22950606-FH20' }], '22950606-FH20', 'reservnummer'],
  ['a region’s own number', [{ system: 'urn:oid:1.2.752.97.3.1.3', value: '991981000010' }], '991981000010', 'reservnummer'],
  [
    'of several, the personnummer',
    [
      { system: 'urn:x', value: '1' },
      { system: `${electronic}/personnummer`, value: '198103122382' },
    ],
    '19810312-2382',
    'personnummer',
  ],
  ['of a kind we do not know', [{ system: 'urn:x', value: 'A-1' }], 'A-1', 'other'],
] as const)('%s', (_, identifier, value, kind) => {
  expect(personOf({ resourceType: 'Patient', identifier }).number).toEqual({ value, kind })
})

test('no identifier and no name are no error', () => {
  expect(personOf({ resourceType: 'Patient' })).toMatchObject({ name: null, number: null, isProtected: false })
})

test.each(['sekretessmarkering', 'skyddadFolkbokforing'])('%s protects', (code) => {
  expect(personOf({ resourceType: 'Patient', meta: { security: [{ code }] }, name: [{ text: 'Skyddad uppgift' }] }).isProtected).toBe(true)
})
