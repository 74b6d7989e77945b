/** A way thinned to what a network is asked about: positions along it, the steps between, and where it halted. */
import type { Way } from '../engine/network.ts'
import { distanceM } from '../trace/geodesy.ts'
import { stepsPerDegree } from './feed.ts'
import type { Box } from './line-index.ts'

/** A position about every 100 m tells parallel streets apart; no way needs more than 200 of them. */
const sampleM = 100
const mostSamples = 200
/** Fixes this far apart in time and way, and in time farther than is usual here: the sky was not seen. */
const gapMs = 75_000
const gapM = 400
const gapTimes = 3
/** A halt is seen over such a time at less than such a speed: noise of 10 m over 8 s stays below it, and phones that wait for movement are silent while they stand. */
const haltMs = [8_000, 120_000] as const
const haltMps = 1.8
/** Halts nearer than this to the one before are the same. */
const haltM = 20
/** Fixes must come this often for a halt to be seen at all. */
const denseMs = 20_000

export interface WaySamples {
  /** In steps of 1e-5 degrees, not rounded. */
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
  /** Length of step n, from sample n to the next, metres. */
  readonly stepM: Float64Array
  /** 1 where nothing was recorded during the step. */
  readonly isGap: Uint8Array
  readonly lengthM: number
}

/** The bounds of a way. */
export function boxOf({ latDeg, lonDeg, first, last }: Way): Box {
  let [minLat, minLon, maxLat, maxLon] = [latDeg[first]!, lonDeg[first]!, latDeg[first]!, lonDeg[first]!]
  for (let i = first + 1; i <= last; i++) {
    const [lat, lon] = [latDeg[i]!, lonDeg[i]!]
    if (lat < minLat) minLat = lat
    else if (lat > maxLat) maxLat = lat
    if (lon < minLon) minLon = lon
    else if (lon > maxLon) maxLon = lon
  }
  return {
    minLat: minLat * stepsPerDegree,
    minLon: minLon * stepsPerDegree,
    maxLat: maxLat * stepsPerDegree,
    maxLon: maxLon * stepsPerDegree,
  }
}

/** Samples of a way; a way without length has one. */
export function samplesOf(way: Way): WaySamples {
  const roughM = lengthM(way, 50)
  const everyM = Math.max(sampleM, roughM / mostSamples)
  const longMs = Math.max(gapMs, gapTimes * usualStepMs(way))
  const chosen = [way.first]
  const isGap: number[] = []
  for (let i = way.first + 1; i <= way.last; i++) {
    const before = chosen.at(-1)!
    if (way.timeMs[i]! - way.timeMs[i - 1]! >= longMs && stepM(way, i - 1, i) >= gapM) {
      if (i - 1 > before) {
        chosen.push(i - 1)
        isGap.push(0)
      }
      chosen.push(i)
      isGap.push(1)
    } else if (stepM(way, before, i) >= everyM) {
      chosen.push(i)
      isGap.push(0)
    }
  }
  const steps = Float64Array.from({ length: chosen.length - 1 }, (_, n) =>
    stepM(way, chosen[n]!, chosen[n + 1]!),
  )
  return {
    lat: Float64Array.from(chosen, (i) => way.latDeg[i]! * stepsPerDegree),
    lon: Float64Array.from(chosen, (i) => way.lonDeg[i]! * stepsPerDegree),
    timeMs: Float64Array.from(chosen, (i) => way.timeMs[i]!),
    stepM: steps,
    isGap: Uint8Array.from(isGap),
    lengthM: steps.reduce((sum, step) => sum + step, 0),
  }
}

const stepM = (way: Way, a: number, b: number): number =>
  distanceM(way.latDeg[a]!, way.lonDeg[a]!, way.latDeg[b]!, way.lonDeg[b]!)

function lengthM(way: Way, everyM: number): number {
  let sum = 0
  let before = way.first
  for (let i = way.first + 1; i <= way.last; i++) {
    const step = stepM(way, before, i)
    if (step < everyM) continue
    sum += step
    before = i
  }
  return sum
}

/** Median time between fixes, of at most some hundred of them. */
function usualStepMs({ timeMs, first, last }: Way): number {
  const stride = Math.max(1, Math.floor((last - first) / mostSamples))
  const steps: number[] = []
  for (let i = first + 1; i <= last; i += stride) steps.push(timeMs[i]! - timeMs[i - 1]!)
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0
}

/** Where the traveller slowed or stood, in steps; undefined where the recording is too sparse to say. */
export function haltsOf(way: Way): { lat: number; lon: number }[] | undefined {
  if (usualStepMs(way) > denseMs) return undefined
  const halts: { lat: number; lon: number }[] = []
  let lastHalt = -1
  let j = way.first
  for (let i = way.first; i < way.last; i++) {
    while (j < way.last && way.timeMs[j]! - way.timeMs[i]! < haltMs[0]) j++
    const spanMs = way.timeMs[j]! - way.timeMs[i]!
    if (spanMs < haltMs[0] || spanMs > haltMs[1]) continue
    if (stepM(way, i, j) / (spanMs / 1000) > haltMps) continue
    if (lastHalt >= 0 && stepM(way, lastHalt, i) < haltM) continue
    lastHalt = i
    halts.push({ lat: way.latDeg[i]! * stepsPerDegree, lon: way.lonDeg[i]! * stepsPerDegree })
  }
  return halts
}
