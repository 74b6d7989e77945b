/** «Two days of telework», on one's own ways to work. */
import { useState } from 'preact/hooks'
import { telework } from '../../../shared/coach/what-if.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { ShownTrip } from '../../vault-protocol.ts'
import { co2e, counted, distance, duration, euros, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

const mostDays = 5

export function HomeDays({ trips }: { trips: readonly ShownTrip[] }) {
  const text = words().coach
  const [count, setCount] = useState(2)
  const found = telework(trips, count)
  return (
    <>
      <h3>{text.teleworkTitle}</h3>
      {found.days === 0 ? (
        <p>{text.teleworkNone}</p>
      ) : (
        <>
          <div class="choices-row">
            <SelectField
              label={text.teleworkDays}
              value={String(count)}
              onValue={(value) => setCount(Number(value))}
              choices={Array.from({ length: mostDays }, (_, n) => [String(n + 1), number(n + 1)])}
            />
          </div>
          <p data-testid="telework-reading">
            {fill(text.teleworkReading, {
              count: counted(text.daysUnit, count),
              co2e: co2e(found.savedKg),
              duration: duration(found.savedMs),
              euros: euros(found.savedEur),
              weeks: counted(text.weeks, found.weeks),
            })}
          </p>
          <DataTable caption={text.teleworkTable} columns={[text.figure, text.saved]}>
            <Row name={text.workDays} value={number(found.days)} />
            <Row name={text.homeDays} value={number(found.homeDays)} />
            <Row name={text.co2e} value={co2e(found.savedKg)} />
            <Row name={text.time} value={duration(found.savedMs)} />
            <Row name={words().trip.distance} value={distance(found.savedM)} />
            <Row name={text.euros} value={euros(found.savedEur)} />
          </DataTable>
          <p class="quiet">{text.teleworkText}</p>
        </>
      )}
    </>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
    </tr>
  )
}
