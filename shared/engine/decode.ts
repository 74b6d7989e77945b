/**
 * The likeliest sequence of modes along a way: the model's word on each window, what follows what, and no ride or walk
 * shorter than rides and walks are (Viterbi over states that count the windows since the last change). Silences that led
 * farther than one walks are no walk, whatever the windows around them say.
 */
import type { Hops } from './hops.ts'
import { classifySoon } from './model/grove.ts'
import type { ModeModel } from './model/mode-model.ts'
import { classCount, modelClasses } from './model/mode-model.ts'
import { decoding } from './thresholds.ts'
import { isBeyondWalking } from './walkable.ts'
import type { Windows } from './windows.ts'

/** Class of a window that nothing was recorded in for long: its mode cannot be seen. */
export const silent = 255

export interface Decoded {
  /** Per window: index into `modelClasses`, or `silent`. */
  readonly classOf: Uint8Array
  /** Natural logs of the model's probabilities, `classCount` per window. */
  readonly logs: Float32Array
}

/** Decodes the windows of a way. */
export function decode(hops: Hops, windows: Windows, model: Pick<ModeModel, 'windows' | 'changes'>): Decoded {
  const logs = new Float32Array(windows.length * classCount)
  classifySoon(model.windows, windows.features, windows.length, logs)
  for (let n = 0; n < logs.length; n++) logs[n] = Math.log(Math.max(decoding.leastProbability, logs[n]!))
  const classOf = new Uint8Array(windows.length).fill(silent)
  let from = 0
  for (let w = 0; w <= windows.length; w++) {
    const isSilent = w < windows.length && hops.durationMs[windows.firstHop[w]!]! >= decoding.silenceMs
    if (w < windows.length && !isSilent) continue
    if (w > from) likeliest(hops, windows, { from, to: w }, { model, logs, classOf })
    from = w + 1
  }
  throughSilences(hops, windows, classOf)
  return { classOf, logs }
}

const [walk, rail, bus, car] = (['walk', 'rail', 'bus', 'car'] as const).map((name) =>
  modelClasses.indexOf(name),
)

/** Gives long gaps to the rides around them, where the way across was as fast as a ride. */
function throughSilences(hops: Hops, { firstHop, length }: Windows, classOf: Uint8Array): void {
  for (let w = 1; w < length - 1; w++) {
    if (classOf[w] !== silent) continue
    const [speedMps, tookMs] = [hops.speedMps[firstHop[w]!]!, hops.durationMs[firstHop[w]!]!]
    const [before, after] = [classOf[w - 1]!, classOf[w + 1]!]
    if (before === rail && after === rail && isWithin(speedMps, decoding.tunnelMps)) classOf[w] = rail
    else if (tookMs > decoding.unseenRideMs || !isWithin(speedMps, decoding.unseenRideMps)) continue
    else if (isMotorised(before)) classOf[w] = before
    else if (isMotorised(after)) classOf[w] = after
  }
}

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean =>
  value >= least && value <= most

const isMotorised = (c: number): boolean => c === rail || c === bus || c === car

interface Range {
  readonly from: number
  readonly to: number
}

interface Work extends Decoded {
  readonly model: Pick<ModeModel, 'changes'>
}

/** Fills `classOf` of the windows in `range` with the likeliest sequence. */
function likeliest(hops: Hops, windows: Windows, { from, to }: Range, work: Work): void {
  const usualMs = typicalMs(hops, windows, from, to)
  const states = statesOf(usualMs)
  const count = states.classOf.length
  const cameFrom = new Uint8Array((to - from) * count)
  let score = new Float64Array(count)
  let next = new Float64Array(count)
  for (let w = from; w < to; w++) {
    const fills = filledBy(hops.durationMs[windows.firstHop[w]!]! / usualMs)
    if (w === from) begin(states, fills, next)
    else step(states, fills, work.model.changes, score, next, cameFrom, (w - from) * count)
    const ruledOut = isBeyondWalking(hops, windows.firstHop[w]!) ? walk : undefined
    for (let s = 0; s < count; s++) {
      const c = states.classOf[s]!
      next[s]! += c === ruledOut ? Number.NEGATIVE_INFINITY : work.logs[w * classCount + c]!
    }
    ;[score, next] = [next, score]
  }
  let state = 0
  for (let s = 1; s < count; s++) if (score[s]! > score[state]!) state = s
  for (let w = to - 1; w >= from; w--) {
    work.classOf[w] = states.classOf[state]!
    state = cameFrom[(w - from) * count + state]!
  }
}

/** States that a window fills which lasts so many times as long as windows do: a long silence is a ride by itself. */
const filledBy = (times: number): number => Math.max(1, Math.min(decoding.longestChain, Math.round(times)))

/** The classes as chains of states, one after another. */
interface States {
  readonly classOf: Uint8Array
  /** First and last state of each class. */
  readonly firsts: Uint8Array
  readonly lasts: Uint8Array
}

/** Each class as a chain of states, as many as windows fit into its shortest duration. */
function statesOf(windowMs: number): States {
  const lengths = decoding.shortestMs.map((shortestMs) =>
    Math.max(1, Math.min(decoding.longestChain, Math.round(shortestMs / windowMs))),
  )
  const count = lengths.reduce((sum, length) => sum + length, 0)
  const states = {
    classOf: new Uint8Array(count),
    firsts: new Uint8Array(classCount),
    lasts: new Uint8Array(classCount),
  }
  let s = 0
  for (let c = 0; c < classCount; c++) {
    states.firsts[c] = s
    for (let n = 0; n < lengths[c]!; n++) states.classOf[s++] = c
    states.lasts[c] = s - 1
  }
  return states
}

/** The state of a class that its first window leads to. */
const entryOf = ({ firsts, lasts }: States, c: number, fills: number): number =>
  Math.min(firsts[c]! + fills - 1, lasts[c]!)

/** Before the first window each class may begin. */
function begin(states: States, fills: number, next: Float64Array): void {
  next.fill(Number.NEGATIVE_INFINITY)
  for (let c = 0; c < classCount; c++) next[entryOf(states, c, fills)] = 0
}

/** Mean duration of the windows, ms. */
function typicalMs(hops: Hops, { firstHop }: Windows, from: number, to: number): number {
  let sumMs = 0
  for (let h = firstHop[from]!; h < firstHop[to]!; h++) sumMs += hops.durationMs[h]!
  return sumMs / (to - from)
}

/**
 * One step of time, by a window that fills so many states: from `score` to `next`, noting in `cameFrom` from `at` on where
 * the best way to each state came from: from as far before it in its chain, from itself at the end of the chain, or from
 * the end of another class's.
 */
function step(
  states: States,
  fills: number,
  changes: Float64Array,
  score: Float64Array,
  next: Float64Array,
  cameFrom: Uint8Array,
  at: number,
): void {
  const { classOf, firsts, lasts } = states
  for (let s = 0; s < classOf.length; s++) {
    const c = classOf[s]!
    const isLast = s === lasts[c]!
    let best = isLast ? score[s]! + changes[c * classCount + c]! : Number.NEGATIVE_INFINITY
    let from = s
    for (let p = Math.max(firsts[c]!, s - fills); p <= s - (isLast ? 1 : fills); p++) {
      if (score[p]! < best) continue
      best = score[p]!
      from = p
    }
    if (s === entryOf(states, c, fills))
      for (let other = 0; other < classCount; other++) {
        const value = score[lasts[other]!]! + changes[other * classCount + c]!
        if (other === c || value <= best) continue
        best = value
        from = lasts[other]!
      }
    next[s] = best
    cameFrom[at + s] = from
  }
}
