/**
 * A forest laid out to judge many rows at once: each tree complete, all its leaves at one depth, so that the children of
 * node n are 2n and 2n + 1 and no branch has to be guessed. Eight rows walk a tree side by side, because each step of one
 * waits for memory; the rows that are left over walk eight trees each. The sums are those of `classify`, bit by bit.
 */
import { judging } from '../thresholds.ts'
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
  judge(forest, features, count, out, 0)
}

/**
 * Like `classifyAll`, save that a row in which one class leads clearly after some rounds of trees is spared the rest, and
 * its sums are lengthened by what the rest would add. The outcome of a row depends on that row alone. Trees that are too
 * deep to be laid out complete are all walked.
 */
export function classifySoon(forest: Forest, features: Float32Array, count: number, out: Float32Array): void {
  const { afterRounds } = judging
  judge(forest, features, count, out, roundsOf(forest) > afterRounds ? afterRounds : 0)
}

const roundsOf = ({ roots, classCount }: Forest): number => roots.length / classCount

/** Judges rows; after so many rounds those that are clear are left, unless that is 0. */
function judge(
  forest: Forest,
  features: Float32Array,
  count: number,
  out: Float32Array,
  afterRounds: number,
): void {
  const { classCount, roots } = forest
  const rows = { features, width: features.length / Math.max(1, count), out, classCount }
  const grove = groveOf(forest)
  if (grove === undefined) {
    for (let row = 0; row < count; row++) classify(forest, features, row * rows.width, out, row * classCount)
    return
  }
  out.fill(0, 0, count * classCount)
  let open = new Uint32Array(count)
  for (let row = 0; row < count; row++) open[row] = row
  if (afterRounds > 0) {
    addTrees(grove, rows, open, 0, afterRounds * classCount)
    open = doubtful(rows, open, growth(afterRounds, roundsOf(forest)))
  }
  addTrees(grove, rows, open, afterRounds * classCount, roots.length)
  for (let row = 0; row < count; row++) softmax(out, row * classCount, classCount)
}

/**
 * How many times larger the sums of a clear row are after `rounds` than after `after` of them: boosting by steps of e moves
 * a row by e times what it is still wrong by, which falls as exp(−sum), so that sums grow as ln(1 + e · rounds).
 */
const growth = (after: number, rounds: number): number =>
  Math.log1p(judging.step * rounds) / Math.log1p(judging.step * after)

/** The rows in which no class leads clearly; the sums of the others are made `times` as large. */
function doubtful({ out, classCount }: Rows, all: Uint32Array, times: number): Uint32Array<ArrayBuffer> {
  return all.filter((row) => {
    const at = row * classCount
    let [first, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let c = at; c < at + classCount; c++) {
      second = Math.max(second, Math.min(first, out[c]!))
      first = Math.max(first, out[c]!)
    }
    if (first - second < judging.lead) return true
    for (let c = at; c < at + classCount; c++) out[c]! *= times
    return false
  })
}

/** Adds what trees `tree` up to, not including, `end` say of the `rows` that `open` names. */
function addTrees(grove: Grove, rows: Rows, open: Uint32Array, tree: number, end: number): void {
  for (let from = 0; from < open.length; from += blockRows) {
    const block = open.subarray(from, from + blockRows)
    const odd = block.length - (block.length % abreast)
    for (let t = tree; t < end; t++) addTree(grove, t, rows, block, odd)
    for (let n = odd; n < block.length; n++) addTreesTo(grove, rows, block[n]!, tree, end)
  }
}

/** Adds what tree `t` says of the first `count` rows of `block`, a multiple of `abreast`. */
function addTree(
  { depth, feature, threshold, leaves }: Grove,
  t: number,
  { features, width, out, classCount }: Rows,
  block: Uint32Array,
  count: number,
): void {
  const size = 1 << depth
  const base = t * size
  const column = t % classCount
  for (let at = 0; at < count; at += abreast) {
    const a = block[at]! * width
    const b = block[at + 1]! * width
    const c = block[at + 2]! * width
    const d = block[at + 3]! * width
    const e = block[at + 4]! * width
    const f = block[at + 5]! * width
    const g = block[at + 6]! * width
    const h = block[at + 7]! * width
    let [i, j, k, l, m, n, p, q] = [1, 1, 1, 1, 1, 1, 1, 1]
    for (let level = 0; level < depth; level++) {
      i = (i << 1) | Number(features[a + feature[base + i]!]! >= threshold[base + i]!)
      j = (j << 1) | Number(features[b + feature[base + j]!]! >= threshold[base + j]!)
      k = (k << 1) | Number(features[c + feature[base + k]!]! >= threshold[base + k]!)
      l = (l << 1) | Number(features[d + feature[base + l]!]! >= threshold[base + l]!)
      m = (m << 1) | Number(features[e + feature[base + m]!]! >= threshold[base + m]!)
      n = (n << 1) | Number(features[f + feature[base + n]!]! >= threshold[base + n]!)
      p = (p << 1) | Number(features[g + feature[base + p]!]! >= threshold[base + p]!)
      q = (q << 1) | Number(features[h + feature[base + q]!]! >= threshold[base + q]!)
    }
    const first = base - size
    out[block[at]! * classCount + column]! += leaves[first + i]!
    out[block[at + 1]! * classCount + column]! += leaves[first + j]!
    out[block[at + 2]! * classCount + column]! += leaves[first + k]!
    out[block[at + 3]! * classCount + column]! += leaves[first + l]!
    out[block[at + 4]! * classCount + column]! += leaves[first + m]!
    out[block[at + 5]! * classCount + column]! += leaves[first + n]!
    out[block[at + 6]! * classCount + column]! += leaves[first + p]!
    out[block[at + 7]! * classCount + column]! += leaves[first + q]!
  }
}

/** Adds what trees `tree` up to, not including, `end` say of one row; the sum of each class takes its trees in order. */
function addTreesTo(grove: Grove, rows: Rows, row: number, tree: number, end: number): void {
  let t = tree
  for (; t + abreast <= end; t += abreast) addAbreast(grove, t, rows, row)
  const { depth, feature, threshold, leaves } = grove
  const { features, width, out, classCount } = rows
  const size = 1 << depth
  for (; t < end; t++) {
    const base = t * size
    let n = 1
    for (let level = 0; level < depth; level++)
      n = (n << 1) | Number(features[row * width + feature[base + n]!]! >= threshold[base + n]!)
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
    i = (i << 1) | Number(features[at + feature[a + i]!]! >= threshold[a + i]!)
    j = (j << 1) | Number(features[at + feature[b + j]!]! >= threshold[b + j]!)
    k = (k << 1) | Number(features[at + feature[c + k]!]! >= threshold[c + k]!)
    l = (l << 1) | Number(features[at + feature[d + l]!]! >= threshold[d + l]!)
    m = (m << 1) | Number(features[at + feature[e + m]!]! >= threshold[e + m]!)
    n = (n << 1) | Number(features[at + feature[f + n]!]! >= threshold[f + n]!)
    p = (p << 1) | Number(features[at + feature[g + p]!]! >= threshold[g + p]!)
    q = (q << 1) | Number(features[at + feature[h + q]!]! >= threshold[h + q]!)
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
