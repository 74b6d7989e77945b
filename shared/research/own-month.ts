/**
 * A person's closed month as research may see it, still in the vault: trips in zones, without times, ways or places, and
 * without any trip that touches a private place.
 */
import { DateTime } from 'luxon'
import type { PlaceDocument, TripDocument } from '../analysis/document.ts'
import { mainModeOf } from '../analysis/figures.ts'
import type { PlaceEdit } from '../analysis/place-edits/registry.ts'
import type { HiddenZone } from '../analysis/privacy.ts'
import { hiddenZones, isHidden } from '../analysis/privacy.ts'
import { decodePolyline } from '../trace/polyline.ts'
import { bandIndexOf, groupIndexOf } from './groups.ts'
import { closedAfterDays } from './study.ts'
import type { Zones } from './zones.ts'

/** What an unlocked vault knows: all trips with the owner's edits and footprints, oldest first, and the places. */
export interface OwnTrips {
  readonly trips: readonly TripDocument[]
  readonly places: readonly PlaceDocument[]
  readonly placeEdits: readonly PlaceEdit[]
}

export interface CoarseTrip {
  /** Places in the zones' order; undefined outside all zones. */
  readonly from: number | undefined
  readonly to: number | undefined
  readonly isWeekend: boolean
  /** Place among the bands of the day. */
  readonly band: number
  /** Place of the main mode's group. */
  readonly group: number
  /** Km and kg CO2e by group. */
  readonly km: readonly { readonly group: number; readonly km: number; readonly co2eKg: number }[]
  /** Starts or ends at home. */
  readonly isOfHome: boolean
}

export interface OwnMonth {
  readonly trips: readonly CoarseTrip[]
  /** The trips of the three months before, to compare with. */
  readonly before: readonly CoarseTrip[]
  /** Whether trips from and to home may count as flows. */
  readonly withHome: boolean
}

/** Months that a month is compared with. */
const monthsBefore = 3

/** Whether a month (as 2026-05) is closed at an instant: it ended a week ago, in UTC. */
export function isClosed(month: string, nowMs: number): boolean {
  return nowMs >= closesAtMs(month)
}

/** The instant at which a month is closed. */
export function closesAtMs(month: string): number {
  return DateTime.fromISO(`${month}-01`, { zone: 'UTC' })
    .plus({ months: 1, days: closedAfterDays })
    .toMillis()
}

/** The month as it may be contributed: of the trips that start or end in a zone, by the place's own calendar. */
export function ownMonth(
  own: OwnTrips,
  options: { zones: Zones; month: string; withHome: boolean },
): OwnMonth {
  const hidden = hiddenZones(own.places, own.placeEdits)
  const veiled = new Set(own.places.flatMap((place) => (place.veil ? [place.id] : [])))
  const homes = new Set(own.places.flatMap(({ id, role }) => (role === 'home' ? [id] : [])))
  const first = DateTime.fromISO(`${options.month}-01`).minus({ months: monthsBefore }).toFormat('yyyy-MM')
  const coarse = own.trips.flatMap((trip) => {
    const local = DateTime.fromISO(trip.start, { zone: trip.timeZone })
    const month = local.toFormat('yyyy-MM')
    if (month < first || month > options.month || touchesHidden(trip, hidden, veiled)) return []
    const seen = coarsened(trip, local, options.zones, homes)
    return seen.from === undefined && seen.to === undefined ? [] : [{ month, seen }]
  })
  const of = (isWanted: (month: string) => boolean): CoarseTrip[] =>
    coarse.flatMap(({ month, seen }) => (isWanted(month) ? [seen] : []))
  return {
    trips: of((month) => month === options.month),
    before: of((month) => month < options.month),
    withHome: options.withHome,
  }
}

function touchesHidden(
  trip: TripDocument,
  hidden: readonly HiddenZone[],
  veiled: ReadonlySet<string>,
): boolean {
  if ([trip.from, trip.to].some((place) => place !== undefined && veiled.has(place))) return true
  if (hidden.length === 0) return false
  return trip.sections.some(({ geometry }) => {
    const { latDeg, lonDeg } = decodePolyline(geometry)
    return latDeg.some((lat, n) => isHidden(hidden, { lat, lon: lonDeg[n]! }))
  })
}

function coarsened(
  trip: TripDocument,
  local: DateTime,
  zones: Zones,
  homes: ReadonlySet<string>,
): CoarseTrip {
  const ways = trip.sections.map(({ geometry }) => decodePolyline(geometry))
  const first = ways.find(({ latDeg }) => latDeg.length > 0)
  const last = ways.findLast(({ latDeg }) => latDeg.length > 0)
  return {
    from: first && zones.find(first.latDeg[0]!, first.lonDeg[0]!),
    to: last && zones.find(last.latDeg.at(-1)!, last.lonDeg.at(-1)!),
    isWeekend: local.weekday > 5,
    band: bandIndexOf(local.hour),
    group: groupIndexOf(mainModeOf(trip.sections)),
    km: trip.sections.map(({ mode, distanceM, co2eKg }) => ({
      group: groupIndexOf(mode),
      km: distanceM / 1000,
      co2eKg,
    })),
    isOfHome: [trip.from, trip.to].some((place) => place !== undefined && homes.has(place)),
  }
}
