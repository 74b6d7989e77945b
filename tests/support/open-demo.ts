/** The demo vault as its worker holds it, open. */
import { demoVault } from '../../client/worker/demo.ts'
import { OpenVault } from '../../client/worker/open-vault.ts'
import { createClient } from '../../shared/api/client.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import { ready } from '../../shared/vault/sodium.ts'

/** The demo has no account, so nothing may be asked of a server. */
const api = createClient(async () => {
  throw new Error('the demo asked a server')
})

/** What work in a vault needs beside its keys and its store. */
export const rest = { factors: defaultFactorSet, onProgress: () => {} }

/** The demo of 18 May 2026, with what its vault stands on. */
export async function openDemo(): Promise<
  Awaited<ReturnType<typeof demoVault>> & { sodium: Sodium; vault: OpenVault }
> {
  const sodium = await ready()
  const demo = await demoVault(sodium, '2026-05-18', rest)
  return { sodium, ...demo, vault: new OpenVault({ sodium, api, ...demo, handle: undefined }) }
}
