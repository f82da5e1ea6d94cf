/** Icons, drawn once; always beside a word, so hidden from screen readers. */

import { html, svg, type TemplateResult } from 'lit'

const shapes = {
  met: svg`<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.6 8.3l2.3 2.3 4.4-5" fill="none" stroke="var(--surface)" stroke-width="1.8"/>`,
  notMet: svg`<circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M5.5 5.5l5 5m0-5l-5 5" stroke="currentColor" stroke-width="1.5"/>`,
  unknown: svg`<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.6 1.55"/><path d="M6 6.3c0-1.2.9-1.9 2-1.9s2 .7 2 1.8c0 1.4-2 1.5-2 3" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="8" cy="11.3" r=".95" fill="currentColor"/>`,
  red: svg`<path d="M8 .9l7.2 13.6H.8z" fill="currentColor"/><path d="M8 5.6v4.2" stroke="var(--surface)" stroke-width="1.7"/><circle cx="8" cy="12" r="1" fill="var(--surface)"/>`,
  care: svg`<path d="M8 1.6l6.6 12.3H1.4z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M8 6v3.8" stroke="currentColor" stroke-width="1.5"/><circle cx="8" cy="11.8" r=".9" fill="currentColor"/>`,
  record: svg`<path d="M3.5 1.7h6l3 3v9.6h-9z" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M5.7 7h4.6M5.7 9.5h4.6M5.7 12h2.6" stroke="currentColor" stroke-width="1.2"/>`,
  you: svg`<path d="M2.2 13.8l.7-3.2 7.9-7.9 2.5 2.5-7.9 7.9z" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  down: svg`<path d="M3.5 6l4.5 4.5L12.5 6" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  again: svg`<path d="M13.2 8a5.2 5.2 0 1 1-1.6-3.8M13.5 1.5v3.2h-3.2" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  next: svg`<path d="M2 8h10M8.5 4.2L12.3 8l-3.8 3.8" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  lock: svg`<path d="M3 7.2h10v7H3zM5 7V4.6a3 3 0 0 1 6 0V7" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
} as const
export type Icon = keyof typeof shapes

export const icon = (name: Icon): TemplateResult => html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`

/** Certainty is a square: filled, half, dashed. */
const squares = {
  sourced: svg`<rect x="1.5" y="1.5" width="9" height="9" fill="currentColor"/>`,
  background: svg`<rect x="2" y="2" width="8" height="8" fill="none" stroke="currentColor"/><path d="M2 2h4v8H2z" fill="currentColor"/>`,
  proposal: svg`<rect x="2" y="2" width="8" height="8" fill="none" stroke="currentColor" stroke-dasharray="2 1.4"/>`,
} as const

export const square = (certainty: keyof typeof squares): TemplateResult =>
  html`<svg class="i" viewBox="0 0 12 12" aria-hidden="true">${squares[certainty]}</svg>`
