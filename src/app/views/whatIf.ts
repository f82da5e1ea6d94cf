/** The what-if mode's band, on every view while it lasts: that nothing is kept, what differs, and the way back. */

import { html, nothing, type TemplateResult } from 'lit'
import { answerOf } from '../../outputs/decisive.ts'
import { levelWords } from '../../outputs/terms.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'

export const whatIfButton = (screen: Screen): TemplateResult =>
  html`<button type="button" class="ds-button quiet" id="what-if" data-variant="tertiary" aria-pressed=${screen.whatIf} @click=${() => screen.do.suppose(!screen.whatIf)}>${icon('you')}${t(screen, 'whatIf')}</button>`

export function whatIfBand(screen: Screen): TemplateResult | typeof nothing {
  if (!screen.whatIf) return nothing
  // The button goes with the band: the focus goes where the mode was entered, or to the view.
  const leave = () => {
    screen.do.suppose(false)
    ;(document.getElementById('what-if') ?? document.getElementById('main'))?.focus()
  }
  return html`<div class="whatif" role="region" aria-label=${t(screen, 'whatIfBand')}>
    <b>${icon('you')}${t(screen, 'whatIfBand')}</b><span class="printed">${t(screen, 'whatIfPrinted')}</span>
    <span role="status">${difference(screen)}</span>
    <button type="button" class="ds-button quiet" data-variant="secondary" @click=${leave}>${t(screen, 'leaveWhatIf')}</button>
  </div>`
}

function difference(screen: Screen): TemplateResult | string {
  const { assessment, asTrue, lang } = screen
  const [before, after] = [asTrue, assessment].map(({ careLevel: { level } }) => levelWords[level][lang])
  if (before !== after)
    return html`<b>${before}</b> <span aria-hidden="true">→</span><span class="sr">${t(screen, 'becomes')}</span> <b>${after}</b>`
  return answerOf(asTrue) === answerOf(assessment) ? t(screen, 'levelStays') : t(screen, 'adviceDiffers', { level: after! })
}

/** What was typed and not yet answered belongs to the mode it was typed in. */
export function emptyForms(root: ParentNode): void {
  for (const form of root.querySelectorAll('form')) {
    form.reset()
    for (const told of form.querySelectorAll('.err, [role=status]')) told.textContent = ''
    for (const field of form.querySelectorAll('[aria-invalid]')) field.setAttribute('aria-invalid', 'false')
  }
}
