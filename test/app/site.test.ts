import { describe, expect, test } from 'vitest'
import { permitted } from '../../src/app/site.ts'

/** A6: who may start the app. The address that is used is always the one the site wrote. */
describe('iss', () => {
  const allowed = ['https://ehr.example/fhir', 'http://127.0.0.1:8080/fhir']
  test.each([
    ['https://ehr.example/fhir', allowed[0]],
    ['https://ehr.example/fhir/', allowed[0]],
    ['https://EHR.example:443/fhir', allowed[0]],
    ['http://127.0.0.1:8080/fhir', allowed[1]],
    ['https://ehr.example.evil.test/fhir', null],
    ['https://ehr.example/fhir/../../evil', null],
    ['https://ehr.example/fhir?x=', null],
    ['https://ehr.example/fhir#x', null],
    ['https://ehr.example/FHIR', null],
    ['https://user@ehr.example/fhir', null],
    ['http://ehr.example/fhir', null],
    ['https://ehr.example:8443/fhir', null],
    ['javascript:alert(1)', null],
    ['', null],
  ])('%s → %s', (iss, expected) => {
    expect(permitted(iss, allowed)).toBe(expected)
  })
})
