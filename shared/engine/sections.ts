/** Cuts a trip where the mode changes: stretches of hops of one class, each with what the model says of it. */
import type { Decoded } from './decode.ts'
import { silent } from './decode.ts'
import { isRide, withAccess, withSharpEdges } from './edges.ts'
import type { Knots } from './knots.ts'
import { classifyAll } from './model/grove.ts'
import type { PassersBy } from './model/mode-map.ts'
import { passersBy } from './model/mode-map.ts'
import type { ModeModel } from './model/mode-model.ts'
import { classCount, modelClasses } from './model/mode-model.ts'
import type { Span } from './section-features.ts'
import { saidAt, sectionFeatures, standingAt } from './section-features.ts'
import { decoding } from './thresholds.ts'
import { withTransfers } from './transfers.ts'
import type { KnotTrip } from './trips.ts'
import { isMostlyBeyondWalking } from './walkable.ts'
import type { Way } from './ways.ts'

/** A stretch of a trip with one class. */
export interface Stretch extends Span {
  /** Probability per class of `modelClasses`; undefined where nothing was recorded for long. */
  readonly probabilities: readonly number[] | undefined
  /** By what others passed where it led; undefined where the model does not know the town. */
  readonly others: PassersBy | undefined
}

const unseen = { probabilities: undefined, others: undefined } as const

/** The stretches of a trip within its way, without holes, in time order, each judged as a whole. */
export function stretchesOf(
  knots: Knots,
  way: Way,
  decoded: Decoded,
  trip: KnotTrip,
  model: ModeModel,
): Stretch[] {
  const spans = spansOf(knots, way, decoded, trip)
  return spans.map((span, n) => ({
    ...span,
    ...(span.decoded === silent ? unseen : judged(knots, way, decoded, spans, n, model)),
  }))
}

/** The spans of a trip within its way, without holes, in time order. */
export function spansOf(knots: Knots, way: Way, decoded: Decoded, trip: KnotTrip): Span[] {
  const { windows, hops } = way
  const spans: Span[] = []
  const [start, end] = [trip.first - hops.first, trip.last - hops.first]
  let w = 0
  while (windows.firstHop[w + 1]! <= start) w++
  while (w < windows.length && windows.firstHop[w]! < end) {
    const first = w
    const c = decoded.classOf[w]!
    while (w < windows.length && windows.firstHop[w]! < end && decoded.classOf[w] === c) w++
    spans.push({
      from: Math.max(start, windows.firstHop[first]!),
      to: Math.min(end, windows.firstHop[w]!),
      decoded: c,
    })
  }
  return withAccess(knots, hops, withSharpEdges(hops, withTransfers(knots, hops, spans)))
}

const walk = modelClasses.indexOf('walk')

/** What the section as a whole says, what its windows said, and what others did there, fused. A wait between two rides is spent on foot. */
function judged(
  knots: Knots,
  way: Way,
  decoded: Decoded,
  spans: readonly Span[],
  n: number,
  model: ModeModel,
): Pick<Stretch, 'probabilities' | 'others'> {
  const features = sectionFeatures(knots, way, decoded, spans, n)
  const shares = new Float32Array(classCount)
  classifyAll(model.sections, features, 1, shares)
  const evidence = Array.from(shares, (share, c) => {
    const whole = Math.log(Math.max(decoding.leastProbability, share))
    return model.sharpness * (whole + decoding.windowWeight * features[saidAt + c]!)
  })
  const { from, to, decoded: c, isTransfer } = spans[n]!
  const others = passersBy(model.map, knots, way.hops.first + from, way.hops.first + to)
  for (const [each, weight] of others.evidence.entries()) evidence[each]! += weight
  if (isBetweenRides(spans, n)) evidence[walk]! -= decoding.betweenRides
  if (isMostlyBeyondWalking(way.hops, from, to)) evidence[walk] = Number.NEGATIVE_INFINITY
  if (isTransfer || (c === walk && features[standingAt]! > decoding.standingShare))
    evidence[walk] = Math.max(...evidence) + 1
  const highest = Math.max(...evidence)
  const weights = evidence.map((each) => Math.exp(each - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return {
    probabilities: weights.map((weight) => weight / total),
    others: others.known > 0 ? others : undefined,
  }
}

const isBetweenRides = (spans: readonly Span[], n: number): boolean =>
  n > 0 && n < spans.length - 1 && isRide(spans[n - 1]!) && isRide(spans[n + 1]!)
