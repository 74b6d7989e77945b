/** Lets only our own page change anything: a foreign page can neither set our header nor hide its origin. */
import type { Request, RequestHandler } from 'express'
import { ownRequestHeader } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'

const readingMethods = new Set(['GET', 'HEAD'])

/**
 * Refuses a state-changing request that does not carry our header, or whose Origin and Sec-Fetch-Site do not both,
 * as far as they are there, say that our own page sent it. One of the two must be there: every browser sends one.
 */
export function ownPageOnly(publicOrigin: string | undefined): RequestHandler {
  return (request, _response, next) => {
    if (!readingMethods.has(request.method)) assertOwnPage(request, publicOrigin)
    next()
  }
}

function assertOwnPage(request: Request, publicOrigin: string | undefined): void {
  const origin = request.get('origin')
  const site = request.get('sec-fetch-site')
  const isOwn =
    request.get(ownRequestHeader) === '1' &&
    (origin !== undefined || site !== undefined) &&
    (origin === undefined || origin === ownOrigin(request, publicOrigin)) &&
    (site === undefined || site === 'same-origin')
  if (!isOwn)
    throw new Refusal(
      'forbidden',
      `Changes are taken from our own page only: send ${ownRequestHeader}: 1 and Origin or Sec-Fetch-Site.`,
    )
}

/** Without a configured origin the scheme is not known behind a proxy, so that both are taken for the request's host. */
function ownOrigin(request: Request, publicOrigin: string | undefined): string | undefined {
  if (publicOrigin !== undefined) return publicOrigin
  const origin = request.get('origin')
  const own = [`http://${request.host}`, `https://${request.host}`]
  return own.find((each) => each === origin)
}

/** The host that proofs are signed for, with its port unless it is the scheme's own. */
export function ownHost(request: Request, publicOrigin: string | undefined): string {
  return publicOrigin === undefined ? request.host : new URL(publicOrigin).host
}
