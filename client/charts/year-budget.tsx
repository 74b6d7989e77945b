/** The year's trips beside what one person may emit in a year. */
import type { YearSoFar } from '../../shared/analysis/comparisons.ts'
import type { Source } from '../../shared/analysis/norms.ts'
import { yearBudget } from '../../shared/analysis/norms.ts'
import { DataTable } from '../parts/data-table.tsx'
import { co2e, counted, fill, percent } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { Chart, Picture, useChartWidth } from './chart.tsx'

/** Where a figure is from, as a link that tells its site nothing of this page. */
export function SourceLink({ source }: { source: Source }) {
  return (
    <a href={source.address} rel="noreferrer external">
      {fill(words().analysis.sourceOf, { name: source.name, year: String(source.year) })}
    </a>
  )
}

export function YearBudget({ year, own }: { year: string; own: YearSoFar }) {
  const text = words().analysis
  const share = own.co2eKg / yearBudget.co2eKg
  const reading = fill(text.budgetReading, {
    year,
    co2e: co2e(own.co2eKg),
    share: percent(share),
    budget: co2e(yearBudget.co2eKg),
  })
  return (
    <Chart
      caption={text.budget}
      reading={reading}
      testId="budget"
      picture={<BudgetBar share={share} own={co2e(own.co2eKg)} all={co2e(yearBudget.co2eKg)} />}
      table={() => <BudgetTable year={year} own={own} share={share} />}
    />
  )
}

function BudgetBar({ share, own, all }: { share: number; own: string; all: string }) {
  const width = useChartWidth()
  // A year beyond the budget still fits: the frame is then a part of the bar.
  const scale = (width - 2) / Math.max(1, share)
  return (
    <Picture width={width} height={56}>
      <rect class="bar" x="1" y="20" width={share * scale} height="22" />
      <rect class="frame" x="1" y="20" width={scale} height="22" rx="2" />
      <text class="label-start" x="0" y="13">
        {own}
      </text>
      <text class="label-end" x={scale} y="13">
        {all}
      </text>
    </Picture>
  )
}

function BudgetTable({ year, own, share }: { year: string; own: YearSoFar; share: number }) {
  const text = words().analysis
  const pace = own.paceCo2eKg
  return (
    <DataTable
      caption={fill(text.budgetTable, { year })}
      stacks
      columns={[text.figure, text.amount, text.share, text.source]}
    >
      <tr>
        <th scope="row">{fill(text.budgetOwn, { year })}</th>
        <td data-testid="year-co2">{co2e(own.co2eKg)}</td>
        <td>{percent(share)}</td>
        <td>{counted(text.budgetDays, own.days)}</td>
      </tr>
      <tr>
        <th scope="row">{text.budgetPace}</th>
        <td>{pace === undefined ? text.notYet : co2e(pace)}</td>
        <td>{pace === undefined ? '–' : percent(pace / yearBudget.co2eKg)}</td>
        <td>{counted(text.budgetDays, own.days)}</td>
      </tr>
      <tr>
        <th scope="row">{text.budgetAll}</th>
        <td>{co2e(yearBudget.co2eKg)}</td>
        <td>{percent(1)}</td>
        <td class="long">
          <SourceLink source={yearBudget.source} />
        </td>
      </tr>
    </DataTable>
  )
}
