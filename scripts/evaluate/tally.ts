/** All that is counted of sections whose truth is known, person by person. */
import type { Mode } from '../../shared/engine/mode.ts'
import { Certainty } from './certainty.ts'
import type { Confusion, Kind } from './confusion.ts'
import { count, emptyConfusion, kindOf, kinds, merge } from './confusion.ts'
import type { Judged, Span } from './spans.ts'

/** How long a mode was travelled, and how long it, or at least its class, was told, hours. */
export interface ModeCount {
  hours: number
  rightHours: number
  rightClassHours: number
}

/** No truth is less likely than this in the log loss, which stays finite then. */
const leastProbability = 1e-3

export class Tally {
  readonly #people = new Map<string, Confusion>()
  readonly modes = new Map<Mode, ModeCount>()
  /** The likeliest class, of five and planes: its probability, and whether it was right. */
  readonly certainty = new Certainty()
  /** The mode shown: its confidence, and whether it was right to the mode. */
  readonly shown = new Certainty()
  #loss = 0
  #lossSeconds = 0
  #seconds = 0

  /** Adds what was found of one person's recording. */
  add(person: string, spans: Iterable<Span>): void {
    const confusion = this.#people.get(person) ?? emptyConfusion()
    this.#people.set(person, confusion)
    for (const span of spans) {
      count(confusion, kindOf(span.truth), kindOf(span.section?.mode), span.seconds)
      this.#countMode(span)
      this.#seconds += span.seconds
      if (span.section !== undefined) this.#countCertainty(span.truth, span.section, span.seconds)
    }
  }

  #countMode({ truth, section, seconds }: Span): void {
    const mode = this.modes.get(truth) ?? { hours: 0, rightHours: 0, rightClassHours: 0 }
    this.modes.set(truth, mode)
    mode.hours += seconds / 3600
    if (section?.mode === truth) mode.rightHours += seconds / 3600
    if (kindOf(section?.mode) === kindOf(truth)) mode.rightClassHours += seconds / 3600
  }

  #countCertainty(truth: Mode, section: Judged, seconds: number): void {
    if (section.mode !== 'unknown') this.shown.add(section.confidence, section.mode === truth, seconds)
    const shares = sharesOf(section)
    const best = kinds.reduce((a, b) => ((shares.get(b) ?? 0) > (shares.get(a) ?? 0) ? b : a))
    if (best === 'unknown') return
    this.certainty.add(Math.min(1, shares.get(best) ?? 0), best === kindOf(truth), seconds)
    this.#loss -= seconds * Math.log(Math.max(leastProbability, shares.get(kindOf(truth)) ?? 0))
    this.#lossSeconds += seconds
  }

  /** Mean log loss of the class, nats, by time, where there is a section and it is judged. */
  get logLoss(): number {
    return this.#loss / this.#lossSeconds
  }

  /** All seconds whose truth is known. */
  get seconds(): number {
    return this.#seconds
  }

  /** One confusion per person. */
  get people(): Confusion[] {
    return [...this.#people.values()]
  }

  /** Everybody's confusion together. */
  get together(): Confusion {
    const all = emptyConfusion()
    for (const confusion of this.#people.values()) merge(all, confusion)
    return all
  }
}

/** The probabilities of a section's modes, added up by kind. */
function sharesOf({ probabilities }: Judged): Map<Kind, number> {
  const shares = new Map<Kind, number>()
  for (const [mode, share] of Object.entries(probabilities) as [Mode, number][])
    shares.set(kindOf(mode), (shares.get(kindOf(mode)) ?? 0) + share)
  return shares
}
