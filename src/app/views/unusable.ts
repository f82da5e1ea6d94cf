/** What is there and could not be used: told where it holds something open, and the one way from there to its line among the problems. */

import { html, nothing, type TemplateResult } from 'lit'
import { type Evidence, holdingOpen } from '../../core/facts.ts'
import { icon } from '../icons.ts'
import { type Screen, t } from '../screen.ts'

type Entry = Extract<Evidence, { resource: string }>

/** More than these are told by number. */
const shownAtMost = 2

export const problemId = (nth: number): string => `problem-${nth}`
/** Where what is said of the reading stands. */
export const readId = 'read'

/** The line of that resource: the one that says why it could not be used, where the record tells more of it. */
function lineOf({ assessment: { record, problems } }: Screen, resource: string): string {
  const why = record.unusable.find((one) => one.resource === resource)?.why
  const own = problems.findIndex((one) => one.resource === resource && one.code === why)
  const nth = own >= 0 ? own : problems.findIndex((one) => one.resource === resource)
  return nth >= 0 ? problemId(nth) : readId
}

/** "Condition/12 kunde inte användas": leads to why; bare where what it says stands beside it already. */
export function unusableLink(screen: Screen, { resource, says, date }: Entry, isBare = false): TemplateResult {
  const id = lineOf(screen, resource)
  const go = (event: Event) => {
    event.preventDefault()
    screen.do.view('assessment', id)
  }
  return html`<span class="unusable"><a href="#${id}" @click=${go}>${icon('unknown')}<span>${breakable(resource)} ${t(screen, 'couldNotBeUsed')}</span></a>${!isBare && (says || date) ? html` <span>${says} ${date ? html`<time>${date}</time>` : nothing}</span>` : nothing}</span>`
}

/** A resource's name may be parted between its words. */
const breakable = (resource: string): TemplateResult[] => resource.split(/(?<=\/)|(?<=[a-z])(?=[A-Z])/).map((part) => html`${part}<wbr>`)

export const unusableIn = (evidence: readonly Evidence[]): Entry[] => [
  ...new Map(evidence.flatMap((one) => ('resource' in one && one.unusable ? [[one.resource, one] as const] : []))).values(),
]

/** The entries, some by name and the rest by number. */
export function unusables(screen: Screen, entries: readonly Entry[], most = shownAtMost, areBare = false): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing
  // What may be of any kind comes after what is named.
  const strange = new Set(screen.assessment.record.unusable.flatMap(({ kind, resource }) => (kind === null ? [resource] : [])))
  const inOrder = entries.toSorted((a, b) => Number(strange.has(a.resource)) - Number(strange.has(b.resource)))
  const more = entries.length - most
  return html`<p class="held">${inOrder.slice(0, most).map((one) => unusableLink(screen, one, areBare))}${more > 0 ? html` <span>${t(screen, 'moreFacts', { n: more })}</span>` : nothing}</p>`
}

/** What holds these facts open. */
export const heldOpen = (screen: Screen, facts: readonly string[], most = shownAtMost): TemplateResult | typeof nothing =>
  unusables(screen, unusableIn(facts.flatMap((name) => holdingOpen(screen.assessment.facts[name]))), most)
