/** A mode model that the caller names: `--model FILE`, or the variable MODEL_FILE as on a server. */
import { readFileSync } from 'node:fs'
import type { ModeModel } from '../shared/engine/model/mode-model.ts'
import { openModel } from '../shared/engine/model/open-model.ts'
import { CommandError } from './command-error.ts'
import { fileError } from './read-files.ts'

/** Throws CommandError where there is no such file, or one that this engine cannot use. */
export function openModelFile(path: string): ModeModel {
  try {
    return openModel(readFileSync(path))
  } catch (error) {
    throw error instanceof RangeError
      ? new CommandError(`${path}: ${error.message}`, { cause: error })
      : fileError(path, error)
  }
}
