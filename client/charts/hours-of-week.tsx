/** When one is on the way: a square for each hour of each day of the week, the larger the longer. */
import { weekdaysFrom } from '../../shared/analysis/periods.ts'
import { DataTable } from '../parts/data-table.tsx'
import { weekStart } from '../trips/week.ts'
import { duration, fill, number, weekday } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { Chart, Picture, useChartWidth } from './chart.tsx'

interface HoursOfWeekProps {
  readonly caption: string
  /** Minutes by weekday (Monday first) and hour. */
  readonly minutes: readonly (readonly number[])[]
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const rowHeight = 26
const labelled = [0, 6, 12, 18]

const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

export function HoursOfWeek({ caption, minutes }: HoursOfWeekProps) {
  return (
    <Chart
      caption={caption}
      reading={readingOf(minutes)}
      testId="hours"
      picture={<Squares minutes={minutes} />}
      table={() => <HoursTable minutes={minutes} />}
    />
  )
}

function readingOf(minutes: HoursOfWeekProps['minutes']): string {
  const text = words().analysis
  const most = Math.max(...minutes.flat())
  if (most === 0) return text.nothing
  const at = minutes.findIndex((day) => day.includes(most))
  const hour = minutes[at]!.indexOf(most)
  return fill(text.hoursReading, {
    weekday: weekday(at + 1, 'long'),
    from: clockOf(hour),
    to: clockOf(hour + 1),
    amount: duration(most * 60_000),
  })
}

function Squares({ minutes }: Pick<HoursOfWeekProps, 'minutes'>) {
  const width = useChartWidth()
  const left = 34
  const step = (width - left) / 24
  const most = Math.max(...minutes.flat(), 1)
  const largest = Math.min(step, rowHeight) - 2
  const height = rowHeight * 7 + 20
  // One path for all: a hundred and more elements would only make the page heavy.
  const weekdays = weekdaysFrom(weekStart())
  const squares = weekdays
    .flatMap((day, row) =>
      minutes[day - 1]!.map((spent, hour) => {
        const side = Math.sqrt(spent / most) * largest
        const x = left + (hour + 0.5) * step - side / 2
        const y = (row + 0.5) * rowHeight - side / 2
        return side === 0 ? '' : `M${x} ${y}h${side}v${side}h${-side}z`
      }),
    )
    .join('')
  return (
    <Picture width={width} height={height}>
      {weekdays.map((day, row) => (
        <g key={day}>
          <text class="label-start" x="0" y={(row + 0.5) * rowHeight + 4}>
            {weekday(day, 'short')}
          </text>
          <path class="bars-floor" d={`M${left} ${(row + 0.5) * rowHeight}H${width}`} />
        </g>
      ))}
      <path class="bar" d={squares} />
      {labelled.map((hour) => (
        <text key={hour} class="label-start" x={left + hour * step} y={height - 4}>
          {clockOf(hour)}
        </text>
      ))}
    </Picture>
  )
}

function HoursTable({ minutes }: Pick<HoursOfWeekProps, 'minutes'>) {
  const text = words().analysis
  const weekdays = weekdaysFrom(weekStart())
  return (
    <DataTable
      caption={text.hoursTable}
      columns={[text.hour, ...weekdays.map((day) => weekday(day, 'short'))]}
    >
      {hours.map((hour) => (
        <tr key={hour}>
          <th scope="row">{fill(text.hourSpan, { from: clockOf(hour), to: clockOf(hour + 1) })}</th>
          {weekdays.map((day) => (
            <td key={day}>{number(Math.round(minutes[day - 1]![hour]!))}</td>
          ))}
        </tr>
      ))}
    </DataTable>
  )
}
