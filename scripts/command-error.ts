/** The caller's mistake, said in one line. */
export class CommandError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'CommandError'
  }
}
