/**
 * The trips where a change would gain most and is likely: made by car, and either near enough to walk or cycle, or between
 * places where one has gone otherwise before. Trips between the same two places count together, either way.
 */
import type { TripDocument } from '../analysis/document.ts'
import { mainModeOf } from '../analysis/figures.ts'
import type { Mode } from '../engine/mode.ts'
import type { FootprintChoice } from '../footprint/choice.ts'
import { easyM } from './assumptions.ts'
import type { OwnSpeeds } from './what-if.ts'
import { durationMs, wayBy } from './what-if.ts'

export interface Change {
  /** The latest of the trips, to show them by. */
  readonly trip: TripDocument
  readonly trips: number
  readonly mode: Mode
  readonly savedKg: number
  /** More than now when positive. */
  readonly extraMs: number
  /** Why it is likely: made so often in this way already, or near enough. */
  readonly because: { readonly kind: 'habit'; readonly times: number } | { readonly kind: 'distance' }
}

/** The largest gains first, at most `count` of them; each saves something. */
export function bestChanges(
  trips: readonly TripDocument[],
  choice: FootprintChoice,
  speeds: OwnSpeeds,
  count: number,
): Change[] {
  const habits = habitsOf(trips)
  const furthest = furthestOf(trips)
  const driven = trips.filter(({ sections }) => mainModeOf(sections) === 'car')
  const groups = Map.groupBy(driven, (trip) => pairOf(trip) ?? trip.start)
  return [...groups.values()]
    .flatMap((own) => bestOf(own, choice, speeds, { habits, furthest }))
    .sort((a, b) => b.savedKg - a.savedKg)
    .slice(0, count)
}

interface Known {
  /** How often one has gone between two places by a mode. */
  readonly habits: ReadonlyMap<string, number>
  /** How far one goes by a mode, metres. */
  readonly furthest: Readonly<Partial<Record<Mode, number>>>
}

const candidates: readonly Mode[] = ['walking', 'bicycle', 'ebike', 'bus', 'tram', 'subway', 'train']

function bestOf(
  own: readonly TripDocument[],
  choice: FootprintChoice,
  speeds: OwnSpeeds,
  { habits, furthest }: Known,
): Change[] {
  const longestM = Math.max(...own.map(({ distanceM }) => distanceM))
  const latest = own.reduce((last, trip) => (trip.start > last.start ? trip : last))
  const pair = pairOf(latest)
  const isUsual = ({ mode }: Change): boolean => (furthest[mode] ?? 0) > 0
  return candidates
    .flatMap((mode): Change[] => {
      const times = habits.get(`${pair} ${mode}`) ?? 0
      const isNear = longestM <= Math.max(easyM[mode as keyof typeof easyM] ?? 0, furthest[mode] ?? 0)
      if (times === 0 && !(isNear && mode in easyM)) return []
      const ways = own.map((trip) => ({ trip, way: wayBy(mode, trip, choice, speeds) }))
      const savedKg = ways.reduce((sum, { trip, way }) => sum + trip.co2eKg - way.co2eKg, 0)
      const extraMs = ways.reduce((sum, { trip, way }) => sum + way.durationMs - durationMs(trip), 0)
      const because = times > 0 ? ({ kind: 'habit', times } as const) : ({ kind: 'distance' } as const)
      return savedKg > 0 && Number.isFinite(extraMs)
        ? [{ trip: latest, trips: own.length, mode, savedKg, extraMs, because }]
        : []
    })
    .sort((a, b) => timesOf(b) - timesOf(a) || Number(isUsual(b)) - Number(isUsual(a)))
    .slice(0, 1)
}

/** What one has done before comes first, then how one moves elsewhere, then the candidates in their order. */
const timesOf = ({ because }: Change): number => (because.kind === 'habit' ? because.times : 0)

/** Both ends in an order that does not depend on the direction; undefined where one is not a place. */
function pairOf({ from, to }: TripDocument): string | undefined {
  return from === undefined || to === undefined ? undefined : [from, to].sort().join(' ')
}

function habitsOf(trips: readonly TripDocument[]): Map<string, number> {
  const habits = new Map<string, number>()
  for (const trip of trips) {
    const pair = pairOf(trip)
    if (pair === undefined) continue
    const key = `${pair} ${mainModeOf(trip.sections)}`
    habits.set(key, (habits.get(key) ?? 0) + 1)
  }
  return habits
}

/** Once is a feat, three times a habit: the third longest trip by each mode. */
function furthestOf(trips: readonly TripDocument[]): Partial<Record<Mode, number>> {
  const own = Map.groupBy(trips, ({ sections }) => mainModeOf(sections))
  const third = [...own].map(([mode, made]) => {
    const lengths = made.map(({ distanceM }) => distanceM).sort((a, b) => b - a)
    return [mode, lengths[2] ?? 0]
  })
  return Object.fromEntries(third)
}
