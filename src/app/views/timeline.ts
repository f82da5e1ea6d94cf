/** A trial on a line of time: width is time, height the dose against the least effective one; what is not known is dashed. */

import { html, nothing, svg, type TemplateResult } from 'lit'
import { type Day, dayOf } from '../../core/dates.ts'
import type { Trial } from '../../core/trials.ts'
import { trialName } from '../../outputs/document.ts'
import { dosesReached, isAtIntervals } from '../../outputs/dose.ts'
import { numberText } from '../../outputs/say.ts'
import { rules } from '../../rules.ts'
import { type Screen, t } from '../screen.ts'

/** The medication list reaches five years back; what is older is pressed into the left edge, in per cent of the width. */
const years = 5
const olderYears = 15
const edge = 13
const height = 44
/** Day of month and leap years do not matter to the eye. */
const year = 365.25

/** Where a day lies, in per cent of the width. */
function scale(asOf: string): (day: Day) => number {
  const to = dayOf(asOf)
  const from = to - years * year
  return (day) =>
    day >= from ? edge + Math.min(1, (day - from) / (to - from)) * (100 - edge) : edge * Math.max(0, 1 - (from - day) / (olderYears * year))
}
const yearMarks = (asOf: string): number[] => Array.from({ length: years }, (_, i) => Number(asOf.slice(0, 4)) - i)

export function axis(screen: Screen): TemplateResult {
  const { asOf } = screen.assessment
  const x = scale(asOf)
  return html`<svg class="axis" aria-hidden="true"><text x="0" y="11">${t(screen, 'older')}</text>${yearMarks(asOf).map(
    (one) => svg`<text x="${x(dayOf(`${one}-01-01`))}%" y="11">${one}</text>`,
  )}</svg>`
}

export function when(screen: Screen, { start, end, ongoing, parts }: Trial): string {
  const from = start?.text ?? t(screen, 'unknownStart')
  if (ongoing === true) return `${t(screen, 'since', { date: from })}, ${t(screen, 'ongoing')}`
  if (ongoing === null) return `${from}, ${t(screen, 'perhapsOngoing')}`
  if (parts.length === 0 && !end) return from
  return `${from}–${end?.text ?? t(screen, 'unknownEnd')}`
}

const lengthIsUnknown = ({ weeks, weeksAtAdequateDose, ongoing }: Trial): boolean =>
  weeks === null && weeksAtAdequateDose === null && ongoing !== true

export function timeline(screen: Screen, trial: Trial): TemplateResult {
  const { asOf } = screen.assessment
  const x = scale(asOf)
  const today = dayOf(asOf)
  const least = trial.substance ? rules.drugs.substances[trial.substance]?.minDailyDose : undefined
  const atIntervals = isAtIntervals(trial, rules.drugs)
  const top = Math.max(least?.value ?? 0, trial.maxDailyDose?.value ?? 0) * 1.4 || 1
  const y = (dose: number) => height - (dose / top) * height
  const bars = barsOf(trial, today, atIntervals).map(({ from, to, dose, known }) => {
    const tall = dose ?? least?.value ?? top / 1.4
    return { left: x(from), right: Math.max(x(from) + 1, x(to)), top: y(tall), known, enough: least !== undefined && tall >= least.value }
  })
  const label = [
    trial.maxDailyDose || (atIntervals && trial.lastDose) || trial.role === 'preventive'
      ? (dosesReached(trial, rules.drugs, screen.lang) ?? t(screen, 'doseUnknown'))
      : '',
    trial.role === 'preventive' && lengthIsUnknown(trial) ? t(screen, 'lengthUnknown') : '',
  ].filter(Boolean)
  const text = label.join(', ')
  const weeks = trial.weeksAtAdequateDose === null ? [] : [t(screen, 'weeksAt', { n: trial.weeksAtAdequateDose })]
  const name = `${trialName(trial, rules.drugs, screen.lang)}: ${[...label, ...weeks, when(screen, trial)].join(', ')}`
  const from = Math.min(...bars.map(({ left }) => left))
  const to = Math.max(...bars.map(({ right }) => right))
  // Beside the bars where there is room; across them, on a ground of its own, where there is none.
  const place = to < 60 ? { x: to, dx: 6, anchor: 'start' } : from > 50 ? { x: from, dx: -6, anchor: 'end' } : null
  return html`<div class="tl"><svg class="bars" role="img" aria-label=${name}>
      <rect class="older" x="0" y="0" width="${edge}%" height=${height} /><line class="edge" x1="${edge}%" x2="${edge}%" y1="0" y2=${height} />
      ${yearMarks(asOf).map((one) => svg`<line class="yr" x1="${x(dayOf(`${one}-01-01`))}%" x2="${x(dayOf(`${one}-01-01`))}%" y1="0" y2=${height} />`)}
      ${bars.map(
        ({ left, right, top, known, enough }) =>
          svg`<rect class=${known ? (enough ? 'ok' : 'low') : 'q'} x="${left}%" y=${top} width="${right - left}%" height=${height - top} />`,
      )}
      ${
        least
          ? svg`<line class="need" x1="0" x2="100%" y1=${y(least.value)} y2=${y(least.value)} />
            <text x="100%" y=${y(least.value) - 3} text-anchor="end">${t(screen, 'leastDose', { dose: `${numberText(least.value, screen.lang)} ${least.unit}` })}</text>`
          : nothing
      }
      ${place ? svg`<text class="reached" x="${place.x}%" dx=${place.dx} y=${height - 6} text-anchor=${place.anchor}>${text}</text>` : nothing}
    </svg>${place ? nothing : html`<span class="xs" aria-hidden="true">${text}</span>`}</div>`
}

type Bar = { from: Day; to: Day; dose: number | null; known: boolean }

/** A stretch of unknown end or dose is drawn as far as it surely went; a trial with nothing but a year, as that year; one without any date, as any time. */
function barsOf({ dose: { stretches }, start, ongoing, answered }: Trial, today: Day, atIntervals: boolean): Bar[] {
  if (stretches.length > 0)
    return stretches
      .filter(({ from, to }) => to >= from)
      .map(({ from, to, sure, high }) => ({
        from,
        to: Number.isFinite(to) ? Math.min(to, today) : Math.min(today, Math.max(sure, from + 28)),
        // A dose at intervals has no height per day.
        dose: atIntervals ? null : high,
        known: (atIntervals || high !== null) && Number.isFinite(to),
      }))
  const older = { from: today - (years + olderYears * 0.75) * year, to: today - (years + olderYears * 0.25) * year }
  const { from, to } = start
    ? { from: start.first, to: ongoing ? today : start.last }
    : answered?.another
      ? older
      : { from: Number.NEGATIVE_INFINITY, to: today }
  return [{ from, to, dose: null, known: false }]
}
