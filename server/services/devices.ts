/** Devices: phones that may write into one vault. Their activity is kept in memory and noted once a minute. */
import type { BodyOf } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { phoneById } from '../../shared/phones/registry.ts'
import type { AccountStore, Device, DeviceActivity } from '../store/account-store.ts'
import type { Clock } from './clock.ts'
import { dayOf } from './clock.ts'
import { tokenHash } from './secrets.ts'

/** A person has a handful of phones; more would be a mistake or an attack. */
const maxDevices = 50
const flushMs = 60_000

export interface Devices {
  list(vaultId: string): Promise<Device[]>
  add(vaultId: string, input: BodyOf<'addDevice'>): Promise<void>
  /** Throws Refusal `not-found` when the vault has no such device. */
  remove(vaultId: string, id: string): Promise<void>
  findByToken(token: string): Promise<Device | undefined>
  /** Notes that a message was kept, or why not; costs no write of its own. */
  note(device: Device, error: string | null): void
  /** Writes what was noted since the last time. */
  flush(): Promise<void>
  close(): Promise<void>
}

export function createDevices(
  accounts: AccountStore,
  clock: Clock,
  onFault: (error: unknown) => void,
): Devices {
  const noted = new Map<string, DeviceActivity>()

  async function flush(): Promise<void> {
    if (noted.size === 0) return
    const activities = [...noted.values()]
    noted.clear()
    await accounts.recordActivity(activities)
  }
  const timer = setInterval(() => flush().catch(onFault), flushMs)
  timer.unref()

  return {
    async list(vaultId) {
      await flush()
      return accounts.devices(vaultId)
    },
    async add(vaultId, { id, phone, tokenHash: hash }) {
      if (phoneById(phone) === undefined)
        throw new Refusal('bad-request', 'The phone app is not a known one.')
      if ((await accounts.devices(vaultId)).length >= maxDevices)
        throw new Refusal('conflict', 'There are too many devices already.')
      await accounts.addDevice({ id, vaultId, phone, tokenHash: hash, createdDay: dayOf(clock()) })
    },
    async remove(vaultId, id) {
      if (!(await accounts.removeDevice(vaultId, id)))
        throw new Refusal('not-found', 'There is no such device.')
    },
    findByToken: (token) => accounts.findDevice(tokenHash(token)),
    note({ id, vaultId }, error) {
      const key = `${vaultId}/${id}`
      const messages = (noted.get(key)?.messages ?? 0) + (error === null ? 1 : 0)
      noted.set(key, { vaultId, deviceId: id, messages, day: dayOf(clock()), error })
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}
