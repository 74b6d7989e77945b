/** A table with its caption and column heads, in a place of its own that scrolls when the screen is narrow. */
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'

interface DataTableProps {
  readonly caption: string
  /** Heads of the columns; an empty one has buttons under it that name themselves. */
  readonly columns: readonly string[]
  /** Whether each row becomes a card where the screen is narrow, its figures under the names of their columns. */
  readonly stacks?: boolean
  /** The rows. */
  readonly children: ComponentChildren
}

export function DataTable({ caption, columns, stacks, children }: DataTableProps) {
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  useLayoutEffect(() => {
    if (stacks) labelCells(table.current, columns)
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class={stacks ? 'table-place stacks' : 'table-place'} aria-labelledby={id} tabIndex={0}>
      <table ref={table}>
        <caption>
          <span id={id}>{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) =>
              column === '' ? (
                <td key="buttons" />
              ) : (
                <th scope="col" key={column}>
                  {column}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

/** Gives each cell the name of its column, which style shows where the heads have no room. */
function labelCells(table: HTMLTableElement | null, columns: readonly string[]): void {
  for (const cell of table?.querySelectorAll('td') ?? []) {
    const column = columns[cell.cellIndex]
    if (column) cell.dataset['label'] = column
  }
}
