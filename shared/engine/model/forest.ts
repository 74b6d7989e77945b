/** Gradient-boosted trees in typed arrays, evaluated without a library. */

/** Feature number that marks a leaf. */
export const leaf = 255

/**
 * Trees, one after the other, tree t for class t mod `classCount`. A node splits on `feature`: below `value` the left
 * child follows, which lies at `left`; otherwise its neighbour on the right. At a leaf, `value` is what it adds.
 */
export interface Forest {
  readonly classCount: number
  /** First node of each tree. */
  readonly roots: Uint32Array
  readonly feature: Uint8Array
  readonly left: Uint16Array
  readonly value: Float32Array
}

/**
 * Writes the probability of each class into `out` from `outAt` on, for the features from `at` on. Sums are kept in
 * single precision, tree by tree, as the trainer keeps them.
 */
export function classify(
  forest: Forest,
  features: Float32Array,
  at: number,
  out: Float32Array,
  outAt: number,
): void {
  const { classCount, roots, feature, left, value } = forest
  out.fill(0, outAt, outAt + classCount)
  let column = 0
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t]!
    let node = root
    for (let f = feature[node]!; f !== leaf; f = feature[node]!)
      node = root + left[node]! + (features[at + f]! < value[node]! ? 0 : 1)
    out[outAt + column]! += value[node]!
    if (++column === classCount) column = 0
  }
  softmax(out, outAt, classCount)
}

/** Turns sums into shares, in place. */
export function softmax(out: Float32Array, at: number, count: number): void {
  let highest = out[at]!
  for (let c = 1; c < count; c++) if (out[at + c]! > highest) highest = out[at + c]!
  let sum = 0
  for (let c = 0; c < count; c++) sum += Math.exp(out[at + c]! - highest)
  for (let c = 0; c < count; c++) out[at + c] = Math.exp(out[at + c]! - highest) / sum
}
