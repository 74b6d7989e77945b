/** What something is, as a list of names and their values. */
import type { ComponentChildren } from 'preact'

/** A name and its value. */
export type NamedValue = readonly [name: string, value: ComponentChildren]

/** The list, in the order of its rows; no two have the same name. */
export function FieldList({ rows, testId }: { rows: readonly NamedValue[]; testId?: string }) {
  return (
    <dl class="fields" data-testid={testId}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
