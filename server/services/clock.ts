/** The time as the server sees it; tests hand in another one. */

/** Unix time, ms. */
export type Clock = () => number

/** The UTC calendar day of an instant, as 2026-05-04. */
export const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10)
