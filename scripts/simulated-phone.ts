/** A phone that posts its fixes as the app does: one message after the other, again after a failure, never out of order. */
import { setTimeout as sleep } from 'node:timers/promises'
import { phonePath } from '../shared/phones/phone.ts'
import { phoneEncoders } from '../shared/simulation/payloads.ts'
import type { Fix } from '../shared/trace/trace.ts'

export type SimulatedPhoneId = keyof typeof phoneEncoders

export interface Delivery {
  /** Origin of the server, as http://127.0.0.1:8340. */
  readonly origin: string
  readonly phone: SimulatedPhoneId
  /** The device's token. */
  readonly token: string
  /** Times that one message is tried. */
  readonly attempts: number
  /** Pause after the first failure, ms; it doubles up to two minutes, as in OwnTracks. */
  readonly firstPauseMs: number
}

/** A message could not be delivered; says the last status, never the message. */
export class DeliveryError extends Error {
  /** The last HTTP status, or undefined when there was no answer. */
  readonly status: number | undefined
  constructor(status: number | undefined) {
    super(status === undefined ? 'The server does not answer.' : `The server answers with status ${status}.`)
    this.name = 'DeliveryError'
    this.status = status
  }
}

const longestPauseMs = 120_000

/** Posts all fixes; resolves to the number of messages. Throws DeliveryError when one is not taken in the end. */
export async function deliver(fixes: readonly Fix[], delivery: Delivery): Promise<number> {
  const { batchSize, encode } = phoneEncoders[delivery.phone]
  let messages = 0
  for (let k = 0; k < fixes.length; k += batchSize) {
    await deliverMessage(encode(fixes.slice(k, k + batchSize)), delivery)
    messages++
  }
  return messages
}

async function deliverMessage(body: string, delivery: Delivery): Promise<void> {
  let status: number | undefined
  for (let attempt = 0; attempt < delivery.attempts; attempt++) {
    if (attempt > 0) await sleep(Math.min(longestPauseMs, delivery.firstPauseMs * 2 ** (attempt - 1)))
    status = await post(body, delivery)
    if (status !== undefined && status >= 200 && status < 300) return
    // The token is wrong or the address is: trying again changes nothing.
    if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429) break
  }
  throw new DeliveryError(status)
}

/** The status of the answer, or undefined when there is none. */
async function post(body: string, { origin, phone, token }: Delivery): Promise<number | undefined> {
  const headers = {
    'content-type': 'application/json',
    authorization: phoneEncoders[phone].authorization(token),
  }
  try {
    const response = await fetch(new URL(phonePath(phone), origin), { method: 'POST', headers, body })
    await response.arrayBuffer()
    return response.status
  } catch (error) {
    // fetch throws TypeError for a network that fails; anything else is a mistake of ours.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
