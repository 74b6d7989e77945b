/** A figure month by month, each with the span that noise leaves open; months without a figure say why. */
import type { MonthFigure, Series } from '../../../shared/research/dashboard.ts'
import type { Estimate } from '../../../shared/research/estimates.ts'
import { Chart, Picture, useChartWidth } from '../../charts/chart.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { capital, fill, shortMonth } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { monthName } from '../studies/study-words.ts'

interface MonthChartProps {
  readonly testId: string
  readonly caption: string
  /** A sentence of {month}, {value}, {low} and {high}. */
  readonly reading: string
  readonly series: Series
  format(value: number): string
}

export function MonthChart({ testId, caption, reading, series, format }: MonthChartProps) {
  const text = words().studies.dashboard
  return (
    <Chart
      caption={caption}
      reading={`${lastReading(series, reading, format)} ${trendReading(series, format)}`.trim()}
      testId={testId}
      picture={<Months months={series.months} format={format} />}
      legend={
        <p class="quiet">
          {text.spanHint} {series.months.some(({ kind }) => kind !== 'shown') && text.marks}
        </p>
      }
      table={() => (
        <DataTable caption={caption} columns={[text.month, text.value, text.from, text.to]}>
          {series.months.toReversed().map((figure) => (
            <FigureRow key={figure.month} figure={figure} format={format} />
          ))}
        </DataTable>
      )}
    />
  )
}

/** The last month that was released, as a sentence; its figure, or that there is none. */
export function lastReading(series: Series, reading: string, format: (value: number) => string): string {
  const last = series.months.findLast(({ kind }) => kind !== 'none')
  if (!last) return words().studies.dashboard.none
  const month = monthName(last.month)
  if (last.kind !== 'shown') return fill(words().studies.dashboard.tooNoisyReading, { month })
  return fill(reading, { month, ...written(last.estimate, format) })
}

const written = ({ value, low95, high95 }: Estimate, format: (value: number) => string) => ({
  value: format(value),
  low: format(low95),
  high: format(high95),
})

function trendReading({ trend }: Series, format: (value: number) => string): string {
  const text = words().studies.dashboard
  if (!trend) return ''
  if (!trend.isBeyondNoise) return text.trendNone
  const { value } = trend.perMonth
  return fill(value > 0 ? text.trendUp : text.trendDown, { value: format(Math.abs(value)) })
}

function FigureRow({ figure, format }: { figure: MonthFigure; format: (value: number) => string }) {
  const text = words().studies.dashboard
  return (
    <tr data-testid="month-row" data-month={figure.month}>
      <th scope="row">{capital(monthName(figure.month))}</th>
      {figure.kind === 'shown' ? (
        Object.entries(written(figure.estimate, format)).map(([key, shown]) => <td key={key}>{shown}</td>)
      ) : (
        <td colSpan={3}>{figure.kind === 'none' ? text.noRelease : text.tooNoisy}</td>
      )}
    </tr>
  )
}

const height = 200
const floor = height - 26
const top = 22
/** Months from which on not each of them has its name. */
const mostNames = 6

function Months({ months, format }: { months: readonly MonthFigure[]; format: (value: number) => string }) {
  const width = useChartWidth()
  const shown = months.flatMap((figure) => (figure.kind === 'shown' ? [figure.estimate] : []))
  const most = Math.max(...shown.map(({ high95, value }) => (Number.isFinite(high95) ? high95 : value)), 0)
  const step = width / Math.max(months.length, 3)
  const x = (n: number): number => (n + 0.5) * step
  const y = (value: number): number => floor - (most > 0 ? (Math.min(value, most) / most) * (floor - top) : 0)
  const everyNth = Math.ceil(months.length / mostNames)
  const last = months.findLastIndex(({ kind }) => kind === 'shown')
  return (
    <Picture width={width} height={height}>
      <path class="bars-floor" d={`M0 ${floor + 0.5}H${width}`} />
      <path class="month-line" d={lineThrough(months, x, y)} />
      {months.map((figure, n) => (
        <g key={figure.month}>
          {figure.kind === 'shown' ? (
            <Mark x={x(n)} estimate={figure.estimate} y={y} />
          ) : (
            <text x={x(n)} y={floor - 6}>
              {figure.kind === 'none' ? '–' : '?'}
            </text>
          )}
          {figure.kind === 'shown' && n === last && (
            <text class="label-strong" x={keptInside(x(n), width)} y={y(figure.estimate.high95) - 7}>
              {format(figure.estimate.value)}
            </text>
          )}
          {(months.length - 1 - n) % everyNth === 0 && (
            <text x={x(n)} y={height - 8}>
              {shortMonth(figure.month)}
            </text>
          )}
        </g>
      ))}
    </Picture>
  )
}

/** Half of the widest label, so that it does not leave the picture. */
const halfLabel = 48
const keptInside = (x: number, width: number): number => Math.min(Math.max(x, halfLabel), width - halfLabel)

/** A line from figure to figure, broken where a month has none. */
function lineThrough(
  months: readonly MonthFigure[],
  x: (n: number) => number,
  y: (value: number) => number,
): string {
  const steps = months.map((figure, n) => {
    if (figure.kind !== 'shown') return ''
    const joins = months[n - 1]?.kind === 'shown'
    return `${joins ? 'L' : 'M'}${x(n)} ${y(figure.estimate.value)}`
  })
  return steps.join('')
}

/** A dot with its span. */
function Mark({ x, estimate, y }: { x: number; estimate: Estimate; y: (value: number) => number }) {
  const [low, high] = [y(estimate.low95), y(estimate.high95)]
  return (
    <>
      <path class="span-line" d={`M${x} ${low}V${high}M${x - 4} ${low}h8M${x - 4} ${high}h8`} />
      <circle class="month-dot" cx={x} cy={y(estimate.value)} r="5" />
    </>
  )
}
