/** Why a fix is left out of the analysis, one word per way in which phones fail. */

/**
 * The index in this list is what `Cleaned.reasons` holds; 0 is a fix that was kept.
 *
 * - `duplicate`: a second fix of one instant.
 * - `echo`: an old position with a new time, as phones replay a cached fix and networks a cell's middle.
 * - `inaccurate`: a network position of hundreds of metres that says no more than the fixes around it.
 * - `jump`: away and back within a minute.
 * - `teleport`: away at an impossible speed, for minutes, and back: another device, a wrong access point.
 * - `coldStart`: the first fixes after a silence, far from where the next ones agree.
 * - `tunnel`: the same where the silence was travelled: a receiver that guessed on through a tunnel.
 * - `clock`: a time that cannot be: years from its neighbours, or two places at once.
 */
export const dropReasons = [
  '',
  'duplicate',
  'echo',
  'inaccurate',
  'jump',
  'teleport',
  'coldStart',
  'tunnel',
  'clock',
] as const

export type DropReason = Exclude<(typeof dropReasons)[number], ''>

/** How many fixes were left out for each reason that occurred. */
export type ReasonCounts = Partial<Record<DropReason, number>>

/** The code of a reason in `Cleaned.reasons`. */
export const codeOf = {
  duplicate: dropReasons.indexOf('duplicate'),
  echo: dropReasons.indexOf('echo'),
  inaccurate: dropReasons.indexOf('inaccurate'),
  jump: dropReasons.indexOf('jump'),
  teleport: dropReasons.indexOf('teleport'),
  coldStart: dropReasons.indexOf('coldStart'),
  tunnel: dropReasons.indexOf('tunnel'),
  clock: dropReasons.indexOf('clock'),
} as const satisfies Record<DropReason, number>

/** Counts the codes of all fixes that were left out. */
export function countReasons(reasons: Uint8Array): ReasonCounts {
  const totals = new Uint32Array(dropReasons.length)
  for (let i = 0; i < reasons.length; i++) totals[reasons[i]!]!++
  const counts: ReasonCounts = {}
  for (const [code, reason] of dropReasons.entries())
    if (reason !== '' && totals[code]! > 0) counts[reason] = totals[code]!
  return counts
}
