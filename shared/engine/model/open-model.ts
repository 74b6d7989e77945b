/** A mode model from a file that an operator has installed: what is none, is damaged or is of another engine is refused. */
import { modelFeatureNames } from '../model-features.ts'
import { sectionFeatureNames } from '../section-features.ts'
import { windowFeatureNames } from '../windows.ts'
import type { Forest } from './forest.ts'
import { leaf } from './forest.ts'
import type { ModeMap } from './mode-map.ts'
import type { ModeModel } from './mode-model.ts'
import { classCount, readModel } from './mode-model.ts'

/** Reads a model file of any origin. Throws RangeError that says in a few words why it cannot be used. */
export function openModel(bytes: Uint8Array): ModeModel {
  const model = read(new Uint8Array(bytes))
  const isWhole =
    isSound(model.windows, windowFeatureNames.length) &&
    isSound(model.sections, sectionFeatureNames.length) &&
    isMap(model.map)
  if (!isWhole) throw new RangeError('mode model damaged')
  return model
}

function read(bytes: Uint8Array<ArrayBuffer>): ModeModel {
  try {
    return readModel(bytes, modelFeatureNames)
  } catch (error) {
    // A header that is no JSON, or not that of a model.
    throw error instanceof RangeError ? error : new RangeError('not a mode model', { cause: error })
  }
}

/** Whether places can be looked up, and somebody passed each of them. */
const isMap = ({ places, passages }: ModeMap): boolean =>
  places.every(
    (place, n) =>
      Number.isSafeInteger(place) &&
      (n === 0 || places[n - 1]! < place) &&
      passages.subarray(n * classCount, (n + 1) * classCount).some((count) => count > 0),
  )

/** Whether every walk through every tree ends at a leaf of that tree, and looks at features that there are. */
function isSound({ roots, feature, left, value }: Forest, featureCount: number): boolean {
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t]!
    const end = roots[t + 1] ?? feature.length
    if (root >= end) return false
    for (let node = root; node < end; node++) {
      if (!Number.isFinite(value[node]!)) return false
      if (feature[node] === leaf) continue
      const child = root + left[node]!
      if (feature[node]! >= featureCount || child <= node || child + 1 >= end) return false
    }
  }
  return roots.length > 0
}
