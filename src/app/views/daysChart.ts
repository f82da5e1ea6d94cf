/** A year of headache days: one column a month, its filled part the migraine days; every number written, no month left out. */

import { html, nothing, svg, type TemplateResult } from 'lit'
import { isoOf } from '../../core/dates.ts'
import type { Cell } from '../../core/diary.ts'
import { type CalendarMonth, cellOf, lastMonths, numberIn } from '../../core/monthAnswers.ts'
import { numberText } from '../../outputs/say.ts'
import { rules } from '../../rules.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'
import { monthName } from './days.ts'

const count = 12
/** The plot in pixels: a day is six of them, and a month has no more than 31. */
const most = 31
const perDay = 6
const above = 18
const floor = above + most * perDay
const below = 34

type Column = { month: CalendarMonth; headache: Cell | null; migraine: Cell | null }

export function daysChart(screen: Screen): TemplateResult {
  const { asOf, diary, guidelines } = screen.assessment
  const columns = lastMonths(asOf, count).map((month): Column => {
    const cell = (fact: string) => cellOf(diary, month, rules.vocabulary.facts[fact])
    return { month, headache: cell('headacheDays'), migraine: cell('migraineDays') }
  })
  const parameter = (name: string) => guidelines.flatMap(({ parameters }) => parameters[name] ?? [])[0]
  const lines = { headache: parameter('chronicHeadacheDays'), migraine: parameter('chronicMigraineDays') }
  return html`<section class="panel chart" aria-labelledby="days-chart">
    <h2 id="days-chart">${t(screen, 'chartTitle', { n: count })}</h2>
    ${lines.headache === undefined || lines.migraine === undefined ? nothing : html`<p class="small muted">${t(screen, 'chartLines', { headache: lines.headache, migraine: lines.migraine })}</p>`}
    <ul class="legend small">
      <li><svg class="key" aria-hidden="true"><rect class="head" x="1" y="1" width="14" height="14" /></svg>${t(screen, 'chartLegendHeadache')}</li>
      <li><svg class="key" aria-hidden="true"><rect class="mig" x="1" y="1" width="14" height="14" /></svg>${t(screen, 'chartLegendMigraine')}</li>
      <li><svg class="key" aria-hidden="true"><rect class="gap" x="1" y="1" width="14" height="14" /></svg>${t(screen, 'chartLegendMissing')}</li>
    </ul>
    ${drawing(screen, columns, lines)}
    <details class="more"><summary>${t(screen, 'chartTable')}</summary>${table(screen, columns)}</details>
  </section>`
}

/** A number, a range, or nothing: sources that conflict say nothing. */
function text({ lang }: Screen, cell: Cell | null): string | null {
  const value = numberIn(cell)
  if (value !== null) return numberText(value, lang)
  return cell && !cell.conflicting ? `${numberText(cell.low, lang)}–${cell.high === null ? '' : numberText(cell.high, lang)}` : null
}

const sentence = (screen: Screen, columns: readonly Column[]): string =>
  t(screen, 'chartName', {
    months: columns
      .map(({ month, headache, migraine }) => {
        const name = monthName(screen, month, 'long')
        const [all, part] = [text(screen, headache), text(screen, migraine)]
        if (all === null && part === null) return `${name}: ${t(screen, nothingKnown(headache, migraine))}`
        return t(screen, 'chartMonth', {
          month: name,
          headache: all ?? t(screen, 'chartUnknown'),
          migraine: part ?? t(screen, 'chartUnknown'),
        })
      })
      .join('; '),
  })

function drawing(
  screen: Screen,
  columns: readonly Column[],
  lines: { headache: number | undefined; migraine: number | undefined },
): TemplateResult {
  const step = 100 / count
  const y = (days: number) => floor - days * perDay
  const line = (days: number | undefined, name: string, kind: string) =>
    days === undefined
      ? nothing
      : svg`<line class="limit ${kind}" x1="0" x2="100%" y1=${y(days)} y2=${y(days)} /><text class="name" x="0" y=${y(days) - 4}>${name}</text>`
  // The lines cross the columns, and no line crosses a number.
  const drawn = columns.map((column, i) => draw(screen, column, i * step, step))
  return html`<svg class="plot" height=${floor + below} role="img" aria-label=${sentence(screen, columns)}>
    <line class="base" x1="0" x2="100%" y1=${floor} y2=${floor} />
    ${drawn.map(({ bars }) => bars)}
    ${line(lines.headache, t(screen, 'chartHeadacheLine', { n: lines.headache ?? '' }), 'limit--h')}
    ${line(lines.migraine, t(screen, 'chartMigraineLine', { n: lines.migraine ?? '' }), 'limit--m')}
    ${drawn.map(({ numbers }) => numbers)}
    ${columns.map(({ month }, i) => {
      const isFirst = i === 0 || month.name.endsWith('-01')
      const x = `${(i + 0.5) * step}%`
      return svg`<text class="month" x=${x} y=${floor + 15} text-anchor="middle">${monthName(screen, month, 'short', false).slice(0, 3)}</text>
        ${isFirst ? svg`<text class="month" x=${x} y=${floor + 30} text-anchor="middle">${month.name.slice(0, 4)}</text>` : nothing}`
    })}
  </svg>`
}

type Drawn = { bars: TemplateResult; numbers: TemplateResult }

/** What is not known is dashed: headache days of which only the migraine days are known, or the other way round. */
function draw(screen: Screen, { headache, migraine }: Column, at: number, step: number): Drawn {
  const y = (days: number) => floor - days * perDay
  const [left, width, middle] = [`${at + step * 0.14}%`, `${step * 0.72}%`, `${at + step / 2}%`]
  const rect = (kind: string, days: number) => svg`<rect class=${kind} x=${left} width=${width} y=${y(days)} height=${days * perDay} />`
  const number = (kind: string, at: number, said: string) =>
    svg`<text class=${kind} x=${middle} y=${at} text-anchor="middle">${said}</text>`
  const [all, part] = [headache, migraine].map((cell) => (cell && !cell.conflicting ? cell : null)) as [Cell | null, Cell | null]
  if (!all && !part)
    return {
      bars: svg`<rect class="gap" x=${left} width=${width} y=${above} height=${floor - above} />`,
      numbers: svg`<svg x=${middle} y="0" width="1" height="1" overflow="visible"><text class="missing" transform="translate(4 ${floor - most * perDay * 0.62}) rotate(-90)">${t(screen, nothingKnown(headache, migraine))}</text></svg>`,
    }
  const isOne = (cell: Cell) => cell.low === cell.high
  const top = Math.max(all?.low ?? part!.low, part?.low ?? all!.low)
  const inside = part && part.low * perDay >= 18
  const beside = part && !inside && all && all.low - part.low >= 4
  const said = (cell: Cell | null) => text(screen, cell) ?? '?'
  return {
    bars: svg`${all ? rect(isOne(all) ? 'head' : 'gap', all.low) : rect('gap', top)}${part ? rect(isOne(part) ? 'mig' : 'gap', part.low) : nothing}`,
    numbers: svg`${number('value', y(top) - 5, said(all))}${
      inside
        ? number(isOne(part) ? 'inside' : 'value', floor - 6, said(part))
        : beside
          ? number('value', y(part.low) - 4, said(part))
          : number('value', y(top) - 19, `(${said(part)})`)
    }`,
  }
}

/** Sources that conflict are not silence. */
const nothingKnown = (...cells: (Cell | null)[]) => (cells.some((cell) => cell?.conflicting) ? 'chartConflict' : 'chartMissing')

function table(screen: Screen, columns: readonly Column[]): TemplateResult {
  const { diary } = screen.assessment
  const shown = new Set(columns.map(({ month }) => `${month.first} ${month.last}`))
  const isCalendar = (first: number, last: number) => isoOf(first).endsWith('-01') && isoOf(last + 1).endsWith('-01')
  const others = diary.months
    .filter(({ first, last }) => !shown.has(`${first} ${last}`) && !isCalendar(first, last) && last >= columns[0]!.month.first)
    .map((one) => ({
      name: `${isoOf(one.first)}–${isoOf(one.last)}`,
      headache: one.cells.get('headache-days') ?? null,
      migraine: one.cells.get('migraine-days') ?? null,
    }))
  const rows = [...columns.map(({ month, ...cells }) => ({ name: monthName(screen, month, 'long'), ...cells })), ...others].reverse()
  const value = (cell: Cell | null) => text(screen, cell) ?? t(screen, nothingKnown(cell))
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t(screen, 'chartTable')}><table>
    <thead><tr><th scope="col">${t(screen, 'month')}</th><th scope="col">${t(screen, 'days_headacheDays')}</th><th scope="col">${t(screen, 'days_migraineDays')}</th><th scope="col">${t(screen, 'chartSource')}</th></tr></thead>
    <tbody>${rows.map(({ name, headache, migraine }) => html`<tr><th scope="row">${name}</th><td>${value(headache)}</td><td>${value(migraine)}</td><td>${[...new Set([headache, migraine].flatMap((cell) => (cell ? [cell] : [])).map(({ evidence }) => ('by' in evidence ? t(screen, 'byYou') : t(screen, 'fromRecord'))))].join(', ') || icon('unknown')}</td></tr>`)}</tbody>
  </table></div>`
}
