/** Distances found beside the lengths of prescribed routes. */
import type { Section } from '../../shared/engine/segmentation.ts'
import type { Leg, Run } from '../train/mobilitynet.ts'

/** Shorter legs say more of where they begin than of how long they are. */
const shortestM = 500
/** Less of a leg covered by sections, and its distance is not compared. */
const leastCovered = 0.8
/** A walk counts only where the reference phone found the route's length within this: people stray from routes. */
const strayShare = 0.2

export class LegErrors {
  /** Legs long enough, of known length. */
  eligible = 0
  /** Of those covered: |found ÷ true − 1|. */
  readonly shares: number[] = []

  add(run: Run, sections: readonly Section[]): void {
    for (const leg of run.gt.trips.flatMap(({ legs }) => legs)) {
      const trueM = lengthOf(leg)
      if (trueM === undefined) continue
      this.eligible++
      const { distanceM, covered } = foundIn(leg, sections)
      if (covered >= leastCovered) this.shares.push(Math.abs(distanceM / trueM - 1))
    }
  }
}

/** Length of a leg that is compared, else undefined. */
function lengthOf({ mode, route_m: routeM, ref_m: referenceM }: Leg): number | undefined {
  if (routeM === undefined || routeM === null || routeM < shortestM) return undefined
  if (mode !== 'walk') return routeM
  const isOnRoute = Math.abs((referenceM ?? 0) / routeM - 1) <= strayShare
  return isOnRoute ? routeM : undefined
}

/** Metres of the sections within a leg, by time, and the share of the leg that they cover. */
function foundIn({ start, end }: Leg, sections: readonly Section[]): { distanceM: number; covered: number } {
  const [startMs, endMs] = [start * 1000, end * 1000]
  let distanceM = 0
  let coveredMs = 0
  for (const section of sections) {
    const commonMs = Math.min(endMs, section.endMs) - Math.max(startMs, section.startMs)
    if (commonMs <= 0) continue
    coveredMs += commonMs
    distanceM += (section.distanceM * commonMs) / (section.endMs - section.startMs)
  }
  return { distanceM, covered: coveredMs / (endMs - startMs) }
}
