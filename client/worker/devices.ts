/** The phones that may write into the open vault: listed by the names that the vault keeps, and added. */
import type { ApiCall } from '../../shared/api/client.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { phoneById } from '../../shared/phones/registry.ts'
import { utf8 } from '../../shared/vault/bytes.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { InputOf, OutputOf } from '../vault-protocol.ts'
import { readSettings, writeSettings } from './notes.ts'

const tokenCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'
/** 32 characters of 63 are 191 bits. */
const tokenLength = 32

/** The devices that the server knows, with the names that only the vault knows. */
export async function listDevices(api: ApiCall, records: VaultRecords): Promise<OutputOf<'devices'>> {
  const { deviceNames } = await readSettings(records)
  const { devices } = await api('devices')
  return devices.map((device) => ({ ...device, name: deviceNames[device.id] ?? '' }))
}

/** Lets a phone write, with a token that the server learns the hash of alone. Throws Refusal `not-found` for an app that is not known. */
export async function addDevice(
  api: ApiCall,
  records: VaultRecords,
  { name, phone: phoneId, origin }: InputOf<'addDevice'>,
  sodium: Sodium,
): Promise<OutputOf<'addDevice'>> {
  const phone = phoneById(phoneId)
  if (!phone) throw new Refusal('not-found', 'No such phone app.')
  const id = sodium.to_hex(sodium.randombytes_buf(16))
  const token = Array.from({ length: tokenLength }, () =>
    tokenCharacters.charAt(sodium.randombytes_uniform(tokenCharacters.length)),
  ).join('')
  const settings = await readSettings(records)
  await api('addDevice', {
    body: { id, phone: phoneId, tokenHash: await sha256(new Uint8Array(utf8(token))) },
  })
  await writeSettings(records, { ...settings, deviceNames: { ...settings.deviceNames, [id]: name } })
  return { token, setup: phone.setup(origin, token) }
}

/** SHA-256 by the browser. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
