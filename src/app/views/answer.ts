/** The answer: level and urgency, what to do, why, and what may still change it. */

import { html, nothing, type TemplateResult } from 'lit'
import { type Level, silentDiagnoses } from '../../core/level.ts'
import { type Advice, advised, headline, heldOpenBy } from '../../outputs/headline.ts'
import { callsForReferral } from '../../outputs/letter/calls.ts'
import { questions } from '../../outputs/questions.ts'
import { heading, inSentence, say as sentence } from '../../outputs/say.ts'
import { levelWords, severityWords, urgencyWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { provenance } from './marks.ts'
import { question } from './question.ts'
import { heldOpen } from './unusable.ts'
import { whatIfButton } from './whatIf.ts'
import { whyNoReferral } from './whyNot.ts'

/** While nothing is decided the first questions stand in the answer itself. */
export const askedInAnswer = 2

export function answer(screen: Screen): TemplateResult {
  const { assessment, lang } = screen
  const { level, urgency } = assessment.careLevel
  const first = headline(assessment)
  const undecided = level === 'unknown'
  const asked = undecided ? questions(assessment, rules).asked.slice(0, askedInAnswer) : []
  const isRed = level === 'emergency'
  return html`<section class="answer ${isRed ? 'answer--red' : ''} ${undecided ? 'answer--open' : ''}" aria-labelledby="a">
    <div role="status">
      <div class="levelrow">${ladder(screen)}<span class="urg">${undecided ? t(screen, 'oneOfDashed') : html`<b>${urgencyWords[urgency][lang]}</b>`}</span></div>
      <h1 id="a">${title(screen, first)}</h1>
      <p class="why">${why(screen, first)}</p>
      ${first?.recommendation.next && !undecided ? html`<p>${sentence(first.recommendation.next, first.parameters, lang)}</p>` : nothing}
      ${first && !undecided ? provenance(screen, first.guideline, first.recommendation.cite, first.recommendation.certainty) : nothing}
      ${may(screen)}
    </div>
    <div class="do noprint">${acts(screen)} ${whyNoReferral(screen)} ${whatIfButton(screen)}</div>
    ${asked.length > 0 ? html`<div class="asks">${asked.map((one) => question(screen, one))}</div>` : nothing}
  </section>`
}

/** What to write: the referral or the plan, and the journal text copied in one press. */
function acts(screen: Screen): TemplateResult | typeof nothing {
  if (screen.whatIf) return nothing
  const calls = callsForReferral(screen.assessment)
  return html`<button type="button" class="ds-button" @click=${() => screen.do.letter(calls ? 'referral' : 'declined')}>${t(screen, calls ? 'writeReferral' : 'writePlan')}</button>
    <button type="button" class="ds-button" data-variant="secondary" @click=${screen.do.copyNote}>${t(screen, 'copyNote')}</button>`
}

function title(screen: Screen, first: Advice | null): string {
  const { level } = screen.assessment.careLevel
  if (level === 'unknown') return t(screen, 'undecidedTitle')
  if (first) return heading(first.recommendation.text, first.parameters, screen.lang)
  return t(screen, 'byFact', { level: levelWords[level][screen.lang].toLowerCase() })
}

function why(screen: Screen, first: Advice | null): string {
  const { careLevel, missing } = screen.assessment
  if (careLevel.level === 'unknown') return t(screen, missing.length > 0 ? 'undecidedWhy' : 'undecidedNothing')
  if (first) return sentence(first.recommendation.because, first.parameters, screen.lang)
  return careLevel.because.map((fact) => say(screen, rules.vocabulary.facts[fact]?.text)).join('. ')
}

/** The levels in order: the assessed one solid, those it may become dashed. Children have paediatrics in place of neurology. */
function ladder({ assessment, lang }: Screen): TemplateResult {
  const { level, mayChangeTo } = assessment.careLevel
  const may = mayChangeTo.map((one) => one.level)
  const child = level === 'paediatrics' || (may.includes('paediatrics') && !may.includes('neurology') && level !== 'neurology')
  const both = may.includes('paediatrics') && (may.includes('neurology') || level === 'neurology')
  const shown: Level[] = [
    'selfCare',
    'primaryCare',
    ...(child || both ? (['paediatrics'] as const) : []),
    ...(child ? [] : (['neurology'] as const)),
    'emergency',
  ]
  return html`<ol class="levels" aria-label=${t({ lang }, 'careLevel')}>
    ${shown.map((one) => {
      const state = one === level ? 'on' : may.includes(one) ? 'may' : 'off'
      return html`<li data-s=${state} ?data-red=${one === 'emergency'} aria-current=${state === 'on' ? 'true' : 'false'}>
        ${levelWords[one][lang]}${state === 'may' ? html`<span aria-hidden="true">?</span><span class="sr"> (${t({ lang }, 'mayBecome')})</span>` : nothing}
        ${state === 'on' ? html`<span class="sr"> (${t({ lang }, 'assessedLevel')})</span>` : nothing}
      </li>`
    })}
  </ol>`
}

/** What may still change a decided level, highest first, and on what it hangs. */
function may(screen: Screen): TemplateResult | typeof nothing {
  const { assessment, lang } = screen
  const { level, mayChangeTo } = assessment.careLevel
  if (level === 'unknown' || mayChangeTo.length === 0) return nothing
  return html`${mayChangeTo.toReversed().map(({ level: other, ifKnown }) => {
    const flags = ifKnown.every((fact) => rules.vocabulary.facts[fact]?.redFlag || silentDiagnoses.includes(fact))
    const hangsOn = heldOpenBy(assessment, other)
      .filter((fact) => !rules.vocabulary.facts[fact]?.redFlag)
      .slice(0, 2)
    const facts = hangsOn.map((fact) => inSentence(say(screen, rules.vocabulary.facts[fact]?.text)))
    return html`<p class="may">
      <span class="v v--unk">${icon('unknown')}${t(screen, 'mayBe', { level: levelWords[other][lang].toLowerCase() })}</span>
      ${flags ? html`${t(screen, 'flagsNotAsked')} <a href="#flags" @click=${(event: Event) => jump(event, screen)}>${t(screen, 'askNow')}</a>` : t(screen, 'hangsOn', { facts: facts.join(', ') })}
    </p>${flags ? nothing : heldOpen(screen, hangsOn)}`
  })}`
}

function jump(event: Event, screen: Screen): void {
  event.preventDefault()
  screen.do.view('assessment', 'flags')
}

/** Every other piece of advice, each with what it rests on: what warns first, what only informs folded away. */
export function otherAdvice(screen: Screen): TemplateResult {
  const first = headline(screen.assessment)
  const others = advised(screen.assessment).filter(({ key }) => key !== first?.key || screen.assessment.careLevel.level === 'unknown')
  const warns = ({ recommendation: { severity } }: Advice) => severity === 'contraindicated' || severity === 'warn'
  const informs = ({ recommendation: { severity, action } }: Advice) =>
    severity === 'inform' || (severity === undefined && action === 'inform')
  const information = others.filter(informs)
  return html`${panel(screen, 'warnings', others.filter(warns))} ${panel(
    screen,
    'alsoAdvised',
    others.filter((one) => !warns(one) && !informs(one)),
  )}
    ${
      information.length === 0
        ? nothing
        : html`<details class="gl information">
          <summary><h2>${t(screen, 'information')}</h2><span class="sum">${information.length}</span><span class="caret">${icon('down')}</span></summary>
          <div class="panel advice">${list(screen, information)}</div>
        </details>`
    }`
}

const panel = (screen: Screen, name: 'warnings' | 'alsoAdvised', advice: readonly Advice[]): TemplateResult | typeof nothing =>
  advice.length === 0
    ? nothing
    : html`<section class="panel advice" aria-labelledby=${name}><h2 id=${name}>${t(screen, name)}</h2>${list(screen, advice)}</section>`

const list = (screen: Screen, advice: readonly Advice[]): TemplateResult => html`<ul>
  ${advice.map(({ guideline, parameters, recommendation }) => {
    const { severity, action } = recommendation
    return html`<li>
      ${severity === 'contraindicated' ? html`<span class="v--red">${icon('red')}</span>` : icon(severity === 'warn' ? 'care' : action === 'inform' || severity === 'inform' ? 'record' : 'next')}
      <div>
        ${severity && severity !== 'inform' ? html`<span class="v ${severity === 'contraindicated' ? 'v--red' : 'v--unk'}">${severityWords[severity][screen.lang]}</span>` : nothing}
        <b>${heading(recommendation.text, parameters, screen.lang)}</b>
        <p class="small">${sentence(recommendation.because, parameters, screen.lang)}</p>
        ${provenance(screen, guideline, recommendation.cite, recommendation.certainty)}
      </div>
    </li>`
  })}
</ul>`
