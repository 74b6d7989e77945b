/** Sessions: who a cookie stands for, and until when. The cookie's value is never stored, only its hash. */
import type { AccountStore, Session } from '../store/account-store.ts'
import type { Clock } from './clock.ts'
import { randomId, randomToken, tokenHash } from './secrets.ts'

const hourMs = 3_600_000
/** A session ends this long after it was last used (OWASP ASVS 5.0 V7.3.1). */
export const idleLimitMs = 12 * hourMs
/** A session ends this long after it began, used or not (V7.3.2). */
export const absoluteLimitMs = 30 * 24 * hourMs
/** Use is noted at this grain, so that reading costs no write. */
const touchGrainMs = 5 * 60_000

export interface Sessions {
  /** Begins a session and returns the cookie's value. */
  begin(vaultId: string): Promise<string>
  /** The live session of a cookie's value, or undefined; noting its use. */
  find(token: string): Promise<Session | undefined>
}

export function createSessions(accounts: AccountStore, clock: Clock): Sessions {
  return {
    async begin(vaultId) {
      const now = clock()
      await accounts.endStaleSessions(now - absoluteLimitMs, now - idleLimitMs)
      const token = randomToken()
      await accounts.createSession(
        { id: randomId(), vaultId, createdMs: now, lastSeenMs: now },
        tokenHash(token),
      )
      return token
    },
    async find(token) {
      const session = await accounts.findSession(tokenHash(token))
      if (session === undefined) return undefined
      const now = clock()
      if (now - session.createdMs >= absoluteLimitMs || now - session.lastSeenMs >= idleLimitMs) {
        await accounts.endSession(session.vaultId, session.id)
        return undefined
      }
      if (now - session.lastSeenMs >= touchGrainMs)
        await accounts.touchSession(session.vaultId, session.id, now)
      return session
    },
  }
}
