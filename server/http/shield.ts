/** Security headers of every answer, and limits per address. */
import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import { Refusal } from '../../shared/api/refusal.ts'

/** How many requests one address may make in a minute. */
export interface Limits {
  /** Routes that create accounts or check secrets. */
  readonly guardedPerMinute: number
  /** Phone messages whose token is not known; those of a known device are not limited. */
  readonly strangersPerMinute: number
  /** Blocks of the street map, which are read from disk. */
  readonly mapBlocksPerMinute: number
}

/**
 * A login takes three guarded requests; 120 let a whole household or school behind one address sign in, and each guess
 * still costs its maker an Argon2id derivation. Somebody who pans without pause asks for some 100 blocks.
 */
export const defaultLimits: Limits = {
  guardedPerMinute: 120,
  strangersPerMinute: 120,
  mapBlocksPerMinute: 600,
}

/**
 * Headers. Trusted Types are not required: module workers and service workers are started from plain script URLs.
 * HSTS is sent only where the public origin is known to be https.
 */
export function securityHeaders(publicOrigin: string | undefined): RequestHandler {
  const isHttps = publicOrigin?.startsWith('https:') ?? false
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps && { maxAge: 63_072_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  })
}

/** Counts requests per address, in memory, and refuses those above the limit with `code`. */
export function limitPerMinute(
  limit: number,
  code: 'too-many-requests' | 'unavailable',
  skip?: RequestHandler extends (request: infer R, response: infer S, ...rest: never[]) => unknown
    ? (request: R, response: S) => boolean
    : never,
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    ...(skip && { skip }),
    handler: (_request, _response, next) => {
      next(new Refusal(code, 'There were too many requests from this address; try again in a minute.'))
    },
  })
}
