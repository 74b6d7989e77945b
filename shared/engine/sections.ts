/**
 * The fourth step: cuts a trip where foot and wheels meet. People walk between any two vehicles (Zheng et al. 2008), so
 * the likeliest sequence of the two, with a cost for each change, gives sections that last as long as sections do.
 */
import type { Hops } from './hops.ts'
import { hintAt, sumOf } from './hops.ts'
import { sectioning, staying } from './thresholds.ts'

export type Regime = 'foot' | 'wheels' | 'silence'

/** Hops `from` up to, not including, `to`. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly regime: Regime
}

/**
 * How often a hop of each speed is seen on foot and on wheels, as shares. On foot: 1.2 to 1.4 m/s (Bohannon 1997),
 * slower in crowds, faster when running. On wheels: bicycles and town traffic, a sixth of it standing.
 */
const speedBandsMps = [0.5, 1, 2, 2.8, 4, 5.5, 7.5, 10]
const onFoot = [0.14, 0.2, 0.54, 0.08, 0.03, 0.006, 0.002, 0.001, 0.001].map(Math.log)
const onWheels = [0.14, 0.05, 0.09, 0.1, 0.16, 0.16, 0.12, 0.09, 0.09].map(Math.log)

/** The stretches of a trip, without holes, in time order. */
export function findStretches(hops: Hops): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (let h = 0; h <= hops.length; h++) {
    const isSilent = h < hops.length && hops.durationMs[h]! >= sectioning.silenceMs
    if (h < hops.length && !isSilent) continue
    if (h > from) stretches.push(...merge(withoutSplinters(hops, alternate(hops, from, h))))
    if (isSilent) stretches.push({ from: h, to: h + 1, regime: 'silence' })
    from = h + 1
  }
  return stretches
}

/** Log-likelihood of wheels over foot for one hop. */
function evidence(hops: Hops, h: number): number {
  const speedMps = hops.speedMps[h]!
  let band = 0
  while (band < speedBandsMps.length && speedMps >= speedBandsMps[band]!) band++
  const hint = hintAt(hops, h)
  const belief =
    hint === 'in_vehicle' || hint === 'bicycle'
      ? sectioning.hintWeight
      : hint === 'walk' || hint === 'run'
        ? -sectioning.hintWeight
        : 0
  const knots = Math.min(hops.durationMs[h]! / staying.knotMs, sectioning.longestHopKnots)
  return (onWheels[band]! - onFoot[band]!) * knots * sectioning.knotWeight + belief
}

/** The likeliest sequence of foot and wheels (Viterbi over two states). */
function alternate(hops: Hops, from: number, to: number): Stretch[] {
  const length = to - from
  const changed = new Uint8Array(2 * length)
  let foot = 0
  let wheels = 0
  for (let n = 0; n < length; n++) {
    const gain = evidence(hops, from + n)
    const footBefore = foot
    if (n > 0 && wheels - sectioning.changeCost > foot) {
      changed[2 * n] = 1
      foot = wheels - sectioning.changeCost
    }
    if (n > 0 && footBefore - sectioning.changeCost > wheels) {
      changed[2 * n + 1] = 1
      wheels = footBefore - sectioning.changeCost
    }
    wheels += gain
  }
  const stretches: Stretch[] = []
  let state = wheels > foot ? 1 : 0
  let end = to
  for (let n = length - 1; n >= 0; n--) {
    const isFirst = n === 0
    if (!isFirst && changed[2 * n + state] === 0) continue
    stretches.push({ from: from + n, to: end, regime: state === 1 ? 'wheels' : 'foot' })
    end = from + n
    state = 1 - state
  }
  return stretches.reverse()
}

/** Rides too short to be rides become part of the walk; walks between rides too short to be walks, part of the ride. */
function withoutSplinters(hops: Hops, stretches: readonly Stretch[]): Stretch[] {
  const rides = merge(
    stretches.map((s) =>
      s.regime === 'wheels' && isShortRide(hops, s) ? { ...s, regime: 'foot' as const } : s,
    ),
  )
  return rides.map((s, n) =>
    n > 0 && n < rides.length - 1 && s.regime === 'foot' && isWait(hops, s) ? { ...s, regime: 'wheels' } : s,
  )
}

function isShortRide(hops: Hops, { from, to }: Stretch): boolean {
  return (
    sumOf(hops.durationMs, from, to) < sectioning.shortestRideMs ||
    sumOf(hops.distanceM, from, to) < sectioning.shortestRideM
  )
}

function isWait(hops: Hops, { from, to }: Stretch): boolean {
  return (
    sumOf(hops.durationMs, from, to) < sectioning.shortestWalkMs ||
    sumOf(hops.distanceM, from, to) < sectioning.shortestWalkM
  )
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const stretch of stretches) {
    const before = merged.at(-1)
    if (before?.regime === stretch.regime) merged[merged.length - 1] = { ...before, to: stretch.to }
    else merged.push(stretch)
  }
  return merged
}
