/** The places of a simulated person, with the figures that the vault shows of places: visits, hours, nights. */
import type { PlaceDocument, StayDocument } from '../../analysis/document.ts'
import { isoInstant, roundTo } from '../../analysis/documents.ts'
import type { Citizen, Haunt } from './people.ts'
import type { CityMonth } from './year.ts'
import { clockTime } from './year.ts'

/** Radius of a place, metres. */
const radiusM = 100
/** A night or a working day is spent where at least this much of its hours is, as in shared/analysis/places.ts, ms. */
const presentMs = 3 * 3_600_000

interface Presence {
  visits: number
  ms: number
  nights: number
  workDays: number
  lastMs: number
}

/** The places that were visited, most visited first. `months` are those that the stays fill, in order. */
export function placesOf(
  who: Citizen,
  stays: readonly StayDocument[],
  months: readonly CityMonth[],
): PlaceDocument[] {
  const presence = new Map<string, Presence>()
  const days = months.flatMap((month) => month.days)
  let cursor = 0
  let before: string | undefined
  let beforeEndMs = Number.NaN
  for (const { start, end, place } of stays) {
    const [startMs, endMs] = [Date.parse(start), Date.parse(end)]
    while (cursor < days.length - 1 && days[cursor]!.endMs <= startMs) cursor++
    if (place !== undefined) {
      const known = presence.get(place) ?? { visits: 0, ms: 0, nights: 0, workDays: 0, lastMs: 0 }
      presence.set(place, known)
      // A month's end divides a stay, not a visit.
      if (!(place === before && startMs === beforeEndMs)) known.visits++
      known.ms += endMs - startMs
      known.lastMs = endMs
      for (let n = cursor; n < days.length && days[n]!.startMs < endMs; n++) {
        const common = (from: number, to: number): number =>
          Math.min(endMs, clockTime(days[n]!, to)) - Math.max(startMs, clockTime(days[n]!, from))
        if (common(0, 6) >= presentMs) known.nights++
        if (days[n]!.weekday <= 5 && common(9, 17) >= presentMs) known.workDays++
      }
    }
    ;[before, beforeEndMs] = [place, endMs]
  }
  return hauntsOf(who)
    .flatMap((haunt) => {
      const known = presence.get(haunt.id)
      return known ? [documentOf(haunt, known)] : []
    })
    .sort((a, b) => b.visits - a.visits)
}

const hauntsOf = ({ home, work, shop, mall, club, friends, school }: Citizen): Haunt[] =>
  [home, work, shop, mall, club, school, ...friends].filter((haunt) => haunt !== undefined)

function documentOf({ id, role, latDeg, lonDeg }: Haunt, known: Presence): PlaceDocument {
  return {
    id,
    lat: latDeg,
    lon: lonDeg,
    visits: known.visits,
    hours: roundTo(known.ms / 3_600_000, 1),
    nights: known.nights,
    workDays: known.workDays,
    ...(role && { role, isRoleSaid: true }),
    radiusM,
    timeZone: 'Europe/Paris',
    lastVisit: isoInstant(known.lastMs),
  }
}
