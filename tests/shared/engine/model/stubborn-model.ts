/** A model that says the same of whatever it sees. */
import type { Forest } from '../../../../shared/engine/model/forest.ts'
import { leaf } from '../../../../shared/engine/model/forest.ts'
import type { ModelClass } from '../../../../shared/engine/model/mode-model.ts'
import { classCount, modelClasses, writeModel } from '../../../../shared/engine/model/mode-model.ts'
import { shippedModel } from '../../../../shared/engine/model/shipped-model.ts'
import { modelFeatureNames } from '../../../../shared/engine/model-features.ts'

/** The model file. */
export function stubbornModel(id: string, always: ModelClass): Uint8Array {
  const forest: Forest = {
    classCount,
    roots: Uint32Array.from(modelClasses.keys()),
    feature: new Uint8Array(classCount).fill(leaf),
    left: new Uint16Array(classCount),
    value: Float32Array.from(modelClasses, (name) => (name === always ? 4 : 0)),
  }
  return writeModel({ ...shippedModel(), id, windows: forest, sections: forest }, modelFeatureNames)
}
