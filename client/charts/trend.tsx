/** What is measured, period by period, each bar put together from the families of modes. */
import type { Measure, Row } from '../../shared/analysis/figures.ts'
import { measures, totalsOf, within } from '../../shared/analysis/figures.ts'
import type { Period } from '../../shared/analysis/periods.ts'
import type { ModeFamily } from '../../shared/engine/mode.ts'
import { modes } from '../../shared/engine/mode.ts'
import { DataTable } from '../parts/data-table.tsx'
import { capital, fill } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { amountOf, periodName, shortPeriodName } from './amounts.ts'
import { Chart, Picture, useChartWidth } from './chart.tsx'
import { FamilyLegend, families, fillOf } from './patterns.tsx'

interface TrendProps {
  readonly rows: readonly Row[]
  /** Oldest first. */
  readonly periods: readonly Period[]
  readonly measure: Measure
  readonly reading: string
}

const height = 190
const floor = height - 24
const top = 22

export function Trend({ rows, periods, measure, reading }: TrendProps) {
  const text = words().analysis
  const unit = text.units[periods[0]!.unit]
  const bars = periods.map((period) => ({ period, parts: partsOf(within(rows, period), measure) }))
  const shown = [...new Set(bars.flatMap(({ parts }) => parts.map(({ family }) => family)))]
  return (
    <Chart
      caption={fill(text.trend, { measure: text.measures[measure], unit })}
      reading={reading}
      testId="trend"
      picture={<Bars bars={bars} measure={measure} />}
      legend={<FamilyLegend shown={shown} />}
      table={() => <TrendTable rows={rows} periods={periods} caption={fill(text.totals, { unit })} />}
    />
  )
}

interface Part {
  readonly family: ModeFamily
  readonly amount: number
}

/** The parts of one bar, in the families' order. */
function partsOf(rows: readonly Row[], measure: Measure): Part[] {
  const own = Map.groupBy(rows, (row) => modes[measure === 'trips' ? row.mainMode : row.mode].family)
  return families
    .map((family) => ({ family, amount: totalsOf(own.get(family) ?? [])[measure] }))
    .filter(({ amount }) => amount > 0)
}

function Bars({ bars, measure }: { bars: readonly { period: Period; parts: Part[] }[]; measure: Measure }) {
  const width = useChartWidth()
  const totals = bars.map(({ parts }) => parts.reduce((sum, { amount }) => sum + amount, 0))
  const most = Math.max(...totals)
  const step = width / Math.max(bars.length, 4)
  const scale = most > 0 ? (floor - top) / most : 0
  const peak = totals.indexOf(most)
  const stacks = stacksOf(
    bars.map(({ parts }) => parts),
    step,
    scale,
  )
  return (
    <Picture width={width} height={height}>
      {[...stacks].map(([family, d]) => (
        <path key={family} class={`shape shape-${family}`} fill={fillOf(family)} d={d} />
      ))}
      {bars.map(({ period }, n) => (
        <text
          key={period.first}
          class={n === bars.length - 1 ? 'label-strong' : undefined}
          x={(n + 0.5) * step}
          y={height - 7}
        >
          {shortPeriodName(period)}
        </text>
      ))}
      {most > 0 && (
        <text x={keptInside(step * (peak + 0.5), width)} y={top - 8}>
          {amountOf(measure, most)}
        </text>
      )}
      <path class="bars-floor" d={`M0 ${floor + 0.5}H${width}`} />
    </Picture>
  )
}

/** The outlines of each family's parts of all bars. */
function stacksOf(bars: readonly Part[][], step: number, scale: number): Map<ModeFamily, string> {
  const outlines = new Map<ModeFamily, string>()
  const width = step * 0.64
  for (const [n, parts] of bars.entries()) {
    let y = floor
    for (const { family, amount } of parts) {
      const tall = amount * scale
      y -= tall
      const outline = `M${(n + 0.18) * step} ${y}h${width}v${tall}h${-width}z`
      outlines.set(family, (outlines.get(family) ?? '') + outline)
    }
  }
  return outlines
}

/** Half of the widest label, so that none leaves the picture. */
const halfLabel = 45
const keptInside = (x: number, width: number): number => Math.min(Math.max(x, halfLabel), width - halfLabel)

function TrendTable({ rows, periods, caption }: Pick<TrendProps, 'rows' | 'periods'> & { caption: string }) {
  const text = words().analysis
  return (
    <DataTable
      caption={caption}
      columns={[text.period, ...measures.map((measure) => capital(text.measures[measure]))]}
    >
      {periods.toReversed().map((period) => {
        const totals = totalsOf(within(rows, period))
        return (
          <tr key={period.first}>
            <th scope="row">{periodName(period)}</th>
            {measures.map((measure) => (
              <td key={measure}>{amountOf(measure, totals[measure])}</td>
            ))}
          </tr>
        )
      })}
    </DataTable>
  )
}
