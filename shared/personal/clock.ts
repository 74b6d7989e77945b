/** Local clocks: at what time of the day and on which kind of day something was, and means of times of day. */
import { zoneOffsetMs } from '../analysis/calendar.ts'

const minuteMs = 60_000
export const minutesPerDay = 1440
const dayMs = minutesPerDay * minuteMs

export interface LocalMoment {
  /** Minutes after midnight. */
  readonly minute: number
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number
}

/** The clock and the weekday of an instant (ISO 8601) in a time zone. */
export function localMoment(iso: string, zone: string): LocalMoment {
  const timeMs = Date.parse(iso)
  const localMs = timeMs + zoneOffsetMs(timeMs, zone)
  const day = Math.floor(localMs / dayMs)
  // 1970-01-01 was a Thursday.
  return { minute: Math.floor((localMs - day * dayMs) / minuteMs), weekday: ((day + 3) % 7) + 1 }
}

/** Saturday and Sunday. */
export const isWeekend = ({ weekday }: LocalMoment): boolean => weekday > 5

/** Minutes between two times of the day, the short way round midnight. */
export function minutesApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % minutesPerDay
  return Math.min(apart, minutesPerDay - apart)
}

/** The time among those given from which the others are least far in sum: a median that goes round midnight. */
export function usualMinute(minutes: readonly number[]): number {
  let best = 0
  let leastSum = Number.POSITIVE_INFINITY
  for (const candidate of [...new Set(minutes)].sort((a, b) => a - b)) {
    const sum = minutes.reduce((total, minute) => total + minutesApart(candidate, minute), 0)
    if (sum >= leastSum) continue
    best = candidate
    leastSum = sum
  }
  return best
}
