/** The discrete Laplace law by summing its series, for tests: no formula of the code under test is used. */

/** P(X = x) for each x within ±40 b, beyond which e^−40 is left. */
export function lawOf(b: number): ReadonlyMap<number, number> {
  const most = Math.ceil(40 * b)
  const weights = Array.from({ length: 2 * most + 1 }, (_, i) => Math.exp(-Math.abs(i - most) / b))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return new Map(weights.map((weight, i) => [i - most, weight / total]))
}

/** The sum of P(X = x) f(x). */
export const expectationOf = (law: ReadonlyMap<number, number>, f: (x: number) => number): number =>
  [...law].reduce((sum, [x, probability]) => sum + probability * f(x), 0)

/** The probability that `holds` of X. */
export const chance = (law: ReadonlyMap<number, number>, holds: (x: number) => boolean): number =>
  expectationOf(law, (x) => (holds(x) ? 1 : 0))
