/** From XGBoost's model file to the engine's forest. */
import { readFileSync } from 'node:fs'
import type { Forest } from '../../shared/engine/model/forest.ts'
import { leaf } from '../../shared/engine/model/forest.ts'
import { classCount } from '../../shared/engine/model/mode-model.ts'

interface Tree {
  readonly left_children: readonly number[]
  readonly right_children: readonly number[]
  readonly split_indices: readonly number[]
  /** Threshold of a split, value of a leaf. */
  readonly split_conditions: readonly number[]
}

interface Booster {
  readonly learner: { readonly gradient_booster: { readonly model: { readonly trees: readonly Tree[] } } }
}

/** Reads trees.json. */
export function readTrees(path: string): Forest {
  const booster: Booster = JSON.parse(readFileSync(path, 'utf8'))
  const { trees } = booster.learner.gradient_booster.model
  const nodes: Node[] = []
  const roots = trees.map((tree) => {
    const root = nodes.length
    for (const node of breadthFirst(tree)) nodes.push(node)
    return root
  })
  return {
    classCount,
    roots: Uint32Array.from(roots),
    feature: Uint8Array.from(nodes, (node) => node.feature),
    left: Uint16Array.from(nodes, (node) => node.left),
    value: Float32Array.from(nodes, (node) => node.value),
  }
}

interface Node {
  readonly feature: number
  readonly left: number
  readonly value: number
}

/** The nodes of a tree, level by level, so that two children lie beside each other. */
function breadthFirst(tree: Tree): Node[] {
  const order = [0]
  const nodes: Node[] = []
  for (let n = 0; n < order.length; n++) {
    const id = order[n]!
    const value = tree.split_conditions[id]!
    const left = tree.left_children[id]!
    if (left < 0) nodes.push({ feature: leaf, left: 0, value })
    else {
      nodes.push({ feature: tree.split_indices[id]!, left: order.length, value })
      order.push(left, tree.right_children[id]!)
    }
  }
  return nodes
}
