/** Beside a letter: what is missing in words, what the receiver asks for, and the text exactly as it is copied. */

import { html, nothing, type TemplateResult } from 'lit'
import { openWays } from '../../outputs/decisive.ts'
import { pertinent } from '../../outputs/headline.ts'
import { type Gap, type Line, missingLines } from '../../outputs/letter/letter.ts'
import { receiverKind } from '../../outputs/letter/referral.ts'
import { receiverOf } from '../../outputs/letter/table.ts'
import { heading, inSentence } from '../../outputs/say.ts'
import { rules, letters as table } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { smallNumbers } from '../words/letters.ts'
import type { Written } from './letters.ts'
import { certaintyMark, provenance, sourceLink } from './marks.ts'

export function letterAside(screen: Screen, { letter, sheet, text }: Written): TemplateResult {
  return html`<aside class="noprint" aria-label=${t(screen, 'theText')}>
    ${letter.kind === 'referral' ? html`${completeness(screen, letter)}${receiver(screen, sheet)}` : nothing}
    ${letter.kind === 'plan' ? html`<section class="panel"><p class="small">${t(screen, 'planWording')} ${certaintyMark(screen, 'proposal')}</p></section>` : nothing}
    <div class="panel">
      <h2 id="lt">${t(screen, 'textTitle', { n: text.split('\n').length })}</h2>
      <p class="small muted">${t(screen, 'textExplained')}</p>
      <div class="plain" tabindex="0" role="region" aria-labelledby="lt" lang=${letter.lang}>${text}</div>
    </div>
    ${letter.kind === 'referral' ? nothing : adviceSources(screen, letter.kind === 'plan')}
  </aside>`
}

/** Section by section, in words; and which of the gaps could still change the advice. */
function completeness(screen: Screen, letter: Written['letter']): TemplateResult {
  const missing = missingLines(letter)
  const count = missing.length
  const relevant = new Set(openWays(screen.assessment, rules.vocabulary).flat())
  const deciding = missing.filter(({ gap }) => gap && factsOf(gap).some((fact) => relevant.has(fact)))
  const title =
    count === 0
      ? t(screen, 'nothingMissing')
      : count === 1
        ? t(screen, 'missingOne')
        : t(screen, 'missingCount', { n: smallNumbers[screen.lang][count] ?? count })
  const isOpen = (lines: readonly Line[]) => lines.some(({ origin }) => origin === 'missing')
  return html`<section class="panel ${count > 0 ? 'panel--open' : ''}" aria-labelledby="cp">
    <h2 id="cp">${title}</h2>
    ${count === 0 ? nothing : html`<p class="small muted">${deciding.length === 0 ? t(screen, 'changesNothing') : t(screen, 'changesAdvice', { names: deciding.map(nameOf).join(', ') })}</p>`}
    <ul class="check small">${letter.sections.map(
      ({ title, lines }) =>
        html`<li><span class="v v--${isOpen(lines) ? 'unk' : 'met'}">${icon(isOpen(lines) ? 'unknown' : 'met')}</span><span>${title}<span class="sr">: ${t(screen, isOpen(lines) ? 'missing' : 'present')}</span>${
          isOpen(lines)
            ? html`<span class="xs muted">: ${lines
                .filter(({ origin }) => origin === 'missing')
                .map(nameOf)
                .join(', ')}</span>`
            : nothing
        }</span></li>`,
    )}</ul>
  </section>`
}

/** What every piece of advice carries; the text itself has room for the guidelines' names only. */
function adviceSources(screen: Screen, isPlan: boolean): TemplateResult {
  const { seekCare } = table.plan
  const source = table.sources[seekCare.cite]
  return html`<section class="panel" aria-labelledby="as">
    <h2 id="as">${t(screen, 'adviceSources')}</h2>
    <ul class="demands small">
      ${pertinent(screen.assessment).map(
        ({ guideline, parameters, recommendation: { text, cite, certainty } }) =>
          html`<li>${heading(text, parameters, screen.lang)}${provenance(screen, guideline, cite, certainty)}</li>`,
      )}
      ${isPlan ? html`<li>${say(screen, seekCare.title)}<p class="meta">${certaintyMark(screen, seekCare.certainty)}${source ? sourceLink(screen, source) : nothing}</p></li>` : nothing}
    </ul>
  </section>`
}

/** What a gap is about: its label, without "not stated". */
const nameOf = ({ text }: Line): string => inSentence(text.split(':')[0]!)

function factsOf(gap: Gap): readonly string[] {
  if ('flags' in gap) return gap.flags
  if (!('question' in gap)) return []
  const { question } = gap
  return 'fact' in question ? [question.fact] : 'facts' in question ? question.facts : ['preventivesFailed']
}

function receiver(screen: Screen, sheet: Written['sheet']): TemplateResult {
  const { name, address, demands, note, cite, certainty, validityConfirmed } = receiverOf(
    table,
    receiverKind(sheet),
    screen.assessment.region,
  )
  const source = table.sources[cite]
  const contents = table.sources['viss']!
  return html`<section class="panel" aria-labelledby="rc">
    <h2 id="rc">${t(screen, 'receiverTitle')}</h2>
    <p>${say(screen, name)}${address ? html`, ${address}` : nothing}</p>
    ${demands.length > 0 ? html`<h3>${t(screen, 'demandsTitle')}</h3><ul class="demands small">${demands.map((one) => html`<li>${say(screen, one)}</li>`)}</ul>` : nothing}
    <p class="small muted">${say(screen, note)}</p>
    <p class="meta">${certaintyMark(screen, certainty)}${validityConfirmed ? nothing : html`<span class="old">${t(screen, 'notConfirmed')}</span>`}${source ? sourceLink(screen, source) : nothing}</p>
    <p class="xs muted">${t(screen, 'contentsBy', { source: contents.organisation })} ${sourceLink(screen, contents)}</p>
  </section>`
}
