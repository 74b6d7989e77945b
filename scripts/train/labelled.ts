/** Recordings whose modes are known: what the model is trained on and measured with. */
import type { Mode } from '../../shared/engine/mode.ts'
import type { ModelClass } from '../../shared/engine/model/mode-model.ts'
import type { Trace } from '../../shared/trace/trace.ts'
import { pick } from '../../shared/trace/trace.ts'

/** Between two instants somebody travelled by one mode. */
export interface Label {
  readonly startMs: number
  readonly endMs: number
  readonly mode: Mode
}

export interface Recording {
  /** Whose it is: people, or journeys of one person, are never split between training and measuring. */
  readonly person: string
  readonly trace: Trace
  /** In time order. */
  readonly labels: readonly Label[]
}

/** A collection of recordings, read one by one. `weight` is what it counts against others, whatever their sizes. */
export interface Collection {
  readonly name: string
  readonly licence: string
  readonly weight: number
  readonly recordings: () => Iterable<Recording>
  /** Its labels tell what its people call a stop: how long a pause may be is learnt from them. */
  readonly tellsStops?: boolean
  /** Its people share a town: by what they passed where goes into the model. */
  readonly tellsPlaces?: boolean
}

const classes: Readonly<Partial<Record<Mode, ModelClass>>> = {
  walking: 'walk',
  running: 'walk',
  bicycle: 'bike',
  ebike: 'bike',
  escooter: 'bike',
  bus: 'bus',
  coach: 'bus',
  car: 'car',
  carpool: 'car',
  taxi: 'car',
  motorcycle: 'car',
  moped: 'car',
  tram: 'rail',
  subway: 'rail',
  train: 'rail',
}

/** The class that the model has for a mode; undefined for those that it does not tell. */
export const classOf = (mode: Mode): ModelClass | undefined => classes[mode]

/** The trace with no two fixes closer than `everyS` seconds. */
export function thinned(trace: Trace, everyS: number): Trace {
  const keep = new Uint32Array(trace.length)
  let count = 0
  let lastMs = Number.NEGATIVE_INFINITY
  for (let i = 0; i < trace.length; i++) {
    if (trace.timeMs[i]! - lastMs < everyS * 1000) continue
    lastMs = trace.timeMs[i]!
    keep[count++] = i
  }
  return pick(trace, keep.subarray(0, count))
}

/** The trace without what the phone believed. */
export function withoutHints(trace: Trace): Trace {
  return { ...trace, hint: new Uint8Array(trace.length) }
}
