/** What an attacker's success proves: bounds of a proportion, the area under a curve, a lower bound of ε. */

/**
 * The interval of Clopper and Pearson (Biometrika 26, 1934) for the probability of an event that happened
 * `successes` times in `trials`: each end lies on the wrong side of the truth with a chance of at most
 * (1 − level)/2, whatever the truth.
 */
export function clopperPearson(successes: number, trials: number, level = 0.95) {
  const half = (1 - level) / 2
  const failures = trials - successes
  return {
    low: successes === 0 ? 0 : betaQuantile(half, successes, failures + 1),
    high: failures === 0 ? 1 : betaQuantile(1 - half, successes + 1, failures),
  }
}

/** The x with I_x(a, b) = p, by halving: the function only rises. */
function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The regularised incomplete beta function I_x(a, b) = P(Beta(a, b) ≤ x), by its continued fraction
 * (DLMF 8.17.22), which is quick below the mean; above it by I_x(a, b) = 1 − I_{1−x}(b, a).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const logFront = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)
  return Math.exp(logFront) / (a * betaFraction(x, a, b))
}

/** 1 + d1/(1 + d2/(1 + …)), by the method of Lentz as Thompson and Barnett (1986) have it. */
function betaFraction(x: number, a: number, b: number): number {
  let [value, c, d] = [1, 1, 0]
  for (let i = 1; i < 10_000; i++) {
    const m = Math.floor(i / 2)
    const term =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + term * d)
    c = 1 + term / c
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-15) return value
  }
  throw new Error('The continued fraction does not settle.')
}

/** ln Γ(z) for z > 0, by Stirling's series (DLMF 5.11.1) from 10 on, and Γ(z) = Γ(z + 1)/z below. */
function logGamma(z: number): number {
  if (z < 10) return logGamma(z + 1) - Math.log(z)
  const square = z * z
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / z
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series
}

/**
 * The probability that a score of `members` exceeds one of `others`, ties counted half (Mann and Whitney):
 * 0.5 is guessing, 1 certainty.
 */
export function areaUnderCurve(members: readonly number[], others: readonly number[]): number {
  const all = [
    ...members.map((score) => ({ score, isMember: true })),
    ...others.map((score) => ({ score, isMember: false })),
  ].sort((a, b) => a.score - b.score)
  let wins = 0
  let othersBelow = 0
  for (let from = 0; from < all.length; ) {
    let [to, tiedMembers] = [from, 0]
    for (; to < all.length && all[to]!.score === all[from]!.score; to++) if (all[to]!.isMember) tiedMembers++
    const tiedOthers = to - from - tiedMembers
    wins += tiedMembers * (othersBelow + tiedOthers / 2)
    othersBelow += tiedOthers
    from = to
  }
  return wins / (members.length * others.length)
}

/** The δ that is granted, and how sure each of the two proportions is to be. */
interface Confidence {
  readonly delta: number
  readonly level: number
}

/** An event that an attacker looks for: a score of at least, or at most, so much. */
type ThresholdEvent = { readonly side: 'at least' | 'at most'; readonly score: number }

/**
 * What ε the mechanism has at the least, with 95 % confidence unless another `level` is asked for, given scores of
 * its outputs on two inputs that differ by one person: for an (ε, δ)-private one, P(event) ≤ e^ε P′(event) + δ for
 * every event, both ways.
 * The event is chosen on the first half of each list and measured on the second, so that choosing it does not
 * flatter it (Jagielski, Ullman and Oprea, "Auditing Differentially Private Machine Learning", NeurIPS 2020,
 * arXiv 2006.07709). Never negative. The scores must be independent runs.
 */
export function epsilonLowerBound(
  withPerson: readonly number[],
  without: readonly number[],
  { delta = 0, level = 0.95 } = {},
): number {
  const at = { delta, level }
  const halves = (scores: readonly number[]) => {
    const middle = Math.floor(scores.length / 2)
    return [scores.slice(0, middle), scores.slice(middle)] as const
  }
  const [[firstWith, secondWith], [firstWithout, secondWithout]] = [halves(withPerson), halves(without)]
  const ways = [
    { chosenOn: [firstWith, firstWithout], measuredOn: [secondWith, secondWithout] },
    { chosenOn: [firstWithout, firstWith], measuredOn: [secondWithout, secondWith] },
  ] as const
  const best = ways
    .map(({ chosenOn, measuredOn }) => ({ ...bestEvent(...chosenOn, at), measuredOn }))
    .reduce((a, b) => (b.bound > a.bound ? b : a))
  const [more, less] = best.measuredOn.map(
    (scores) => scores.filter((score) => holds(best.event, score)).length,
  )
  return Math.max(0, boundOf(more!, best.measuredOn[0].length, less!, best.measuredOn[1].length, at))
}

const holds = ({ side, score: bound }: ThresholdEvent, score: number): boolean =>
  side === 'at least' ? score >= bound : score <= bound

/** ln of the least that P − δ can be over the most that P′ can be; both hold together in that share of audits. */
function boundOf(more: number, moreOf: number, less: number, lessOf: number, at: Confidence): number {
  const excess = clopperPearson(more, moreOf, at.level).low - at.delta
  return excess <= 0
    ? Number.NEGATIVE_INFINITY
    : Math.log(excess / clopperPearson(less, lessOf, at.level).high)
}

/** At most this many thresholds are tried, at even shares of the scores. */
const mostTried = 100

/** The event that separates `more` from `less` best. */
function bestEvent(more: readonly number[], less: readonly number[], at: Confidence) {
  const [sortedMore, sortedLess] = [more, less].map((scores) => Float64Array.from(scores).sort())
  const distinct = [...new Set([...sortedMore!, ...sortedLess!])].sort((a, b) => a - b)
  const step = Math.max(1, Math.floor(distinct.length / mostTried))
  const tried = distinct.filter((_, i) => i % step === 0)
  let best: { event: ThresholdEvent; bound: number } = {
    event: { side: 'at least', score: tried[0]! },
    bound: Number.NEGATIVE_INFINITY,
  }
  for (const score of tried)
    for (const side of ['at least', 'at most'] as const) {
      const event = { side, score }
      const [a, b] = [timesIn(sortedMore!, event), timesIn(sortedLess!, event)]
      const bound = boundOf(a, more.length, b, less.length, at)
      if (bound > best.bound) best = { event, bound }
    }
  return best
}

/** How many of the sorted scores the event holds for. */
function timesIn(sorted: Float64Array, { side, score }: ThresholdEvent): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const isBefore = side === 'at least' ? sorted[middle]! < score : sorted[middle]! <= score
    if (isBefore) low = middle + 1
    else high = middle
  }
  return side === 'at least' ? sorted.length - low : low
}
