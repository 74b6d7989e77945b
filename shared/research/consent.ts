/**
 * What a person says to a study, signed with their key for it: yes to some of its tables, no, or stop. Each statement
 * names the one before, so that none can be left out unseen. A refusal never leaves the vault.
 */
import { DateTime } from 'luxon'
import { z } from 'zod'
import { Refusal } from '../api/refusal.ts'
import { fromUtf8, toHex, utf8 } from '../vault/bytes.ts'
import { costMilli } from './cost.ts'
import { sha256 } from './digest.ts'
import { payloadOf, signJws, verifyJws } from './jws.ts'
import { noticeHash } from './notice.ts'
import { receiptOf } from './receipt.ts'
import type { Study, StudyDefinition } from './study.ts'
import { consentMonths } from './study.ts'
import type { StudyKeys } from './study-keys.ts'
import type { TableId } from './tables/ids.ts'
import { tableIds } from './tables/ids.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** What was agreed to. */
const choice = z.strictObject({
  /** The tables that the person gives figures to; `participants` always among them. */
  tables: z.array(z.enum(tableIds)).min(1),
  /** Whether trips from and to home count as flows. */
  withHome: z.boolean(),
  /** Thousandths of ε that a month may cost this person. */
  epsilonMilliPerMonth: z.int().min(1),
  until: z.iso.datetime(),
  language: z.enum(['en', 'fr']),
  /** SHA-256 of the notice that was shown, in that language. */
  noticeHash: hash,
  /** Version of the software that asked. */
  uiVersion: z.string().min(1).max(40),
})
export type ConsentChoice = z.output<typeof choice>

const statement = z.strictObject({
  schema: z.literal('sillage/consent@1'),
  event: z.enum(['given', 'refused', 'withdrawn']),
  study: z.string(),
  version: z.int(),
  studyHash: hash,
  pseudonym: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ed25519 key of this person for this study. */
  publicKey: hash,
  at: z.iso.datetime(),
  /** Hash of the statement before, in this study; null for the first. */
  previous: hash.nullable(),
  /** Present where consent is given. */
  choice: choice.optional(),
  /** The same as a consent record of ISO/IEC TS 27560, which other software reads. */
  receipt: z.record(z.string(), z.unknown()),
})
export type ConsentStatement = z.output<typeof statement>

/** A statement with its signed text and the hash that contributions and later statements name it by. */
export interface Consent {
  readonly statement: ConsentStatement
  readonly jws: string
  /** SHA-256 of the JWS. */
  readonly hash: string
}

/** What is said, to be signed. */
export interface Said {
  readonly event: ConsentStatement['event']
  readonly atMs: number
  readonly previous: string | null
  readonly choice?: ConsentChoice
}

/** Signs what a person says to a study. */
export async function signConsent(study: Study, keys: StudyKeys, said: Said): Promise<Consent> {
  const { id, version } = study.definition
  const bare: Omit<ConsentStatement, 'receipt'> = {
    schema: 'sillage/consent@1',
    event: said.event,
    study: id,
    version,
    studyHash: study.hash,
    pseudonym: keys.pseudonym,
    publicKey: toHex(keys.publicKey),
    at: new Date(said.atMs).toISOString(),
    previous: said.previous,
    ...(said.choice && { choice: said.choice }),
  }
  const full: ConsentStatement = { ...bare, receipt: receiptOf(study, bare) }
  const jws = await signJws('consent', utf8(JSON.stringify(full)), keys)
  return { statement: full, jws, hash: await sha256(utf8(jws)) }
}

/**
 * A signed statement, read and checked against its study: the signature, the receipt, the notice that was shown, and that it
 * agrees to nothing that the study does not ask. Throws Refusal `bad-request`.
 */
export async function openConsent(study: Study, jws: string): Promise<Consent> {
  const payload = payloadOf(jws)
  const json = jsonOf(payload)
  const parsed = statement.safeParse(json)
  // Blanks, and names that come twice, are room for what nobody reads, and would be kept.
  if (!parsed.success || utf8(JSON.stringify(json)).length !== payload.length)
    throw new Refusal('bad-request', 'This is no statement of consent.')
  await verifyJws('consent', jws, parsed.data.publicKey)
  const problem = problemOf(study, parsed.data) ?? (await noticeProblem(study, parsed.data))
  if (problem) throw new Refusal('bad-request', `The consent does not hold: ${problem}.`)
  return { statement: parsed.data, jws, hash: await sha256(utf8(jws)) }
}

function problemOf(study: Study, said: ConsentStatement): string | undefined {
  const { receipt, ...bare } = said
  if (said.studyHash !== study.hash) return 'it is about another study, or another version'
  if (said.study !== study.definition.id || said.version !== study.definition.version)
    return 'it names another study than it hashes'
  if ((said.event === 'given') !== (said.choice !== undefined)) return 'a consent has a choice, others none'
  if (JSON.stringify(receipt) !== JSON.stringify(receiptOf(study, bare)))
    return 'its receipt says something else'
  return said.choice && choiceProblem(study.definition, said.choice, said.at)
}

async function noticeProblem(
  { definition }: Study,
  { choice: chosen }: ConsentStatement,
): Promise<string | undefined> {
  if (!chosen || chosen.noticeHash === (await noticeHash(definition, chosen.language))) return undefined
  return 'it was asked with another notice'
}

function choiceProblem(study: StudyDefinition, chosen: ConsentChoice, at: string): string | undefined {
  const asked = new Set<TableId>(study.tables.map(({ id }) => id))
  if (!chosen.tables.every((id) => asked.has(id))) return 'it agrees to tables that are not asked'
  if (new Set(chosen.tables).size !== chosen.tables.length) return 'it names a table twice'
  if (!chosen.tables.includes('participants')) return 'who takes part is counted'
  if (chosen.epsilonMilliPerMonth !== costMilli(study, chosen.tables)) return 'its cost is another'
  const latest = DateTime.fromISO(at, { zone: 'UTC' }).plus({ months: consentMonths })
  return Date.parse(chosen.until) <= latest.toMillis() ? undefined : 'it holds too long'
}

/** The instant until which a consent given at `atMs` holds. */
export function consentEnd(atMs: number): string {
  return new Date(
    DateTime.fromMillis(atMs, { zone: 'UTC' }).plus({ months: consentMonths }).toMillis(),
  ).toISOString()
}

export type ConsentState = 'none' | 'active' | 'refused' | 'withdrawn' | 'expired'

/** Where a person stands with a study at an instant, by all that they said to it, oldest first. */
export function consentState(said: readonly ConsentStatement[], nowMs: number): ConsentState {
  const last = said.at(-1)
  if (!last) return 'none'
  if (last.event !== 'given') return last.event
  return last.choice && nowMs < Date.parse(last.choice.until) ? 'active' : 'expired'
}

/** Whether a consent covers a month: the one in which it was given and those after it that end before it does. */
export function covers(consent: ConsentStatement, month: string): boolean {
  if (consent.event !== 'given' || !consent.choice) return false
  return month >= consent.at.slice(0, 7) && month < consent.choice.until.slice(0, 7)
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(payload))
  } catch (cause) {
    throw new Refusal('bad-request', 'This is no statement of consent.', { cause })
  }
}
