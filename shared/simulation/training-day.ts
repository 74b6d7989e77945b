/**
 * Days to train and test the engine on: one person in a town that never was, with the truth beside the trace.
 * Towns, habits, traffic and recorders are drawn far wider than any one place is, so that what is learnt here holds
 * elsewhere too.
 */
import type { Mode } from '../engine/mode.ts'
import type { Trace } from '../trace/trace.ts'
import { DayLog } from './day-log.ts'
import { lognormalIn, wholeIn } from './distributions.ts'
import { goOut } from './outings.ts'
import { seededRandom } from './random.ts'
import { recordDay } from './record-day.ts'
import { drawRecorder } from './recorders.ts'
import { drawTown } from './town.ts'
import { drawTraveller } from './traveller.ts'

export interface LabelledTrace {
  readonly trace: Trace
  /** What was done when: in time order, never at once. A wait belongs to the leg before it or to the one after. */
  readonly legs: readonly { readonly startMs: number; readonly endMs: number; readonly mode: Mode }[]
  /** Time spent at places. */
  readonly stays: readonly { readonly startMs: number; readonly endMs: number }[]
  /** Kind of recorder. */
  readonly recorder: string
}

/** 1 January 2026, UTC. */
const newYearMs = 1_767_225_600_000
const dayMs = 86_400_000

/** The day of that seed, a whole number: 4–10 outings with stays of 8 minutes and more between them. */
export function trainingDay(seed: number): LabelledTrace {
  const random = seededRandom(seed).fork('training day')
  const town = drawTown(random.fork('town'))
  const log = new DayLog([random.between(-3000, 3000), random.between(-3000, 3000)])
  const startHour = random.between(5.5, 13)
  const traveller = drawTraveller(town, log, startHour, random.fork('traveller'))
  const outings = wholeIn(random, [4, 10])
  log.stay(Math.round(random.between(300, 2400)))
  for (let k = 0; k < outings; k++) {
    goOut(traveller)
    log.stay(Math.round(lognormalIn(random, 1500, 0.7, [480, 9000])))
  }
  const midnightMs = newYearMs + wholeIn(random, [0, 364]) * dayMs
  const startMs = midnightMs + Math.round((startHour - town.lonDeg / 15) * 3600) * 1000
  const recorder = drawRecorder(random.fork('recorder'))
  const inTime = <T extends { readonly startS: number; readonly endS: number }>({ startS, endS }: T) => ({
    startMs: startMs + startS * 1000,
    endMs: startMs + endS * 1000,
  })
  return {
    trace: recordDay(log, town, recorder, startMs, random.fork('recording')),
    legs: log.legs.map((leg) => ({ ...inTime(leg), mode: leg.mode })),
    stays: log.stays.map(inTime),
    recorder: recorder.name,
  }
}
