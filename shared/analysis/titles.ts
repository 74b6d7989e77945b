/**
 * What a trip is called: by the places at its ends where these have a name, else by the town that is nearest. Towns
 * come from the map's own list of names, so that nobody is asked where something is.
 */
import { distanceM } from '../trace/geodesy.ts'
import { decodePolyline } from '../trace/polyline.ts'
import type { TripDocument } from './document.ts'

/** A town's name and where it is; `rank` is 0 for the largest, 1 for the next, 2 for all others. */
export interface Town {
  readonly name: string
  readonly lat: number
  readonly lon: number
  readonly rank: number
}

/** Finds the town that a spot belongs to; undefined where none is near. */
export type TownFinder = (lat: number, lon: number) => string | undefined

/** Farther than this a name says nothing of where one was, m. */
const farthestM = 15_000
/** Towns reach as far as they are large: so much nearer do those of each rank count. */
const reach = [0.6, 0.8, 1]
/** Towns are kept by squares of this size, degrees; a square and its neighbours hold all within `farthestM`. */
const squareDeg = 0.25

const squareOf = (lat: number, lon: number): string =>
  `${Math.floor(lat / squareDeg)} ${Math.floor(lon / squareDeg)}`

/** A finder over these towns. A town's bounds are not known: the nearest centre names the spot. */
export function townFinder(towns: Iterable<Town>): TownFinder {
  const squares = new Map<string, Town[]>()
  for (const town of towns) {
    const key = squareOf(town.lat, town.lon)
    const square = squares.get(key)
    if (square) square.push(town)
    else squares.set(key, [town])
  }
  return (lat, lon) => {
    let best: string | undefined
    let least = Number.POSITIVE_INFINITY
    for (let row = -1; row <= 1; row++)
      for (let column = -1; column <= 1; column++)
        for (const town of squares.get(squareOf(lat + row * squareDeg, lon + column * squareDeg)) ?? []) {
          const apartM = distanceM(lat, lon, town.lat, town.lon)
          const weighted = apartM * (reach[town.rank] ?? 1)
          if (apartM > farthestM || weighted >= least) continue
          best = town.name
          least = weighted
        }
    return best
  }
}

/** What a trip is called by: names at both ends, one name for a trip that stays there, or nothing. */
export type TripTitle =
  | { readonly kind: 'between'; readonly from: string; readonly to: string }
  | { readonly kind: 'round'; readonly name: string }
  | { readonly kind: 'within'; readonly name: string }
  | { readonly kind: 'unnamed' }

/** A place as titles need it; without a name it is called by its town. */
export interface TitlePlace {
  readonly name?: string | undefined
  readonly lat: number
  readonly lon: number
}

/** The title; `placeById` gives the places that trips start and end at. */
export function titleOf(
  trip: TripDocument,
  placeById: (id: string) => TitlePlace | undefined,
  townAt: TownFinder,
): TripTitle {
  const { sections } = trip
  const places = [trip.from, trip.to].map((id) => (id === undefined ? undefined : placeById(id)))
  const [from, to] = [
    nameOf(places[0], () => spotOf(sections[0]?.geometry, 0), townAt),
    nameOf(places[1], () => spotOf(sections.at(-1)?.geometry, -1), townAt),
  ]
  if (!from || !to) return { kind: 'unnamed' }
  if (from !== to) return { kind: 'between', from, to }
  return { kind: places[0]?.name ? 'round' : 'within', name: from }
}

/** The name of one end: of its place, or of the town that the place, or else the path's end, is in. */
function nameOf(
  place: TitlePlace | undefined,
  spot: () => Spot | undefined,
  townAt: TownFinder,
): string | undefined {
  if (place) return place.name ?? townAt(place.lat, place.lon)
  const end = spot()
  return end && townAt(...end)
}

type Spot = readonly [lat: number, lon: number]

function spotOf(geometry: string | undefined, n: number): Spot | undefined {
  const { latDeg, lonDeg } = decodePolyline(geometry ?? '')
  const [lat, lon] = [latDeg.at(n), lonDeg.at(n)]
  return lat === undefined || lon === undefined ? undefined : [lat, lon]
}
