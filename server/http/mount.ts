/** Turns the contract's rows into routes: who may call, what is taken, what is answered. */
import type { Request, RequestHandler, Response, Router } from 'express'
import express from 'express'
import { z } from 'zod'
import type { BodyOf, Contract, QueryOf, ReplyOf, Route, RouteName } from '../../shared/api/contract.ts'
import { contract, toWire, vaultHeader } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { Sessions } from '../services/sessions.ts'
import type { Session } from '../store/account-store.ts'
import { ownHost } from './own-page.ts'
import { methodNotAllowed } from './problem.ts'
import { clearSessionCookie, sessionToken, setSessionCookie } from './session.ts'

/** Enough for every row that does not carry records. */
const defaultMaxBytes = 128 * 1024

/** What a handler is given; everything in it is already checked. */
interface Call<N extends RouteName> {
  readonly body: BodyOf<N>
  readonly query: QueryOf<N>
  /** The `:id` of the path, 32 hex digits; empty where the path has none. */
  readonly id: string
  readonly session: Contract[N]['who'] extends 'owner' ? Session : undefined
  /** The host that the caller reached us by. */
  readonly host: string
  /** Gives the caller this session, or takes it away. */
  setSession(token: string | undefined): void
}

/** One handler per row: a missing one does not compile. */
export type Handlers = { readonly [N in RouteName]: (call: Call<N>) => Promise<ReplyOf<N>> }

export interface MountOptions {
  readonly sessions: Sessions
  readonly guard: RequestHandler
  readonly publicOrigin: string | undefined
}

const idPattern = /^[0-9a-f]{32}$/
const noQuery = z.strictObject({})

/** Mounts every row on `router`; a path with another method answers 405. */
export function mount(router: Router, handlers: Handlers, options: MountOptions): void {
  const names = Object.keys(contract) as RouteName[]
  for (const name of names) mountRow(router, name, handlers, options)
  for (const path of new Set(names.map((name) => contract[name].path))) {
    const methods = names.filter((name) => contract[name].path === path).map((name) => contract[name].method)
    router.all(path, methodNotAllowed(methods))
  }
}

function mountRow<N extends RouteName>(
  router: Router,
  name: N,
  handlers: Handlers,
  { sessions, guard, publicOrigin }: MountOptions,
): void {
  const row: Route = contract[name]
  const answer: RequestHandler = async (request, response) => {
    const call = {
      body: row.body?.parse(request.body),
      query: (row.query ?? noQuery).parse(request.query),
      id: idOf(request),
      session: response.locals['session'],
      host: ownHost(request, publicOrigin),
      setSession: (token: string | undefined) =>
        token === undefined ? clearSessionCookie(response) : setSessionCookie(response, token),
    } as Call<N>
    response.json(toWire(await handlers[name](call)))
  }
  const steps = [
    ...(row.guarded ? [guard] : []),
    ...(row.who === 'owner' ? [ownerOnly(sessions)] : []),
    ...(row.body ? [jsonOnly, express.json({ limit: row.maxBytes ?? defaultMaxBytes, inflate: false })] : []),
    answer,
  ]
  const method = row.method.toLowerCase() as Lowercase<Route['method']>
  router[method](row.path, ...steps)
}

/** Lets through who has a live session, of the vault that is meant if one is named, and leaves it in `response.locals`. */
export function ownerOnly(sessions: Sessions): RequestHandler {
  return async (request: Request, response: Response, next) => {
    const token = sessionToken(request)
    const session = token === undefined ? undefined : await sessions.find(token)
    if (session === undefined) throw new Refusal('not-signed-in', 'Sign in first.')
    const meant = request.get(vaultHeader)
    if (meant !== undefined && meant !== session.vaultId)
      throw new Refusal('not-signed-in', 'This session is of another vault.')
    response.locals['session'] = session
    next()
  }
}

const jsonOnly: RequestHandler = (request, _response, next) => {
  if (request.is('application/json') === false || request.get('content-type') === undefined)
    throw new Refusal('wrong-media-type', 'The body must be application/json.')
  next()
}

/** An id that cannot exist is answered like one that does not. */
function idOf(request: Request): string {
  const id = request.params['id']
  if (id === undefined) return ''
  if (typeof id !== 'string' || !idPattern.test(id))
    throw new Refusal('not-found', 'There is nothing of this id.')
  return id
}
