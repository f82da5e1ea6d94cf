/** The answer: level and urgency, what to do, why, and what may still change it. */

import { html, nothing, type TemplateResult } from 'lit'
import { type Level, silentDiagnoses } from '../../core/level.ts'
import { type Advice, advised, headline, heldOpenBy } from '../../outputs/headline.ts'
import { questions } from '../../outputs/questions.ts'
import { heading, say as sentence } from '../../outputs/say.ts'
import { levelWords, urgencyWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { provenance } from './marks.ts'
import { question } from './question.ts'

export function answer(screen: Screen): TemplateResult {
  const { assessment, lang } = screen
  const { level, urgency } = assessment.careLevel
  const first = headline(assessment)
  const undecided = level === 'unknown'
  const asked = undecided ? questions(assessment, rules.vocabulary).asked.slice(0, 2) : []
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
    ${asked.length > 0 ? html`<div class="asks">${asked.map((one) => question(screen, one))}</div>` : nothing}
  </section>`
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
    const facts = heldOpenBy(assessment, other)
      .filter((fact) => !rules.vocabulary.facts[fact]?.redFlag)
      .slice(0, 2)
      .map((fact) => say(screen, rules.vocabulary.facts[fact]?.text).toLowerCase())
    return html`<p class="may">
      <span class="v v--unk">${icon('unknown')}${t(screen, 'mayBe', { level: levelWords[other][lang].toLowerCase() })}</span>
      ${flags ? html`${t(screen, 'flagsNotAsked')} <a href="#flags" @click=${jump}>${t(screen, 'askNow')}</a>` : t(screen, 'hangsOn', { facts: facts.join(', ') })}
    </p>`
  })}`
}

function jump(event: Event): void {
  event.preventDefault()
  const flags = document.querySelector<HTMLElement>('#flags')
  flags?.scrollIntoView({ block: 'start' })
  flags?.querySelector<HTMLElement>('button, input')?.focus()
}

/** Every other piece of advice, each with what it rests on. */
export function otherAdvice(screen: Screen): TemplateResult | typeof nothing {
  const first = headline(screen.assessment)
  const others = advised(screen.assessment).filter(({ key }) => key !== first?.key || screen.assessment.careLevel.level === 'unknown')
  if (others.length === 0) return nothing
  return html`<section class="panel advice" aria-labelledby="advice">
    <h2 id="advice">${t(screen, 'alsoAdvised')}</h2>
    <ul>
      ${others.map(
        ({ guideline, parameters, recommendation }) => html`<li>
          ${icon(recommendation.action === 'inform' ? 'record' : recommendation.severity === 'contraindicated' ? 'care' : 'next')}
          <div>
            <b>${heading(recommendation.text, parameters, screen.lang)}</b>
            <p class="small">${sentence(recommendation.because, parameters, screen.lang)}</p>
            ${provenance(screen, guideline, recommendation.cite, recommendation.certainty)}
          </div>
        </li>`,
      )}
    </ul>
  </section>`
}
