/** Loading, failing, waiting for a file, and a record without headache: each a calm page of its own. */

import { html, nothing, type TemplateResult } from 'lit'
import type { Lang } from '../../core/guideline.ts'
import type { Kind } from '../../core/record.ts'
import { deceasedWords, kindWords } from '../../outputs/terms.ts'
import { unusableText } from '../../outputs/words.ts'
import type { Failed } from '../failure.ts'
import { failurePage } from '../failure.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'

type Bare = { lang: Lang }

/** What is being read, by kind; no spinner, no skeleton. */
export const loading = (bare: Bare, underway: ReadonlySet<string>): TemplateResult => html`<main id="main" class="state" aria-busy="true">
  <h1>${t(bare, 'loading')} …</h1>
  <p role="status">${[...underway].flatMap((kind) => kindWords[kind as Kind]?.[bare.lang].toLowerCase() ?? []).join(', ')}</p>
</main>`

/** A view that is still on its way, or did not come. */
export const awaited = (screen: Screen, hasFailed: boolean): TemplateResult => html`<main id="main" tabindex="-1" class="state">
  <p role="status">${t(screen, hasFailed ? 'laterFailed' : 'laterWait')}</p>
  ${hasFailed ? html`<p><button type="button" class="ds-button" @click=${() => location.reload()}>${t(screen, 'reload')}</button></p>` : nothing}
</main>`

export function failure(
  bare: Bare,
  failed: Failed,
  again: () => void,
  language: () => void,
  open: ((file: File) => void) | null,
): TemplateResult {
  const page = failurePage(failed.kind)
  return html`<main id="main" class="state">
    <h1>${icon('care')} ${t(bare, page.title)}</h1>
    <p>${t(bare, page.do, { detail: detailOf(bare, failed) })}</p>
    ${page.again ? html`<p><button type="button" class="ds-button" @click=${again}>${t(bare, 'tryAgain')}</button></p>` : nothing}
    ${open ? fromFile(bare, open) : nothing}
    <p><button type="button" class="ds-button quiet" data-variant="tertiary" lang=${bare.lang === 'sv' ? 'en' : 'sv'} @click=${language}>${t(bare, 'otherLanguage')}</button></p>
  </main>`
}

/** What could not be used is told in a sentence of its own. */
const detailOf = ({ lang }: Bare, { code, detail }: Failed): string =>
  code === null ? detail : unusableText(code, detail, lang).replace(/(?<![.!?])$/, '.')

/** Without a record: the same reading and the same judgement serve a file. */
function fromFile(bare: Bare, open: (file: File) => void): TemplateResult {
  const chosen = (event: Event) => {
    const file = (event.target as HTMLInputElement).files?.[0]
    if (file) open(file)
  }
  return html`<section class="panel"><h2>${t(bare, 'fileTitle')}</h2><p class="small">${t(bare, 'fileHelp')}</p>
    <label class="q" for="file">${t(bare, 'chooseFile')}</label> <input id="file" type="file" accept=".json,application/json,application/fhir+json" @change=${chosen} /></section>`
}

/** Nothing is advised, asked or stored: who it is, and when it was if the record says. */
export function deceased(screen: Screen): TemplateResult {
  const { lang, person, showsProtected, assessment } = screen
  const on = assessment.record.patient.died?.on
  const who = person.isProtected && !showsProtected ? t(screen, 'protectedIdentity') : (person.name ?? t(screen, 'nameless'))
  return html`<main id="main" class="state" tabindex="-1">
    <h1>${deceasedWords.deceased[lang]}</h1>
    <p><b>${who}</b>${on ? html`. ${t(screen, 'diedOn', { date: on.text })}` : nothing}.</p>
    <p class="muted">${deceasedWords.noAdvice[lang]}</p>
  </main>`
}

/** One calm line and one question; "no" is an answer too. */
export const noHeadache = (
  screen: Screen,
  concerns: boolean | null,
  reply: (concerns: boolean) => void,
): TemplateResult => html`<main id="main" class="state">
  <h1>${t(screen, 'noHeadache')}</h1>
  <div class="ask" role="group" aria-labelledby="nh">
    <p class="q" id="nh">${t(screen, 'noHeadacheAsk')}</p>
    <div class="in">
      <button type="button" class="ds-button quiet" data-variant="secondary" @click=${() => reply(true)}>${t(screen, 'yes')}</button>
      <button type="button" class="ds-button quiet" data-variant="secondary" @click=${() => reply(false)}>${t(screen, 'no')}</button>
    </div>
    <p class="so" role="status">${concerns === false ? t(screen, 'noHeadacheNo') : nothing}</p>
  </div>
</main>`

export const foot = (screen: Screen, version: string): TemplateResult => html`<footer class="foot noprint">
  <p><button type="button" class="ds-button quiet" data-variant="tertiary" @click=${screen.do.theme}>${t(screen, screen.theme === 'dark' ? 'themeLight' : 'theme')}</button></p>
  <p>${t(screen, 'intendedUse')}</p>
  <p>${t(screen, 'version', {
    version,
    editions: screen.assessment.guidelines
      .filter(({ inForce }) => inForce)
      .map(({ guideline }) => `${guideline.id} ${guideline.version}`)
      .join(', '),
  })}</p>
</footer>`
