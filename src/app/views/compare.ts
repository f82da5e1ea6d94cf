/** The same patient by the terms of another region or publisher, where the user asks for it. */

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { changesToAdvise } from '../../outputs/change.ts'
import { type Demand, differences, type Other, others, type Terms, termsHere, termsOf } from '../../outputs/compare.ts'
import { inSentence, numberText, say as sentence } from '../../outputs/say.ts'
import { verdictWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { type Word, words } from '../words.ts'
import { certaintyMark, provenance, verdictMark } from './marks.ts'
import { changeTold } from './whyNot.ts'

export function compare(screen: Screen): TemplateResult | typeof nothing {
  const { assessment, compared } = screen
  const here = termsHere(assessment)
  const offered = others(rules.guidelines, assessment.asOf, assessment.region)
  if (here.length === 0 || offered.length === 0) return nothing
  const theirs = [...assessment.guidelines, ...compared.elsewhere]
    .filter(({ guideline }) => offered.some((one) => one.guideline === guideline && compared.with.includes(one.key)))
    .flatMap(termsOf)
  const choice = (one: Other) => html`<label><input class="ds-input" type="checkbox" .checked=${live(compared.with.includes(one.key))}
      @change=${(event: Event) => screen.do.compare(one.key, (event.target as HTMLInputElement).checked)} />${nameOf(screen, one.guideline)}</label>`
  return html`<details class="gl compare">
    <summary><h2>${t(screen, 'compare')}</h2><span class="caret">${icon('down')}</span></summary>
    <div class="with">
      <p class="small muted">${t(screen, 'compareWhy')}</p>
      <fieldset><legend>${t(screen, 'compareWith')}</legend>${offered.map(choice)}</fieldset>
      <div role="status">${theirs.map((one) => difference(screen, one, here))}</div>
    </div>
    ${theirs.length > 0 ? table(screen, here, theirs) : nothing}
  </details>`
}

/** A region by its name, a publisher by its own. */
function nameOf(screen: Screen, { region, publisher }: Terms['guideline']): string {
  const word = `region_${region}`
  return word in words ? t(screen, word as Word) : publisher
}

function difference(screen: Screen, there: Terms, here: readonly Terms[]): TemplateResult {
  const { lang } = screen
  const who = nameOf(screen, there.guideline)
  const factOf = ({ fact }: Demand) => say(screen, rules.vocabulary.facts[fact]?.text)
  const demand = ({ n, required }: Demand) => t(screen, required ? 'required' : 'limit', { n: numberText(n ?? 0, lang) })
  const listed = (all: readonly Demand[]) =>
    all.map((one) => inSentence(factOf(one)) + (one.n === null ? '' : ` (${numberText(one.n, lang)})`)).join(', ')
  const { numbers, notThere, onlyThere } = differences(there, here)
  const told = [
    ...numbers.map((one) =>
      t(screen, 'numbersDiffer', {
        fact: factOf(one.there),
        who,
        there: verdictWords[one.there.verdict][lang].toLowerCase(),
        demandThere: demand(one.there),
        here: verdictWords[one.here.verdict][lang].toLowerCase(),
        demandHere: demand(one.here),
      }),
    ),
    ...(notThere.length > 0 ? [t(screen, 'notAskedThere', { facts: listed(notThere) })] : []),
    ...(onlyThere.length > 0 ? [t(screen, 'onlyAskedThere', { facts: listed(onlyThere) })] : []),
  ]
  return html`<p class="differs">${verdictMark(screen, there.advice.verdict)} <b>${who}.</b> ${told.length > 0 ? told.join(' ') : t(screen, 'sameTerms')}</p>`
}

/** The roles stand because cards on a phone are no table to the browser. */
const table = (
  screen: Screen,
  here: readonly Terms[],
  theirs: readonly Terms[],
): TemplateResult => html`<table role="table" aria-label=${t(screen, 'compare')}>
  <thead role="rowgroup"><tr role="row">
    ${(['terms', 'verdict', 'demandsAsked', 'wouldChange'] as const).map((one) => html`<th role="columnheader" scope="col">${t(screen, one)}</th>`)}
  </tr></thead>
  <tbody role="rowgroup">${here.map((one) => row(screen, one, true))}${theirs.map((one) => row(screen, one, false))}</tbody>
</table>`

function row(screen: Screen, one: Terms, isHere: boolean): TemplateResult {
  const { guideline, advice, asked, always, parameters } = one
  return html`<tr role="row" class=${isHere ? 'here' : 'elsewhere'}>
    <th role="rowheader" scope="row"><b>${guideline.title[screen.lang]}</b>
      <span class="force">${t(screen, isHere ? 'holdsHere' : 'holdsNotHere')}</span>
      ${provenance(screen, guideline, advice.cite, advice.certainty)}</th>
    <td role="cell">${verdictMark(screen, advice.verdict)}</td>
    <td role="cell"><ul>${asked.map(
      ({ id, text, verdict, certainty }) => html`<li>${verdictMark(screen, verdict)}
        <span>${sentence(text, parameters, screen.lang)}${always.has(id) ? nothing : html` <span class="xs muted">(${t(screen, 'notAlways')})</span>`}${certainty === 'sourced' ? nothing : html` <span class="xs muted">${certaintyMark(screen, certainty)}</span>`}</span></li>`,
    )}</ul></td>
    <td role="cell" data-label=${t(screen, 'wouldChange')}>${advice.verdict === 'met' ? '–' : changeTold(screen, advice.verdict, changesToAdvise(one, advice.explanation))}</td>
  </tr>`
}
