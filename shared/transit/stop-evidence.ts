/** What stops say of a way: how near its ends are to stops of a line, and at how many of those between it halted. */
import type { LineMatch, TransitMode } from '../engine/network.ts'
import { transitModes } from '../engine/network.ts'
import type { LineIndex } from './line-index.ts'
import type { Beside, StepLine } from './simplify.ts'
import { besidePiece } from './simplify.ts'
import type { WaySamples } from './way-samples.ts'

/** A halt within this of a stop is a halt at it: a bus length before it, a platform's length on rails, metres. */
const haltReachM: Readonly<Record<TransitMode, number>> = {
  bus: 45,
  coach: 60,
  tram: 60,
  subway: 150,
  train: 200,
  ferry: 150,
}
/** The stops where one gets on and off are not passed; ends are that uncertain, metres along the line. */
const endsM = 150
/** Where a line's stops are this near to each other they are platforms of one. */
const platformsM = 60
/** For tracks: stations are looked for within this of the ends. */
const stationReachM = 1500
/** A stop without a line is passed when the way comes this near to it: the width of a street. */
const roadsideM = 30

type StopFacts = Pick<LineMatch, 'boardM' | 'alightM' | 'stopsPassed' | 'stopsServed'>
type Halts = readonly { readonly lat: number; readonly lon: number }[] | undefined

interface Ride {
  readonly samples: WaySamples
  readonly halts: Halts
  /** The stretch of the line that was ridden. */
  readonly fromM: number
  readonly toM: number
}

/** The stops of one line along a ride. */
export function stopEvidence(index: LineIndex, line: number, ride: Ride): StopFacts {
  const { mode, kind, stops } = index.lines[line]!
  const { lat, lon } = ride.samples
  const last = lat.length - 1
  const nearestM = (n: number): number =>
    kind === 'tracks'
      ? nearestOfModeM(index, lat[n]!, lon[n]!, mode)
      : nearestOf(index, stops, lat[n]!, lon[n]!)
  const passed = kind === 'tracks' ? [] : passedStops(index, line, ride)
  return { boardM: nearestM(0), alightM: nearestM(last), ...served(index, mode, passed, ride.halts) }
}

function nearestOf(index: LineIndex, stops: readonly number[], lat: number, lon: number): number {
  let nearestM = Number.NaN
  for (const stop of stops) {
    const offM = index.stopDistanceM(stop, lat, lon)
    if (!(offM >= nearestM)) nearestM = offM
  }
  return nearestM
}

/** Where the network holds stations of the mode at all, one that is farther than looked for is just far. */
function nearestOfModeM(index: LineIndex, lat: number, lon: number, mode: TransitMode): number {
  const bit = 1 << transitModes.indexOf(mode)
  if (!index.stopModes.some((modes) => (modes & bit) !== 0)) return Number.NaN
  const near = index.stopsNear(lat, lon, stationReachM).filter((stop) => (index.stopModes[stop]! & bit) !== 0)
  return near.length === 0 ? stationReachM : nearestOf(index, near, lat, lon)
}

function passedStops(index: LineIndex, line: number, { fromM, toM }: Ride): number[] {
  const alongM = index.stopsAlongM(line)
  const { stops } = index.lines[line]!
  const between = stops
    .map((stop, n) => ({ stop, alongM: alongM[n]! }))
    .filter((each) => each.alongM > fromM + endsM && each.alongM < toM - endsM)
    .sort((a, b) => a.alongM - b.alongM)
  return between
    .filter((each, n) => n === 0 || each.alongM - between[n - 1]!.alongM > platformsM)
    .map((each) => each.stop)
}

function served(
  index: LineIndex,
  mode: TransitMode,
  passed: readonly number[],
  halts: Halts,
): Pick<LineMatch, 'stopsPassed' | 'stopsServed'> {
  if (halts === undefined || passed.length === 0) return { stopsPassed: 0, stopsServed: Number.NaN }
  const reachM = haltReachM[mode]
  const count = passed.filter((stop) =>
    halts.some(({ lat, lon }) => index.stopDistanceM(stop, lat, lon) <= reachM),
  ).length
  return { stopsPassed: passed.length, stopsServed: count / passed.length }
}

/** Modes of the road whose stops may be all that a feed holds. */
const roadModes = ['bus', 'tram', 'coach'] as const satisfies readonly TransitMode[]

/** Stops that no line of the network serves: their halts alone, as a match of no line. */
export function stopsAlongWay(index: LineIndex, samples: WaySamples, halts: Halts): LineMatch[] {
  if (halts === undefined) return []
  const orphans = roadsideStops(index, samples)
  return roadModes.flatMap((mode) => {
    const bit = 1 << transitModes.indexOf(mode)
    const stops = orphans.filter((stop) => (index.stopModes[stop]! & bit) !== 0)
    if (stops.length < 2) return []
    const { lat, lon } = samples
    const last = lat.length - 1
    return [
      {
        mode,
        line: '',
        share: 0,
        unseenShare: 0,
        boardM: nearestOf(index, index.stopsNear(lat[0]!, lon[0]!, stationReachM), lat[0]!, lon[0]!),
        alightM: nearestOf(
          index,
          index.stopsNear(lat[last]!, lon[last]!, stationReachM),
          lat[last]!,
          lon[last]!,
        ),
        ...served(index, mode, stops.slice(1, -1), halts),
        exact: false,
      },
    ]
  })
}

/** Stops without a line beside the way, in its order; both sides of a street are one. */
function roadsideStops(index: LineIndex, samples: WaySamples): number[] {
  const found: number[] = []
  const seen = new Set<number>()
  const beside: Beside = { offM: 0, share: 0 }
  const piece: StepLine = { lat: new Int32Array(2), lon: new Int32Array(2) }
  for (let n = 0; n + 1 < samples.lat.length; n++) {
    if (samples.isGap[n] === 1) continue
    for (const k of [0, 1]) {
      piece.lat[k] = Math.round(samples.lat[n + k]!)
      piece.lon[k] = Math.round(samples.lon[n + k]!)
    }
    const middleLat = (piece.lat[0]! + piece.lat[1]!) / 2
    const middleLon = (piece.lon[0]! + piece.lon[1]!) / 2
    for (const stop of index.stopsNear(middleLat, middleLon, samples.stepM[n]! / 2 + roadsideM)) {
      if (seen.has(stop) || index.linesAt(stop).length > 0) continue
      besidePiece(piece, 0, index.stops.lat[stop]!, index.stops.lon[stop]!, beside)
      if (beside.offM > roadsideM) continue
      seen.add(stop)
      const isOther = found.some(
        (each) => index.stopDistanceM(each, index.stops.lat[stop]!, index.stops.lon[stop]!) < platformsM,
      )
      if (!isOther) found.push(stop)
    }
  }
  return found
}
