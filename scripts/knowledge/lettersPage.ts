/** The letters for reviewers: who receives them and what they ask for, which contents in which order, the words to the patient. */

import type { Lang, Text } from '../../src/core/guideline.ts'
import type { Part } from '../../src/outputs/letter/table.ts'
import { certaintyWords } from '../../src/outputs/terms.ts'
import { letters, rules } from '../../src/rules.ts'
import { citation } from './head.ts'
import { heading, link, page, points, table } from './markdown.ts'
import { words } from './words.ts'

export function lettersPage(lang: Lang): string {
  const { receivers, referral, plan, sources } = letters
  const source = (name: string) => link(citation(sources[name]!, lang), sources[name]!.url)
  return page(
    heading(1, words.lettersTitle[lang]),
    words.made[lang],
    heading(2, words.receivers[lang]),
    table(
      [words.receiver[lang], words.region[lang], words.demands[lang], words.note[lang], words.source[lang], words.certainty[lang]],
      Object.values(receivers)
        .flat()
        .map(({ name, region, demands, note, cite, certainty, validityConfirmed }) => [
          name[lang],
          region ?? words.wholeCountry[lang],
          demands.map((one) => one[lang]).join(' ') || words.none[lang],
          note[lang],
          source(cite),
          `${certaintyWords[certainty][lang]}; ${words[validityConfirmed ? 'confirmed' : 'notConfirmed'][lang]}`,
        ]),
    ),
    heading(2, words.contents[lang]),
    table(
      [words.section[lang], words.holds[lang], words.source[lang]],
      referral.map(({ title, parts, cite }) => [title[lang], parts.map((part) => contentOf(part, lang)).join('; '), source(cite)]),
    ),
    heading(2, words.toPatient[lang]),
    `${plan.safety[lang]} (${source(plan.safetyCite)})`,
    heading(3, plan.seekCare.title[lang]),
    points(plan.seekCare.items.map((one) => one[lang])),
    `**${words.source[lang]}:** ${source(plan.seekCare.cite)}. **${certaintyWords[plan.seekCare.certainty][lang]}.**`,
  )
}

/** What a part holds, by its own words where it has any, else by the facts it tells. */
function contentOf(part: Part, lang: Lang): string {
  const named = (text: Text) => text[lang]
  const fact = (name: string) => rules.vocabulary.facts[name]!.text[lang]
  switch (part.kind) {
    case 'fact':
      return fact(part.fact)
    case 'diary':
      return part.facts.map(fact).join(', ')
    case 'free':
      return `${[part.label && named(part.label), named(part.hint)].filter(Boolean).join(': ')} (${words.onlyUser[lang]})`
    case 'flags':
    case 'otherDrugs':
    case 'allergies':
    case 'pressure':
      return named(part.label)
    case 'pregnancy':
      return fact(part.asks)
    case 'reasons':
      return words.partReasons[lang]
    case 'diagnoses':
      return words.partDiagnoses[lang]
    case 'otherDiagnoses':
      return words.partOtherDiagnoses[lang]
    case 'trials':
      return words[part.roles.includes('acute') ? 'partAcute' : 'partPreventive'][lang]
  }
}
