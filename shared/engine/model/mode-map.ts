/**
 * The mode map of a model: by what the people whom it was trained on passed where. In a town that a model knows, where a
 * way led tells what its speeds leave open: who follows the others' tramway is on the tram.
 *
 * A place is a square crossed along one of four axes. Only places that several people passed are kept, without who or when.
 */
import { metresPerDegree } from '../../trace/geodesy.ts'
import { lowerBound } from '../../trace/trace.ts'
import { mapping } from '../context-thresholds.ts'
import type { Knots } from '../knots.ts'

export interface ModeMap {
  /** Places as `placesAlong` numbers them, rising. */
  readonly places: Float64Array
  /** People who passed by each class of `modelClasses`, one row per place; who did so often counts `mapping.mostPassages` times. */
  readonly passages: Uint8Array
}

/** What a model has that knows no town. */
export const emptyMap: ModeMap = { places: new Float64Array(0), passages: new Uint8Array(0) }

const axisCount = 4
/** More than the Earth has squares from east to west, and from pole to pole. */
const [columns, rows] = [2 ** 19, 2 ** 18]

/** Numbers of the places passed from knot `from` to knot `to`; steps that do not show the way are left out. */
export function placesAlong(
  { latDeg, lonDeg }: Pick<Knots, 'latDeg' | 'lonDeg'>,
  from: number,
  to: number,
): Set<number> {
  const places = new Set<number>()
  for (let k = from; k < to; k++) {
    const [dLat, dLon] = [latDeg[k + 1]! - latDeg[k]!, lonDeg[k + 1]! - lonDeg[k]!]
    const northM = dLat * metresPerDegree
    const eastM = dLon * metresPerDegree * Math.cos((latDeg[k]! * Math.PI) / 180)
    const lengthM = Math.sqrt(northM * northM + eastM * eastM)
    if (lengthM < mapping.shortestStepM || lengthM > mapping.longestStepM) continue
    const axis = axisOf(northM, eastM)
    const points = Math.ceil((2 * lengthM) / mapping.squareM)
    for (let n = 0; n < points; n++) {
      const square = squareAt(latDeg[k]! + (dLat * n) / points, lonDeg[k]! + (dLon * n) / points)
      places.add(square * axisCount + axis)
    }
  }
  return places
}

/** Tangent of 22.5°. */
const narrow = Math.SQRT2 - 1

/** North–south, north-east–south-west, east–west or north-west–south-east, whichever is nearest. */
function axisOf(northM: number, eastM: number): number {
  if (Math.abs(eastM) < narrow * Math.abs(northM)) return 0
  if (Math.abs(northM) < narrow * Math.abs(eastM)) return 2
  return northM > 0 === eastM > 0 ? 1 : 3
}

function squareAt(latDeg: number, lonDeg: number): number {
  const row = Math.floor((latDeg * metresPerDegree) / mapping.squareM)
  const rowDeg = (row * mapping.squareM) / metresPerDegree
  const eastM = lonDeg * metresPerDegree * Math.cos((rowDeg * Math.PI) / 180)
  return (row + rows / 2) * columns + Math.floor(eastM / mapping.squareM) + columns / 2
}

/** What a map says of a way. */
export interface PassersBy {
  /** Per class: what speaks for it, nats, up to a constant. */
  readonly evidence: Float64Array
  /** Per class: mean share of those who passed the places that the map holds; all 0 where it holds none of them. */
  readonly shares: Float64Array
  /** Share of the places passed that the map holds. */
  readonly known: number
}

/** What the map says of the way from knot `from` to knot `to`: the mean over its places; those not on the map say nothing. */
export function passersBy({ places, passages }: ModeMap, knots: Knots, from: number, to: number): PassersBy {
  const classCount = passages.length / Math.max(1, places.length)
  const [evidence, shares] = [new Float64Array(classCount), new Float64Array(classCount)]
  const passed = places.length > 0 ? placesAlong(knots, from, to) : emptySet
  let known = 0
  for (const place of passed) {
    const n = lowerBound(places, place)
    if (places[n] !== place) continue
    known++
    const row = passages.subarray(n * classCount, (n + 1) * classCount)
    const total = row.reduce((sum, count) => sum + count, 0)
    for (let c = 0; c < classCount; c++) {
      const even = mapping.priorPassages / classCount
      evidence[c]! += Math.log((row[c]! + even) / (total + mapping.priorPassages))
      shares[c]! += row[c]! / total
    }
  }
  const each = mapping.weight / Math.max(1, passed.size)
  return {
    evidence: evidence.map((sum) => sum * each),
    shares: shares.map((sum) => sum / Math.max(1, known)),
    known: known / Math.max(1, passed.size),
  }
}

const emptySet: ReadonlySet<number> = new Set()
