/** Each drug that may come into question, judged by the safety rules as if it were taken; what was not checked is said beside it. */

import { html, nothing, type TemplateResult } from 'lit'
import type { DrugAdvice } from '../../core/drugAdvice.ts'
import { capital, say as sentence } from '../../outputs/say.ts'
import { drugWords, theKindWords, triedWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { certaintyMark, said } from './marks.ts'
import { heldOpen } from './unusable.ts'

const marks = {
  ruledOut: { tone: 'red', icon: 'red' },
  caution: { tone: 'unk', icon: 'care' },
  nothingFound: { tone: 'not', icon: 'record' },
  cannotJudge: { tone: 'unk', icon: 'unknown' },
} as const
const shownFacts = 4

export function drugs(screen: Screen): TemplateResult {
  const all = screen.assessment.drugs
  const preventive = all.filter(({ use }) => use === 'preventive')
  const lines = [...new Set(preventive.map(({ line }) => line))].sort((a, b) => a - b)
  return html`<main id="main" tabindex="-1">
    <div class="lhead"><h1>${t(screen, 'viewDrugs')}</h1><p class="muted">${t(screen, 'drugsExplained')}</p>${held(screen)}</div>
    <div class="one">
      ${lines.map((line) =>
        group(
          screen,
          t(screen, 'preventiveLine', { n: line }),
          preventive.filter((one) => one.line === line),
        ),
      )}
      ${group(
        screen,
        t(screen, 'advanced'),
        all.filter(({ use }) => use === 'advanced'),
      )}
      ${group(
        screen,
        t(screen, 'acute'),
        all.filter(({ use }) => use === 'acute'),
      )}
    </div>
  </main>`
}

const group = (screen: Screen, title: string, of: readonly DrugAdvice[]): TemplateResult | typeof nothing =>
  of.length === 0
    ? nothing
    : html`<section class="ledger" aria-label=${title}>
        <div class="drow lrow--head"><h2>${title}</h2><span>${t(screen, 'verdict')}</span><span>${t(screen, 'notChecked')}</span></div>
        ${of.map((one) => row(screen, one))}
      </section>`

function row(screen: Screen, { substance, verdict, because, missing, unread, tried }: DrugAdvice): TemplateResult {
  const { lang } = screen
  const drug = rules.drugs.substances[substance]
  const name = drug?.name[lang] ?? substance
  const open = missing.slice(0, shownFacts).map((fact) => say(screen, rules.vocabulary.facts[fact]?.text))
  return html`<div class="drow" role="group" aria-label=${name}>
    <div class="nm"><b>${name.slice(0, 1).toUpperCase() + name.slice(1)}</b><span class="xs muted">${triedWords[tried][lang]}</span></div>
    <div><span class="v v--${marks[verdict].tone}">${icon(marks[verdict].icon)}${drugWords[verdict][lang]}${verdict === 'cannotJudge' ? ':' : ''}</span>${unread.length === 0 ? nothing : verdict === 'cannotJudge' ? html` <span>${notRead(screen, unread)}</span>` : html`<p class="small open">${capital(notRead(screen, unread))}</p>`}${because.map((key) => reason(screen, key))}${said(screen, drug?.dosing)}${said(screen, drug?.subsidy)}</div>
    <div class="small ${open.length > 0 ? 'open' : ''}">
      ${open.length === 0 ? t(screen, 'allChecked') : html`${icon('unknown')} ${open.join(', ')}${missing.length > shownFacts ? ` ${t(screen, 'moreFacts', { n: missing.length - shownFacts })}` : nothing}`}
    </div>
  </div>`
}

/** "diagnoserna kunde inte läsas": what stands between the drug and its verdict. */
function notRead(screen: Screen, unread: DrugAdvice['unread']): string {
  const { read } = screen.assessment.record
  const said = (
    [
      ['kindsNotRead', 'failed'],
      ['kindsReadInPart', 'partial'],
      ['kindsNotAsked', 'notAsked'],
    ] as const
  ).flatMap(([word, status]) => {
    const kinds = unread.filter((kind) => read[kind].status === status).map((kind) => theKindWords[kind][screen.lang])
    const [last, ...rest] = kinds.toReversed()
    if (last === undefined) return []
    return [t(screen, word, { kinds: rest.length === 0 ? last : `${rest.toReversed().join(', ')} ${t(screen, 'and')} ${last}` })]
  })
  return said.join('; ')
}

/** What could not be used and holds any of it open, once for all drugs. */
const held = (screen: Screen): TemplateResult | typeof nothing =>
  heldOpen(screen, [...new Set(screen.assessment.drugs.flatMap(({ missing }) => missing))], shownEntries)
const shownEntries = 4

/** Why, in the words of the rule it rests on. */
function reason(screen: Screen, key: string): TemplateResult | typeof nothing {
  const [id, rule] = key.split('/')
  const of = screen.assessment.guidelines.find(({ guideline }) => guideline.id === id)
  const recommendation = of?.recommendations.find((one) => one.id === rule)
  if (!of || !recommendation) return nothing
  return html`<p class="small">${sentence(recommendation.because, of.parameters, screen.lang)} ${certaintyMark(screen, recommendation.certainty)}</p>`
}
