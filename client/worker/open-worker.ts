/**
 * The worker of what is published for everyone: releases and the open dashboard. It has no key and none of a vault's code,
 * so that a visitor's phone loads an eighth of what a vault takes.
 */
import { Refusal } from '../../shared/api/refusal.ts'
import type { InputOf, OpenCallName, OutputOf, VaultMessage, VaultRequest } from '../vault-protocol.ts'
import { shownDashboards, shownReleases, verifyRelease } from './studies/releases.ts'
import { httpReleaseServer } from './studies/study-server.ts'

const handlers: { [N in OpenCallName]: (input: InputOf<N>) => Promise<OutputOf<N>> } = {
  releases: () => shownReleases(httpReleaseServer),
  verifyRelease: (input) => verifyRelease(httpReleaseServer, input),
  dashboards: () => shownDashboards(httpReleaseServer),
}

self.addEventListener('message', ({ data }: MessageEvent<VaultRequest>) => void answer(data))

async function answer({ number, call, input }: VaultRequest): Promise<void> {
  try {
    const handler = handlers[call as OpenCallName] as (input: unknown) => Promise<unknown>
    post({ number, result: await handler(input) })
  } catch (error) {
    const known = error instanceof Refusal
    if (!known) console.error('What is published could not be read', error)
    const failure = known
      ? { code: error.code, detail: error.message }
      : { code: 'fault', detail: 'Something went wrong on this device.' }
    post({ number, failure })
  }
}

function post(message: VaultMessage): void {
  self.postMessage(message)
}
