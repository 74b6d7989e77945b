/** Whether what the engine says with a probability of 0.8 is right 8 times in 10. */

const binCount = 100

/** One bin of the reliability table. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly seconds: number
  /** Mean probability said, and share of time right. */
  readonly said: number
  readonly right: number
}

/** A histogram of probabilities said, by time, with what of it was right. */
export class Certainty {
  readonly #seconds = new Float64Array(binCount)
  readonly #said = new Float64Array(binCount)
  readonly #right = new Float64Array(binCount)

  /** `probability` from 0 to 1. */
  add(probability: number, isRight: boolean, seconds: number): void {
    // What is not quite 0.3 by rounding alone belongs to 0.3.
    const bin = Math.min(binCount - 1, Math.floor(probability * binCount + 1e-9))
    this.#seconds[bin]! += seconds
    this.#said[bin]! += probability * seconds
    if (isRight) this.#right[bin]! += seconds
  }

  get seconds(): number {
    return sumOf(this.#seconds, 0, binCount)
  }

  /** Ten bins of equal width; those in which nothing was said are left out. */
  get bins(): Bin[] {
    const width = binCount / 10
    return Array.from({ length: 10 }, (_, n) => {
      const [a, b] = [n * width, (n + 1) * width]
      const seconds = sumOf(this.#seconds, a, b)
      const said = sumOf(this.#said, a, b) / seconds
      return { from: n / 10, to: (n + 1) / 10, seconds, said, right: sumOf(this.#right, a, b) / seconds }
    }).filter(({ seconds }) => seconds > 0)
  }

  /** Expected calibration error: mean distance of said from right over the ten bins, by time. */
  get error(): number {
    const off = this.bins.reduce((sum, { said, right, seconds }) => sum + Math.abs(said - right) * seconds, 0)
    return off / this.seconds
  }

  /** Share of time right where at least `probability`, a multiple of 0.01, was said; and the seconds of it. */
  atLeast(probability: number): { readonly right: number; readonly seconds: number } {
    const from = Math.round(probability * binCount)
    const seconds = sumOf(this.#seconds, from, binCount)
    return { right: sumOf(this.#right, from, binCount) / seconds, seconds }
  }
}

const sumOf = (values: Float64Array, from: number, to: number): number =>
  values.subarray(from, to).reduce((sum, value) => sum + value, 0)
