/**
 * What the recorder says of speed and altitude, where it can be believed. Apps send speed in m/s, km/h, knots or mph, always
 * zero, or not at all; the way over the minutes around a fix tells which. The rest of the engine takes speeds from
 * positions, so whatever is wrong here costs a feature and never a trip.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import { recording } from './thresholds.ts'

/** How many of each unit make one m/s: m/s, knots, miles per hour, kilometres per hour. */
const perMps = [1, 1.943844, 2.236936, 3.6] as const

/**
 * Speed per fix, m/s, in the right unit; NaN where the column is missing or at odds with the way. The unit is that of all
 * clear movement within five minutes.
 */
export function trustedSpeeds(trace: Trace): Float32Array {
  const { timeMs, speedMps } = trace
  const way = wayOf(trace)
  const speeds = new Float32Array(trace.length).fill(Number.NaN)
  const sums = { reported: 0, travelled: 0 }
  let start = 0
  let end = 0
  for (let i = 0; i < trace.length; i++) {
    while (end < trace.length && timeMs[end]! - timeMs[i]! <= recording.unitWindowMs)
      addTo(sums, way, end++, 1)
    while (timeMs[i]! - timeMs[start]! > recording.unitWindowMs) addTo(sums, way, start++, -1)
    const reported = speedMps[i]!
    if (sums.travelled > 0) speeds[i] = reported / unitOf(sums)
    else if (reported <= recording.slowGain * way.chordMps[i]! + recording.slowMarginMps) speeds[i] = reported
  }
  return speeds
}

/** Altitude per fix, metres; NaN where it cannot be, or where zero stands for unknown. Looks one minute around. */
export function trustedAltitudes(trace: Trace): Float32Array {
  const { timeMs, altitudeM } = trace
  const altitudes = altitudeM.slice()
  let before = Number.NEGATIVE_INFINITY
  let next = 0
  for (let i = 0; i < trace.length; i++) {
    const altitude = altitudeM[i]!
    if (isMeasured(altitude)) {
      before = timeMs[i]!
      continue
    }
    if (next <= i) {
      next = i + 1
      while (next < trace.length && !isMeasured(altitudeM[next]!)) next++
    }
    const afterMs = next < trace.length ? timeMs[next]! : Number.POSITIVE_INFINITY
    const isNear = timeMs[i]! - before <= recording.windowMs || afterMs - timeMs[i]! <= recording.windowMs
    if (altitude !== 0 || !isNear) altitudes[i] = Number.NaN
  }
  return altitudes
}

/** Whether an altitude is a number that a receiver on Earth can have measured; zero may be one or none. */
function isMeasured(altitudeM: number): boolean {
  return altitudeM !== 0 && altitudeM > recording.lowestM && altitudeM < recording.highestM
}

/** Per fix: its speed from positions; and while clearly moving, two sums to be, in whole numbers so that they are exact. */
interface Way {
  readonly chordMps: Float64Array
  /** Reported speed × time, tenths of its unit × ms. */
  readonly reported: Float64Array
  /** Speed from positions × time, tenths of m/s × ms. */
  readonly travelled: Float64Array
}

function wayOf(trace: Trace): Way {
  const { timeMs, latDeg, lonDeg, speedMps } = trace
  const way = {
    chordMps: new Float64Array(trace.length).fill(Number.NaN),
    reported: new Float64Array(trace.length),
    travelled: new Float64Array(trace.length),
  }
  let from = 0
  for (let i = 1; i < trace.length; i++) {
    const stepMs = timeMs[i]! - timeMs[i - 1]!
    while (from + 1 < i && timeMs[i]! - timeMs[from + 1]! >= recording.chordMs) from++
    const chordMs = timeMs[i]! - timeMs[from]!
    if (Number.isNaN(speedMps[i]!) || chordMs > recording.windowMs) continue
    const chordM = distanceM(latDeg[from]!, lonDeg[from]!, latDeg[i]!, lonDeg[i]!)
    const chordMps = (1000 * chordM) / chordMs
    way.chordMps[i] = chordMps
    if (chordMps < recording.clearlyMovingMps) continue
    way.reported[i] = Math.round(speedMps[i]! * 10) * stepMs
    way.travelled[i] = Math.round(chordMps * 10 * stepMs)
  }
  return way
}

interface Sums {
  reported: number
  travelled: number
}

function addTo(sums: Sums, way: Way, i: number, sign: 1 | -1): void {
  sums.reported += sign * way.reported[i]!
  sums.travelled += sign * way.travelled[i]!
}

/** How many of the reported unit make one m/s; NaN when they fit none. */
function unitOf(sums: Sums): number {
  const ratio = sums.reported / sums.travelled
  let unit: number = perMps[0]
  for (const one of perMps) if (Math.abs(ratio / one - 1) < Math.abs(ratio / unit - 1)) unit = one
  return Math.abs(ratio / unit - 1) <= recording.unitMargin ? unit : Number.NaN
}
