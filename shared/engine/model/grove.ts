/**
 * A forest laid out to judge many rows at once: each tree complete, all its leaves at one depth, so that the children of
 * node n are 2n and 2n + 1 and no branch has to be guessed. Four rows walk a tree side by side, because each step of one
 * waits for memory. The sums are those of `classify`, bit by bit.
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
    for (let t = 0; t < roots.length; t++) addTree(grove, t, rows, from, to)
  }
  for (let row = 0; row < count; row++) softmax(out, row * classCount, classCount)
}

/** Adds what tree `t` says of rows `from` up to, not including, `to`. */
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
  let row = from
  for (; row + 4 <= to; row += 4) {
    const a = row * width
    const b = a + width
    const c = b + width
    const d = c + width
    let [i, j, k, l] = [1, 1, 1, 1]
    for (let level = 0; level < depth; level++) {
      i = 2 * i + Number(features[a + feature[base + i]!]! >= threshold[base + i]!)
      j = 2 * j + Number(features[b + feature[base + j]!]! >= threshold[base + j]!)
      k = 2 * k + Number(features[c + feature[base + k]!]! >= threshold[base + k]!)
      l = 2 * l + Number(features[d + feature[base + l]!]! >= threshold[base + l]!)
    }
    const at = row * classCount + column
    out[at]! += leaves[base + i - size]!
    out[at + classCount]! += leaves[base + j - size]!
    out[at + 2 * classCount]! += leaves[base + k - size]!
    out[at + 3 * classCount]! += leaves[base + l - size]!
  }
  for (; row < to; row++) {
    let i = 1
    for (let level = 0; level < depth; level++)
      i = 2 * i + Number(features[row * width + feature[base + i]!]! >= threshold[base + i]!)
    out[row * classCount + column]! += leaves[base + i - size]!
  }
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
