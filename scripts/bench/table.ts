/** Results as Markdown tables. */

export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** One table, columns aligned so that it reads well in a terminal too. */
export function markdown({ title, head, rows }: Table): string {
  const cells = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, k) => cell.padEnd(widths[k]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [`### ${title}`, '', line(cells[0]!), rule, ...cells.slice(1).map(line), ''].join('\n')
}

/** A number with thousands apart. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US')

/** Seconds or milliseconds, whichever reads better. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${ms.toFixed(ms < 10 ? 2 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`
