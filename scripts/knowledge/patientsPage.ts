/** The whole patients, each with the level of care, the advice and the warnings that must follow. */

import type { Lang } from '../../src/core/guideline.ts'
import { say } from '../../src/outputs/say.ts'
import { levelWords, severityWords, urgencyWords } from '../../src/outputs/terms.ts'
import { library } from './library.ts'
import { heading, link, page, parts } from './markdown.ts'
import { type Patient, patients } from './patients.ts'
import { words } from './words.ts'

/** Every patient, in the order of their names. */
export const patientsPage = (lang: Lang): string =>
  page(
    heading(1, words.patientsTitle[lang]),
    words.patientsIntro[lang],
    words.made[lang],
    ...patients.map((one) => patientSection(one, lang)),
  )

function patientSection({ name, story: { says, asOf, region, expect } }: Patient, lang: Lang): string {
  const { level, urgency, met, warnings } = expect
  const where = region === null ? '' : `, ${words.region[lang].toLowerCase()} ${region}`
  return parts(
    heading(3, says, `patient-${name}`),
    [
      `- ${asOf}${where}: **${levelWords[level][lang]}**, ${urgencyWords[urgency][lang].toLowerCase()}`,
      ...Object.entries(warnings).map(([key, severity]) => `- ${severityWords[severity][lang]}: ${adviceLink(key, lang)}`),
      ...met.map((key) => `- ${adviceLink(key, lang)}`),
    ].join('\n'),
  )
}

/** `guideline/rule` by its headline. */
function adviceLink(key: string, lang: Lang): string {
  const [id, rule] = key.split('/') as [string, string]
  const entry = library.find(({ own }) => own.id === id)
  const found = entry?.written.recommendations.find((one) => one.id === rule)
  return entry && found ? link(say(found.text, entry.numbers, lang), `${id}.md#advice-${rule}`) : key
}

/** The patients for whom a recommendation must be met; nothing where there are none. */
export function patientsWith(key: string, lang: Lang): string {
  const of = patients.filter(({ story: { expect } }) => expect.met.includes(key) || key in expect.warnings)
  if (of.length === 0) return ''
  return `- ${words.patients[lang]}: ${of.map(({ name }) => link(name, `patients.md#patient-${name}`)).join(', ')}`
}
