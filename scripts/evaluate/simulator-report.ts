/** Simulated days of seeds that no model is trained on: the truth is known to the second, and every recorder is there. */

import type { LabelledTrace } from '../../shared/simulation/training-day.ts'
import { trainingDay } from '../../shared/simulation/training-day.ts'
import { tripsIn } from './analysed.ts'
import type { Plan } from './plan.ts'
import { timeSpans } from './spans.ts'
import { Tally } from './tally.ts'
import type { Period } from './trip-tally.ts'
import { TripTally } from './trip-tally.ts'
import { tripHeads, tripRow } from './trip-words.ts'
import { classTable, confusionTable, fixed, fourCells, fourHeads, percent, table } from './words.ts'

/** Training uses seeds from 1 on, and never comes near. */
export const firstSeed = 1_000_000

interface Found {
  readonly tally: Tally
  readonly trips: TripTally
}

/** The part of the page about simulated days, and the tally of all of them. */
export function simulatorReport({ model, days, log }: Plan): { page: string[]; tally: Tally } {
  log('Simulated days')
  const all = empty()
  const byRecorder = new Map<string, Found>()
  for (let seed = firstSeed; seed < firstSeed + days; seed++) {
    const day = trainingDay(seed)
    const own = byRecorder.get(day.recorder) ?? empty()
    byRecorder.set(day.recorder, own)
    const trips = tripsIn(day.trace, model)
    const sections = trips.flatMap((trip) => trip.sections)
    for (const { tally, trips: found } of [all, own]) {
      tally.add(`${seed}`, timeSpans(day.legs, sections))
      found.add(tripsOf(day), trips)
    }
  }
  return { page: pageOf(days, all, byRecorder), tally: all.tally }
}

const empty = (): Found => ({ tally: new Tally(), trips: new TripTally() })

/** What lies between stays. */
function tripsOf({ stays, trace }: LabelledTrace): Period[] {
  const lastMs = trace.timeMs[trace.length - 1] ?? 0
  return stays
    .map(({ endMs }, n) => ({ startMs: endMs, endMs: stays[n + 1]?.startMs ?? lastMs }))
    .filter(({ startMs, endMs }) => endMs > startMs)
}

function pageOf(days: number, all: Found, byRecorder: ReadonlyMap<string, Found>): string[] {
  const recorders = [...byRecorder].sort(([a], [b]) => (a < b ? -1 : 1))
  const rows: [string, Found][] = [['all', all], ...recorders]
  return [
    `## Simulated days never trained on\n\n${days} days, seeds from ${firstSeed} on, the measured model. Every second of every leg counts; recorders are drawn at random, so rare ones have few hours.\n`,
    table({
      title: 'Simulated days: per recorder',
      head: ['recorder', 'hours', ...fourHeads.map((head) => `${head} %`)],
      rows: rows.map(([name, { tally }]) => [name, fixed(tally.seconds / 3600), ...fourCells(tally)]),
    }),
    modeTable(all.tally),
    classTable('Simulated days: per class', all.tally.together),
    confusionTable('Simulated days: confusion', all.tally.together),
    table({
      title: 'Simulated days: trips found',
      head: ['recorder', ...tripHeads],
      rows: rows.map(([name, { trips }]) => [name, ...tripRow(trips)]),
    }),
  ]
}

function modeTable({ modes }: Tally): string {
  return table({
    title: 'Simulated days: per mode',
    head: ['true mode', 'hours', 'mode right %', 'class right %'],
    rows: [...modes].map(([mode, { hours, rightHours, rightClassHours }]) => [
      mode,
      fixed(hours, 1),
      percent(rightHours / hours),
      percent(rightClassHours / hours),
    ]),
  })
}
