/** The typed client: a function per row of the contract. The runtime hands in how to send, so it works anywhere. */

import type { z } from 'zod'
import type { Contract, ReplyOf, RouteName } from './contract.ts'
import { contract, ownRequestHeader, problemSchema, toWire } from './contract.ts'
import type { RefusalCode } from './refusal.ts'
import { Refusal, refusalStatus } from './refusal.ts'

export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: string
}

export type Send = (request: WireRequest) => Promise<{ readonly status: number; readonly text: string }>

/** What a call takes: the body before bytes become base64, query values, and the parts of the path. */
export interface CallInput<N extends RouteName> {
  readonly body?: Contract[N] extends { body: infer B extends z.ZodType } ? z.output<B> : never
  readonly query?: Contract[N] extends { query: infer Q extends z.ZodType } ? z.output<Q> : never
  readonly parts?: Readonly<Record<string, string>>
}

export type ApiCall = <N extends RouteName>(name: N, input?: CallInput<N>) => Promise<ReplyOf<N>>

/** Calls over `send`. Throws the server's Refusal; a fault of the server or an unreadable answer is Refusal `unavailable`. */
export function createClient(send: Send): ApiCall {
  return async (name, input = {}) => {
    const route = contract[name]
    const request: WireRequest = {
      method: route.method,
      path: pathOf(route.path, input.parts) + queryOf(input.query),
      headers: { accept: 'application/json', [ownRequestHeader]: '1' },
    }
    const answer = await send(
      'body' in route
        ? {
            ...request,
            headers: { ...request.headers, 'content-type': 'application/json' },
            body: JSON.stringify(toWire(input.body ?? {})),
          }
        : request,
    )
    if (answer.status >= 400) throw refusalFrom(answer)
    const reply = route.reply.safeParse(parseJson(answer.text))
    // The sign-in page of a hotel's network answers 200, too.
    if (!reply.success) throw new Refusal('unavailable', 'The server gave no readable answer.')
    return reply.data as ReplyOf<typeof name>
  }
}

/** The refusal that a problem-details answer stands for. */
export function refusalFrom({ text }: { readonly status: number; readonly text: string }): Refusal {
  const problem = problemSchema.safeParse(parseJson(text))
  if (!problem.success) return new Refusal('unavailable', 'The server gave no readable answer.')
  const { code, detail } = problem.data
  return new Refusal(code in refusalStatus ? (code as RefusalCode) : 'unavailable', detail)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const pathOf = (path: string, parts: Readonly<Record<string, string>> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''))

function queryOf(query: unknown): string {
  const pairs = Object.entries((query ?? {}) as Record<string, unknown>)
  return pairs.length === 0
    ? ''
    : `?${pairs.map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join('&')}`
}
