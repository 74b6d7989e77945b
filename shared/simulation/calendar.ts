/** Local time of La Rochelle: the one place where a simulated day meets its time zone. */
import { DateTime } from 'luxon'

const zone = 'Europe/Paris'

/** One day: its name, when it starts, and its clock. */
export interface LocalDay {
  /** As 2026-05-04. */
  readonly date: string
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number
  readonly startMs: number
  readonly endMs: number
  /** Unix ms of a clock time on that day, given in hours (7.5 is half past seven). */
  at(hours: number): number
}

/** `count` days from `firstDay` on. Throws RangeError when that is not a date. */
export function localDays(firstDay: string, count: number): LocalDay[] {
  const first = DateTime.fromISO(firstDay, { zone }).startOf('day')
  if (!first.isValid) throw new RangeError('The first day must be a date such as 2026-05-04.')
  return Array.from({ length: count }, (_, k) => {
    const day = first.plus({ days: k })
    return {
      date: day.toFormat('yyyy-MM-dd'),
      weekday: day.weekday,
      startMs: day.toMillis(),
      endMs: day.plus({ days: 1 }).toMillis(),
      at: (hours) => clockTime(day, hours),
    }
  })
}

function clockTime(day: DateTime, hours: number): number {
  const seconds = Math.round(hours * 3600)
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return day.set({ hour, minute, second }).toMillis()
}
