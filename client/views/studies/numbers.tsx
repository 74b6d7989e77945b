/** Numbers of a contribution, table by table: every one that leaves, as people read it and exactly as it is sent. */
import type { DecodedTable } from '../../../shared/research/decode.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { ShownStudy } from '../../studies-protocol.ts'
import { capital } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { cellName, tableName, withUnit } from './study-words.ts'

export function Numbers({ study, tables }: { study: ShownStudy; tables: readonly DecodedTable[] }) {
  return (
    <>
      {tables.map((table) => (
        <NumbersTable key={table.id} name={tableName(study, table.id)} table={table} />
      ))}
    </>
  )
}

function NumbersTable({ name, table }: { name: string; table: DecodedTable }) {
  const text = words().studies
  const { id, unit, rows, numbers } = table
  return (
    <div class="numbers" data-testid="numbers" data-table={id} data-numbers={numbers.join()}>
      <DataTable caption={name} columns={[text.cell, text.value]}>
        {rows.map(({ cell, value }) => (
          <tr key={Object.values(cell).join()} class={value === 0 ? 'quiet-row' : undefined}>
            <th scope="row">{capital(cellName(cell))}</th>
            <td>{withUnit(unit, value)}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <th scope="row">{capital(text.noFlow)}</th>
            <td>–</td>
          </tr>
        )}
      </DataTable>
      <p class="quiet">
        {text.exactly} <code>{numbers.join(' ')}</code>
      </p>
    </div>
  )
}
