import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Forest } from '../../../../shared/engine/model/forest.ts'
import { classify, leaf } from '../../../../shared/engine/model/forest.ts'
import { classifyAll, classifySoon } from '../../../../shared/engine/model/grove.ts'

const width = 5
const classCount = 3

/** Shapes of trees: a split with two trees below it, or a leaf. */
type Tree = { feature: number; value: number; left?: Tree; right?: Tree }

const number = fc.float({ noNaN: true, min: -20, max: 20 })
const treeOf = (depth: number): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree; split: Tree; leaf: Tree }>((tie) => ({
    leaf: fc.record({ feature: fc.constant(leaf), value: number }),
    split: fc.record({
      feature: fc.nat({ max: width - 1 }),
      value: number,
      left: tie('tree'),
      right: tie('tree'),
    }),
    tree: fc.oneof({ maxDepth: depth, withCrossShrink: true }, tie('leaf'), tie('split')),
  })).tree

/** A chain of splits to the right, deeper than any tree that is laid out complete. */
const chain = (depth: number): Tree =>
  depth === 0
    ? { feature: leaf, value: 1 }
    : {
        feature: depth % width,
        value: -depth,
        left: { feature: leaf, value: depth },
        right: chain(depth - 1),
      }

function forestOf(trees: readonly Tree[]): Forest {
  const roots: number[] = []
  const [feature, left, value]: [number[], number[], number[]] = [[], [], []]
  for (const tree of trees) {
    const root = feature.length
    roots.push(root)
    const order = [tree]
    for (const node of order) {
      feature.push(node.feature)
      value.push(node.value)
      left.push(node.left === undefined ? 0 : order.length)
      if (node.left !== undefined && node.right !== undefined) order.push(node.left, node.right)
    }
  }
  return {
    classCount,
    roots: Uint32Array.from(roots),
    feature: Uint8Array.from(feature),
    left: Uint16Array.from(left),
    value: Float32Array.from(value),
  }
}

function expectSame(forest: Forest, features: Float32Array): void {
  const count = features.length / width
  const [one, all] = [new Float32Array(count * classCount), new Float32Array(count * classCount)]
  for (let row = 0; row < count; row++) classify(forest, features, row * width, one, row * classCount)
  classifyAll(forest, features, count, all)
  expect(all).toEqual(one)
}

const rows = fc
  .array(fc.array(number, { minLength: width, maxLength: width }), { maxLength: 150 })
  .map((each) => Float32Array.from(each.flat()))

test('many rows at once are judged as each by itself, to the last bit', () => {
  const forests = fc.array(treeOf(7), { maxLength: 12 }).map(forestOf)
  fc.assert(fc.property(forests, rows, expectSame), { numRuns: 60 })
})

test('trees too deep to be laid out complete are judged alike', () => {
  fc.assert(
    fc.property(rows, (features) => expectSame(forestOf([chain(14), chain(3)]), features)),
    { numRuns: 10 },
  )
})

test('a feature at the threshold goes to the right, below it to the left', () => {
  const split = {
    feature: 0,
    value: 2,
    left: { feature: leaf, value: 5 },
    right: { feature: leaf, value: -5 },
  }
  const out = new Float32Array(2 * classCount)
  classifyAll(forestOf([split]), Float32Array.of(2, 0, 0, 0, 0, 1.99, 0, 0, 0, 0), 2, out)
  expect(out[0]).toBeLessThan(0.01)
  expect(out[classCount]).toBeGreaterThan(0.9)
})

/** Ten rounds of trees that look at feature `c` for class `c`: below zero they add nothing; the last two, above, `late`. */
function tenRounds(early: number, late: number): Forest {
  const trees = Array.from({ length: 10 * classCount }, (_, t) => ({
    feature: t % classCount,
    value: 0,
    left: { feature: leaf, value: 0 },
    right: { feature: leaf, value: t < 8 * classCount ? early : late },
  }))
  return forestOf(trees)
}

test('a row in which one class leads clearly after eight rounds is spared the rest', () => {
  const out = new Float32Array(classCount)
  classifySoon(tenRounds(0.2, -50), Float32Array.of(1, -1, -1, 0, 0), 1, out)
  // What eight rounds of 0.2 come to after ten, by steps of 0.06, against two classes that nothing speaks for.
  const sum = (1.6 * Math.log(1.6)) / Math.log(1.48)
  expect(out[0]).toBeCloseTo(Math.exp(sum) / (Math.exp(sum) + 2), 6)
})

test('a row that is not clear by then is judged by all trees', () => {
  const [soon, all] = [new Float32Array(classCount), new Float32Array(classCount)]
  const row = Float32Array.of(1, -1, -1, 0, 0)
  classifySoon(tenRounds(0.09, -5), row, 1, soon)
  classifyAll(tenRounds(0.09, -5), row, 1, all)
  expect(soon).toEqual(all)
  expect(soon[0]).toBeLessThan(0.001)
})

test('whatever rows lie beside it, a row is judged alike', () => {
  const small = fc.float({ noNaN: true, min: Math.fround(-0.3), max: Math.fround(0.3) })
  const split = fc.record({ feature: fc.nat({ max: width - 1 }), value: number, left: small, right: small })
  const forests = fc.array(split, { minLength: 12 * classCount, maxLength: 12 * classCount }).map((splits) =>
    forestOf(
      splits.map(({ left, right, ...rest }) => ({
        ...rest,
        left: { feature: leaf, value: left },
        right: { feature: leaf, value: right },
      })),
    ),
  )
  fc.assert(
    fc.property(forests, rows, (forest, features) => {
      const count = features.length / width
      const together = new Float32Array(count * classCount)
      const alone = new Float32Array(count * classCount)
      classifySoon(forest, features, count, together)
      for (let row = 0; row < count; row++)
        classifySoon(
          forest,
          features.slice(row * width, (row + 1) * width),
          1,
          alone.subarray(row * classCount, (row + 1) * classCount),
        )
      expect(together).toEqual(alone)
    }),
    { numRuns: 60 },
  )
})
