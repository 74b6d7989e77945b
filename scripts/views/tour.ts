/**
 * Every view in every notable state: one table, in an order in which each stop is reached from the one before. The tests of
 * accessibility and of lightness go through it, and so do the pictures of docs/screens.
 */
import { closedStops } from './closed.ts'
import { figureStops } from './figures.ts'
import { moreStops } from './more.ts'
import { ownStops } from './own.ts'
import type { Stop } from './stop.ts'
import { studyStops } from './studies.ts'
import { tripStops } from './trips.ts'

/** By whose views they are; each of these parts starts at an address, so that one can be gone through alone. */
export const tourParts = {
  visitor: closedStops,
  demo: [...tripStops, ...figureStops, ...studyStops, ...moreStops],
  owner: ownStops,
} as const satisfies Readonly<Record<string, readonly Stop[]>>
