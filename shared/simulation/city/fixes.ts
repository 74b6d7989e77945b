/**
 * What the phone of a simulated person of the city records. They move evenly along each section, without lights or halts:
 * good for importing and for load, not for judging how modes are recognised, which `simulate` is for.
 */

import type { SectionDocument, StayDocument } from '../../analysis/document.ts'
import type { Mode } from '../../engine/mode.ts'
import { decodePolyline } from '../../trace/polyline.ts'
import type { Fix } from '../../trace/trace.ts'
import type { TrueMovement, TrueStay } from '../diary.ts'
import type { SimulatedMode } from '../movement.ts'
import { pathAlong, pathReader } from '../path.ts'
import { seededRandom } from '../random.ts'
import { Recording } from '../recording.ts'
import type { LivedMonth } from './months.ts'

/** The mode whose surroundings a phone has where the recorder knows no own. */
const surroundingsOf: Partial<Record<Mode, SimulatedMode>> = {
  walking: 'walking',
  bicycle: 'bicycle',
  ebike: 'bicycle',
  bus: 'bus',
  train: 'train',
  plane: 'train',
}

/** Fixes of one month, one every `everyS` seconds while moving. Equal input gives equal fixes. */
export function recordMonth({ stays, trips }: LivedMonth, seed: number, everyS: number): Fix[] {
  const recording = new Recording(everyS)
  const random = seededRandom(seed)
  stays.forEach((stay, n) => {
    const episodes = [stayOf(stay), ...(trips[n]?.sections ?? []).map(movementOf)]
    for (const episode of episodes) recording.record(episode, random.fork(episode.startMs))
  })
  return recording.fixes
}

const stayOf = ({ start, end, lat, lon }: StayDocument): TrueStay => ({
  kind: 'stay',
  startMs: Date.parse(start),
  endMs: Date.parse(end),
  latDeg: lat,
  lonDeg: lon,
})

function movementOf({ start, end, mode, geometry }: SectionDocument): TrueMovement {
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)]
  const seconds = (endMs - startMs) / 1000
  const { latDeg: lats, lonDeg: lons } = decodePolyline(geometry)
  const path = pathAlong(lats.map((lat, k) => [lat, lons[k]!] as const))
  const positionAt = pathReader(path)
  const latDeg = new Float64Array(seconds + 1)
  const lonDeg = new Float64Array(seconds + 1)
  for (let k = 0; k <= seconds; k++) [latDeg[k], lonDeg[k]] = positionAt((path.lengthM * k) / seconds)
  return {
    kind: 'movement',
    startMs,
    endMs,
    mode: surroundingsOf[mode] ?? 'car',
    latDeg,
    lonDeg,
    speedMps: new Float64Array(seconds + 1).fill(path.lengthM / seconds),
  }
}
