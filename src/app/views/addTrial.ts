/** An older trial that the record lacks: substance by its generic name, year, outcome. What cannot be is refused in words beside the field. */

import { html, type TemplateResult } from 'lit'
import type { Trial } from '../../core/trials.ts'
import { capital } from '../../outputs/say.ts'
import { outcomeWords } from '../../outputs/terms.ts'
import { rules } from '../../rules.ts'
import { type Screen, t } from '../screen.ts'
import type { Word } from '../words.ts'

const outcomes = ['noEffect', 'notTolerated', 'effective', 'other'] as const
/** Every substance whose trial may count, by each of its names. */
const substances = Object.entries(rules.drugs.substances).filter(([, { counts }]) => counts !== 'no')
const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')

type Found = { substance: string } | { word: Word; gaps: Record<string, string> }

/** The substance of this name, in either language; else what to say about it. */
function find(typed: string): Found {
  const sought = plain(typed)
  if (sought === '') return { word: 'drugNeeded', gaps: {} }
  const names = substances.flatMap(([substance, { name }]) => [...new Set([name.sv, name.en])].map((name) => ({ substance, name })))
  const exact = names.find(({ name }) => plain(name) === sought)
  if (exact) return exact
  const near = names.filter(({ name }) => plain(name).startsWith(sought)).map(({ name }) => name)
  return near.length > 0
    ? { word: 'severalDrugs', gaps: { names: near.slice(0, 4).join(', ') } }
    : { word: 'noSuchDrug', gaps: { typed: typed.trim() } }
}

const isListedAs = (trials: readonly Trial[], substance: string, start: string | null): boolean =>
  trials.some((one) => one.substance === substance && (start === null ? one.answered?.another === true : one.start?.text === start))

export function addTrial(screen: Screen): TemplateResult {
  const { lang, assessment } = screen
  const thisYear = Number(assessment.asOf.slice(0, 4))
  const born = Number(assessment.record.patient.birth?.text.slice(0, 4) ?? thisYear - 120)

  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
    const refuse = (name: string, words: string | null) => {
      form.querySelector(`#add-${name}-err`)!.textContent = words ?? ''
      for (const input of form.querySelectorAll(`[name="add-${name}"]`)) input.setAttribute('aria-invalid', String(words !== null))
      return words !== null
    }
    const found = find(field('add-drug').value)
    const year = field('add-year').value.trim()
    const outcome = outcomes.find((one) => one === new FormData(form).get('add-outcome'))
    const start = year === '' ? null : year
    const inTime = start === null || (/^\d{4}$/.test(year) && Number(year) >= born && Number(year) <= thisYear)
    const isThere = 'substance' in found && inTime && isListedAs(assessment.trials, found.substance, start)
    const refused = [
      refuse('drug', 'word' in found ? t(screen, found.word, found.gaps) : isThere ? t(screen, 'alreadyListed') : null) && 'add-drug',
      refuse('year', inTime ? null : t(screen, 'yearBetween', { min: born, max: thisYear })) && 'add-year',
      refuse('outcome', outcome ? null : t(screen, 'outcomeNeeded')) && 'add-outcome',
    ].find((name) => name !== false)
    const told = form.querySelector('[role=status]')!
    told.textContent = ''
    if (refused) return form.querySelector<HTMLElement>(`[name="${refused}"]`)!.focus()
    if (!('substance' in found) || !outcome) return
    screen.do.answerTrial(found.substance, { outcome, forMigraine: true, ...(start === null ? { another: true } : { start }) })
    const name = rules.drugs.substances[found.substance]!.name[lang]
    told.textContent = t(screen, 'added', { drug: capital([name, year].filter(Boolean).join(' ')) })
    form.reset()
    field('add-drug').focus()
  }

  const options = [...new Set(substances.flatMap(([, { name }]) => [name[lang], name[lang === 'sv' ? 'en' : 'sv']]))].sort((a, b) =>
    a.localeCompare(b, lang),
  )
  return html`<form class="add" novalidate aria-label=${t(screen, 'addTrial')} @submit=${submit}>
    <h3>${t(screen, 'addTrial')}</h3>
    <div><label for="add-drug">${t(screen, 'searchDrug')}</label>
      <input class="ds-input" id="add-drug" name="add-drug" list="substances" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="add-drug-err" />
      <datalist id="substances">${options.map((one) => html`<option value=${one}></option>`)}</datalist>
      <p class="err" id="add-drug-err" role="alert"></p></div>
    <div><label for="add-year">${t(screen, 'year')}<span class="xs">, ${t(screen, 'yearHint')}</span></label>
      <input class="ds-input" id="add-year" name="add-year" inputmode="numeric" maxlength="4" autocomplete="off" aria-describedby="add-year-err" />
      <p class="err" id="add-year-err" role="alert"></p></div>
    <fieldset><legend>${t(screen, 'outcome')}</legend><div class="ds-toggle-group" role="radiogroup" aria-label=${t(screen, 'outcome')} aria-describedby="add-outcome-err">
      ${outcomes.map((one) => html`<label class="ds-button" data-variant="tertiary"><input type="radio" name="add-outcome" value=${one} />${outcomeWords[one][lang]}</label>`)}
    </div><p class="err" id="add-outcome-err" role="alert"></p></fieldset>
    <button class="ds-button" data-variant="secondary">${t(screen, 'add')}</button>
    <p class="small" role="status"></p>
  </form>`
}
