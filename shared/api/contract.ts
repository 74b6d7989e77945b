/** The HTTP contract: every route on one screen. The server mounts these rows, the client calls them; nothing else knows a path. */
import { z } from 'zod'
import { fromBase64, toBase64 } from '../vault/bytes.ts'
import { collections } from '../vault/store.ts'
import { researchContract } from './research-contract.ts'
import type { MapInfo } from './street-map.ts'
import { territorySchema } from './territory.ts'

const base64 = (maxBytes: number, exactBytes?: number) =>
  z
    .base64()
    .max(Math.ceil(maxBytes / 3) * 4)
    .transform(fromBase64)
    .refine((bytes) => (exactBytes === undefined ? bytes.length <= maxBytes : bytes.length === exactBytes), {
      message: exactBytes === undefined ? `at most ${maxBytes} bytes` : `exactly ${exactBytes} bytes`,
    })

const hexId = z.string().regex(/^[0-9a-f]{32}$/)
const counter = z.int().min(0)
const month = z.int().min(197001).max(999912)

/** A handle is what a person types to find their vault: 3 to 40 of a–z, 0–9, dot, dash, underscore. */
export const handleSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/)
export const credentialKinds = ['passphrase', 'recovery'] as const
const credentialKind = z.enum(credentialKinds)
export type CredentialKind = (typeof credentialKinds)[number]

const credential = z.strictObject({
  kind: credentialKind,
  /** Salt of the key derivation, 16 bytes. */
  salt: base64(16, 16),
  /** Ed25519 key that logins are checked with. */
  publicKey: base64(32, 32),
  /** The vault's master key, sealed for this credential. */
  wrap: base64(1024),
})
const inboxKey = z.strictObject({ month, publicKey: base64(32, 32), signature: base64(64, 64) })
const head = z.strictObject({ counter, manifestHash: base64(32, 32), mac: base64(32, 32) })
const storedRecord = z.strictObject({
  id: hexId,
  collection: z.enum(collections),
  seq: z.int().min(1),
  envelope: base64(8 * 1024 * 1024),
})
/** A fresh signature over a challenge made for one action. */
const proof = z.strictObject({
  kind: credentialKind,
  challenge: z.string().max(1024),
  signature: base64(64, 64),
})

/** What a challenge can be signed for; a signature for one action is worth nothing for another. */
export const actions = ['login', 'erase', 'credential'] as const
const nothing = z.strictObject({})
const done = z.strictObject({ done: z.literal(true) })

const device = z.strictObject({
  id: hexId,
  phone: z.string().max(40),
  createdDay: z.iso.date(),
  lastSeenDay: z.iso.date().nullable(),
  messages: z.int(),
  lastError: z.string().nullable(),
})
const journalEntry = z.strictObject({
  number: z.int(),
  at: z.iso.datetime(),
  event: z.string(),
  subject: z.string().nullable(),
  previousHash: base64(32, 32),
  hash: base64(32, 32),
})

const mapInfo = z.strictObject({
  id: z.string(),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
  zooms: z.array(z.int()).readonly(),
  attribution: z.string(),
}) satisfies z.ZodType<MapInfo>

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** `anyone` needs no session, `owner` needs one; every owner's route acts on the session's own vault only. */
  readonly who: 'anyone' | 'owner'
  readonly body?: z.ZodType
  readonly query?: z.ZodType
  readonly reply: z.ZodType
  readonly maxBytes?: number
  /** Counts against the strict limit per address. */
  readonly guarded?: true
}

const kilobyte = 1024
const vaultBytes = 32 * 1024 * kilobyte
/** Largest sealed snapshot that can be shared: a year of trips with their ways. */
export const shareBytes = 4 * 1024 * kilobyte

export const contract = {
  health: {
    method: 'GET',
    path: '/api/health',
    who: 'anyone',
    reply: z.strictObject({ status: z.literal('ok'), version: z.string() }),
  },
  /** The operator's figures of its own territory; null where it has none. */
  territory: {
    method: 'GET',
    path: '/api/territory',
    who: 'anyone',
    reply: z.strictObject({ territory: territorySchema.nullable() }),
  },
  /** What there is of the operator's street map; null where it has installed none. */
  map: {
    method: 'GET',
    path: '/api/map',
    who: 'anyone',
    reply: z.strictObject({ map: mapInfo.nullable() }),
  },
  createAccount: {
    method: 'POST',
    path: '/api/accounts',
    who: 'anyone',
    guarded: true,
    body: z.strictObject({
      handle: handleSchema,
      vaultId: hexId,
      identityKey: base64(32, 32),
      credentials: z.array(credential).length(2),
      inboxKeys: z.array(inboxKey).min(1).max(24),
    }),
    reply: done,
  },
  challenge: {
    method: 'POST',
    path: '/api/challenge',
    who: 'anyone',
    guarded: true,
    body: z.strictObject({ handle: handleSchema, kind: credentialKind, action: z.enum(actions) }),
    reply: z.strictObject({ salt: base64(16, 16), challenge: z.string() }),
  },
  login: {
    method: 'POST',
    path: '/api/login',
    who: 'anyone',
    guarded: true,
    body: z.strictObject({ handle: handleSchema, proof }),
    reply: z.strictObject({ vaultId: hexId, wrap: base64(1024), identityKey: base64(32, 32) }),
  },
  logout: { method: 'POST', path: '/api/logout', who: 'owner', body: nothing, reply: done },
  session: {
    method: 'GET',
    path: '/api/session',
    who: 'owner',
    reply: z.strictObject({ handle: handleSchema, vaultId: hexId }),
  },
  sessions: {
    method: 'GET',
    path: '/api/sessions',
    who: 'owner',
    reply: z.strictObject({
      sessions: z.array(
        z.strictObject({
          id: hexId,
          createdAt: z.iso.datetime(),
          lastSeenDay: z.iso.date(),
          current: z.boolean(),
        }),
      ),
    }),
  },
  endSession: { method: 'DELETE', path: '/api/sessions/:id', who: 'owner', reply: done },
  /** Replaces the wrap and login key of one credential; other sessions end. */
  replaceCredential: {
    method: 'PUT',
    path: '/api/credentials',
    who: 'owner',
    body: z.strictObject({ proof, credential }),
    reply: done,
  },
  eraseAccount: {
    method: 'POST',
    path: '/api/account/erase',
    who: 'owner',
    body: z.strictObject({ proof }),
    reply: done,
  },
  devices: {
    method: 'GET',
    path: '/api/devices',
    who: 'owner',
    reply: z.strictObject({ devices: z.array(device) }),
  },
  /** The token stays in the browser; the server is given its SHA-256 only. */
  addDevice: {
    method: 'POST',
    path: '/api/devices',
    who: 'owner',
    body: z.strictObject({ id: hexId, phone: z.string().max(40), tokenHash: base64(32, 32) }),
    reply: done,
  },
  removeDevice: { method: 'DELETE', path: '/api/devices/:id', who: 'owner', reply: done },
  shares: {
    method: 'GET',
    path: '/api/shares',
    who: 'owner',
    reply: z.strictObject({
      shares: z.array(
        z.strictObject({
          id: hexId,
          createdAt: z.iso.datetime(),
          expiresAt: z.iso.datetime(),
          /** How often the link was opened. */
          opened: counter,
        }),
      ),
    }),
  },
  /** A snapshot sealed in the browser; its key stays in the link. */
  addShare: {
    method: 'POST',
    path: '/api/shares',
    who: 'owner',
    maxBytes: 2 * shareBytes,
    body: z.strictObject({ id: hexId, days: z.int().min(1).max(30), sealed: base64(shareBytes) }),
    reply: z.strictObject({ expiresAt: z.iso.datetime() }),
  },
  removeShare: { method: 'DELETE', path: '/api/shares/:id', who: 'owner', reply: done },
  openShare: {
    method: 'GET',
    path: '/api/shared/:id',
    who: 'anyone',
    guarded: true,
    reply: z.strictObject({ sealed: base64(shareBytes), expiresAt: z.iso.datetime() }),
  },
  journal: {
    method: 'GET',
    path: '/api/journal',
    who: 'owner',
    reply: z.strictObject({ entries: z.array(journalEntry) }),
  },
  /** The owner notes what happened in the browser alone: an unlock, an export, an archive taken in. */
  noteInJournal: {
    method: 'POST',
    path: '/api/journal',
    who: 'owner',
    body: z.strictObject({
      event: z.enum([
        'unlocked',
        'exported',
        'printed',
        'archived',
        'archive-imported',
        'processed-in-browser',
        'certified',
      ]),
    }),
    reply: done,
  },
  vaultHead: {
    method: 'GET',
    path: '/api/vault/head',
    who: 'owner',
    reply: z.strictObject({ head: head.nullable() }),
  },
  vaultRecords: {
    method: 'POST',
    path: '/api/vault/records',
    who: 'owner',
    body: z.strictObject({ ids: z.array(hexId).max(1000) }),
    reply: z.strictObject({ records: z.array(storedRecord) }),
  },
  vaultCommit: {
    method: 'POST',
    path: '/api/vault/commit',
    who: 'owner',
    maxBytes: vaultBytes,
    body: z.strictObject({
      expectedCounter: counter,
      head,
      put: z.array(storedRecord).max(2000),
      remove: z.array(hexId).max(2000),
      drained: z.array(hexId).max(20_000),
    }),
    reply: done,
  },
  vaultInbox: {
    method: 'GET',
    path: '/api/vault/inbox',
    who: 'owner',
    query: z.strictObject({
      after: z.coerce.number().int().min(0),
      limit: z.coerce.number().int().min(1).max(5000),
    }),
    reply: z.strictObject({
      items: z.array(
        z.strictObject({
          id: hexId,
          number: z.int(),
          deviceId: hexId,
          keyMonth: month,
          sealed: base64(4 * 1024 * 1024),
        }),
      ),
    }),
  },
  vaultInboxCount: {
    method: 'GET',
    path: '/api/vault/inbox/count',
    who: 'owner',
    reply: z.strictObject({ count: z.int() }),
  },
  vaultInboxKeys: {
    method: 'GET',
    path: '/api/vault/inbox-keys',
    who: 'owner',
    reply: z.strictObject({ keys: z.array(inboxKey) }),
  },
  putInboxKeys: {
    method: 'PUT',
    path: '/api/vault/inbox-keys',
    who: 'owner',
    body: z.strictObject({ keys: z.array(inboxKey).min(1).max(24) }),
    reply: done,
  },
  ...researchContract(base64),
} as const satisfies Record<string, Route>

export type Contract = typeof contract
export type RouteName = keyof Contract

/** What a route's handler is given: parsed values. */
export type BodyOf<N extends RouteName> = Contract[N] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined
export type QueryOf<N extends RouteName> = Contract[N] extends { query: infer Q extends z.ZodType }
  ? z.output<Q>
  : undefined
/** What a route answers, with bytes as bytes; it is written to JSON by `toWire`. */
export type ReplyOf<N extends RouteName> = z.output<Contract[N]['reply']>

/**
 * Five routes are outside JSON: keys in (`POST`, binary body, server-sent events back), a phone's message in, and the
 * transit network, the operator's mode model and blocks of its street map (`street-map.ts`) out (bytes with
 * a digest as ETag; 204 where there is none).
 */
export const processPath = '/api/vault/process'
export const transitPath = '/api/transit'
export const modelPath = '/api/model'
export const phoneBodyBytes = 2 * 1024 * kilobyte
/** Header that a page of ours sends and a foreign form cannot. */
export const ownRequestHeader = 'x-sillage'
/**
 * Header with the id of the vault that a page means. A browser has one session, which another tab may have given to another
 * vault since: the owner's routes then answer `not-signed-in` instead of speaking of that one.
 */
export const vaultHeader = 'x-sillage-vault'

/** Problem details (RFC 9457) as every refusal and fault is answered. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** Where in the request, never what was there. */
  errors: z.array(z.strictObject({ path: z.string(), expected: z.string() })).optional(),
})
export type Problem = z.output<typeof problemSchema>

/** A value ready for JSON.stringify: bytes become base64, all else stays. */
export function toWire(value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase64(value)
  if (Array.isArray(value)) return value.map(toWire)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toWire(inner)]))
  return value
}
