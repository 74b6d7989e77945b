/** The operator's transit network, in the worker that processes by itself. Asked for as a whole: no position leaves. */
import { transitPath } from '../../shared/api/contract.ts'
import type { Aids } from '../../shared/engine/aids.ts'
import type { Network } from '../../shared/engine/network.ts'
import { reach } from './http.ts'

let opened: { readonly tag: string; readonly network: Network } | undefined

/** The network that the server would use now; none where the operator has loaded none. Throws Refusal `unavailable`. */
export async function loadAids(): Promise<Aids> {
  const answer = await reach(transitPath, { cache: 'no-cache' })
  if (answer.status === 204) return {}
  const tag = answer.headers.get('etag') ?? ''
  if (opened === undefined || opened.tag !== tag) {
    const { readNetwork } = await import('../../shared/transit/network.ts')
    opened = { tag, network: readNetwork(new Uint8Array(await answer.arrayBuffer())) }
  }
  return { network: opened.network }
}
