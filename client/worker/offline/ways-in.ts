/** The ways into vaults that this device keeps a copy of. The handle is kept as a hash: whoever looks cannot just read it. */
import { utf8 } from '../../../shared/vault/bytes.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import type { WayIn } from '../account.ts'
import { asked, inDatabase } from './database.ts'

interface KeptWayIn extends WayIn {
  readonly vaultId: string
  readonly handleHash: string
}

/** Keeps the way into a vault, in place of one kept before. */
export async function keepWayIn(
  sodium: Sodium,
  { vaultId, handle, wayIn }: { vaultId: string; handle: string; wayIn: WayIn },
): Promise<void> {
  const { salt, wrap } = wayIn
  const kept: KeptWayIn = { vaultId, salt, wrap, handleHash: handleHash(sodium, handle, salt) }
  await inDatabase('readwrite', ['waysIn'], async (stores) => {
    stores('waysIn').put(kept, vaultId)
  })
}

/** The way into the vault with this handle; undefined where this device keeps none. */
export async function findWayIn(
  sodium: Sodium,
  handle: string,
): Promise<{ vaultId: string; wayIn: WayIn } | undefined> {
  const all = await inDatabase('readonly', ['waysIn'], (stores) =>
    asked<KeptWayIn[]>(stores('waysIn').getAll()),
  )
  const found = all.find((each) => each.handleHash === handleHash(sodium, handle, each.salt))
  return found && { vaultId: found.vaultId, wayIn: { salt: found.salt, wrap: found.wrap } }
}

/** Whether this device keeps a way into a vault: its owner wants it readable offline here. */
export async function hasWayIn(vaultId: string): Promise<boolean> {
  return inDatabase(
    'readonly',
    ['waysIn'],
    async (stores) => (await asked(stores('waysIn').count(vaultId))) > 0,
  )
}

const handleHash = (sodium: Sodium, handle: string, salt: Uint8Array): string =>
  sodium.crypto_generichash(32, utf8(handle), salt, 'hex')
