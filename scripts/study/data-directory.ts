/** The data directory of a server, from beside it: its research and its registry key, while it runs or stands still. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openResearchStore } from '../../server/store/open-store.ts'
import type { ResearchStore } from '../../server/store/research-store.ts'
import { CommandError } from '../command-error.ts'

/** Checks that the directory is a server's. Throws CommandError. */
export function assertDataDirectory(directory: string): void {
  if (!existsSync(join(directory, 'accounts.db')))
    throw new CommandError(`${directory}: this is no data directory of a server that has run`)
}

/** Works on the research of a server, and closes it. */
export async function withResearch<T>(
  directory: string,
  work: (store: ResearchStore) => Promise<T>,
): Promise<T> {
  assertDataDirectory(directory)
  const store = openResearchStore(directory)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
