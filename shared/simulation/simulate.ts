/** Simulated days: a person lives them, a phone records them, and the truth is known to the second. */
import { liveDay, personOf } from './agenda.ts'
import { localDays } from './calendar.ts'
import type { Episode } from './diary.ts'
import { Diary } from './diary.ts'
import type { SimulatedDays, SimulationOptions } from './person.ts'
import { seededRandom } from './random.ts'
import { Recording } from './recording.ts'

/** Simulated days with the true episodes that the fixes were taken from. */
export interface WitnessedDays extends SimulatedDays {
  /** Without gap or overlap, from the first midnight to the last. */
  readonly episodes: readonly Episode[]
}

/**
 * Simulates whole days, from midnight to midnight in Europe/Paris. Equal options give equal days; a longer simulation
 * starts with the shorter one. Throws RangeError when `firstDay` is no date, or `days` or `everyS` no whole number
 * from 1.
 */
export function simulate(options: SimulationOptions): SimulatedDays {
  const { fixes, trips, outliers } = witness(options)
  return { fixes, trips, outliers }
}

/** As `simulate`, with the true episodes. */
export function witness({ seed, firstDay, days, everyS }: SimulationOptions): WitnessedDays {
  if (!(Number.isInteger(days) && days >= 1 && Number.isInteger(everyS) && everyS >= 1))
    throw new RangeError('Days and seconds between fixes must be whole numbers from 1.')
  const random = seededRandom(seed)
  const person = personOf(random.fork('person'))
  const calendar = localDays(firstDay, days)
  const diary = new Diary(calendar[0]!.startMs, person.home)
  for (const day of calendar) liveDay(diary, person, day, random.fork(day.date))
  diary.stayUntil(calendar.at(-1)!.endMs)
  const recording = new Recording(everyS)
  for (const episode of diary.episodes) recording.record(episode, random.fork(episode.startMs))
  return {
    fixes: recording.fixes,
    trips: diary.trips,
    outliers: recording.outliers,
    episodes: diary.episodes,
  }
}
