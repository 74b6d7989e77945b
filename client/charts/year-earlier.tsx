/** A period beside the same one a year earlier, where the whole of that was recorded. */
import type { Row } from '../../shared/analysis/figures.ts'
import { measures, totalsOf, within } from '../../shared/analysis/figures.ts'
import type { Period } from '../../shared/analysis/periods.ts'
import { yearEarlier } from '../../shared/analysis/periods.ts'
import { DataTable } from '../parts/data-table.tsx'
import { capital, days, fill } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { amountOf, shortChangeText } from './amounts.ts'
import { Chart } from './chart.tsx'

interface YearEarlierProps {
  readonly rows: readonly Row[]
  readonly period: Period
  readonly firstDay: string
  readonly today: string
}

/** Nothing for years, which are compared with the one before anyway, nor where there is no year before. */
export function YearEarlier({ rows, period, firstDay, today }: YearEarlierProps) {
  const text = words().analysis
  const { now, before } = yearEarlier(period, today)
  if (period.unit === 'year' || firstDay > before.first) return null
  const [own, then] = [totalsOf(within(rows, now)), totalsOf(within(rows, before))]
  const change = (measure: 'distanceM' | 'co2eKg'): string =>
    shortChangeText(measure, own[measure], then[measure])
  return (
    <Chart
      caption={text.yearEarlier}
      reading={fill(text.yearReading, {
        before: days(before),
        distance: change('distanceM'),
        co2e: change('co2eKg'),
      })}
      testId="year-earlier"
      picture={null}
      table={() => (
        <DataTable
          caption={text.yearEarlier}
          columns={[text.figure, days(now), days(before), text.difference]}
        >
          {measures.map((measure) => (
            <tr key={measure} data-measure={measure}>
              <th scope="row">{capital(text.measures[measure])}</th>
              <td>{amountOf(measure, own[measure])}</td>
              <td>{amountOf(measure, then[measure])}</td>
              <td>{shortChangeText(measure, own[measure], then[measure])}</td>
            </tr>
          ))}
        </DataTable>
      )}
    />
  )
}
