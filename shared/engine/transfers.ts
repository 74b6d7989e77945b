/** Changes from one train to the next, of which the classes of windows show nothing: all of it is rail. */
import { betweenM, onFoot } from './edges.ts'
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import type { Knots } from './knots.ts'
import { modelClasses } from './model/mode-model.ts'
import type { Span } from './section-features.ts'
import { decoding } from './thresholds.ts'

const rail = modelClasses.indexOf('rail')

/**
 * Cuts rides on rails where one changes from one train to the next: minutes at no more than a walk's pace that lead
 * somewhere, or that part a slow train from a fast one. A train that halts leads nowhere, and goes on as it came.
 */
export const withTransfers = (knots: Knots, hops: Hops, spans: readonly Span[]): Span[] =>
  spans
    .flatMap((span) => (span.decoded === rail ? partedByWalks(knots, hops, span) : span))
    .flatMap((span) => (span.decoded === rail ? partedByPace(knots, hops, span) : span))

/** Hops `from` up to, not including, `to`. */
interface Spell {
  readonly from: number
  readonly to: number
}

const transfer = ({ from, to }: Spell): Span => ({ ...onFoot(from, to), isTransfer: true })

function partedByWalks(knots: Knots, hops: Hops, ride: Span): Span[] {
  const cut: Span[] = []
  let { from } = ride
  for (let h = from; h < ride.to; h++) {
    const slow = h
    while (h < ride.to && hops.speedMps[h]! < decoding.edgeMps) h++
    if (slow === from || h === ride.to || !isTransfer(knots, hops, { from: slow, to: h })) continue
    cut.push({ ...ride, from, to: slow }, transfer({ from: slow, to: h }))
    from = h
  }
  return [...cut, { ...ride, from }]
}

const isTransfer = (knots: Knots, hops: Hops, { from, to }: Spell): boolean =>
  sumOf(hops.durationMs, from, to) >= decoding.transferMs &&
  betweenM(knots, hops, from, to) >= decoding.transferM

/** Parts a ride at the slow spell before and after which one rides at the most unlike paces, and each part again. */
function partedByPace(knots: Knots, hops: Hops, ride: Span): Span[] {
  let change: Spell | undefined
  let contrast: number = decoding.changeRatio
  for (const spell of slowSpells(knots, hops, ride)) {
    const [before, after] = [paceMps(hops, ride.from, spell.from), paceMps(hops, spell.to, ride.to)]
    const ratio = Math.max(before / after, after / before)
    if (!(ratio >= contrast)) continue
    change = spell
    contrast = ratio
  }
  if (change === undefined) return [ride]
  return [
    ...partedByPace(knots, hops, { ...ride, to: change.from }),
    transfer(change),
    ...partedByPace(knots, hops, { ...ride, from: change.to }),
  ]
}

/** Pace over hops `from` up to, not including, `to`; NaN where that is too short to tell one train from another. */
function paceMps(hops: Hops, from: number, to: number): number {
  const tookMs = sumOf(hops.durationMs, from, to)
  return tookMs < decoding.changeBesideMs ? Number.NaN : (1000 * sumOf(hops.distanceM, from, to)) / tookMs
}

/** Where one gets on, as the crow flies, no faster than on foot for long enough to change trains. Noise leads nowhere. */
function* slowSpells(knots: Knots, hops: Hops, ride: Span): Generator<Spell> {
  const isSlow = (from: number, to: number, tookMs: number): boolean =>
    betweenM(knots, hops, from, to) <= (decoding.edgeMps * tookMs) / 1000
  for (let from = ride.from; from < ride.to; from++) {
    let to = from
    let tookMs = 0
    while (to < ride.to && tookMs < decoding.changeMs) tookMs += hops.durationMs[to++]!
    if (tookMs < decoding.changeMs) return
    if (!isSlow(from, to, tookMs)) continue
    while (to < ride.to && isSlow(from, to + 1, tookMs + hops.durationMs[to]!))
      tookMs += hops.durationMs[to++]!
    yield slowPart(hops, { from, to })
    from = to
  }
}

/** A spell without the fast hops at its ends. */
function slowPart({ speedMps }: Hops, spell: Spell): Spell {
  let { from, to } = spell
  while (from < to && speedMps[from]! >= decoding.edgeMps) from++
  while (to > from && speedMps[to - 1]! >= decoding.edgeMps) to--
  return { from, to }
}
