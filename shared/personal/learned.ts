/** What was learned from the owner, told in a few lines that they can look at. */
import type { Mode } from '../engine/mode.ts'
import { isWeekend, usualMinute } from './clock.ts'
import type { HabitualTrip } from './habits.ts'
import { isOwnSpeed } from './kinship.ts'
import type { Lesson } from './lessons.ts'

/** Corrections of one kind, and what they do. */
export interface LearnedHabit {
  /** Ids of places; both absent for what is known by speed alone. */
  readonly from?: string
  readonly to?: string
  readonly mode: Mode
  /** How many corrections said so. */
  readonly corrections: number
  /** Usual time on the place's clocks, minutes after midnight. */
  readonly minute: number
  readonly days: 'weekdays' | 'weekend' | 'both'
  /** Median speed of the corrected sections, m/s. */
  readonly speedMps: number
}

/** The lessons gathered by places and mode, most corrections first; those without places only where speed tells. */
export function learnedHabits(lessons: readonly Lesson[]): LearnedHabit[] {
  const said = lessons.filter(({ isExplicit }) => isExplicit)
  const kinds = Map.groupBy(said, ({ scene: { from, to }, said }) =>
    from !== undefined && to !== undefined ? `${said} ${from} ${to}` : said,
  )
  return [...kinds.values()]
    .filter((own) => hasEnds(own[0]!) || own.some(isOwnSpeed))
    .map(learnedOf)
    .sort((a, b) => b.corrections - a.corrections)
}

const hasEnds = ({ scene: { from, to } }: Lesson): boolean => from !== undefined && to !== undefined

function learnedOf(lessons: readonly Lesson[]): LearnedHabit {
  const [first] = lessons
  const { from, to } = first!.scene
  const moments = lessons.map(({ scene }) => scene.moment)
  const free = moments.filter(isWeekend).length
  const speeds = lessons.map(({ scene }) => scene.speedMps).sort((a, b) => a - b)
  return {
    ...(from !== undefined && to !== undefined && { from, to }),
    mode: first!.said,
    corrections: lessons.length,
    minute: usualMinute(moments.map(({ minute }) => minute)),
    days: free === 0 ? 'weekdays' : free === moments.length ? 'weekend' : 'both',
    speedMps: speeds[speeds.length >> 1]!,
  }
}

/** How many sections have another mode because of what was learned. */
export function sectionsChanged(trips: readonly HabitualTrip[]): number {
  return trips.reduce((sum, { habits }) => sum + habits.length, 0)
}
