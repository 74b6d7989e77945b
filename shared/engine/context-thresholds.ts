/**
 * Numbers of what speaks for a mode beside the movement: how its owner mostly travels, and by what others passed where it
 * led. Like those of `thresholds.ts`, with what they come from.
 */

/** A person's own modal split. */
export const splitting = {
  /** Equal shares of bus, car and rail weigh as much as this much riding, s: a week or so of it. */
  priorS: 3 * 60 * 60,
  /** A ride counts for no longer than this, s: one night on a train is one ride. */
  longestS: 30 * 60,
  /** Shares count with this power: the whole of them would leave a rare ride no chance. */
  power: 0.8,
  /** Rides seldom change sides more than five times. */
  mostRounds: 20,
} as const

/** A model's map of by what its people passed where. */
export const mapping = {
  /** Side of a square: streets that run alike are seldom closer, and knots seldom farther apart. */
  squareM: 100,
  /** Shorter steps are noise, longer ones do not show which way was taken. */
  shortestStepM: 10,
  longestStepM: 500,
  /** What fewer people did at a place would be their own: statistical offices, too, publish nothing of fewer than three. */
  leastPeople: 3,
  /** One person counts no more than this at a place by each means: a daily ride is no better known for being daily. */
  mostPassages: 2,
  /** Passages that are presumed at each place, evenly by all means. */
  priorPassages: 1,
  /** Weight of the mean of what the places say. */
  weight: 1.2,
} as const
