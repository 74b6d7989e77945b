/** A transit network from the file that `sillage transit add` wrote. */
import { readFileSync } from 'node:fs'
import type { Network } from '../shared/engine/network.ts'
import { FeedError } from '../shared/transit/feed.ts'
import { readNetwork } from '../shared/transit/network.ts'
import { CommandError } from './command-error.ts'
import { fileError } from './read-files.ts'

/** Throws CommandError where there is no such file, or another. */
export function openNetworkFile(path: string): Network {
  try {
    return readNetwork(readFileSync(path))
  } catch (error) {
    throw error instanceof FeedError
      ? new CommandError(`${path}: ${error.message}`, { cause: error })
      : fileError(path, error)
  }
}
