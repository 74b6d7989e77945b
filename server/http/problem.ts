/** Every refusal and every fault becomes problem details (RFC 9457) here, and nowhere else. */
import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { Problem } from '../../shared/api/contract.ts'
import type { RefusalCode } from '../../shared/api/refusal.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { logFault } from './log.ts'

/** Seconds after which a phone or a page may try again what was refused for a transient reason. */
const retryAfterS = '30'
const maxErrors = 10

/** What body-parser and the router call their errors, and the refusal each of them is. */
const parserRefusals: Record<string, readonly [RefusalCode, string]> = {
  'entity.parse.failed': ['bad-request', 'The body is not JSON.'],
  'entity.too.large': ['too-large', 'The body is too large.'],
  'encoding.unsupported': ['wrong-media-type', 'The body must not be compressed.'],
  'charset.unsupported': ['wrong-media-type', 'The body must be UTF-8.'],
  'request.size.invalid': ['bad-request', 'The body does not have the length that was announced.'],
  'request.aborted': ['bad-request', 'The body ended early.'],
}

/** Answers any error; a fault is logged by its place and tells the caller nothing. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) {
      logFault(log, error)
      next(error)
      return
    }
    const problem = problemOf(error)
    if (problem.status >= 500 && !(error instanceof Refusal)) logFault(log, error)
    if (problem.status === 503) response.set('Retry-After', retryAfterS)
    sendProblem(response, problem)
  }
}

function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** Answers 405 with the methods that there are. */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  return (_request, response) => {
    response.set('Allow', methods.join(', '))
    sendProblem(response, problem(405, 'method-not-allowed', 'This address takes another method.'))
  }
}

/** Refuses whatever comes here: there is nothing of this name. */
export const nothingHere: RequestHandler = () => {
  throw new Refusal('not-found', 'There is nothing at this address.')
}

/** The problem that an error is to the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return problem(error.status, error.code, error.message)
  if (error instanceof ZodError) return invalidInput(error)
  const refusal = refusalOfParser(error)
  if (refusal !== undefined) return problem(refusal.status, refusal.code, refusal.message)
  return problem(500, 'fault', 'Something went wrong on the server.')
}

function problem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail }
}

function refusalOfParser(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const known = 'type' in error && typeof error.type === 'string' ? parserRefusals[error.type] : undefined
  if (known !== undefined) return new Refusal(...known)
  const status = 'status' in error ? error.status : undefined
  return status === 400 ? new Refusal('bad-request', 'The request cannot be read.') : undefined
}

function invalidInput(error: ZodError): Problem {
  const errors = error.issues.slice(0, maxErrors).map((issue) => ({
    path: issue.path.join('.'),
    expected: expectationOf(issue),
  }))
  return { ...problem(400, 'bad-request', 'The request is not what this address expects.'), errors }
}

/** What was expected, from the schema alone: zod's own messages may name what was received. */
function expectationOf(issue: ZodError['issues'][number]): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected
    case 'invalid_format':
      return issue.format === 'regex' ? 'another pattern' : issue.format
    case 'invalid_value':
      return issue.values.map(String).join(' | ')
    case 'too_big':
      return `at most ${issue.maximum}`
    case 'too_small':
      return `at least ${issue.minimum}`
    case 'unrecognized_keys':
      return 'no other fields'
    case 'custom':
      return issue.message
    default:
      return 'another value'
  }
}
