/** Rides for the network's tests: simulated legs as a phone records them, and ways along given positions. */
import type { Way } from '../../../shared/engine/network.ts'
import { Diary } from '../../../shared/simulation/diary.ts'
import { homes } from '../../../shared/simulation/geography-of-la-rochelle.ts'
import type { Leg } from '../../../shared/simulation/movement.ts'
import { seededRandom } from '../../../shared/simulation/random.ts'
import { Recording } from '../../../shared/simulation/recording.ts'
import type { Fix } from '../../../shared/trace/trace.ts'
import { TraceBuilder } from '../../../shared/trace/trace.ts'

/** Fixes as a way, from the first to the last. */
export function wayOf(fixes: readonly Fix[]): Way {
  const builder = new TraceBuilder()
  for (const fix of fixes) builder.add(fix)
  const trace = builder.build()
  return { ...trace, first: 0, last: trace.length - 1 }
}

/** One leg from start to end, with a fix every `everyS` seconds. */
export function recordedWay(leg: Leg, everyS: number, seed: number): Way {
  const random = seededRandom(seed)
  const diary = new Diary(Date.UTC(2026, 4, 4, 6), homes[0]!)
  diary.travel([leg], homes[0]!, random)
  const recording = new Recording(everyS)
  for (const episode of diary.episodes) recording.record(episode, random)
  return wayOf(recording.fixes)
}

/** Positions at times, seconds from the first. */
export const wayThrough = (points: readonly (readonly [lat: number, lon: number, second: number])[]): Way =>
  wayOf(points.map(([latDeg, lonDeg, second]) => ({ latDeg, lonDeg, timeMs: second * 1000 })))
