/** What each month adds up to, as a sentence, a chart and tables. */
import { useId, useState } from 'preact/hooks'
import { DataTable } from '../parts/data-table.tsx'
import { ModeName } from '../parts/mode-line.tsx'
import { MonthBars } from '../parts/month-bars.tsx'
import { Page } from '../parts/page.tsx'
import { view } from '../state.ts'
import type { MonthTotal } from '../totals.ts'
import { monthsOf } from '../totals.ts'
import { co2e, counted, distance, duration, fill, month, number } from '../words/speak.ts'
import { words } from '../words/words.ts'

export function Months() {
  const text = words().months
  const months = monthsOf(view.value?.trips ?? [])
  const [chosen, setChosen] = useState('')
  const id = useId()
  const latest = months[0]
  if (!latest) {
    return (
      <Page title={text.title}>
        <p>{text.empty}</p>
      </Page>
    )
  }
  const detailed = months.find((each) => each.month === chosen) ?? latest
  return (
    <Page title={text.title}>
      <p class="lead">{readingOf(latest)}</p>
      <MonthBars months={months} />
      <MonthTable months={months} />
      <div class="field field-short">
        <label for={id}>{text.choose}</label>
        <select id={id} value={detailed.month} onChange={(event) => setChosen(event.currentTarget.value)}>
          {months.map((each) => (
            <option key={each.month} value={each.month}>
              {month(each.month)}
            </option>
          ))}
        </select>
      </div>
      <ModeTable total={detailed} />
    </Page>
  )
}

/** The month in one sentence. */
function readingOf(total: MonthTotal): string {
  const text = words()
  const values = {
    month: month(total.month),
    distance: distance(total.distanceM),
    trips: counted(text.trips.dayTrips, total.trips),
    co2e: co2e(total.co2eKg),
  }
  const first = total.modes[0]
  if (!first || first.co2eKg === 0) return fill(text.months.readingFlat, values)
  return fill(text.months.reading, { ...values, mode: text.modes[first.mode], part: co2e(first.co2eKg) })
}

function MonthTable({ months }: { months: readonly MonthTotal[] }) {
  const text = words().months
  return (
    <DataTable caption={text.table} columns={[text.month, text.trips, text.distance, text.co2e]}>
      {months.map((total) => (
        <tr key={total.month}>
          <th scope="row">{month(total.month)}</th>
          <td>{number(total.trips)}</td>
          <td>{distance(total.distanceM)}</td>
          <td data-testid="month-co2" data-month={total.month}>
            {co2e(total.co2eKg)}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function ModeTable({ total }: { total: MonthTotal }) {
  const text = words().months
  const caption = fill(text.byMode, { month: month(total.month) })
  return (
    <DataTable
      caption={caption}
      columns={[text.mode, text.sections, text.duration, text.distance, text.co2e]}
    >
      {total.modes.map((row) => (
        <tr key={row.mode} data-testid="mode-row">
          <th scope="row">
            <ModeName mode={row.mode} />
          </th>
          <td>{number(row.sections)}</td>
          <td>{duration(row.durationMs)}</td>
          <td>{distance(row.distanceM)}</td>
          <td>{co2e(row.co2eKg)}</td>
        </tr>
      ))}
    </DataTable>
  )
}
