import { expect, test } from 'vitest'
import { roleIn } from '../../src/fhir/role.ts'
import { rules } from '../../src/rules.ts'

const role = (code: object[], specialty: object[] = []) => ({
  resourceType: 'PractitionerRole',
  code: [{ coding: code }],
  specialty: [{ coding: specialty }],
})
const hosp = (code: string) => ({ system: 'urn:oid:1.2.752.116.3.1.3', code })
const snomed = (code: string) => ({ system: 'http://snomed.info/sct', code })

test.each([
  ['a physician of general practice', [role([hosp('LK')], [snomed('394814009')])], 'gp'],
  ['a neurologist by specialty', [role([hosp('LK')], [snomed('394591006')])], 'neurologist'],
  ['a nurse by profession', [role([hosp('SJ')])], 'nurse'],
  ['a nurse at a neurology clinic is a nurse', [role([hosp('SJ')], [snomed('394591006')])], 'nurse'],
  ['no code: nobody knows', [role([])], null],
  ['no role at all', [], null],
])('%s: %s', (_, roles, expected) => {
  expect(roleIn(roles, rules.codes)).toBe(expected)
})
