/** How a task of the command refuses: one line for the person at the terminal, and exit code 2. */
import { Refusal } from '../shared/api/refusal.ts'

/** The caller's mistake, said in one line; a refusal of research may take some more. */
export class CommandError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'CommandError'
  }
}

/** Runs `work`; what is refused there is the caller's mistake. */
export async function refusing<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Refusal ? new CommandError(error.message, { cause: error }) : error
  }
}
