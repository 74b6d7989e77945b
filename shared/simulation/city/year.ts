/** Months as the simulated city lives them: days with their clocks, school holidays, days off. */
import { localDays } from '../calendar.ts'

/** One day, in Europe/Paris. */
export interface CityDay {
  /** As 2026-05-04. */
  readonly date: string
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number
  readonly startMs: number
  readonly endMs: number
  readonly isSchoolHoliday: boolean
  /** Saturdays, Sundays and public holidays of a fixed date; those that follow Easter are lived as other days. */
  readonly isOff: boolean
}

export interface CityMonth {
  /** As 2026-05. */
  readonly name: string
  /** 1 to 12. */
  readonly number: number
  /** Months since January of the year 0. */
  readonly count: number
  readonly startMs: number
  readonly endMs: number
  readonly days: readonly CityDay[]
}

const fixedHolidays = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'])

/** Days of each school holiday, first and last, about as zone A has them; each year moves them by some days. */
const schoolHolidays: readonly (readonly [string, string])[] = [
  ['01-01', '01-04'],
  ['02-08', '02-23'],
  ['04-06', '04-21'],
  ['07-05', '08-31'],
  ['10-18', '11-02'],
  ['12-20', '12-31'],
]

const hourMs = 3_600_000

/** The month of that name, as 2026-05. Throws RangeError when there is none such. */
export function cityMonth(name: string): CityMonth {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name)
  if (!parts) throw new RangeError('A month must be written as 2026-05.')
  const [year, number] = [Number(parts[1]), Number(parts[2])]
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const days = localDays(`${name}-01`, length).map((day): CityDay => {
    const monthDay = day.date.slice(5)
    return {
      date: day.date,
      weekday: day.weekday,
      startMs: day.startMs,
      endMs: day.endMs,
      isSchoolHoliday: schoolHolidays.some(([from, to]) => from <= monthDay && monthDay <= to),
      isOff: day.weekday > 5 || fixedHolidays.has(monthDay),
    }
  })
  const [startMs, endMs] = [days[0]!.startMs, days.at(-1)!.endMs]
  return { name, number, count: year * 12 + number - 1, startMs, endMs, days }
}

/**
 * Unix ms of a clock time on that day, to the second, given in hours. Counted back from midnight from three o'clock on:
 * clocks are put forward and back before.
 */
export function clockTime(day: CityDay, hours: number): number {
  const ms = hours < 3 ? day.startMs + hours * hourMs : day.endMs - (24 - hours) * hourMs
  return Math.round(ms / 1000) * 1000
}
