import { describe, expect, it } from 'vitest'
import { resolve, resolveTemplates, todayInSweden } from '../../demo/dates.ts'
import { problemsOf } from '../../demo/fhir/validation.ts'
import { demoPatients } from '../../demo/patients.ts'
import { personnummer } from '../../demo/personnummer.ts'

const today = '2026-11-22'
const patients = demoPatients(today)

describe('dates that roll', () => {
  it.each([
    ['@day', '2026-11-22'],
    ['@day-120', '2026-07-25'],
    ['@day+30', '2026-12-22'],
    ['@day-120T09:30', '2026-07-25T09:30:00+02:00'],
    ['@day-1T09:30', '2026-11-21T09:30:00+01:00'],
    ['@month-1.start', '2026-10-01'],
    ['@month-1.end', '2026-10-31'],
    ['@month-9.end', '2026-02-28'],
    ['@month-11', '2025-12'],
    ['@year-3', '2023'],
    ['@birthday:45', '1981-08-14'],
    ['@birthday:45-7', '1981-11-15'],
    ['no template', 'no template'],
  ])('%s is %s', (template, date) => {
    expect(resolve(template, today)).toBe(date)
  })

  it('refuses a template that it does not know', () => {
    expect(() => resolveTemplates({ a: ['@someday'] }, today)).toThrow('@someday')
  })

  it.each(['2028-02-29', '2026-03-31', '2027-01-01', '2026-12-31'])('holds on %s', (day) => {
    const texts = JSON.stringify(demoPatients(day).map((patient) => patient.bundle))
    expect(texts).not.toContain('"@')
    for (const date of texts.matchAll(/"(\d{4}-\d\d-\d\d)"/g)) expect(new Date(date[1] ?? '').toISOString().slice(0, 10)).toBe(date[1])
  })

  it('gives ages and numbers that go with the birth date', () => {
    const eva = patients.find((patient) => patient.slug === 'eva-lindqvist')?.resources[0]
    expect(eva).toMatchObject({ birthDate: '1981-09-15', identifier: [{ value: expect.stringMatching(/^19810915238\d$/) }] })
    // The best known of the published test numbers.
    expect(personnummer('1912-12-12', '121')).toBe('191212121212')
    expect(personnummer('1981-08-14', '238', '-', 60)).toMatch(/^19810874-238\d$/)
  })

  it('knows what day it is in Sweden', () => {
    expect(todayInSweden(new Date('2026-11-21T23:30:00Z'))).toBe('2026-11-22')
  })
})

describe('patients', () => {
  it('are at least twenty-four, with an id each', () => {
    expect(patients.length).toBeGreaterThanOrEqual(24)
    expect(new Set(patients.map((patient) => patient.id)).size).toBe(patients.length)
  })

  it('show every level of care that a record alone can give', () => {
    const levels = new Set(patients.map((patient) => patient.expected.careLevel.level))
    expect([...levels].sort()).toEqual(['emergency', 'neurology', 'paediatrics', 'primaryCare', 'unknown'])
  })

  it.each(patients.map((patient) => [patient.slug, patient] as const))(
    '%s is valid FHIR, of one patient, with what to expect',
    (_slug, patient) => {
      for (const resource of patient.resources) expect(problemsOf(resource), `${resource.resourceType}/${resource.id}`).toEqual([])
      expect(patient.resources.filter((resource) => resource.resourceType === 'Patient')).toHaveLength(1)
      expect(new Set(patient.resources.map((resource) => `${resource.resourceType}/${resource.id}`)).size).toBe(
        patient.bundle.entry?.length,
      )
      expect(patient.expected.says.length).toBeGreaterThan(20)
      expect(['gp', 'neurologist', 'nurse']).toContain(patient.expected.role)
    },
  )

  it('have six hundred resources among them in one record', () => {
    expect(Math.max(...patients.map((patient) => patient.resources.length))).toBeGreaterThanOrEqual(600)
  })
})
