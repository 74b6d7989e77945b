/** Sharing out a whole number by weights. */

/**
 * Whole numbers in proportion to `weights` that add up to `total`, by largest remainders; of equal remainders the first
 * gains. All zero where all weights are zero or one is no finite number from 0.
 */
export function apportion(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (!(sum > 0 && Number.isFinite(sum)) || weights.some((weight) => weight < 0)) return weights.map(() => 0)
  const exact = weights.map((weight) => (weight / sum) * total)
  const shares = exact.map(Math.floor)
  let left = total - shares.reduce((all, share) => all + share, 0)
  const byRemainder = exact
    .map((value, n) => ({ n, remainder: value - shares[n]! }))
    .sort((a, b) => b.remainder - a.remainder || a.n - b.n)
  for (const { n } of byRemainder) if (left-- > 0) shares[n]!++
  return shares
}
