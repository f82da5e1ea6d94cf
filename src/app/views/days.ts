/** Headache days: the last months to enter or correct, and a year of them as a chart. */

import { html, nothing, type TemplateResult } from 'lit'
import { dayOf } from '../../core/dates.ts'
import type { Cell } from '../../core/diary.ts'
import { diary, monthly } from '../../core/diary.ts'
import { holdingOpen, noAnswers } from '../../core/facts.ts'
import { type CalendarMonth, cellOf, dayFacts, entered, type Fault, lastMonths, numberIn } from '../../core/monthAnswers.ts'
import { inSentence, numberText } from '../../outputs/say.ts'
import { valueText } from '../../outputs/values.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, say, t } from '../screen.ts'
import { type Word, words } from '../words.ts'
import { daysChart } from './daysChart.ts'
import { heldOpen } from './unusable.ts'

const facts = dayFacts(rules.vocabulary)

/** Short where the table already says "days a month"; with the places where it may be parted. */
const partable = (screen: Screen, fact: string): string =>
  `days_${fact}` in words ? t(screen, `days_${fact}` as Word) : say(screen, rules.vocabulary.facts[fact]?.text)
const label = (screen: Screen, fact: string): string => partable(screen, fact).replaceAll('\u00ad', '')

const formats = { sv: new Map<string, Intl.DateTimeFormat>(), en: new Map<string, Intl.DateTimeFormat>() }
export function monthName(
  { lang }: Pick<Screen, 'lang'>,
  { name }: Pick<CalendarMonth, 'name'>,
  style: 'short' | 'long',
  withYear = true,
): string {
  const key = `${style} ${withYear}`
  const format =
    formats[lang].get(key) ??
    new Intl.DateTimeFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', { month: style, ...(withYear ? { year: 'numeric' } : {}), timeZone: 'UTC' })
  formats[lang].set(key, format)
  return format.format(new Date(`${name}-01T00:00:00Z`))
}

export function days(screen: Screen): TemplateResult {
  return html`<main id="main" class="days" tabindex="-1">
    ${lead(screen)}
    <div class="one">${instead(screen)}${form(screen)}${daysChart(screen)}</div>
  </main>`
}

function lead(screen: Screen): TemplateResult {
  const known = facts.slice(0, 2).flatMap((name) => {
    const fact = screen.assessment.facts[name]
    const definition = rules.vocabulary.facts[name]
    return fact && fact.status !== 'unknown'
      ? [`${inSentence(label(screen, name))} ${valueText(fact, definition, screen.lang, false)}`]
      : []
  })
  const isHeld = facts.slice(0, 2).some((name) => holdingOpen(screen.assessment.facts[name]).length > 0)
  return html`<div class="lhead" role="status"><h1>${t(screen, 'viewDays')}</h1>
    <p class="muted">${known.length > 0 ? t(screen, 'daysLead', { facts: known.join(', ') }) : t(screen, isHeld ? 'daysHeld' : 'daysNone')}</p>${heldOpen(screen, facts)}</div>`
}

/** An answer to the fact itself stands before the months: without a word here the months would seem to do nothing. */
function instead(screen: Screen): TemplateResult | typeof nothing {
  const given = facts.filter((name) => screen.assessment.answers.facts[name])
  if (given.length === 0) return nothing
  return html`<section class="panel instead" aria-label=${t(screen, 'daysInstead')}><p><b>${t(screen, 'daysInstead')}:</b></p>
    <ul class="given">${given.map((name) => {
      const { value } = screen.assessment.answers.facts[name]!
      const text = `${label(screen, name)} ${value}`
      return html`<li><span>${text} <span class="prov prov--you">${icon('you')}${t(screen, 'byYou')}</span></span>
        <button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.undo([name])}>${t(screen, 'undo')}<span class="sr">: ${text}</span></button></li>`
    })}</ul></section>`
}

function form(screen: Screen): TemplateResult {
  const { record, diary: shown, asOf, answers } = screen.assessment
  const months = lastMonths(asOf, rules.vocabulary.numbers.diaryMonths.value)
  const recorded = diary(record, noAnswers, dayOf(asOf), monthly(rules.vocabulary, rules.codes))
  const long = (month: CalendarMonth) => monthName(screen, month, 'long')
  const id = (month: CalendarMonth, fact: string) => `d-${month.name}-${fact}`

  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const field = (month: CalendarMonth, fact: string) => form.elements.namedItem(id(month, fact)) as HTMLInputElement
    const { changes, faults, kept } = entered(
      (month, fact) => field(month, fact).value,
      months,
      { recorded, shown },
      rules.vocabulary,
      rules.codes,
    )
    for (const month of months)
      for (const fact of facts) {
        const fault = faults.find((one) => one.month === month && one.fact === fact)
        const left = kept.find((one) => one.month === month && one.fact === fact)
        field(month, fact).setAttribute('aria-invalid', String(fault !== undefined))
        form.querySelector(`#${id(month, fact)}-err`)!.textContent = fault
          ? faultText(screen, fault)
          : left
            ? t(screen, 'daysKept', { month: long(month), value: numberText(left.value, screen.lang) })
            : ''
      }
    const told = form.querySelector('[role=status]')!
    const isChanged = Object.keys(changes).length > 0
    told.textContent = t(screen, faults.length > 0 ? 'daysNotSaved' : isChanged ? 'daysSaved' : 'daysUnchanged')
    if (faults[0]) return field(faults[0].month, faults[0].fact).focus()
    // Back to what stands, which the answers then change: what was typed is never shown as if it were kept.
    form.reset()
    if (isChanged) screen.do.answerMonths(changes)
  }
  const undo = (month: CalendarMonth) => (event: Event) => {
    const form = (event.target as HTMLElement).closest('form')!
    form.reset()
    for (const one of form.querySelectorAll('.err, [role=status]')) one.textContent = ''
    for (const one of form.querySelectorAll('[aria-invalid]')) one.setAttribute('aria-invalid', 'false')
    screen.do.answerMonths({ [month.name]: Object.fromEntries(facts.map((fact) => [fact, null])) })
    form.querySelector<HTMLElement>(`#${id(month, facts[0]!)}`)?.focus()
  }
  const input = (month: CalendarMonth, fact: string) => {
    const cell = cellOf(shown, month, rules.vocabulary.facts[fact])
    const value = numberIn(cell)
    const name = id(month, fact)
    // The attribute, not the property: a field not touched follows the answers, and resetting it shows them again.
    return html`<td><input class="ds-input" id=${name} name=${name} value=${value === null ? '' : numberText(value, screen.lang)} inputmode="numeric" maxlength="5" autocomplete="off"
        aria-label="${label(screen, fact)}, ${long(month)}" aria-describedby="${name}-of ${name}-err" />
      <span class="of" id="${name}-of">${origin(screen, cell, month, fact)}</span></td>`
  }
  return html`<form class="panel months" novalidate aria-labelledby="days-enter" @submit=${submit}>
    <h2 id="days-enter">${t(screen, 'daysEnter')}</h2>
    <p class="small muted">${t(screen, 'daysHint')}</p>
    <table>
      <thead><tr><td></td>${months.map((month) => html`<th scope="col"><span class="wide">${long(month)}</span><span class="narrow">${monthName(screen, month, 'short')}</span></th>`)}</tr></thead>
      <tbody>${facts.map(
        (fact) => html`<tr class=${rowClass(fact)}>
          <th scope="row"><span>${partable(screen, fact)}</span>${months.map((month) => html`<p class="err" id="${id(month, fact)}-err" role="alert"></p>`)}</th>
          ${months.map((month) => input(month, fact))}
        </tr>`,
      )}</tbody>
      <tfoot><tr><td></td>${months.map(
        (month) =>
          html`<td>${
            answers.months[month.name]
              ? html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${undo(month)}>${t(screen, 'undo')}<span class="sr"> ${long(month)}</span></button>`
              : nothing
          }</td>`,
      )}</tr></tfoot>
    </table>
    <p class="save"><button class="ds-button">${t(screen, 'daysSave')}</button> <span role="status"></span></p>
  </form>`
}

/** A part of the row above it stands under it. */
function rowClass(fact: string): string {
  const definition = rules.vocabulary.facts[fact]
  return definition?.kind === 'month' && definition.within ? 'part' : 'whole'
}

function faultText(screen: Screen, fault: Fault): string {
  const month = monthName(screen, fault.month, 'long')
  if (fault.is === 'noDays') return t(screen, 'daysBetween', { month, most: fault.most })
  return t(screen, 'daysMoreThan', { month, most: fault.most, other: inSentence(label(screen, fault.other)) })
}

/** Where each value comes from: a word always, and the resource and date for who asks. */
function origin(screen: Screen, cell: Cell | null, month: CalendarMonth, fact: string): TemplateResult {
  const definition = rules.vocabulary.facts[fact]
  if (!cell) return html`<span class="unk">${t(screen, 'cellUnknown')}</span>`
  if (cell.conflicting) {
    const values = screen.assessment.record.months
      .filter(
        ({ first, last, code }) => first === month.first && last === month.last && definition?.kind === 'month' && code === definition.code,
      )
      .map(({ low }) => numberText(low, screen.lang))
    return html`<span class="unk">${icon('unknown')}${t(screen, 'cellConflict', { values: [...new Set(values)].join(', ') })}</span>`
  }
  const { evidence } = cell
  if ('by' in evidence)
    return html`<span class="prov prov--you" title=${`${t(screen, 'byYou')} ${evidence.date ?? ''}`}>${icon('you')}${t(screen, 'cellYou')}</span>`
  const range = cell.low !== cell.high ? t(screen, 'cellRange', { low: cell.low, high: cell.high ?? '' }) : t(screen, 'cellRecord')
  return html`<span class="prov" title=${`${t(screen, 'fromRecord')}: ${evidence.resource} ${evidence.date ?? ''}`}>${icon('record')}${range}</span>`
}
