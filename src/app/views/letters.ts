/** The letters: what stands in them and where it comes from, gaps with the question that fills them; copied, printed or stored as shown. */

import { html, nothing, type TemplateResult } from 'lit'
import { codeSets } from '../../core/codes.ts'
import type { Writing } from '../../fhir/writing/writing.ts'
import { callsForReferral, referralUrgency } from '../../outputs/letter/calls.ts'
import type { Correspondents } from '../../outputs/letter/head.ts'
import { type Letter, plainText } from '../../outputs/letter/letter.ts'
import { receiverKind, referralTitle } from '../../outputs/letter/referral.ts'
import type { Sheet } from '../../outputs/letter/sheet.ts'
import { type Kind, languageOf, letterKinds, write } from '../../outputs/letter/write.ts'
import { rules, letters as table } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { letterAside } from './letterAside.ts'
import { addedLine, letterLine } from './letterLine.ts'
import { reviewButton } from './review.ts'

const sets = codeSets(rules.codes)

export type Written = { letter: Letter; sheet: Sheet; text: string }

/** The letter on the desk, else the one that the assessment calls for. */
export function written(screen: Screen, wanted: Kind | null = screen.desk.kind): Written {
  const { assessment: of, desk, person, showsProtected, sender } = screen
  const kind = wanted ?? (callsForReferral(of) ? 'referral' : 'declined')
  const sheet: Sheet = { of, rules, sets, table, draft: desk.draft, lang: languageOf(kind, desk.langs[kind] ?? screen.lang) }
  const who: Correspondents = { person, showsProtected, sender, readAt: of.asOf }
  const letter = write(kind, sheet, who)
  return { letter, sheet, text: plainText(letter) }
}

export function letters(screen: Screen): TemplateResult {
  if (screen.whatIf)
    return html`<main id="main" tabindex="-1" class="state"><h1>${t(screen, 'viewLetters')}</h1><p>${t(screen, 'notInWhatIf')}</p></main>`
  const one = written(screen)
  const { letter, sheet, text } = one
  const { kind, lang } = letter
  const isAdvised = callsForReferral(sheet.of)
  return html`<main id="main" tabindex="-1">
    <div class="bar">
      <h1 lang=${lang}>${letter.title}</h1>
      <span class="small muted">${t(screen, text === screen.writing.stored ? 'isStoredNow' : 'draftOnly')}</span>
      <span class="acts">
        <button type="button" class="ds-button" data-variant="tertiary" @click=${() => print()}>${t(screen, 'print')}</button>
        <button type="button" class="ds-button" data-variant="secondary" @click=${() => screen.do.copyText(text)}>${t(screen, 'copyText')}</button>
        ${reviewButton(screen, writingOf(screen, one))}
        <span role="status" class="small">${screen.desk.copied === null ? nothing : t(screen, screen.desk.copied ? 'copied' : 'notCopied')}</span>
      </span>
    </div>
    <div class="kinds noprint">
      <div class="ds-toggle-group" role="radiogroup" aria-label=${t(screen, 'letterKind')}>
        ${letterKinds.map((each) => html`<label class="ds-button" data-variant="tertiary"><input type="radio" name="letter" .checked=${each === kind} @change=${() => screen.do.letter(each)} />${t(screen, `letter_${each}`)}</label>`)}
      </div>
      ${kind === 'referral' ? nothing : html`<button type="button" class="ds-button quiet" data-variant="tertiary" lang=${lang === 'sv' ? 'en' : 'sv'} @click=${() => screen.do.letterLanguage(kind, lang === 'sv' ? 'en' : 'sv')}>${t({ lang: 'sv' }, lang === 'sv' ? 'letterLanguage' : 'letterInSwedish')}</button>`}
    </div>
    ${kind === 'declined' && isAdvised ? html`<p class="caution noprint"><span class="v v--red">${icon('red')}${t(screen, 'referralAdvised')}</span></p>` : nothing}
    ${kind === 'referral' && !isAdvised ? html`<p class="caution noprint">${t(screen, 'notAdvised')}</p>` : nothing}
    <div class="cols">
      <article class="letter letter--${kind}" lang=${lang} aria-label=${t(screen, `letter_${kind}`)}>
        <div class="to"><p class="onlyprint"><b>${letter.title}</b></p>${letter.head.map((line) => letterLine(screen, line, kind))}</div>
        ${letter.sections.map((section) => html`<section class="lsec"><h2>${section.title}</h2><div>${section.lines.map((line) => letterLine(screen, line, kind, section.title))}</div></section>`)}
        ${addedLine(screen, letter)}
        ${letter.foot.map((line) => html`<p class="xs muted foots">${line}</p>`)}
      </article>
      ${letterAside(screen, one)}
    </div>
  </main>`
}

/** What is stored is the text as it is shown. */
function writingOf({ assessment }: Screen, { letter, sheet, text }: Written): Writing {
  const isReferral = letter.kind === 'referral'
  const to = receiverKind(sheet)
  return {
    kind: isReferral ? 'referral' : 'document',
    title: isReferral ? referralTitle[to][letter.lang] : letter.title,
    text,
    lang: letter.lang,
    urgency: isReferral ? referralUrgency(assessment) : assessment.careLevel.urgency,
    to: isReferral ? to : null,
    months: Object.fromEntries(Object.entries(assessment.answers.months).map(([month, { values }]) => [month, values])),
  }
}
