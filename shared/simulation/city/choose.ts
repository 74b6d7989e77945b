/** Drawing without putting back. */
import type { Random } from '../random.ts'

/** So many of the items, or all where there are fewer; each equally likely (Fisher and Yates). */
export function chooseWithin<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items]
  const taken = Math.min(count, left.length)
  for (let k = 0; k < taken; k++) {
    const other = k + Math.floor(random.between(0, left.length - k))
    ;[left[k], left[other]] = [left[other]!, left[k]!]
  }
  return left.slice(0, taken)
}
