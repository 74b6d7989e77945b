/** A week in short: first what was gained, then the figures beside those of the week before. */
import type { DatedTrip, Totals } from '../analysis/figures.ts'
import { rowsOf, totalsOf, within } from '../analysis/figures.ts'
import type { Period } from '../analysis/periods.ts'
import { isWithin, shifted } from '../analysis/periods.ts'
import { modes } from '../engine/mode.ts'
import type { FootprintChoice } from '../footprint/choice.ts'
import { footprintBy } from '../footprint/choice.ts'
import { cycledToWork, soloCarM } from './goals.ts'

/** Something that went well. */
export type Gain =
  /** Compared with the same kilometres in a car alone. */
  | { readonly kind: 'avoided'; readonly co2eKg: number; readonly distanceM: number }
  | { readonly kind: 'cycled-to-work'; readonly days: number }
  | { readonly kind: 'active'; readonly durationMs: number }
  | { readonly kind: 'less-co2e'; readonly co2eKg: number }
  | { readonly kind: 'less-solo-car'; readonly distanceM: number }

export interface WeekSummary {
  readonly week: Period
  readonly now: Totals
  readonly before: Totals
  readonly gains: readonly Gain[]
}

/** Ways of moving that spare a car. */
const sparing = new Set(['foot', 'cycle', 'road-transit', 'rail'])
/** Less is not worth a sentence. */
const leastKg = 0.1
const leastMs = 60_000
const leastM = 500

/** What a week was, beside the one before; only gains that are worth a sentence. */
export function weekSummary(
  trips: readonly DatedTrip[],
  week: Period,
  choice: FootprintChoice,
  weightKg: number,
): WeekSummary {
  const previous = shifted(week, -1)
  const rows = rowsOf(trips, weightKg)
  const [now, before] = [totalsOf(within(rows, week)), totalsOf(within(rows, previous))]
  const avoided = avoidedIn(trips, week, choice)
  const days = cycledToWork(trips, week).length
  const lessKg = before.co2eKg - now.co2eKg
  const lessM = soloCarM(trips, previous) - soloCarM(trips, week)
  const isComparable = before.trips > 0 && now.trips > 0
  const gains: Gain[] = [
    ...(avoided.co2eKg >= leastKg ? [{ kind: 'avoided', ...avoided } as const] : []),
    ...(days > 0 ? [{ kind: 'cycled-to-work', days } as const] : []),
    ...(now.activeMs >= leastMs ? [{ kind: 'active', durationMs: now.activeMs } as const] : []),
    ...(isComparable && lessKg >= leastKg ? [{ kind: 'less-co2e', co2eKg: lessKg } as const] : []),
    ...(isComparable && lessM >= leastM ? [{ kind: 'less-solo-car', distanceM: lessM } as const] : []),
  ]
  return { week, now, before, gains }
}

/** What walking, cycling and public transport spared, had their way been made in a car alone. */
function avoidedIn(trips: readonly DatedTrip[], week: Period, choice: FootprintChoice) {
  const sections = trips
    .filter(({ localDay }) => isWithin(localDay, week))
    .flatMap((trip) => trip.sections)
    .filter(({ mode }) => sparing.has(modes[mode].family))
  return {
    distanceM: sections.reduce((sum, { distanceM }) => sum + distanceM, 0),
    co2eKg: sections.reduce(
      (sum, { distanceM, co2eKg }) => sum + footprintBy(choice, 'car', distanceM, 1).co2eKg - co2eKg,
      0,
    ),
  }
}
