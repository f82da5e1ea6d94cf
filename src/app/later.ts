/** The views that are not on the first screen, in a file of their own: fetched while the answer is read. */

export { compare } from './views/compare.ts'
export { days } from './views/days.ts'
export { drugs } from './views/drugs.ts'
export { history } from './views/history.ts'
export { letters, written } from './views/letters.ts'
