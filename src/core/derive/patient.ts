/** Age, sex and what follows from them. */

import { yearsBetween } from '../dates.ts'
import { between, type Evidence, type Fact, given, known, range, said, unknown } from '../facts.ts'
import { open } from '../silence.ts'
import { type Chart, falseBySexOrAge, from, silenceOn } from './chart.ts'
import { found } from './diagnosis.ts'

/** Of who has died, at death. */
export function age({ record: { patient }, asOf }: Chart): Fact {
  const { birth, died, evidence } = patient
  const until = died ? died.on : { first: asOf, last: asOf }
  if (!birth || !until) return unknown('notRecorded', evidence)
  return between(Math.max(0, yearsBetween(birth.last, until.first)), Math.max(0, yearsBetween(birth.first, until.last)), evidence)
}

export const sex = ({ record: { patient } }: Chart): Fact =>
  patient.sex ? known(patient.sex, patient.evidence) : unknown('notRecorded', patient.evidence)

/** Earliest age at a diagnosis; one that was first written down about when it began proves only "at the latest then". */
export function ageAtOnset(chart: Chart, codes: string): Fact {
  const { birth } = chart.record.patient
  const silence = silenceOn(chart, from(chart, 'Condition', codes))
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
  if (ages.length === 0) return open(silence)
  const evidence: Evidence[] = [...ages.map((one) => one.evidence).slice(0, 2), ...silence.evidence]
  // An earlier mention may be among what was not read.
  return between(silence.proves ? Math.min(...ages.map(({ low }) => low)) : 0, Math.min(...ages.map(({ high }) => high)), evidence)
}

/** True for women of childbearing age, unless sterilised, without a womb, or past menopause. */
export function childbearingPotential(chart: Chart, codes: string): Fact {
  const [youngest, oldest] = [chart.numbers.childbearingFrom.value, chart.numbers.childbearingTo.value]
  const outside = falseBySexOrAge(chart, { males: true, below: youngest, above: oldest })
  if (outside) return outside
  const ended = found(chart, codes)[0]
  if (ended) return said(false, [{ resource: ended.resource, says: ended.says, date: ended.date?.text ?? null }])
  const silence = silenceOn(chart, from(chart, 'Condition', codes))
  const [who, years] = [chart.fact('sex'), range(chart.fact('age'))]
  const female = who.status === 'known' && who.value === 'female'
  const isOfAge = years !== null && years.low >= youngest && years.high <= oldest
  return female && isOfAge && silence.proves ? known(true, [...who.evidence, ...chart.fact('age').evidence]) : open(silence)
}

/** Who may prescribe: by the role of the person signed in. */
export function prescriber({ role }: Chart): Fact {
  if (role === 'nurse') return unknown('notAsked')
  return given(role === 'neurologist')
}
