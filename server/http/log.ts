/** What the server logs: methods, route patterns, statuses, durations and places in our code. Never what was sent. */
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** Where an error was thrown, innermost first, without its message, which may carry data. */
export function stackFrames(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack.split('\n').filter((line) => /^\s+at /.test(line))
}

/** Logs a fault by its kind and its place alone. */
export function logFault(log: Logger, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error
  log.error({ name, frames: stackFrames(error) }, 'fault')
}

/** Requests under pseudonyms: a time in a log could be laid beside those of an account. */
const unloggedPath = '/api/research/'

/** One line per request, at level debug; none of those under pseudonyms. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    if (log.isLevelEnabled('debug') && !request.path.startsWith(unloggedPath)) {
      const start = process.hrtime.bigint()
      response.once('finish', () => {
        const route: unknown = request.route?.path
        const durationMs = Number((process.hrtime.bigint() - start) / 1_000_000n)
        const { method } = request
        log.debug(
          { method, route: String(route ?? 'none'), status: response.statusCode, durationMs },
          'request',
        )
      })
    }
    next()
  }
}
