/** The session cookie. `__Host-` makes browsers insist on Secure, on Path=/ and on this very host. */
import type { CookieOptions, Request, Response } from 'express'
import { absoluteLimitMs } from '../services/sessions.ts'

/** Its name. */
export const sessionCookie = '__Host-sid'

const attributes = {
  httpOnly: true,
  secure: true,
  sameSite: 'strict',
  path: '/',
} as const satisfies CookieOptions

/** The value of the session cookie, if the request has one. */
export function sessionToken(request: Request): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === sessionCookie && value) return value
  }
  return undefined
}

/** Hands the token of a session to the browser, for as long as a session can last. */
export function setSessionCookie(response: Response, token: string): void {
  response.cookie(sessionCookie, token, { ...attributes, maxAge: absoluteLimitMs })
}

/** Takes the cookie away. */
export function clearSessionCookie(response: Response): void {
  response.clearCookie(sessionCookie, attributes)
}
