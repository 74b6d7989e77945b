/** Ingest: a phone's raw message is sealed to the vault's public key and committed before it is acknowledged. */
import { Refusal } from '../../shared/api/refusal.ts'
import type { InboxMessage } from '../../shared/vault/inbox.ts'
import { sealToInbox } from '../../shared/vault/inbox.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { InboxKey } from '../../shared/vault/store.ts'
import type { Device } from '../store/account-store.ts'
import type { VaultStores } from '../store/vault-stores.ts'
import type { Clock } from './clock.ts'
import type { Devices } from './devices.ts'
import { randomId } from './secrets.ts'

export interface Ingest {
  /**
   * Resolves when the message rests on disk. Whatever refuses it is Refusal `unavailable`: a known phone must keep its
   * message and try again, and some apps throw away what was answered with a 4xx.
   */
  keep(device: Device, message: Omit<InboxMessage, 'receivedMs'>): Promise<void>
}

export function createIngest(vaults: VaultStores, devices: Devices, sodium: Sodium, clock: Clock): Ingest {
  async function sealAndStore(device: Device, message: Omit<InboxMessage, 'receivedMs'>): Promise<void> {
    const receivedMs = clock()
    const store = await vaults.open(device.vaultId)
    const key = keyFor(await store.inboxKeys(), receivedMs)
    const item = { id: randomId(), deviceId: device.id, keyMonth: key.month }
    const sealed = sealToInbox(sodium, {
      vaultId: device.vaultId,
      itemId: item.id,
      deviceId: device.id,
      key,
      message: { ...message, receivedMs },
    })
    await store.addInbox({ ...item, sealed })
  }

  return {
    async keep(device, message) {
      if (message.body.length === 0) return
      try {
        await sealAndStore(device, message)
        devices.note(device, null)
      } catch (cause) {
        devices.note(device, 'unavailable')
        if (cause instanceof Refusal)
          throw new Refusal('unavailable', 'The vault cannot take messages just now.', { cause })
        throw cause
      }
    },
  }
}

/** The newest key whose month has begun; before all of them, the first. Months are in UTC. */
function keyFor(keys: readonly InboxKey[], nowMs: number): InboxKey {
  const now = new Date(nowMs)
  const month = now.getUTCFullYear() * 100 + now.getUTCMonth() + 1
  const key = keys.findLast((each) => each.month <= month) ?? keys[0]
  if (key === undefined) throw new Refusal('unavailable', 'The vault has no key to seal to yet.')
  return key
}
