/**
 * What leaves a vault for a study: a person's vectors of one closed month, signed with their key for the study and sealed
 * to its release key. All contributions of a study are of one length, whatever is in them.
 */
import { z } from 'zod'
import { Refusal } from '../api/refusal.ts'
import { concat, fromHex, fromUtf8, utf8 } from '../vault/bytes.ts'
import type { EnvelopeAddress } from '../vault/envelope.ts'
import { envelopeKey, envelopeLength, open, seal } from '../vault/envelope.ts'
import type { Sodium } from '../vault/sodium.ts'
import { randomBytes } from '../vault/sodium.ts'
import type { Consent, ConsentChoice } from './consent.ts'
import { covers } from './consent.ts'
import { signJws, statements, verifyJson } from './jws.ts'
import type { OwnTrips } from './own-month.ts'
import { ownMonth } from './own-month.ts'
import type { Study, StudyDefinition, TableSetting } from './study.ts'
import type { StudyKeys } from './study-keys.ts'
import type { TableId } from './tables/ids.ts'
import { tables } from './tables/registry.ts'
import type { Zones } from './zones.ts'

/** One vector per table of the study, in the study's order. */
export type Vectors = Readonly<Partial<Record<TableId, readonly number[]>>>

/** A contribution as a server keeps it: it can tell which, and cannot open it. */
export interface SealedContribution {
  readonly pseudonym: string
  /** As 2026-05. */
  readonly month: string
  readonly sealed: Uint8Array
}

const contents = z.strictObject({
  schema: z.literal('sillage/contribution@1'),
  studyHash: z.string(),
  pseudonym: z.string(),
  month: z.string(),
  /** Hash of the consent that it is given under. */
  consent: z.string(),
  vectors: z.record(z.string(), z.array(z.int())),
})

const monthPattern = /^20\d\d-(0[1-9]|1[0-2])$/

/**
 * A person's vectors of a closed month: the exact numbers that leave, and that a preview shows. Tables that were not
 * agreed to are all zero. Pure: the same trips give the same numbers wherever it runs.
 */
export function contribute(
  own: OwnTrips,
  options: {
    study: StudyDefinition
    zones: Zones
    month: string
    choice: Pick<ConsentChoice, 'tables' | 'withHome'>
  },
): Vectors {
  const { study, choice } = options
  const month = ownMonth(own, { ...options, withHome: choice.withHome })
  return Object.fromEntries(
    study.tables.map((setting) => [
      setting.id,
      choice.tables.includes(setting.id)
        ? tables[setting.id].contribute(month, setting)
        : emptyVector(setting),
    ]),
  )
}

/** The vector of who gives nothing to a table. */
export function emptyVector(setting: TableSetting): number[] {
  const table = tables[setting.id]
  return Array.from({ length: table.length(setting) }, () => (table.kind === 'sparse' ? -1 : 0))
}

/** Signs and seals a contribution. */
export async function sealContribution(
  sodium: Sodium,
  given: { study: Study; keys: StudyKeys; consent: Consent; month: string; vectors: Vectors },
): Promise<SealedContribution> {
  const { study, keys, month } = given
  const payload = JSON.stringify({
    schema: 'sillage/contribution@1',
    studyHash: study.hash,
    pseudonym: keys.pseudonym,
    month,
    consent: given.consent.hash,
    vectors: given.vectors,
  })
  const jws = await signJws('contribution', utf8(payload.padEnd(payloadLength(study.definition))), keys)
  const dataKey = randomBytes(32)
  const address = contributionAddress(study, keys.pseudonym, month)
  try {
    const sealed = concat(
      sodium.crypto_box_seal(dataKey, fromHex(study.definition.keys.release)),
      seal(sodium, envelopeKey(sodium, dataKey), address, utf8(jws)),
    )
    return { pseudonym: keys.pseudonym, month, sealed }
  } finally {
    sodium.memzero(dataKey)
  }
}

/** Room for the largest vectors that the study allows, so that all payloads are of one length. */
function payloadLength(study: StudyDefinition): number {
  const longest = (setting: TableSetting): number => {
    const table = tables[setting.id]
    const digits = Math.max(5, String(table.sensitivity(setting)).length)
    return setting.id.length + 6 + table.length(setting) * (digits + 1)
  }
  return 320 + study.tables.reduce((sum, setting) => sum + longest(setting), 0)
}

/** Bytes of every sealed contribution to a study, whatever is in it. */
export function sealedLength(study: StudyDefinition): number {
  const base64urlLength = (bytes: number): number => Math.ceil((bytes * 4) / 3)
  const header = JSON.stringify({ alg: 'EdDSA', typ: statements.contribution }).length
  const jws = base64urlLength(header) + base64urlLength(payloadLength(study)) + base64urlLength(64) + 2
  return sealedKeyBytes + envelopeLength(jws)
}

function contributionAddress(study: Study, pseudonym: string, month: string): EnvelopeAddress {
  return {
    kind: 'contribution',
    vaultId: study.hash.slice(0, 32),
    recordId: pseudonym,
    seq: Number(month.replace('-', '')),
  }
}

/** X25519 keys of the custodian. */
export interface ReleaseKeys {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

/** 32 bytes under crypto_box_seal. */
const sealedKeyBytes = 80

/**
 * Opens a contribution and checks all of it, as phones of strangers made it: signature, consent, month, every vector's
 * length and bounds, and that tables which were not agreed to are empty. Throws Refusal `bad-vault-data` or `bad-request`; nothing of a refused contribution counts.
 */
export async function openContribution(
  sodium: Sodium,
  given: { study: Study; keys: ReleaseKeys; consent: Consent; contribution: SealedContribution },
): Promise<Vectors> {
  const { study, consent, contribution } = given
  const { pseudonym, month } = contribution
  if (!monthPattern.test(month)) throw refused('its month is none')
  const jws = openSealed(sodium, given)
  const parsed = contents.safeParse(await verifyJson('contribution', jws, consent.statement.publicKey))
  if (!parsed.success) throw refused('it has another shape')
  const read = parsed.data
  if (read.studyHash !== study.hash || read.month !== month || read.pseudonym !== pseudonym)
    throw refused('it is filed under another study, month or person')
  if (consent.statement.pseudonym !== pseudonym || read.consent !== consent.hash)
    throw refused('it names another consent')
  if (!covers(consent.statement, month)) throw refused('the consent does not cover its month')
  const vectors = checkedVectors(study.definition, read.vectors)
  const agreed = consent.statement.choice?.tables ?? []
  const more = study.definition.tables.find(
    (setting) => !agreed.includes(setting.id) && !isEmpty(setting, vectors[setting.id]!),
  )
  if (more) throw refused(`${more.id}: it was not agreed to`)
  return vectors
}

/** The same with nothing in tables that are not among these, as they are no longer agreed to. */
export function narrowed(vectors: Vectors, study: StudyDefinition, agreed: readonly TableId[]): Vectors {
  return Object.fromEntries(
    study.tables.map((setting) => [
      setting.id,
      agreed.includes(setting.id) ? vectors[setting.id] : emptyVector(setting),
    ]),
  )
}

function openSealed(
  sodium: Sodium,
  { study, keys, contribution }: { study: Study; keys: ReleaseKeys; contribution: SealedContribution },
): string {
  const { pseudonym, month, sealed } = contribution
  try {
    const dataKey = sodium.crypto_box_seal_open(
      sealed.subarray(0, sealedKeyBytes),
      keys.publicKey,
      keys.privateKey,
    )
    const address = contributionAddress(study, pseudonym, month)
    return fromUtf8(open(sodium, envelopeKey(sodium, dataKey), address, sealed.subarray(sealedKeyBytes)))
  } catch (cause) {
    throw new Refusal('bad-vault-data', 'A contribution does not open.', { cause })
  }
}

/** The vectors of a contribution, each checked against its table; those not asked for are refused. */
export function checkedVectors(
  study: StudyDefinition,
  vectors: Readonly<Record<string, readonly number[]>>,
): Vectors {
  if (Object.keys(vectors).length !== study.tables.length) throw refused('it has other tables')
  for (const setting of study.tables) {
    const vector = vectors[setting.id]
    if (!vector) throw refused('it has other tables')
    const table = tables[setting.id]
    if (vector.length !== table.length(setting)) throw refused(`${setting.id}: another length`)
    if (!vector.every(Number.isSafeInteger)) throw refused(`${setting.id}: not whole numbers`)
    const isNothing = setting.id !== 'participants' && isEmpty(setting, vector)
    const problem = isNothing ? undefined : table.problem(vector, setting, study)
    if (problem) throw refused(`${setting.id}: ${problem}`)
  }
  return vectors as Vectors
}

function isEmpty(setting: TableSetting, vector: readonly number[]): boolean {
  const empty = emptyVector(setting)
  return vector.length === empty.length && vector.every((value, n) => value === empty[n])
}

function refused(why: string): Refusal {
  return new Refusal('bad-request', `A contribution does not hold: ${why}.`)
}
