/** Whole numbers in rows of equal width, growing as they come: tables too long for objects. */
export class IntegerRows {
  readonly #width: number
  #values: Int32Array<ArrayBuffer>
  #length = 0

  constructor(width: number) {
    this.#width = width
    this.#values = new Int32Array(1024 * width)
  }

  get length(): number {
    return this.#length
  }

  push(...row: readonly number[]): void {
    const at = this.#length * this.#width
    if (at + this.#width > this.#values.length) {
      const bigger = new Int32Array(this.#values.length * 2)
      bigger.set(this.#values)
      this.#values = bigger
    }
    this.#values.set(row, at)
    this.#length++
  }

  at(row: number, column: number): number {
    return this.#values[row * this.#width + column]!
  }

  /** Rows grouped by the first column and ordered within by the second; equal ones keep the order in which they came. */
  grouped(): Map<number, number[]> {
    const groups = new Map<number, number[]>()
    for (let row = 0; row < this.#length; row++) {
      const key = this.at(row, 0)
      const rows = groups.get(key)
      if (rows === undefined) groups.set(key, [row])
      else rows.push(row)
    }
    for (const rows of groups.values())
      if (rows.some((row, n) => n > 0 && this.at(rows[n - 1]!, 1) > this.at(row, 1)))
        rows.sort((a, b) => this.at(a, 1) - this.at(b, 1))
    return groups
  }
}
