/** Age, sex and what follows from them. */

import { yearsBetween } from '../dates.ts'
import { between, type Fact, known, range, unknown } from '../facts.ts'
import { type Chart, falseBySexOrAge, whySilent } from './chart.ts'
import { found } from './diagnosis.ts'

export function age({ record: { patient }, asOf }: Chart): Fact {
  const { birth, evidence } = patient
  return birth
    ? between(Math.max(0, yearsBetween(birth.last, asOf)), yearsBetween(birth.first, asOf), evidence)
    : unknown('notRecorded', evidence)
}

export const sex = ({ record: { patient } }: Chart): Fact =>
  patient.sex ? known(patient.sex, patient.evidence) : unknown('notRecorded', patient.evidence)

/** Earliest age at a diagnosis; one that was first written down about when it began proves only "at the latest then". */
export function ageAtOnset(chart: Chart, codes: string): Fact {
  const { birth } = chart.record.patient
  const ages = found(chart, codes).flatMap(({ onset, recorded, resource, says, date }) => {
    const evidence = { resource, says, date: date?.text ?? null }
    if (!onset) return []
    if ('ages' in onset) return [{ ...onset.ages, evidence }]
    if (!birth) return []
    const low = yearsBetween(birth.last, onset.on.first)
    const high = yearsBetween(birth.first, onset.on.last)
    const within = chart.numbers.onsetRecordedWithin.value
    const justRecorded = recorded !== null && recorded.first - onset.on.last <= within && onset.on.first - recorded.last <= within
    return high < 0 ? [] : [{ low: justRecorded ? 0 : Math.max(0, low), high, evidence }]
  })
  if (ages.length === 0) return unknown(whySilent(chart, 'Condition'))
  return between(
    Math.min(...ages.map(({ low }) => low)),
    Math.min(...ages.map(({ high }) => high)),
    ages.map(({ evidence }) => evidence).slice(0, 2),
  )
}

/** True for women of childbearing age, unless sterilised, without a womb, or past menopause. */
export function childbearingPotential(chart: Chart, codes: string): Fact {
  const [from, to] = [chart.numbers.childbearingFrom.value, chart.numbers.childbearingTo.value]
  const outside = falseBySexOrAge(chart, { males: true, below: from, above: to })
  if (outside) return outside
  const ended = found(chart, codes)[0]
  if (ended) return known(false, [{ resource: ended.resource, says: ended.says, date: ended.date?.text ?? null }])
  const [who, years] = [chart.fact('sex'), range(chart.fact('age'))]
  const female = who.status === 'known' && who.value === 'female'
  return female && years && years.low >= from && years.high <= to
    ? known(true, [...who.evidence, ...chart.fact('age').evidence])
    : unknown(whySilent(chart, 'Condition'))
}

/** Who may prescribe: by the role of the person signed in. */
export function prescriber({ role }: Chart): Fact {
  if (role === 'nurse') return unknown('notAsked')
  return known(role === 'neurologist')
}
