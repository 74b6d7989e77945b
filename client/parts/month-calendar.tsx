/** A month as a table of days; those with trips are buttons that lead to them. Arrow keys move between the days. */
import { useRef, useState } from 'preact/hooks'
import { dayAfter, monthGrid, periodOf, shifted, weekdaysFrom } from '../../shared/analysis/periods.ts'
import type { TripSums } from '../trips/totals.ts'
import { weekStart } from '../trips/week.ts'
import {
  co2e,
  counted,
  day as dayName,
  distance,
  fill,
  month as monthName,
  number,
  weekday,
} from '../words/speak.ts'
import { words } from '../words/words.ts'

/** Most dots under a day. */
const mostDots = 4

interface MonthCalendarProps {
  /** Sums of the days that have trips, newest day first. */
  readonly days: ReadonlyMap<string, TripSums>
  readonly onDay: (day: string) => void
}

export function MonthCalendar({ days, onDay }: MonthCalendarProps) {
  const active = [...days.keys()]
  const [newest, oldest] = [active[0], active.at(-1)]
  const [chosen, setChosen] = useState<string | null>(null)
  if (!newest || !oldest) return null
  const month = chosen ?? newest.slice(0, 7)
  const goTo = (months: number): void =>
    setChosen(shifted(periodOf('month', `${month}-01`), months).first.slice(0, 7))
  const text = words().trips
  return (
    <div class="calendar">
      <div class="calendar-head">
        <MonthButton label={text.monthBefore} sign="←" at={month <= oldest.slice(0, 7)} go={() => goTo(-1)} />
        <p aria-live="polite">{monthName(month)}</p>
        <MonthButton label={text.monthAfter} sign="→" at={month >= newest.slice(0, 7)} go={() => goTo(1)} />
      </div>
      <MonthTable key={month} month={month} days={days} onDay={onDay} />
      <p class="quiet">{text.calendarHelp}</p>
    </div>
  )
}

function MonthButton({ label, sign, at, go }: { label: string; sign: string; at: boolean; go: () => void }) {
  return (
    <button type="button" class="minor" aria-label={label} disabled={at} onClick={go}>
      {sign}
    </button>
  )
}

function MonthTable({ month, days, onDay }: MonthCalendarProps & { month: string }) {
  const grid = monthGrid(month, weekStart())
  const active = grid.flat().filter((day) => day !== null && days.has(day)) as string[]
  const [current, setCurrent] = useState(active[0])
  const table = useRef<HTMLTableElement>(null)
  const most = Math.max(...active.map((day) => days.get(day)!.distanceM))
  const move = (event: KeyboardEvent): void => {
    const next = current && dayByKey(event.key, current, active)
    if (!next) return
    event.preventDefault()
    setCurrent(next)
    table.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    <table ref={table} onKeyDown={move} data-testid="calendar">
      <caption class="unseen">{fill(words().trips.calendarOf, { month: monthName(month) })}</caption>
      <thead>
        <tr>
          {weekdaysFrom(weekStart()).map((each) => (
            <th scope="col" key={each} aria-label={weekday(each, 'long')}>
              {weekday(each, 'narrow')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grid.map((week, n) => (
          <tr key={week.find(Boolean) ?? n}>
            {week[0] === null && <td colSpan={week.findIndex((day) => day !== null)} />}
            {week
              .filter((day) => day !== null)
              .map((day) => (
                <td key={day}>
                  <DayCell
                    day={day}
                    sums={days.get(day)}
                    most={most}
                    isCurrent={day === current}
                    onDay={() => {
                      setCurrent(day)
                      onDay(day)
                    }}
                  />
                </td>
              ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell(props: {
  day: string
  sums: TripSums | undefined
  most: number
  isCurrent: boolean
  onDay: () => void
}) {
  const { day, sums } = props
  const date = number(Number(day.slice(-2)))
  if (!sums) return date
  const text = words().trips
  const label = fill(text.calendarDay, {
    day: dayName(day),
    trips: counted(text.dayTrips, sums.tripCount),
    distance: distance(sums.distanceM),
    co2e: co2e(sums.co2eKg),
  })
  const dots = Math.max(1, Math.ceil(mostDots * Math.sqrt(sums.distanceM / Math.max(props.most, 1))))
  return (
    <button
      type="button"
      class="calendar-day"
      data-day={day}
      data-dots={'•'.repeat(dots)}
      aria-label={label}
      title={label}
      tabIndex={props.isCurrent ? 0 : -1}
      onClick={props.onDay}
    >
      {date}
    </button>
  )
}

/** The active day that a key leads to from `current`, if any; days without trips are stepped over. */
export function dayByKey(key: string, current: string, active: readonly string[]): string | undefined {
  const at = active.indexOf(current)
  if (key === 'ArrowLeft') return active[at - 1]
  if (key === 'ArrowRight') return active[at + 1]
  if (key === 'Home') return active[0]
  if (key === 'End') return active.at(-1)
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined
  const step = key === 'ArrowUp' ? -7 : 7
  for (let n = 1; n <= 5; n++) {
    const day = dayAfter(current, n * step)
    if (active.includes(day)) return day
  }
  return undefined
}
