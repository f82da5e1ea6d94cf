/** Medication trials: what was tried, how long at which dose, how it ended, and whether it counts. The user corrects a trial, never a count. */

import { html, nothing, svg, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { dayOf } from '../../core/dates.ts'
import { range } from '../../core/facts.ts'
import { isListed, type Trial } from '../../core/trials.ts'
import { trialName } from '../../outputs/document.ts'
import { numberText } from '../../outputs/say.ts'
import { countsWords, outcomeWords } from '../../outputs/terms.ts'
import { whyCounts } from '../../outputs/whyCounts.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { certaintyMark, said } from './marks.ts'

const outcomes = ['noEffect', 'notTolerated', 'effective', 'other'] as const

export function history(screen: Screen): TemplateResult {
  const trials = screen.assessment.trials.filter(isListed)
  const group = (title: string, of: Trial[], note: string | null = null) =>
    of.length === 0
      ? nothing
      : html`<section class="ledger" aria-label=${title}>${head(screen, title)}${note ? html`<p class="note2">${note}</p>` : nothing}${of.map((trial) => row(screen, trial))}</section>`
  const preventive = trials.filter(({ role, substance }) => role === 'preventive' && substance !== null)
  return html`<main id="main">
    ${lead(screen)}
    <div class="one">
      <section class="ledger" aria-label=${t(screen, 'preventives')}>
        ${head(screen, t(screen, 'preventives'))}
        ${preventive.length === 0 ? html`<p class="note2">${t(screen, 'noTrials')}</p>` : preventive.map((trial) => row(screen, trial))}
        ${add(screen)}
      </section>
      ${group(
        t(screen, 'uncodedTitle'),
        trials.filter(({ substance }) => substance === null),
        t(screen, 'uncodedWhy'),
      )}
      ${group(
        t(screen, 'advanced'),
        trials.filter(({ role, substance }) => role === 'advanced' && substance !== null),
      )}
      ${group(
        t(screen, 'acute'),
        trials.filter(({ role, substance }) => role === 'acute' && substance !== null),
      )}
      <p class="closed"><span>${t(screen, 'adequateDefault')}: ${certaintyMark(screen, 'proposal')}</span><span>${t(screen, 'fiveYears')}</span></p>
    </div>
  </main>`
}

function lead(screen: Screen): TemplateResult {
  const failed = range(screen.assessment.facts['preventivesFailed'])
  const criterion = screen.assessment.guidelines.flatMap(({ parameters }) => parameters['minPreventives'] ?? [])[0]
  const need = criterion ?? 2
  const proven = failed?.low ?? 0
  const open = screen.assessment.trials.filter((trial) => isListed(trial) && trial.counts === 'unknown' && trial.role !== 'acute').length
  return html`<div class="lhead">
    <h1><span class="need2" aria-hidden="true">${Array.from({ length: need }, (_, i) => html`<i class=${i < proven ? '' : 'o'}></i>`)}</span>${t(screen, 'historyLead', { n: proven, need })}</h1>
    <p class="muted">${t(screen, 'historyExplained')} ${open > 0 ? t(screen, 'historyOpen', { n: open }) : nothing}</p>
  </div>`
}

const head = (screen: Screen, title: string): TemplateResult => html`<div class="lrow lrow--head">
  <h2>${title}</h2><span>${axis(screen)}</span><span>${t(screen, 'outcome')}</span><span>${t(screen, 'countsToward')}</span>
</div>`

function row(screen: Screen, trial: Trial): TemplateResult {
  const { lang } = screen
  const name = trialName(trial, rules.drugs, lang)
  const key = trialKey(trial)
  const tone = { yes: 'met', no: 'not', unknown: 'unk' } as const
  const group = trial.group ? rules.drugs.groups[trial.group]?.[lang] : undefined
  const set = (answer: Parameters<Screen['do']['answerTrial']>[1]) =>
    screen.do.answerTrial(trial.substance!, { ...answer, ...(trial.start ? { start: trial.start.text } : {}) })
  const asks = trial.substance !== null && (trial.role === 'preventive' || trial.group === 'triptan' || trial.substance === 'M03AX01')
  const tick = (field: 'forMigraine' | 'adequate', label: string) => html`<label class="tick">
    <select class="ds-input quiet" aria-label="${label}: ${name}" .value=${live(trial[field] === null ? '' : String(trial[field]))}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement
        if (value !== '') set({ [field]: value === 'true' })
      }}>
      <option value="" ?disabled=${trial[field] !== null}>${label}: ?</option>
      <option value="true">${label}: ${t(screen, 'yes').toLowerCase()}</option>
      <option value="false">${label}: ${t(screen, 'no').toLowerCase()}</option>
    </select></label>`
  return html`<div class="lrow ${trial.counts === 'unknown' ? 'lrow--open' : ''}" role="group" aria-label=${name}>
    <div class="nm"><b>${capital(name)}</b><span class="xs muted">${group ?? ''}${group ? html`<br />` : nothing}${when(screen, trial)}</span>
      ${trial.answered ? html`<span class="prov prov--you">${icon('you')}${t(screen, 'byYou')}</span>` : nothing}</div>
    <div class="tl">${bars(screen, trial)}<span class="xs">${doseText(screen, trial)}</span></div>
    <div>
      ${
        asks
          ? html`<div class="ds-toggle-group" role="radiogroup" aria-label=${t(screen, 'outcomeOf', { drug: name })}>
              ${outcomes.map((one) => html`<label class="ds-button" data-variant="tertiary"><input type="radio" name="o-${key}" value=${one} .checked=${live(trial.outcome === one)} @change=${() => set({ outcome: one })} />${outcomeWords[one][lang]}</label>`)}
            </div>
            <div class="ticks">${trial.group === 'triptan' ? nothing : html`${tick('forMigraine', t(screen, 'forMigraine'))}${tick('adequate', t(screen, 'enoughDose'))}`}
              ${trial.answered ? html`<button type="button" class="ds-button quiet" data-variant="tertiary" @click=${() => screen.do.undoTrial(trial.answered!.key)}>${t(screen, 'undo')}<span class="sr">: ${name}</span></button>` : nothing}</div>`
          : nothing
      }
    </div>
    <div class="ct"><span class="v v--${tone[trial.counts]}">${icon(trial.counts === 'yes' ? 'met' : trial.counts === 'no' ? 'notMet' : 'unknown')}${countsWords[trial.counts][lang]}</span>${t(screen, whyCounts(trial, rules.drugs))}${trial.substance ? said(screen, rules.drugs.substances[trial.substance]?.note) : nothing}</div>
  </div>`
}

export const trialKey = ({ substance, start }: Trial): string => (start ? `${substance}@${start.text}` : String(substance))
const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1)

function when(screen: Screen, { start, end, ongoing }: Trial): string {
  const from = start?.text ?? t(screen, 'unknownStart')
  if (ongoing === true) return `${t(screen, 'since', { date: from })}, ${t(screen, 'ongoing')}`
  if (ongoing === null) return `${from}, ${t(screen, 'perhapsOngoing')}`
  return `${from}–${end?.text ?? t(screen, 'unknownEnd')}`
}

function doseText(screen: Screen, { maxDailyDose, weeksAtAdequateDose, weeks, role }: Trial): string {
  const dose = maxDailyDose ? `${numberText(maxDailyDose.value, screen.lang)} ${maxDailyDose.unit}` : t(screen, 'doseUnknown')
  if (role !== 'preventive') return dose
  const length =
    weeksAtAdequateDose !== null ? t(screen, 'weeksAt', { n: weeksAtAdequateDose }) : weeks === null ? t(screen, 'lengthUnknown') : ''
  return [dose, length].filter(Boolean).join(', ')
}

/** Six years to today, in per cent of the width; what is older stands at the left edge. */
const years = 6
const height = 40
function scale(asOf: string): (day: number) => number {
  const to = dayOf(asOf)
  const from = to - years * 365.25
  return (day) => Math.max(0, Math.min(100, ((day - from) / (to - from)) * 100))
}
const yearMarks = (asOf: string): number[] => [4, 2, 0].map((ago) => Number(asOf.slice(0, 4)) - ago)

function axis({ assessment }: Screen): TemplateResult {
  const x = scale(assessment.asOf)
  return html`<svg class="axis" aria-hidden="true">${yearMarks(assessment.asOf).map((year) => svg`<text x="${x(dayOf(`${year}-01-01`))}%" y="11">${year}</text>`)}</svg>`
}

/** Height is the dose relative to the least effective one (dashed), width is time; what is not known is dashed. */
function bars(screen: Screen, trial: Trial): TemplateResult {
  const { asOf } = screen.assessment
  const x = scale(asOf)
  const least = trial.substance ? rules.drugs.substances[trial.substance]?.minDailyDose?.value : undefined
  const top = Math.max(least ?? 0, trial.maxDailyDose?.value ?? 0) * 1.25 || 1
  const y = (dose: number) => height - (dose / top) * (height - 4)
  const today = dayOf(asOf)
  const label = `${trialName(trial, rules.drugs, screen.lang)}: ${doseText(screen, trial)}, ${when(screen, trial)}`
  return html`<svg class="bars" role="img" aria-label=${label}>
    ${yearMarks(asOf).map((year) => svg`<line class="yr" x1="${x(dayOf(`${year}-01-01`))}%" x2="${x(dayOf(`${year}-01-01`))}%" y1="0" y2=${height} />`)}
    ${least === undefined ? nothing : svg`<line class="need" x1="0" x2="100%" y1=${y(least)} y2=${y(least)} />`}
    ${trial.dose.stretches.map(({ from, sure, to, high }) => {
      const end = Number.isFinite(to) ? Math.min(to, today) : Math.max(sure, from + 28)
      const known = high !== null && Number.isFinite(to)
      const tall = high ?? least ?? top / 2
      return svg`<rect class=${known ? (least !== undefined && tall >= least ? 'ok' : 'low') : 'q'} x="${x(from)}%" y=${y(tall)} width="${Math.max(1, x(end) - x(from))}%" height=${height - y(tall)} />`
    })}
  </svg>`
}

/** An older trial that the record lacks: substance, year, outcome. */
function add(screen: Screen): TemplateResult {
  const { lang } = screen
  const substances = Object.entries(rules.drugs.substances)
    .filter(([, { role, counts }]) => role === 'preventive' && counts !== 'no')
    .sort(([, a], [, b]) => a.name[lang].localeCompare(b.name[lang], lang))
  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const data = new FormData(form)
    const substance = String(data.get('substance') ?? '')
    const outcome = outcomes.find((one) => one === data.get('outcome'))
    const year = String(data.get('year') ?? '')
    if (!substance || !outcome) return
    screen.do.answerTrial(substance, { outcome, forMigraine: true, start: /^(19|20)\d\d$/.test(year) ? year : 'older' })
    form.reset()
  }
  return html`<form class="add" aria-label=${t(screen, 'addTrial')} @submit=${submit}>
    <label><span>${t(screen, 'addTrial')}</span><select class="ds-input" name="substance" required><option value="">${t(screen, 'chooseDrug')}</option>${substances.map(([code, { name }]) => html`<option value=${code}>${name[lang]}</option>`)}</select></label>
    <label><span>${t(screen, 'year')}</span><input class="ds-input" name="year" inputmode="numeric" pattern="(19|20)[0-9]{2}" maxlength="4" autocomplete="off" /></label>
    <fieldset><legend>${t(screen, 'outcome')}</legend><div class="ds-toggle-group" role="radiogroup" aria-label=${t(screen, 'outcome')}>
      ${outcomes.map((one) => html`<label class="ds-button" data-variant="tertiary"><input type="radio" name="outcome" value=${one} required />${outcomeWords[one][lang]}</label>`)}
    </div></fieldset>
    <button class="ds-button" data-variant="secondary">${t(screen, 'add')}</button>
  </form>`
}
