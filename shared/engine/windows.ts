/**
 * Windows: pieces of half a minute of a way, each with what is seen around it on several time scales. Phones that look
 * once a minute or less have a window per hop. These numbers are all that the mode model sees: no place, no date.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Hops } from './hops.ts'
import type { Knots } from './knots.ts'
import { hintShareNames, Surroundings, surroundingNames } from './surroundings.ts'
import { featuring } from './thresholds.ts'

/** Window `w` is made of hops `firstHop[w]` up to, not including, `firstHop[w + 1]`. */
export interface Windows {
  readonly length: number
  /** One more than windows. */
  readonly firstHop: Uint32Array
  /** `windowFeatureNames.length` numbers per window, window after window. */
  readonly features: Float32Array
}

const scaleNames = featuring.scalesMs.map((halfMs) => `±${halfMs / 1000} s`)

/** What each window is described by, in order. */
export const windowFeatureNames: readonly string[] = [
  'speed',
  'speed before',
  'speed after',
  'time between fixes, s',
  'longest gap nearby, s',
  'way across that gap, m',
  'way: duration, min',
  'way: between its ends, km',
  'minutes since its start',
  'minutes to its end',
  ...surroundingNames.map((name) => `way: ${name}`),
  ...scaleNames.flatMap((scale) => surroundingNames.map((name) => `${scale}: ${name}`)),
  ...[scaleNames[0], scaleNames[2]].flatMap((scale) =>
    hintShareNames.map((name) => `${scale}: hint ${name}`),
  ),
]

const featureCount = windowFeatureNames.length

/** The windows of a way with their features. */
export function windowsOf(knots: Knots, hops: Hops): Windows {
  const firstHop = cut(hops)
  const length = firstHop.length - 1
  const features = new Float32Array(length * featureCount)
  const scales = featuring.scalesMs.map((halfMs) => new Surroundings(knots, hops, halfMs))
  const whole = new Surroundings(knots, hops, Number.POSITIVE_INFINITY)
  const wholeNumbers = new Float32Array(surroundingNames.length)
  whole.moveTo(0, 0, hops.length)
  whole.write(wholeNumbers, 0)
  const directKm = directKmOf(knots, hops)
  for (let w = 0; w < length; w++) {
    const [from, to] = [firstHop[w]!, firstHop[w + 1]!]
    const timeMs = (startOf(hops, from) + endOf(hops, to - 1)) / 2
    let at = writeOwn(features, w * featureCount, hops, from, to)
    at = writeWay(features, at, hops, directKm, timeMs)
    features.set(wholeNumbers, at)
    at += wholeNumbers.length
    for (const scale of scales) {
      scale.moveTo(timeMs, from, to)
      at = scale.write(features, at)
    }
    at = scales[0]!.writeHints(features, at)
    scales[2]!.writeHints(features, at)
  }
  return { length, firstHop, features }
}

const startOf = (hops: Hops, h: number): number => hops.middleMs[h]! - hops.durationMs[h]! / 2
const endOf = (hops: Hops, h: number): number => hops.middleMs[h]! + hops.durationMs[h]! / 2

/** The first hop of each window, and the number of hops. */
function cut(hops: Hops): Uint32Array {
  const firsts = new Uint32Array(hops.length + 1)
  let count = 0
  let lengthMs = Number.POSITIVE_INFINITY
  for (let h = 0; h < hops.length; h++) {
    if (lengthMs + hops.durationMs[h]! > featuring.windowMs) {
      firsts[count++] = h
      lengthMs = 0
    }
    lengthMs += hops.durationMs[h]!
  }
  firsts[count] = hops.length
  return firsts.slice(0, count + 1)
}

function speedOf(hops: Hops, from: number, to: number): number {
  let lengthM = 0
  let ms = 0
  for (let h = Math.max(0, from); h < Math.min(to, hops.length); h++) {
    lengthM += hops.distanceM[h]!
    ms += hops.durationMs[h]!
  }
  return ms > 0 ? (lengthM / ms) * 1000 : 0
}

function writeOwn(out: Float32Array, start: number, hops: Hops, from: number, to: number): number {
  let gap = from
  for (let h = Math.max(0, from - featuring.gapHops); h < Math.min(hops.length, to + featuring.gapHops); h++)
    if (hops.durationMs[h]! > hops.durationMs[gap]!) gap = h
  let at = start
  out[at++] = speedOf(hops, from, to)
  out[at++] = speedOf(hops, from - 2, from)
  out[at++] = speedOf(hops, to, to + 2)
  out[at++] = hops.durationMs[from]! / 1000
  out[at++] = hops.durationMs[gap]! / 1000
  out[at++] = hops.distanceM[gap]!
  return at
}

/** Between the ends of a way, km. */
function directKmOf({ latDeg, lonDeg }: Knots, hops: Hops): number {
  const [a, b] = [hops.first, hops.first + hops.length]
  return distanceM(latDeg[a]!, lonDeg[a]!, latDeg[b]!, lonDeg[b]!) / 1000
}

function writeWay(out: Float32Array, start: number, hops: Hops, directKm: number, timeMs: number): number {
  const startMs = startOf(hops, 0)
  const endMs = endOf(hops, hops.length - 1)
  let at = start
  out[at++] = (endMs - startMs) / 60_000
  out[at++] = directKm
  out[at++] = (timeMs - startMs) / 60_000
  out[at++] = (endMs - timeMs) / 60_000
  return at
}
