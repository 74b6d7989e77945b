/**
 * A forest laid out to judge many rows at once: each tree complete, all its leaves at one depth, so that the children of
 * node n are 2n and 2n + 1 and no branch has to be guessed. Eight rows walk a tree side by side, because each step of one
 * waits for memory; the rows that are left over walk eight trees each. The sums are those of `classify`, bit by bit.
 */
import type { Forest } from './forest.ts'
import { classify, leaf, softmax } from './forest.ts'

/** Complete trees, one after the other, 2 ** depth numbers each in every column; nodes count from 1, leaves from 0. */
interface Grove {
  readonly depth: number
  readonly feature: Uint8Array
  readonly threshold: Float32Array
  readonly leaves: Float32Array
}

/** What is judged, and where the sums go. */
interface Rows {
  readonly features: Float32Array
  /** Features per row. */
  readonly width: number
  readonly out: Float32Array
  readonly classCount: number
}

/** Forests with deeper trees are walked as they are: complete, a tree would take more than 9 kB. */
const deepest = 10
/** Walks side by side, of rows down one tree or of one row down trees: more of them need more registers than there are. */
const abreast = 8
/** So many rows are judged by one tree after the other: with it, their features fit into the fastest cache of 32 kB. */
const blockRows = 64

/** Laid out once, when a forest is first used. */
const groves = new WeakMap<Forest, Grove>()

/** Writes the probabilities of each class for `count` rows of `features` into `out`, row after row. */
export function classifyAll(forest: Forest, features: Float32Array, count: number, out: Float32Array): void {
  const { classCount, roots } = forest
  const rows = { features, width: features.length / Math.max(1, count), out, classCount }
  const grove = groveOf(forest)
  if (grove === undefined) {
    for (let row = 0; row < count; row++) classify(forest, features, row * rows.width, out, row * classCount)
    return
  }
  out.fill(0, 0, count * classCount)
  for (let from = 0; from < count; from += blockRows) {
    const to = Math.min(count, from + blockRows)
    const odd = to - ((to - from) % abreast)
    for (let t = 0; t < roots.length; t++) addTree(grove, t, rows, from, odd)
    for (let row = odd; row < to; row++) addTrees(grove, roots.length, rows, row)
  }
  for (let row = 0; row < count; row++) softmax(out, row * classCount, classCount)
}

/** Adds what tree `t` says of rows `from` up to, not including, `to`: a multiple of `abreast`. */
function addTree(
  { depth, feature, threshold, leaves }: Grove,
  t: number,
  { features, width, out, classCount }: Rows,
  from: number,
  to: number,
): void {
  const size = 1 << depth
  const base = t * size
  const column = t % classCount
  for (let row = from; row < to; row += abreast) {
    const a = row * width
    const b = a + width
    const c = b + width
    const d = c + width
    const e = d + width
    const f = e + width
    const g = f + width
    const h = g + width
    let [i, j, k, l, m, n, p, q] = [1, 1, 1, 1, 1, 1, 1, 1]
    for (let level = 0; level < depth; level++) {
      i = 2 * i + Number(features[a + feature[base + i]!]! >= threshold[base + i]!)
      j = 2 * j + Number(features[b + feature[base + j]!]! >= threshold[base + j]!)
      k = 2 * k + Number(features[c + feature[base + k]!]! >= threshold[base + k]!)
      l = 2 * l + Number(features[d + feature[base + l]!]! >= threshold[base + l]!)
      m = 2 * m + Number(features[e + feature[base + m]!]! >= threshold[base + m]!)
      n = 2 * n + Number(features[f + feature[base + n]!]! >= threshold[base + n]!)
      p = 2 * p + Number(features[g + feature[base + p]!]! >= threshold[base + p]!)
      q = 2 * q + Number(features[h + feature[base + q]!]! >= threshold[base + q]!)
    }
    const at = row * classCount + column
    const first = base - size
    out[at]! += leaves[first + i]!
    out[at + classCount]! += leaves[first + j]!
    out[at + 2 * classCount]! += leaves[first + k]!
    out[at + 3 * classCount]! += leaves[first + l]!
    out[at + 4 * classCount]! += leaves[first + m]!
    out[at + 5 * classCount]! += leaves[first + n]!
    out[at + 6 * classCount]! += leaves[first + p]!
    out[at + 7 * classCount]! += leaves[first + q]!
  }
}

/** Adds what all trees say of one row; the sum of each class takes its trees in order. */
function addTrees(grove: Grove, trees: number, rows: Rows, row: number): void {
  let t = 0
  for (; t + abreast <= trees; t += abreast) addAbreast(grove, t, rows, row)
  const { depth, feature, threshold, leaves } = grove
  const { features, width, out, classCount } = rows
  const size = 1 << depth
  for (; t < trees; t++) {
    const base = t * size
    let n = 1
    for (let level = 0; level < depth; level++)
      n = 2 * n + Number(features[row * width + feature[base + n]!]! >= threshold[base + n]!)
    out[row * classCount + (t % classCount)]! += leaves[base + n - size]!
  }
}

/** Adds what tree `t` and those after it say of one row. */
function addAbreast(
  { depth, feature, threshold, leaves }: Grove,
  t: number,
  { features, width, out, classCount }: Rows,
  row: number,
): void {
  const size = 1 << depth
  const at = row * width
  const a = t * size
  const b = a + size
  const c = b + size
  const d = c + size
  const e = d + size
  const f = e + size
  const g = f + size
  const h = g + size
  let [i, j, k, l, m, n, p, q] = [1, 1, 1, 1, 1, 1, 1, 1]
  for (let level = 0; level < depth; level++) {
    i = 2 * i + Number(features[at + feature[a + i]!]! >= threshold[a + i]!)
    j = 2 * j + Number(features[at + feature[b + j]!]! >= threshold[b + j]!)
    k = 2 * k + Number(features[at + feature[c + k]!]! >= threshold[c + k]!)
    l = 2 * l + Number(features[at + feature[d + l]!]! >= threshold[d + l]!)
    m = 2 * m + Number(features[at + feature[e + m]!]! >= threshold[e + m]!)
    n = 2 * n + Number(features[at + feature[f + n]!]! >= threshold[f + n]!)
    p = 2 * p + Number(features[at + feature[g + p]!]! >= threshold[g + p]!)
    q = 2 * q + Number(features[at + feature[h + q]!]! >= threshold[h + q]!)
  }
  const sums = row * classCount
  out[sums + (t % classCount)]! += leaves[a + i - size]!
  out[sums + ((t + 1) % classCount)]! += leaves[b + j - size]!
  out[sums + ((t + 2) % classCount)]! += leaves[c + k - size]!
  out[sums + ((t + 3) % classCount)]! += leaves[d + l - size]!
  out[sums + ((t + 4) % classCount)]! += leaves[e + m - size]!
  out[sums + ((t + 5) % classCount)]! += leaves[f + n - size]!
  out[sums + ((t + 6) % classCount)]! += leaves[g + p - size]!
  out[sums + ((t + 7) % classCount)]! += leaves[h + q - size]!
}

/** Undefined for a forest that is too deep. */
function groveOf(forest: Forest): Grove | undefined {
  const known = groves.get(forest)
  if (known !== undefined) return known
  const depth = depthOf(forest)
  if (depth > deepest) return undefined
  const size = forest.roots.length << depth
  const grove = {
    depth,
    feature: new Uint8Array(size),
    threshold: new Float32Array(size).fill(Number.POSITIVE_INFINITY),
    leaves: new Float32Array(size),
  }
  for (let t = 0; t < forest.roots.length; t++) plant(forest, t, grove)
  groves.set(forest, grove)
  return grove
}

function depthOf({ roots, feature, left }: Forest): number {
  const below = (root: number, node: number): number =>
    feature[node] === leaf
      ? 0
      : 1 + Math.max(below(root, root + left[node]!), below(root, root + left[node]! + 1))
  return roots.reduce((deep, root) => Math.max(deep, below(root, root)), 0)
}

/** Copies tree `t`; what lies below a leaf leads to copies of it, whichever way. */
function plant({ roots, feature, left, value }: Forest, t: number, grove: Grove): void {
  const root = roots[t]!
  const size = 1 << grove.depth
  const from = new Uint32Array(2 * size)
  from[1] = root
  for (let n = 1; n < size; n++) {
    const node = from[n]!
    const isLeaf = feature[node] === leaf
    if (!isLeaf) {
      grove.feature[t * size + n] = feature[node]!
      grove.threshold[t * size + n] = value[node]!
    }
    from[2 * n] = isLeaf ? node : root + left[node]!
    from[2 * n + 1] = isLeaf ? node : root + left[node]! + 1
  }
  for (let n = 0; n < size; n++) grove.leaves[t * size + n] = value[from[size + n]!]!
}
