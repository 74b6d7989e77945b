/**
 * How simulated people choose between means of transport: a mixed logit. What a means is worth falls with the minutes
 * that it takes door to door, changes with the season, and is a matter of taste, which makes habits.
 */
import type { Random } from '../random.ts'

export const means = ['walking', 'cycle', 'transit', 'car', 'motorcycle'] as const
export type Means = (typeof means)[number]

/** What each means is worth to somebody beside its minutes. */
export type Tastes = Readonly<Record<Means, number>>

/** What a minute costs. Judgement. */
const perMinute = 0.09

/** How much people differ: standard deviation of a taste. Wide, so that most have a means that they stay with. */
const tasteSpread = 2

/**
 * What a means is worth by itself. Found by moving each constant by the logarithm of the published over the simulated
 * share of trips (SDES, Enquête mobilité des personnes 2019: `france.tripShares` in shared/analysis/norms.ts, Monday to
 * Friday, up to 80 km, all of France) until both agreed, for 9,000 people in January, March, June and September;
 * motorcycles stand for the rest that the survey does not name.
 */
const worth: Tastes = { walking: -0.35, cycle: -5.49, transit: -2.79, car: 0, motorcycle: -6.65 }

/** People without a car of their own, who can still be given a lift. Judgement: about one household in seven. */
const carless = { share: 0.15, taste: -4 }

/**
 * Worth of cycling from January to December beside the year's mean. That cycling follows the seasons more than walking
 * is a finding of the same survey (SDES 2021, « Marcher et pédaler »); the curve is judgement.
 */
const cyclingByMonth = [-0.5, -0.45, -0.2, 0.05, 0.2, 0.35, 0.35, 0.2, 0.3, 0.1, -0.25, -0.5] as const

/** Detour of a way beside the straight line, about what streets impose. */
const detour = 1.25

/** Door to door for a straight distance, minutes. */
const minutes: Readonly<Record<Means, (km: number) => number>> = {
  walking: (km) => km * 12.5,
  cycle: (km) => 2 + km * 4,
  transit: (km) => 12 + km * 3,
  car: (km) => 5 + Math.min(km, 6) * 2.2 + Math.max(0, km - 6) * 1,
  motorcycle: (km) => 4 + Math.min(km, 6) * 2 + Math.max(0, km - 6) * 1,
}

/** Draws what somebody thinks of each means. */
export function drawTastes(random: Random): Tastes {
  const taste = (): number => tasteSpread * random.normal()
  const tastes = { walking: taste() / 2, cycle: taste(), transit: taste(), car: taste(), motorcycle: taste() }
  return random.chance(carless.share) ? { ...tastes, car: tastes.car + carless.taste } : tastes
}

export interface Choice {
  readonly tastes: Tastes
  /** Straight distance, metres. */
  readonly distanceM: number
  /** 1 to 12. */
  readonly month: number
}

/** How often each means is chosen, in the order of `means`; the sum is 1. */
export function chances({ tastes, distanceM, month }: Choice): number[] {
  const km = (distanceM / 1000) * detour
  const weights = means.map((one) => {
    const season = one === 'cycle' ? cyclingByMonth[month - 1]! : 0
    return Math.exp(worth[one] + tastes[one] + season - perMinute * minutes[one](km))
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** Chooses the means for a way. */
export function chooseMeans(choice: Choice, random: Random): Means {
  let left = random.between(0, 1)
  const each = chances(choice)
  for (let k = 0; k < means.length; k++) {
    left -= each[k]!
    if (left < 0) return means[k]!
  }
  return 'car'
}
