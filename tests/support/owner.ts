/** An owner who holds keys in Node and speaks to a running server over HTTP, as the browser's worker does. */
import { createHash } from 'node:crypto'
import { createAccount } from '../../client/worker/account.ts'
import type { ApiCall } from '../../shared/api/client.ts'
import { createClient } from '../../shared/api/client.ts'
import { ownRequestHeader, processPath } from '../../shared/api/contract.ts'
import { encodeBundle } from '../../shared/vault/bundle.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { ready } from '../../shared/vault/sodium.ts'
import { stretchHere } from '../../shared/vault/stretch.ts'

export interface Owner {
  readonly api: ApiCall
  readonly keys: VaultKeys
  /** Adds a phone with this token. */
  addPhone(phone: string, token: string): Promise<void>
  /** Lends the keys for one processing; the text of the event stream. */
  processOnServer(): Promise<string>
}

/** A new vault on the server at `address`. */
export async function newOwner(address: string, handle: string): Promise<Owner> {
  let cookie = ''
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...init.headers, cookie, origin: address, [ownRequestHeader]: '1' }
    const answer = await fetch(`${address}${path}`, { ...init, headers })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return answer
  }
  const api = createClient(async ({ path, method, headers, body }) => {
    const answer = await send(path, { method, headers, body: body ?? null })
    return { status: answer.status, text: await answer.text() }
  })
  const context = { sodium: await ready(), api, host: new URL(address).host, stretch: stretchHere }
  const { keys } = await createAccount(context, {
    handle,
    passphrase: 'a passphrase for tests',
    language: 'en',
  })
  return {
    api,
    keys,
    async addPhone(phone, token) {
      const tokenHash = createHash('sha256').update(token).digest()
      const id = createHash('sha256').update(`${token} id`).digest('hex').slice(0, 32)
      await api('addDevice', { body: { id, phone, tokenHash } })
    },
    async processOnServer() {
      const months = (await api('vaultInboxKeys')).keys.map((key) => key.month)
      const answer = await send(processPath, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(encodeBundle(keys.access, months)),
      })
      return answer.text()
    },
  }
}
