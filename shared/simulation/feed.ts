/** The timetable of simulated La Rochelle: the buses and trains that its people take, as a GTFS archive. */
import { strToU8, zipSync } from 'fflate'
import type { Junction, Position, Spot } from './geography-of-la-rochelle.ts'
import { homes, railways, spots, workplaces } from './geography-of-la-rochelle.ts'
import type { Leg } from './movement.ts'
import type { Path } from './path.ts'
import { pathAlong, pathReader } from './path.ts'
import type { Random } from './random.ts'
import { findRoute } from './streets.ts'

/** Stops of a town bus lie about this far apart (UITP: 300 to 600 m). */
const stopEveryM = 350

export interface BusLine {
  readonly name: string
  readonly from: Junction
  readonly to: Junction
}

/** A line from the nearest stop of every home to those of work, shops and station. */
export const busLines: readonly BusLine[] = homes
  .flatMap((home) => {
    const ends: readonly Spot[] = [...workplaces.map((each) => each.work), spots.mall, spots.station]
    return ends.map((end) => [home.junction, end.junction] as const)
  })
  .map(([from, to], n) => ({ name: String(n + 1), from, to }))

/** A ride on the line from end to end, which halts at three stops of four, up to half a minute each. */
export function busRide({ from, to }: BusLine, random: Random): Leg {
  const { points, roadClass, junctionAt } = findRoute(from, to, false)
  const path = pathAlong(points)
  const halts = stopsAlongM(path)
    .slice(1, -1)
    .filter(() => random.chance(0.75))
    .map((atM) => ({ atM, waitS: Math.round(random.between(12, 32)) }))
  return { mode: 'bus', path, roadClass, junctionAt, halts, waitS: 0 }
}

/** The archive, with stops, routes, trips, stop times, shapes and a calendar; the same bytes each time. */
export function gtfsOfLaRochelle(): Uint8Array {
  return zipFeed(feedTables())
}

/** Packs tables, by file name, into an archive; texts become UTF-8. */
export function zipFeed(tables: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files = Object.entries(tables).map(
    ([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const,
  )
  return zipSync(Object.fromEntries(files), { mtime: '2026-01-01T00:00:00Z' })
}

/** The tables of the archive as text, by file name. */
export function feedTables(): Record<string, string> {
  const tables = new Tables()
  for (const line of busLines)
    for (const [from, to] of [[line.from, line.to] as const, [line.to, line.from] as const]) {
      const path = pathAlong(findRoute(from, to, false).points)
      tables.add(`bus ${line.name}`, line.name, 3, path, stopsAlongM(path))
    }
  for (const [n, railway] of railways.entries())
    for (const isBack of [false, true]) {
      const track = isBack ? railway.track.toReversed() : railway.track
      const last = track.length - 1
      const path = pathAlong(track)
      const stations = [0, ...railway.stops, last].map((k) => (isBack ? last - k : k))
      const atM = stations.map((k) => path.distanceM[k]!).sort((a, b) => a - b)
      tables.add(`rail ${n + 1}`, `TER ${n + 1}`, 2, path, atM)
    }
  return tables.files()
}

function stopsAlongM({ lengthM }: Path): number[] {
  const pieces = Math.max(1, Math.round(lengthM / stopEveryM))
  return Array.from({ length: pieces + 1 }, (_, n) => (n / pieces) * lengthM)
}

class Tables {
  readonly #routes = new Map<string, string>()
  readonly #stops: string[] = []
  readonly #trips: string[] = []
  readonly #times: string[] = []
  readonly #shapes: string[] = []

  /** One direction of a line; departures every hour from six to ten in the evening. */
  add(route: string, name: string, type: number, path: Path, stopsM: readonly number[]): void {
    const shape = `shape ${this.#trips.length}`
    this.#routes.set(route, `${route},agency,${name},"${name}, La Rochelle",${type}`)
    this.#shapes.push(
      ...path.points.map((point, n) => `${shape},${degrees(point)},${n},${path.distanceM[n]}`),
    )
    const positionAt = pathReader(path)
    const stops = stopsM.map((atM) => {
      const id = `stop ${this.#stops.length}`
      this.#stops.push(`${id},"Stop ""${this.#stops.length}""",${degrees(positionAt(atM))},0`)
      return id
    })
    for (let hour = 6; hour < 22; hour++) {
      const trip = `trip ${this.#trips.length}`
      this.#trips.push(`${route},daily,${trip},${shape}`)
      this.#times.push(...stops.map((stop, n) => `${trip},${clock(hour, n)},${clock(hour, n)},${stop},${n}`))
    }
  }

  files(): Record<string, string> {
    return {
      'agency.txt': table('agency_id,agency_name,agency_url,agency_timezone', [
        'agency,Simulated lines,https://sillage.example,Europe/Paris',
      ]),
      'calendar.txt': table(
        'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
        ['daily,1,1,1,1,1,1,1,20260101,20261231'],
      ),
      'routes.txt': table('route_id,agency_id,route_short_name,route_long_name,route_type', [
        ...this.#routes.values(),
      ]),
      'stops.txt': table('stop_id,stop_name,stop_lat,stop_lon,location_type', this.#stops),
      'trips.txt': table('route_id,service_id,trip_id,shape_id', this.#trips),
      'stop_times.txt': table('trip_id,arrival_time,departure_time,stop_id,stop_sequence', this.#times),
      'shapes.txt': table(
        'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled',
        this.#shapes,
      ),
    }
  }
}

const table = (header: string, rows: readonly string[]): string => [header, ...rows, ''].join('\n')
const degrees = ([lat, lon]: Position): string => `${lat.toFixed(6)},${lon.toFixed(6)}`
const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
