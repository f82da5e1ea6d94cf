/** Verdicts, certainty and origin: an icon and a word, never a colour alone. */

import { html, nothing, type TemplateResult } from 'lit'
import type { Said } from '../../core/drugs.ts'
import type { Evidence } from '../../core/facts.ts'
import type { Certainty, Source, Written } from '../../core/guideline.ts'
import type { Verdict } from '../../core/rails.ts'
import { evidenceOf } from '../../outputs/document.ts'
import { certaintyWords, verdictWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { icon, square } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { unusableLink } from './unusable.ts'

const tone = { met: 'met', notMet: 'not', unknown: 'unk' } as const

export const verdictMark = (screen: Pick<Screen, 'lang'>, verdict: Verdict): TemplateResult =>
  html`<span class="v v--${tone[verdict]}">${icon(verdict)}${verdictWords[verdict][screen.lang]}</span>`

export const certaintyMark = (screen: Pick<Screen, 'lang'>, certainty: Certainty): TemplateResult =>
  html`<span class="cert">${square(certainty)}${certaintyWords[certainty][screen.lang]}</span>`

/** Guideline, publisher, edition, validity, certainty, source: what every piece of advice carries. */
export function provenance(
  screen: Screen,
  { publisher, version, effective, validityConfirmed, sources }: Written,
  cite: string,
  certainty: Certainty,
): TemplateResult {
  const source = sources[cite]
  return html`<p class="meta">
    <span>${publisher}</span><span>${t(screen, 'edition')} ${version}</span>
    <span>${effective.start ? t(screen, 'inForceFrom', { date: effective.start }) : t(screen, 'inForceAlways')}</span>
    ${effective.end ? html`<span class="old">${t(screen, 'endedOn', { date: effective.end })}</span>` : nothing}
    ${validityConfirmed ? nothing : html`<span class="old">${t(screen, 'notConfirmed')}</span>`}
    <span>${certaintyMark(screen, certainty)}</span>
    ${source ? sourceLink(screen, source) : nothing}
  </p>`
}

export const sourceLink = (screen: Pick<Screen, 'lang'>, { url, title, organisation, date, read }: Source): TemplateResult =>
  html`<span><a href=${url} target="_blank" rel="noopener noreferrer" title=${`${organisation}: ${title}${date ? `, ${date}` : ''}. ${t(screen, 'readOn', { date: read })}`}
      >${t(screen, 'openSource')}<span class="sr"> ${organisation}: ${title} (${t(screen, 'newWindow')})</span></a></span>`

/** Where a value comes from: a resource, or the user. */
export function origin(screen: Screen, one: Evidence): TemplateResult {
  const { lang } = screen
  if ('by' in one)
    return html`<span class="prov prov--you">${icon('you')}${t(screen, 'byYou')} ${one.date ? html`<time>${one.date}</time>` : nothing}</span>`
  if (one.unusable) return unusableLink(screen, one)
  const { resource, says, date } = evidenceOf(one, lang) as { resource: string; says: string; date: string | null }
  return html`<span class="prov">${icon('record')}${resource}</span><span>${says} ${date ? html`<time>${date}</time>` : nothing}</span>`
}

/** What the drug table says of a drug, with its certainty and source. */
export function said(screen: Screen, of: Said | undefined): TemplateResult | typeof nothing {
  if (!of) return nothing
  const source = rules.drugs.sources[of.cite]
  return html`<p class="small">${of.text[screen.lang]} <span class="meta">${certaintyMark(screen, of.certainty)}${source ? sourceLink(screen, source) : nothing}</span></p>`
}
