/** Trips found beside trips made, as the published evaluation of MobilityNet counts them. */

export interface Period {
  readonly startMs: number
  readonly endMs: number
}

const longMs = ({ startMs, endMs }: Period): number => endMs - startMs
const commonMs = (a: Period, b: Period): number =>
  Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs))

/** The share of one period, or of the two together, from which on they are the same trip. */
const most = 0.5
/** A found trip belongs to a true one that it covers to this share, for telling when that began and ended. */
const belongs = 0.1
/** A found trip with less than this share in true trips is wholly made up. */
const hardly = 0.05

export class TripTally {
  made = 0
  found = 0
  /** True trips that found ones cover at least half. */
  detected = 0
  /** True trips that one found trip has half or more in common with, of the two together. */
  matched = 0
  /** True trips in which two or more found ones lie. */
  split = 0
  /** True trips that one found trip covers together with others. */
  merged = 0
  /** Found trips that mostly, and that wholly, lie in no true one. */
  spurious = 0
  invented = 0
  /** Seconds that detected and unmerged trips are found too late (or, negative, too early). */
  readonly startErrorsS: number[] = []
  readonly endErrorsS: number[] = []

  /** Adds a recording; both in time order. */
  add(made: readonly Period[], found: readonly Period[]): void {
    this.made += made.length
    this.found += found.length
    const mergers = new Set(found.filter((trip) => made.filter((truth) => isMostly(truth, trip)).length >= 2))
    for (const trip of found) {
      const inside = made.reduce((sum, truth) => sum + commonMs(truth, trip), 0) / longMs(trip)
      if (inside < most) this.spurious++
      if (inside < hardly) this.invented++
    }
    for (const truth of made) this.#addTrip(truth, found, mergers)
  }

  #addTrip(truth: Period, found: readonly Period[], mergers: ReadonlySet<Period>): void {
    const coveredMs = found.reduce((sum, trip) => sum + commonMs(truth, trip), 0)
    if (found.some((trip) => isSame(truth, trip))) this.matched++
    if (found.filter((trip) => isMostly(trip, truth)).length >= 2) this.split++
    if (coveredMs / longMs(truth) < most) return
    this.detected++
    if (found.some((trip) => mergers.has(trip) && isMostly(truth, trip))) {
      this.merged++
      return
    }
    const own = found.filter(
      (trip) => isMostly(trip, truth) || commonMs(truth, trip) / longMs(truth) >= belongs,
    )
    this.startErrorsS.push((Math.min(...own.map(({ startMs }) => startMs)) - truth.startMs) / 1000)
    this.endErrorsS.push((Math.max(...own.map(({ endMs }) => endMs)) - truth.endMs) / 1000)
  }
}

/** Whether at least half of `a` lies in `b`. */
const isMostly = (a: Period, b: Period): boolean => commonMs(a, b) / longMs(a) >= most

function isSame(a: Period, b: Period): boolean {
  const common = commonMs(a, b)
  return common / (longMs(a) + longMs(b) - common) >= most
}

/** The value below which `share` of `values` lie, between its neighbours; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)]!
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at))
}
