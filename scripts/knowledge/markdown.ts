/** The few pieces of Markdown that the pages are made of. */

/** Text as a cell of a table. */
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, '<br>')

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

/** A table; nothing where it would have no rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '' : [row(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(row)].join('\n')

export const link = (text: string, address: string): string => `[${text.replace(/([[\]])/g, '\\$1')}](${address})`

/** A heading that links can reach by a name that does not change with its words. */
export const heading = (level: number, text: string, name?: string): string =>
  `${name === undefined ? '' : `<a id="${name}"></a>\n\n`}${'#'.repeat(level)} ${text}`

/** Lines as nested points; deeper lists are indented under the point before them. */
export type Point = string | { text: string; of: Point[] }
export const points = (of: readonly Point[], depth = 0): string =>
  of
    .map((one) => {
      const indent = '  '.repeat(depth)
      return typeof one === 'string' ? `${indent}- ${one}` : `${indent}- ${one.text}\n${points(one.of, depth + 1)}`
    })
    .join('\n')

/** Parts of a page with an empty line between; empty parts are left out. */
export const page = (...parts: readonly (string | undefined)[]): string => `${parts.filter(Boolean).join('\n\n')}\n`
/** Parts within a page. */
export const parts = (...of: readonly (string | undefined)[]): string => of.filter(Boolean).join('\n\n')
