/** The model that Sillage ships, opened when it is first asked for. */
import { modelFeatureNames } from '../model-features.ts'
import type { ModeModel } from './mode-model.ts'
import { readModel } from './mode-model.ts'
import { modelText } from './shipped-model-data.ts'

let opened: ModeModel | undefined

/** The shipped model. */
export function shippedModel(): ModeModel {
  opened ??= readModel(bytesOf(modelText), modelFeatureNames)
  return opened
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let n = 0; n < binary.length; n++) bytes[n] = binary.charCodeAt(n)
  return bytes
}
