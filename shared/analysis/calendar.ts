/** Days, months and clock times in a place's own zone. */
import { DateTime, IANAZone } from 'luxon'

function local(iso: string, zone: string): DateTime {
  return DateTime.fromISO(iso, { zone })
}

/** Calendar day at the place, as 2026-05-04. */
export function localDay(iso: string, zone: string): string {
  return local(iso, zone).toFormat('yyyy-MM-dd')
}

/** Calendar month at the place, as 2026-05. */
export function localMonth(iso: string, zone: string): string {
  return local(iso, zone).toFormat('yyyy-MM')
}

/** Time of day at the place, as 08:05. */
export function localTime(iso: string, zone: string): string {
  return local(iso, zone).toFormat('HH:mm')
}

/** The instant of a day (as 2026-05-04) and a time (as 08:05) on the place's clocks; NaN when there is none such. */
export function instantMs(day: string, time: string, zone: string): number {
  return DateTime.fromISO(`${day}T${time}`, { zone }).toMillis()
}

/** The day after, as 2026-05-05. */
export function nextDay(day: string): string {
  return DateTime.fromISO(day, { zone: 'UTC' }).plus({ days: 1 }).toFormat('yyyy-MM-dd')
}

/** Milliseconds from UTC to the zone's clocks at an instant, for sums over many instants. */
export function zoneOffsetMs(timeMs: number, zone: string): number {
  return IANAZone.create(zone).offset(timeMs) * 60_000
}
