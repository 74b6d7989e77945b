/** One month of one simulated person: which days they work, when they are away, and the trips that come of it. */
import type { StayDocument, TripDocument } from '../../analysis/document.ts'
import type { Random } from '../random.ts'
import { chooseWithin } from './choose.ts'
import { freeDay, workday } from './days.ts'
import type { Holiday } from './holidays.ts'
import { drawHoliday, holidayDay } from './holidays.ts'
import { Journal } from './journal.ts'
import type { Citizen } from './people.ts'
import { tastesIn } from './people.ts'
import type { CityMonth } from './year.ts'

export interface LivedMonth {
  /** As 2026-05. */
  readonly month: string
  /** In order, none reaching over the month's ends in Europe/Paris. */
  readonly trips: readonly TripDocument[]
  /** Before, between and after the trips, from the month's first midnight to its last. */
  readonly stays: readonly StayDocument[]
}

/** Lives a month; it starts and ends at home, so that it hangs on no other. */
export function liveMonth(who: Citizen, month: CityMonth, random: Random): LivedMonth {
  const journal = new Journal(month.startMs, who.home)
  if (!who.isHomebound) {
    const holiday = drawHoliday(who, month, random)
    const working = workingDays(who, month, holiday, random)
    const tastes = tastesIn(who, month.count)
    month.days.forEach((day, dayOfMonth) => {
      const lived = { who, tastes, day, month: month.number, journal, random }
      if (holiday && isAway(holiday, dayOfMonth)) holidayDay(lived, holiday, dayOfMonth)
      else if (working.has(dayOfMonth)) workday(lived)
      else freeDay(lived)
    })
  }
  journal.close(month.endMs)
  return { month: month.name, trips: journal.trips, stays: journal.stays }
}

const isAway = ({ first, last }: Holiday, dayOfMonth: number): boolean =>
  first <= dayOfMonth && dayOfMonth <= last

/** As many of the month's working days as they have, fewer where holidays take some. */
function workingDays(
  who: Citizen,
  month: CityMonth,
  holiday: Holiday | undefined,
  random: Random,
): ReadonlySet<number> {
  if (who.kind === 'other') return new Set()
  const days = month.days.flatMap((day, n) => (day.isOff ? [] : [n]))
  const open = days.filter(
    (n) => !(holiday && isAway(holiday, n)) && !(who.kind === 'student' && month.days[n]!.isSchoolHoliday),
  )
  const wanted = Math.round((who.workDays * open.length) / days.length)
  return new Set(chooseWithin(open, open.length === days.length ? who.workDays : wanted, random))
}
