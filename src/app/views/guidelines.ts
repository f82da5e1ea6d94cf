/** The criteria of every guideline in force, each with the patient's value; those no longer in force on demand. */

import { html, nothing, type TemplateResult } from 'lit'
import type { JudgedGuideline } from '../../core/assess.ts'
import { safetyGuideline } from '../../core/drugAdvice.ts'
import { holdingOpen } from '../../core/facts.ts'
import type { Criterion } from '../../core/guideline.ts'
import type { Judged } from '../../core/judge.ts'
import { changesToMeet } from '../../outputs/change.ts'
import { byRelevance } from '../../outputs/headline.ts'
import { capital, say as sentence } from '../../outputs/say.ts'
import { countedDrugs, dateOf, decidingFacts, factText, valueText } from '../../outputs/values.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { certaintyMark, origin, provenance, verdictMark } from './marks.ts'
import { unusableIn } from './unusable.ts'
import { adviceNotNow, whatWouldChange } from './whyNot.ts'

/** Guidelines that the answer rests on stand open, the rest are a line each. */
const opened = 2

export function guidelines(screen: Screen): TemplateResult {
  const all = screen.assessment.guidelines
  const ended = all.filter(({ inForce, guideline }) => !inForce && guideline.kind === 'guideline')
  return html`${byRelevance(screen.assessment).map((one, i) => section(screen, one, i < opened))}
    ${
      ended.length > 0
        ? html`<p class="closed"><button type="button" class="ds-button quiet" data-variant="tertiary" aria-expanded=${screen.showsEnded} @click=${screen.do.showEnded}>
          ${t(screen, screen.showsEnded ? 'hideEnded' : 'showEnded')}</button></p>`
        : nothing
    }
    ${screen.showsEnded ? ended.map((one) => section(screen, one, true)) : nothing}`
}

function section(screen: Screen, judged: JudgedGuideline, isOpen: boolean): TemplateResult {
  const { guideline, criteria, inForce } = judged
  const met = criteria.filter(({ verdict }) => verdict === 'met').length
  const open = criteria.filter(({ verdict }) => verdict === 'unknown').length
  const tally = [t(screen, 'ofMet', { n: met, all: criteria.length }), open > 0 ? t(screen, 'unknownCount', { n: open }) : null]
    .filter(Boolean)
    .join(', ')
  const cite = criteria[0]?.cite ?? Object.keys(guideline.sources)[0] ?? ''
  return html`<details class="gl ${inForce ? '' : 'gl--ended'}" ?open=${isOpen}>
    <summary>
      <h2>${guideline.title[screen.lang]}</h2>
      <span class="sum">${inForce ? tally : html`<span class="old">${t(screen, 'noLongerInForce')}</span>`}</span>
      <span class="caret">${icon('down')}</span>
    </summary>
    ${provenance(screen, guideline, cite, guideline.certainty)}
    <ul>${inOrder(criteria).map((one) => criterion(screen, one, judged))}</ul>
    ${adviceNotNow(screen, judged)}
  </details>`
}

/** A long catalogue (the safety rules) is read by its verdicts: what is met first, what is not met last. */
const catalogue = 20
const verdicts = ['met', 'unknown', 'notMet'] as const
const inOrder = (criteria: JudgedGuideline['criteria']): JudgedGuideline['criteria'] =>
  criteria.length <= catalogue ? criteria : criteria.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict))

function criterion(screen: Screen, one: Judged<Criterion>, { guideline: { id, sources }, parameters }: JudgedGuideline): TemplateResult {
  const { lang, assessment } = screen
  const facts = decidingFacts(one.explanation)
  const tone = one.verdict === 'unknown' ? 'unk' : one.verdict === 'met' ? 'met' : 'not'
  const shown = facts.slice(0, 3)
  const text = (name: string) => factText(assessment, name, rules, lang)
  const drugs = (name: string) => countedDrugs(assessment.trials, rules.vocabulary.facts[name], rules.drugs, lang).join(', ')
  /** One fact that says the same as the criterion needs no name of its own. */
  const short = (name: string) =>
    facts.length === 1
      ? capital([valueText(assessment.facts[name]!, rules.vocabulary.facts[name], lang), drugs(name)].filter(Boolean).join(': '))
      : text(name)
  const evidence = facts.flatMap((name) => assessment.facts[name]?.evidence ?? [])
  const held = unusableIn(facts.flatMap((name) => holdingOpen(assessment.facts[name])))
  const date = dateOf(evidence)
  const byYou = evidence.some((each) => 'by' in each)
  const source = sources[one.cite]
  return html`<li><details class="crit" data-v=${tone}>
    <summary>
      ${verdictMark(screen, one.verdict)}
      <span class="ct">${sentence(one.text, parameters, lang)}</span>
      <span class="val">
        <b>${shown.map(short).join('. ')}${facts.length > shown.length ? ' …' : ''}</b>
        <span class="src">${held.length > 0 ? html`<span class="unk">${t(screen, held.length === 1 ? 'entryNotUsed' : 'entriesNotUsed', { resource: held[0]!.resource, n: held.length - 1 })}</span>` : evidence.length === 0 && facts.every((name) => rules.vocabulary.facts[name]?.kind === 'prescriber') ? t(screen, 'byRole') : evidence.length === 0 ? (one.verdict === 'unknown' ? t(screen, 'unknownNotNo') : t(screen, 'inRecordNot')) : byYou ? t(screen, 'byYou') : t(screen, 'fromRecord')}
          ${date && held.length === 0 ? html`· <time>${date}</time>` : nothing}</span>
      </span>
      <span class="caret">${icon('down')}</span>
    </summary>
    <div class="more">
      ${id === safetyGuideline ? nothing : whatWouldChange(screen, 'wouldMeet', one.verdict, changesToMeet(one.explanation))}
      ${one.quote ? html`<blockquote lang=${one.quote.lang}>”${one.quote.text}”</blockquote>` : nothing}
      ${one.note ? html`<p><span class="cert">${certaintyMark(screen, 'proposal')}</span> ${sentence(one.note, parameters, lang)}</p>` : nothing}
      <ul class="ev">
        ${facts.map((name) => html`<li><span>${text(name)}</span></li>`)}
        ${unique([...held, ...evidence])
          .slice(0, 12)
          .map((each) => html`<li>${origin(screen, each)}</li>`)}
      </ul>
      <p class="xs muted">${source ? html`${source.organisation}: ${source.title}${source.date ? `, ${source.date}` : ''}. ${t(screen, 'readOn', { date: source.read })}. <a href=${source.url} target="_blank" rel="noopener noreferrer">${t(screen, 'openSource')}<span class="sr"> ${source.title} (${t(screen, 'newWindow')})</span></a>.` : nothing}
        ${certaintyMark(screen, one.certainty)}
        ${source?.reviewed ? t(screen, 'reviewed', { date: source.reviewed.date, by: source.reviewed.by }) : t(screen, 'notReviewed')}</p>
    </div>
  </details></li>`
}

const unique = <T>(of: readonly T[]): T[] => [...new Map(of.map((one) => [JSON.stringify(one), one])).values()]
