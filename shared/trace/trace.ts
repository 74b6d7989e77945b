/**
 * A trace: fixes in time order, kept as columns so that a million of them cost typed arrays and no objects.
 *
 * Every trace is canonical: times are whole milliseconds, positions 1e-6 degrees (0.11 m), accuracy and altitude
 * whole metres, speed tenths of m/s. What is stored and what is analysed are therefore the same numbers.
 */

/** What the phone itself believed the person was doing; the index in this list is what `Trace.hint` holds. */
export const hints = ['', 'still', 'walk', 'run', 'bicycle', 'in_vehicle'] as const
export type Hint = (typeof hints)[number]

/** One GNSS position as a decoder reads it. Unknown values are left out. */
export interface Fix {
  readonly timeMs: number
  readonly latDeg: number
  readonly lonDeg: number
  readonly accuracyM?: number | undefined
  readonly speedMps?: number | undefined
  readonly altitudeM?: number | undefined
  readonly hint?: Hint | undefined
}

/** Fixes as columns of equal length, in time order. NaN stands for unknown, hint 0 for none. */
export interface Trace {
  readonly length: number
  readonly timeMs: Float64Array
  readonly latDeg: Float64Array
  readonly lonDeg: Float64Array
  readonly accuracyM: Float32Array
  readonly speedMps: Float32Array
  readonly altitudeM: Float32Array
  readonly hint: Uint8Array
}

/** Steps of the canonical grid, per column: value = integer / perUnit. */
export const perUnit = { latDeg: 1e6, lonDeg: 1e6, accuracyM: 1, speedMps: 10, altitudeM: 1 } as const

/** A trace with room for `length` fixes, all zero. */
export function emptyTrace(length: number): Trace {
  return {
    length,
    timeMs: new Float64Array(length),
    latDeg: new Float64Array(length),
    lonDeg: new Float64Array(length),
    accuracyM: new Float32Array(length),
    speedMps: new Float32Array(length),
    altitudeM: new Float32Array(length),
    hint: new Uint8Array(length),
  }
}

/** The fixes of `trace` whose indices are listed, in that order. */
export function pick(trace: Trace, indices: ArrayLike<number>): Trace {
  const out = emptyTrace(indices.length)
  for (let k = 0; k < indices.length; k++) copyFix(trace, indices[k]!, out, k)
  return out
}

/** The fixes from `start` up to, not including, `end`; shares memory with `trace`. */
export function slice(trace: Trace, start: number, end: number): Trace {
  return {
    length: Math.max(0, end - start),
    timeMs: trace.timeMs.subarray(start, end),
    latDeg: trace.latDeg.subarray(start, end),
    lonDeg: trace.lonDeg.subarray(start, end),
    accuracyM: trace.accuracyM.subarray(start, end),
    speedMps: trace.speedMps.subarray(start, end),
    altitudeM: trace.altitudeM.subarray(start, end),
    hint: trace.hint.subarray(start, end),
  }
}

/** Index of the first fix at or after `timeMs`. */
export const indexAt = (trace: Trace, timeMs: number): number => lowerBound(trace.timeMs, timeMs)

/** Index of the first of rising numbers that is not below `value`. */
export function lowerBound(rising: Float64Array, value: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function copyFix(from: Trace, i: number, to: Trace, k: number): void {
  to.timeMs[k] = from.timeMs[i]!
  to.latDeg[k] = from.latDeg[i]!
  to.lonDeg[k] = from.lonDeg[i]!
  to.accuracyM[k] = from.accuracyM[i]!
  to.speedMps[k] = from.speedMps[i]!
  to.altitudeM[k] = from.altitudeM[i]!
  to.hint[k] = from.hint[i]!
}

/** Adding zero turns −0 into 0: one number, one form. */
const round = (value: number | undefined, scale: number): number =>
  value === undefined || !Number.isFinite(value) ? Number.NaN : (Math.round(value * scale) + 0) / scale

/** Grows columns fix by fix; positions or times that cannot exist are counted, not kept. */
export class TraceBuilder {
  #columns = emptyTrace(1024)
  #length = 0
  /** Fixes refused: no time, no position, off the globe, or exactly 0,0 (what phones send for "nowhere"). */
  invalid = 0

  get length(): number {
    return this.#length
  }

  /** Adds one fix, put on the canonical grid. */
  add(fix: Fix): void {
    const { timeMs, latDeg, lonDeg } = fix
    const valid =
      Number.isFinite(timeMs) &&
      Math.abs(timeMs) < 8.64e15 &&
      Math.abs(latDeg) <= 90 &&
      Math.abs(lonDeg) <= 180 &&
      !(latDeg === 0 && lonDeg === 0)
    if (!valid) {
      this.invalid++
      return
    }
    if (this.#length === this.#columns.length) this.#grow()
    const c = this.#columns
    const k = this.#length++
    c.timeMs[k] = Math.round(timeMs)
    c.latDeg[k] = round(latDeg, perUnit.latDeg)
    c.lonDeg[k] = round(lonDeg, perUnit.lonDeg)
    c.accuracyM[k] =
      fix.accuracyM === undefined || fix.accuracyM < 0 ? Number.NaN : round(fix.accuracyM, perUnit.accuracyM)
    c.speedMps[k] =
      fix.speedMps === undefined || fix.speedMps < 0 ? Number.NaN : round(fix.speedMps, perUnit.speedMps)
    c.altitudeM[k] = round(fix.altitudeM, perUnit.altitudeM)
    c.hint[k] = fix.hint === undefined ? 0 : Math.max(0, hints.indexOf(fix.hint))
  }

  /** What was added, in time order, exact repeats (same time and position) removed. */
  build(): Trace {
    return mergeTraces([slice(this.#columns, 0, this.#length)])
  }

  /** What `build` gives, and begins anew in the same memory; what was refused stays counted. */
  take(): Trace {
    const taken = mergeTraces([copyOf(slice(this.#columns, 0, this.#length))])
    this.#length = 0
    return taken
  }

  #grow(): void {
    const bigger = emptyTrace(this.#columns.length * 2)
    for (const key of ['timeMs', 'latDeg', 'lonDeg', 'accuracyM', 'speedMps', 'altitudeM', 'hint'] as const)
      bigger[key].set(this.#columns[key])
    this.#columns = bigger
  }
}

/** One trace in time order out of several, exact repeats (same time and position) kept once. */
export function mergeTraces(traces: readonly Trace[]): Trace {
  const all = traces.length === 1 ? traces[0]! : concatenate(traces)
  if (isStrictlySorted(all)) return all
  const order = timeOrder(all)
  const keep = new Uint32Array(all.length)
  let n = 0
  for (const i of order) if (n === 0 || !sameFixNearby(all, keep, n, i)) keep[n++] = i
  return n === all.length && isSorted(all) ? all : pick(all, keep.subarray(0, n))
}

const copyOf = (trace: Trace): Trace => concatenate([trace])

function concatenate(traces: readonly Trace[]): Trace {
  const out = emptyTrace(traces.reduce((sum, trace) => sum + trace.length, 0))
  let at = 0
  for (const trace of traces) {
    for (const key of ['timeMs', 'latDeg', 'lonDeg', 'accuracyM', 'speedMps', 'altitudeM', 'hint'] as const)
      out[key].set(trace[key], at)
    at += trace.length
  }
  return out
}

function isSorted(trace: Trace): boolean {
  for (let i = 1; i < trace.length; i++) if (trace.timeMs[i]! < trace.timeMs[i - 1]!) return false
  return true
}

/** Total order, so that the result does not depend on the order of arrival: time, position, then the rest. */
function timeOrder(trace: Trace): Uint32Array {
  const order = new Uint32Array(trace.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  const { timeMs, latDeg, lonDeg } = trace
  const rest = (i: number): string =>
    `${trace.accuracyM[i]} ${trace.speedMps[i]} ${trace.altitudeM[i]} ${trace.hint[i]}`
  return order.sort((a, b) => {
    const d = timeMs[a]! - timeMs[b]! || latDeg[a]! - latDeg[b]! || lonDeg[a]! - lonDeg[b]!
    if (d !== 0) return d
    const [x, y] = [rest(a), rest(b)]
    return x < y ? -1 : x > y ? 1 : 0
  })
}

function isStrictlySorted(trace: Trace): boolean {
  for (let i = 1; i < trace.length; i++) if (trace.timeMs[i]! <= trace.timeMs[i - 1]!) return false
  return true
}

function sameFixNearby(trace: Trace, keep: Uint32Array, n: number, i: number): boolean {
  const k = keep[n - 1]!
  return (
    trace.timeMs[k] === trace.timeMs[i] &&
    trace.latDeg[k] === trace.latDeg[i] &&
    trace.lonDeg[k] === trace.lonDeg[i]
  )
}
