/** What the engine says of a trace: the stays, the trips between them, their sections. Times are Unix ms, UTC. */
import type { Trace } from '../trace/trace.ts'
import type { ReasonCounts } from './cleaning/reasons.ts'
import type { Evidence } from './evidence.ts'
import type { Mode } from './mode.ts'

/** Why fixes were left out of the analysis; nothing is deleted from the vault. */
export interface Dropped {
  readonly duplicate: number
  readonly outlier: number
  readonly inaccurate: number
  readonly invalid: number
}

/** Time spent within one spot. */
export interface Stay {
  readonly startMs: number
  readonly endMs: number
  readonly latDeg: number
  readonly lonDeg: number
}

/** A stay as it was found in a trace. */
export interface FoundStay extends Stay {
  /** First fix in the spot: where the trace may be cut without changing what follows. */
  readonly foundMs: number
}

/** A part of a trip made with one mode; `first` and `last` are indices into the kept trace, both included. */
export interface Section {
  readonly startMs: number
  readonly endMs: number
  readonly first: number
  readonly last: number
  readonly distanceM: number
  readonly mode: Mode
  /** Public short name of the transit line taken, where a network knows it. */
  readonly line?: string
  /** Probability of `mode`, 0 to 1. */
  readonly confidence: number
  /** Probability per candidate mode; they sum to 1. */
  readonly probabilities: Partial<Record<Mode, number>>
  readonly evidence: Evidence
}

/** What lies between two stays. */
export interface Trip {
  readonly startMs: number
  readonly endMs: number
  /** The start was estimated across a silence: the phone slept when the place was left. */
  readonly inferredStart: boolean
  /** The end was, likewise: nothing was recorded for long before the first fix at the place. */
  readonly inferredEnd: boolean
  readonly distanceM: number
  readonly sections: readonly Section[]
}

export interface Segmentation {
  /** The trace without what was dropped. */
  readonly kept: Trace
  readonly dropped: Dropped
  readonly reasons: ReasonCounts
  readonly stays: readonly FoundStay[]
  readonly trips: readonly Trip[]
}
