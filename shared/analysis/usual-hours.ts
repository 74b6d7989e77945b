/** At which hours one is usually at a place. */

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** From the start of one hour to the end of another, 0 to 24; `to` is the smaller one where midnight lies between. */
export interface UsualHours {
  readonly from: number
  readonly to: number
}

/** Judgements. */
const usual = {
  /** One was there in an hour for which one was there at least this long, ms. */
  presentMs: 15 * 60_000,
  /** An hour is usual on at least this share of the days with a visit. */
  share: 0.5,
  /** A longer stay is a phone left in a drawer, ms. */
  longestMs: 3 * dayMs,
} as const

/**
 * The longest run of hours at which one was there on at least half of the days on which one was there at all; undefined
 * where the hours vary too much. Stays come in ms on the place's own clocks.
 */
export function usualHours(
  stays: readonly { readonly startMs: number; readonly endMs: number }[],
): UsualHours | undefined {
  const days = new Map<number, number[]>()
  for (const { startMs, endMs } of stays) {
    const untilMs = Math.min(endMs, startMs + usual.longestMs)
    for (let hour = Math.floor(startMs / hourMs); hour * hourMs < untilMs; hour++) {
      const day = Math.floor(hour / 24)
      const presence = days.get(day) ?? new Array<number>(24).fill(0)
      days.set(day, presence)
      presence[hour - day * 24]! += Math.min(untilMs, (hour + 1) * hourMs) - Math.max(startMs, hour * hourMs)
    }
  }
  const isUsual = Array.from({ length: 24 }, (_, hour) => {
    const present = [...days.values()].filter((presence) => presence[hour]! >= usual.presentMs).length
    return present > 0 && present >= usual.share * days.size
  })
  return longestRun(isUsual)
}

/** The longest run around the clock; of two that are as long, the earlier. */
function longestRun(isUsual: readonly boolean[]): UsualHours | undefined {
  if (isUsual.every(Boolean)) return { from: 0, to: 24 }
  let best: UsualHours | undefined
  let most = 0
  for (let from = 0; from < 24; from++) {
    if (!isUsual[from] || isUsual[(from + 23) % 24]) continue
    let length = 1
    while (isUsual[(from + length) % 24]) length++
    if (length <= most) continue
    most = length
    best = { from, to: from + length > 24 ? from + length - 24 : from + length }
  }
  return best
}
