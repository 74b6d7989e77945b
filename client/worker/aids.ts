/** What the operator gives the engine, in the worker that processes by itself. Asked for as a whole: no position leaves. */
import { modelPath, transitPath } from '../../shared/api/contract.ts'
import type { Aids } from '../../shared/engine/aids.ts'
import { reach } from './http.ts'

/** The same as the server would use now. Throws Refusal `unavailable`. */
export async function loadAids(): Promise<Aids> {
  const [model, network] = await Promise.all([loadModel(), loadNetwork()])
  return { model, network }
}

/** The operator's model; undefined where the shipped one is used. */
const loadModel = kept(modelPath, async (bytes) => {
  const { openModel } = await import('../../shared/engine/model/open-model.ts')
  return openModel(bytes)
})

/** The transit network; undefined where the operator has loaded none. */
const loadNetwork = kept(transitPath, async (bytes) => {
  const { readNetwork } = await import('../../shared/transit/network.ts')
  return readNetwork(bytes)
})

/** Fetches a file of the server's and opens it anew only when it has changed. */
function kept<T>(path: string, open: (bytes: Uint8Array<ArrayBuffer>) => Promise<T>) {
  let opened: { readonly tag: string; readonly value: T } | undefined
  return async (): Promise<T | undefined> => {
    const answer = await reach(path, { cache: 'no-cache' })
    if (answer.status === 204) return undefined
    const tag = answer.headers.get('etag') ?? ''
    if (opened === undefined || opened.tag !== tag)
      opened = { tag, value: await open(new Uint8Array(await answer.arrayBuffer())) }
    return opened.value
  }
}
