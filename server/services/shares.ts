/** Shared snapshots: ciphertext under a key that this server never sees, for whoever has the link, until it expires. */
import type { BodyOf } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { AccountStore, Share } from '../store/account-store.ts'
import type { Clock } from './clock.ts'

const dayMs = 86_400_000
/** Links that one vault may have at a time: more than a person keeps in mind, and a bound on what they take up. */
const maxShares = 20
/** Expired ciphertext is destroyed at least this often. */
const forgetEveryMs = 3_600_000

export interface Shares {
  list(vaultId: string): Promise<Share[]>
  /** Keeps a snapshot for some days; until when. Throws Refusal `conflict` when there are too many. */
  add(vaultId: string, input: BodyOf<'addShare'>): Promise<number>
  /** Throws Refusal `not-found` when the vault has no such share. */
  remove(vaultId: string, id: string): Promise<void>
  /** Throws Refusal `not-found`, for an id that never was, was taken back or has expired alike. */
  open(id: string): Promise<{ sealed: Uint8Array; expiresMs: number }>
  close(): void
}

export function createShares(
  accounts: AccountStore,
  clock: Clock,
  onFault: (error: unknown) => void,
): Shares {
  const timer = setInterval(() => accounts.forgetShares(clock()).catch(onFault), forgetEveryMs)
  timer.unref()
  return {
    list: (vaultId) => accounts.shares(vaultId, clock()),
    async add(vaultId, { id, days, sealed }) {
      const nowMs = clock()
      await accounts.forgetShares(nowMs)
      if ((await accounts.shares(vaultId, nowMs)).length >= maxShares)
        throw new Refusal('conflict', 'There are too many shared links already.')
      const expiresMs = nowMs + days * dayMs
      await accounts.addShare({ id, vaultId, createdMs: nowMs, expiresMs, sealed })
      return expiresMs
    },
    async remove(vaultId, id) {
      if (!(await accounts.removeShare(vaultId, id)))
        throw new Refusal('not-found', 'There is nothing of this id.')
    },
    async open(id) {
      const share = await accounts.openShare(id, clock())
      if (share === undefined) throw new Refusal('not-found', 'There is nothing of this id.')
      return share
    },
    close: () => clearInterval(timer),
  }
}
