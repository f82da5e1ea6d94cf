/** The assessment as a short text for a terminal: level, advice with its guideline, what is unknown. */

import type { Assessment } from '../core/evaluate.ts'
import type { Lang } from '../core/guideline.ts'
import type { Vocabulary } from '../core/vocabulary.ts'
import { readInWords } from './reading.ts'
import { heading, say } from './say.ts'
import { certaintyWords, deceasedWords, levelWords, readWords, urgencyWords, verdictWords } from './terms.ts'
import { problemText } from './words.ts'

export function summary(of: Assessment, { vocabulary }: { vocabulary: Vocabulary }, lang: Lang): string {
  const { careLevel, record } = of
  const { open, later } = readInWords(record, of.asOf, lang)
  const read = [...open, ...(later ? [later] : [])].map((one) => `${one}.`)
  if (record.patient.died) return [deceased(record.patient.died.on?.text, lang), ...read].join('\n')
  const lines = [`${levelWords[careLevel.level][lang]}. ${urgencyWords[careLevel.urgency][lang]}.`]
  for (const { guideline, inForce, parameters, recommendations, criteria } of of.guidelines) {
    if (!inForce) continue
    lines.push('', `${guideline.title[lang]} (${guideline.publisher}, ${guideline.version})`)
    for (const { verdict, text, because, certainty } of recommendations)
      if (verdict === 'met')
        lines.push(`  ► ${heading(text, parameters, lang)}. ${say(because, parameters, lang)} [${certaintyWords[certainty][lang]}]`)
    for (const { verdict, text } of criteria) lines.push(`  ${verdictWords[verdict][lang]}: ${say(text, parameters, lang)}`)
  }
  const missing = of.missing.slice(0, 8).map((fact) => vocabulary.facts[fact]?.text?.[lang] ?? fact)
  if (missing.length > 0) lines.push('', `${readWords.missing[lang]}: ${missing.join(', ')}`)
  if (read.length > 0) lines.push('', ...read)
  for (const problem of of.problems) lines.push(`${problem.resource}: ${problemText(problem, lang)}`)
  return lines.join('\n')
}

const deceased = (on: string | undefined, lang: Lang): string =>
  `${deceasedWords.deceased[lang]}${on ? ` (${deceasedWords.on[lang].replace('{date}', on)})` : ''}. ${deceasedWords.noAdvice[lang]}`
