/**
 * Reads a GTFS archive for what it holds. Whole: each line with its true shape and its stops. Without shapes: lines drawn
 * from stop to stop. Without stop times: lines without stops. Without both: stops alone. The report says which.
 */
import { transitModes } from '../engine/network.ts'
import { IntegerRows } from './columns.ts'
import type { FeedReport, TransitFeed } from './feed.ts'
import { FeedError, isPosition, stepsOf } from './feed.ts'
import { GtfsArchive } from './gtfs-archive.ts'
import type { GtfsRoute } from './gtfs-patterns.ts'
import { linesOf, PatternPicker } from './gtfs-patterns.ts'
import { modeOfRouteType } from './route-types.ts'
import type { StepLine } from './simplify.ts'
import type { ByteSource } from './zip.ts'

/** Longer names are descriptions. */
const longestName = 24

interface Stops {
  readonly indexOf: ReadonlyMap<string, number>
  readonly rows: IntegerRows
}

/** Reads the archive under the name `name`. Throws FeedError when nothing in it can be used. */
export function readGtfs(source: ByteSource, name: string): { feed: TransitFeed; report: FeedReport } {
  const archive = new GtfsArchive(source)
  if (archive.isEmpty) throw new FeedError('not a zip archive, or nothing of it is left')
  const routes = readRoutes(archive)
  const stops = readStops(archive)
  const picker = readTrips(archive, routes)
  readStopTimes(archive, picker, stops)
  const shapes = readShapes(archive, picker)
  const lines = linesOf(picker.patterns(), shapes, {
    lat: stopColumn(stops.rows, 0),
    lon: stopColumn(stops.rows, 1),
  })
  if (lines.length === 0 && stops.rows.length === 0)
    throw new FeedError('neither stops nor lines that can be used')
  const modes = lines.length === 0 ? modeBits(routes) : 0
  const feed: TransitFeed = {
    name,
    credit: readCredit(archive),
    stops: {
      lat: stopColumn(stops.rows, 0),
      lon: stopColumn(stops.rows, 1),
      modes: new Uint8Array(stops.rows.length).fill(modes),
    },
    lines,
  }
  const lastDay = readLastDay(archive)
  return { feed, report: { files: archive.files, notes: notesOn(feed, archive, lastDay) } }
}

function readRoutes(archive: GtfsArchive): Map<string, GtfsRoute> {
  const routes = new Map<string, GtfsRoute>()
  const optional = ['route_short_name', 'route_long_name']
  archive.read('routes.txt', ['route_id', 'route_type'], optional, ([id, type, short, long]) => {
    const mode = modeOfRouteType(type!)
    if (mode === undefined) return 'type of route that is no line'
    routes.set(id!, { mode, name: (short || long || '').slice(0, longestName) })
    return undefined
  })
  return routes
}

/** Entrances and the like (location_type 2 to 4) are no stops. */
function readStops(archive: GtfsArchive): Stops {
  const indexOf = new Map<string, number>()
  const rows = new IntegerRows(2)
  archive.read(
    'stops.txt',
    ['stop_id', 'stop_lat', 'stop_lon'],
    ['location_type'],
    ([id, lat, lon, type]) => {
      if (type !== '' && type !== '0' && type !== '1') return 'no stop but a part of one'
      const [latDeg, lonDeg] = [degrees(lat!), degrees(lon!)]
      if (!isPosition(latDeg, lonDeg)) return 'no position'
      if (indexOf.has(id!)) return 'twice'
      indexOf.set(id!, rows.length)
      rows.push(stepsOf(latDeg), stepsOf(lonDeg))
      return undefined
    },
  )
  return { indexOf, rows }
}

/** Number('') is 0, which is no answer. */
const degrees = (text: string): number => (text === '' ? Number.NaN : Number(text))

function readTrips(archive: GtfsArchive, routes: ReadonlyMap<string, GtfsRoute>): PatternPicker {
  const picker = new PatternPicker()
  const optional = ['shape_id', 'direction_id', 'trip_headsign']
  archive.read(
    'trips.txt',
    ['route_id', 'trip_id'],
    optional,
    ([routeId, id, shapeId, direction, headsign]) => {
      const route = routes.get(routeId!)
      if (route === undefined) return 'of a route that is not there'
      picker.add(id!, route, {
        routeId: routeId!,
        shapeId: shapeId!,
        direction: direction!,
        headsign: headsign!,
      })
      return undefined
    },
  )
  return picker
}

function readStopTimes(archive: GtfsArchive, picker: PatternPicker, stops: Stops): void {
  archive.read(
    'stop_times.txt',
    ['trip_id', 'stop_id', 'stop_sequence'],
    [],
    ([tripId, stopId, sequence]) => {
      const trip = picker.picked(tripId!)
      if (trip === undefined) return undefined
      const stop = stops.indexOf.get(stopId!)
      if (stop === undefined) return 'at a stop that is not there'
      const order = Number.parseInt(sequence!, 10)
      if (Number.isNaN(order)) return 'no place in the sequence'
      picker.stopTimes.push(trip, order, stop)
      return undefined
    },
  )
}

function readShapes(archive: GtfsArchive, picker: PatternPicker): Map<string, StepLine> {
  const wanted = picker.shapeIds()
  const ids = new Map([...wanted].map((id, n) => [id, n]))
  const rows = new IntegerRows(4)
  const needed = ['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence']
  archive.read('shapes.txt', needed, [], ([id, lat, lon, sequence]) => {
    const shape = ids.get(id!)
    if (shape === undefined) return 'of no trip'
    const [latDeg, lonDeg, order] = [degrees(lat!), degrees(lon!), Number.parseInt(sequence!, 10)]
    if (!isPosition(latDeg, lonDeg)) return 'no position'
    if (Number.isNaN(order)) return 'no place in the sequence'
    rows.push(shape, order, stepsOf(latDeg), stepsOf(lonDeg))
    return undefined
  })
  const groups = rows.grouped()
  const column = (shape: number, n: number): Int32Array =>
    Int32Array.from(groups.get(shape) ?? [], (row) => rows.at(row, n))
  return new Map([...ids].map(([id, shape]) => [id, { lat: column(shape, 2), lon: column(shape, 3) }]))
}

function readCredit(archive: GtfsArchive): string {
  const names = new Set<string>()
  archive.read('agency.txt', ['agency_name'], [], ([name]) => {
    names.add(name!)
    return undefined
  })
  return [...names].slice(0, 5).join(', ').slice(0, 200)
}

/** The last day that the timetable is good for, as 20261231; '' when no file says. */
function readLastDay(archive: GtfsArchive): string {
  let last = ''
  const take = ([day]: readonly string[]): undefined => {
    if (/^\d{8}$/.test(day!) && day! > last) last = day!
  }
  archive.read('calendar.txt', ['end_date'], [], take)
  archive.read('calendar_dates.txt', ['date'], [], take)
  return last
}

const stopColumn = (rows: IntegerRows, column: number): Int32Array =>
  Int32Array.from({ length: rows.length }, (_, row) => rows.at(row, column))

/** Stops without lines may be of any mode that the feed has routes of. */
function modeBits(routes: ReadonlyMap<string, GtfsRoute>): number {
  const modes = new Set([...routes.values()].map((route) => route.mode))
  return transitModes.reduce((bits, mode, n) => (modes.has(mode) ? bits | (1 << n) : bits), 0)
}

function notesOn({ lines, stops }: TransitFeed, archive: GtfsArchive, lastDay: string): string[] {
  const drawn = lines.filter((line) => line.kind === 'stops').length
  const bare = lines.filter((line) => line.stops.length === 0).length
  const notes: string[] = []
  if (archive.encoding !== 'utf-8') notes.push('The texts are not UTF-8 and were read as windows-1252')
  if (drawn > 0)
    notes.push(`${drawn} lines have no shape and are drawn from stop to stop, matched less strictly`)
  if (bare > 0) notes.push(`${bare} lines have no stop times: matched by their shape alone`)
  if (lines.length === 0)
    notes.push(`No line can be drawn: ${stops.lat.length} stops are used to see where a vehicle halts`)
  if (lastDay !== '') notes.push(`The timetable ends on ${lastDay.replace(/(....)(..)(..)/, '$1-$2-$3')}`)
  return notes
}
