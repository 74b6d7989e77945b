/** A table with its caption and column heads, in a place of its own that scrolls when the screen is narrow. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface DataTableProps {
  readonly caption: string
  /** Heads of the columns; an empty one has buttons under it that name themselves. */
  readonly columns: readonly string[]
  /** The rows. */
  readonly children: ComponentChildren
}

export function DataTable({ caption, columns, children }: DataTableProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class="table-place" aria-labelledby={id} tabIndex={0}>
      <table>
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
