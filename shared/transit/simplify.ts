/** Lines with as few points as their shape needs, and whether one line runs along another. */
import { metresPerDegree } from '../trace/geodesy.ts'
import { stepsPerDegree } from './feed.ts'

/** A line in steps of 1e-5 degrees. */
export interface StepLine {
  readonly lat: Int32Array
  readonly lon: Int32Array
}

const metresPerStep = metresPerDegree / stepsPerDegree

/** Metres that one step of longitude is long at a latitude. */
export const longitudeStepM = (latSteps: number): number =>
  metresPerStep * Math.cos((latSteps / stepsPerDegree) * (Math.PI / 180))

/** Where a position lies beside the piece from point k to k + 1: metres from it, and how far along, 0 to 1. */
export interface Beside {
  offM: number
  share: number
}

/** Writes into `out`, as this runs in hot loops. */
export function besidePiece(line: StepLine, k: number, lat: number, lon: number, out: Beside): void {
  const perLon = longitudeStepM(lat)
  const ax = (line.lon[k]! - lon) * perLon
  const ay = (line.lat[k]! - lat) * metresPerStep
  const dx = (line.lon[k + 1]! - line.lon[k]!) * perLon
  const dy = (line.lat[k + 1]! - line.lat[k]!) * metresPerStep
  const square = dx * dx + dy * dy
  const share = square > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / square)) : 0
  out.share = share
  out.offM = Math.sqrt((ax + share * dx) ** 2 + (ay + share * dy) ** 2)
}

/** Leaves out points that lie within `toleranceM` of the line without them (Douglas and Peucker). */
export function simplified(line: StepLine, toleranceM: number): StepLine {
  const length = line.lat.length
  const keep = new Uint8Array(length)
  keep[0] = keep[length - 1] = 1
  const chord: StepLine = { lat: new Int32Array(2), lon: new Int32Array(2) }
  const beside: Beside = { offM: 0, share: 0 }
  const open: [number, number][] = [[0, length - 1]]
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range
    for (const [n, end] of [from, to].entries()) {
      chord.lat[n] = line.lat[end]!
      chord.lon[n] = line.lon[end]!
    }
    let farthest = -1
    let farthestM = toleranceM
    for (let k = from + 1; k < to; k++) {
      besidePiece(chord, 0, line.lat[k]!, line.lon[k]!, beside)
      if (beside.offM <= farthestM) continue
      farthest = k
      farthestM = beside.offM
    }
    if (farthest < 0) continue
    keep[farthest] = 1
    open.push([from, farthest], [farthest, to])
  }
  const isKept = (_: number, k: number): boolean => keep[k] === 1
  return { lat: line.lat.filter(isKept), lon: line.lon.filter(isKept) }
}

/** Whether every point of `line` lies within `toleranceM` of `other`, one after the other in its direction. */
export function runsAlong(line: StepLine, other: StepLine, toleranceM: number): boolean {
  const beside: Beside = { offM: 0, share: 0 }
  let from = 0
  for (let n = 0; n < line.lat.length; n++) {
    let k = from
    for (; k + 1 < other.lat.length; k++) {
      besidePiece(other, k, line.lat[n]!, line.lon[n]!, beside)
      if (beside.offM <= toleranceM) break
    }
    if (k + 1 >= other.lat.length) return false
    from = k
  }
  return true
}
