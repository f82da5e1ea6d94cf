/** What is unlikely, red flags first: one screen of boxes. */

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { Questions } from '../../outputs/questions.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { heldOpen } from './unusable.ts'

/** "None of these" records an answer to each. */
export function boxes(screen: Screen, { acute, semiAcute, ticks }: Questions): TemplateResult | typeof nothing {
  const { facts, answers } = screen.assessment
  const open = [...acute, ...semiAcute, ...ticks]
  const given = Object.keys(answers.facts).filter(isBox)
  const isTicked = (name: string) => facts[name]?.status === 'known' && facts[name].value === true
  const flags = Object.keys(rules.vocabulary.facts).filter((name) => rules.vocabulary.facts[name]!.redFlag && isTicked(name))
  const ticked = [...new Set([...flags, ...given.filter(isTicked)])]
  if (open.length === 0 && given.length === 0 && ticked.length === 0) return nothing
  const box = (name: string) => html`<li><label>
    <input class="ds-input" type="checkbox" .checked=${live(ticked.includes(name))}
      @change=${(event: Event) => ((event.target as HTMLInputElement).checked ? screen.do.answer({ [name]: true }) : screen.do.undo([name]))} />
    <span>${say(screen, rules.vocabulary.facts[name]?.text)}</span></label></li>`
  const group = (title: string, isIn: (name: string) => boolean) => {
    const shown = Object.keys(rules.vocabulary.facts).filter((name) => isIn(name) && (open.includes(name) || ticked.includes(name)))
    return shown.length > 0 ? html`<h3>${title}</h3><ul class="checks">${shown.map(box)}</ul>` : nothing
  }
  const sort = (name: string) => rules.vocabulary.facts[name]?.redFlag
  const none = () => screen.do.answer(Object.fromEntries(open.map((name) => [name, false])))
  return html`<section class="panel ${open.length > 0 ? 'panel--open' : ''} flags" id="flags" aria-labelledby="fl">
    <h2 id="fl">${open.length > 0 ? html`<span class="v v--unk">${icon('unknown')}</span>${t(screen, 'flagsTitle')}` : t(screen, 'flagsDone')}</h2>
    ${
      open.length > 0
        ? html`<p class="small muted">${t(screen, 'flagsWhy')}</p>${heldOpen(screen, open)}
          <button type="button" class="ds-button none" data-variant="secondary" @click=${none}>${t(screen, 'flagsNone', { n: open.length })}</button>`
        : html`<p class="small">${ticked.length > 0 ? t(screen, 'flagsSome', { n: ticked.length }) : t(screen, 'flagsAnswered')}</p>`
    }
    ${group(t(screen, 'flagsAcute'), (name) => sort(name) === 'acute')} ${group(t(screen, 'flagsSoon'), (name) => sort(name) === 'semiAcute')}
    ${group(t(screen, 'ticksTitle'), (name) => sort(name) === undefined && (isBox(name) || open.includes(name)))}
    ${given.length > 0 ? html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.undo(given)}>${t(screen, 'undo')}</button>` : nothing}
  </section>`
}

export const isBox = (name: string): boolean =>
  rules.vocabulary.facts[name]?.redFlag !== undefined || rules.vocabulary.facts[name]?.ask === 'tick'
