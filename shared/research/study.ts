/**
 * What a study is: who asks, why, which tables, how coarse, how long, and what it costs in privacy. The definition never
 * changes: another version is another definition, and asks for consent again. It is signed by the study's own key; the
 * notice that people read is made from it (`notice.ts`).
 */
import { z } from 'zod'
import { Refusal } from '../api/refusal.ts'
import { fromUtf8, toHex, utf8 } from '../vault/bytes.ts'
import { sha256 } from './digest.ts'
import type { SigningKeys } from './jws.ts'
import { payloadOf, signJws, verifyJws } from './jws.ts'
import { plainText } from './plain-text.ts'
import { tableIds } from './tables/ids.ts'

/** Fewest people that a row of flows may stand for, whatever a study asks. */
export const smallestCrowd = 10
/** Fewest people that any release may stand for. */
export const fewestParticipants = 50
/** A month is closed, and may be contributed, this many days after its end: late phones have delivered by then. */
export const closedAfterDays = 7
/** A consent holds this long, then is asked again. */
export const consentMonths = 12
/** Chance that a threshold lets through what it should not: one in 10^this. */
export const smallestDeltaExponent = 5

const inWords = z.strictObject({ en: plainText(2000), fr: plainText(2000) })
const key = z.string().regex(/^[0-9a-f]{64}$/)
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

const table = z.strictObject({
  id: z.enum(tableIds),
  /** Thousandths of ε that the table spends per person and month. */
  epsilonMilli: z.int().min(1).max(4000),
  /** Totals only: the most that one person counts for in a month, km or kg CO2e. */
  clip: z.int().min(10).max(100_000).optional(),
  /** Flows only: how many pairs of zones one person gives in a month. */
  pairs: z.int().min(1).max(4).optional(),
})

const definition = z
  .strictObject({
    schema: z.literal('sillage/study@1'),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{2,39}$/),
    version: z.int().min(1).max(999),
    title: inWords,
    /** Why, in the words that people read. */
    purpose: inWords,
    controller: z.strictObject({
      name: plainText(200),
      address: plainText(400),
      contact: plainText(200, 3),
      /** Whom to turn to about personal data, where it is someone else. */
      dataProtectionOfficer: plainText(200, 3).optional(),
    }),
    /** Who gets the release. */
    recipients: inWords,
    /** Where contributions are kept until the release. */
    storedIn: plainText(100, 2),
    /** Reference of the ethics opinion or impact assessment. */
    assessment: plainText(300).optional(),
    tables: z.array(table).min(2),
    zones: z.strictObject({
      name: inWords,
      count: z.int().min(1).max(2000),
      /** SHA-256 of the zones' file. */
      sha256: key,
    }),
    months: z.strictObject({ first: month, last: month }),
    minParticipants: z.int().min(fewestParticipants).max(1_000_000),
    /** Fewest people behind a row of flows. */
    k: z.int().min(smallestCrowd).max(1000),
    /** δ of each threshold is 10^-this. */
    deltaExponent: z.int().min(smallestDeltaExponent).max(12),
    /** Thousandths of ε that the study may spend per person in all. */
    epsilonTotalMilli: z.int().min(1).max(100_000),
    /** Contributions are destroyed at the release, and at the latest this many days after their month is closed. */
    retentionDays: z.int().min(1).max(120),
    /** Releases feed the open dashboard and catalogue. */
    isPublic: z.boolean(),
    licence: z.enum(['etalab-2.0', 'CC-BY-4.0', 'ODbL-1.0']),
    keys: z.strictObject({
      /** Ed25519: signs the definition and the releases. */
      signing: key,
      /** X25519: contributions are sealed to it; its secret half is with the custodian alone. */
      release: key,
      /** Ed25519 of the server that countersigns consents. */
      registry: key,
    }),
  })
  .superRefine((study, context) => {
    for (const message of contradictions(study)) context.addIssue({ code: 'custom', message })
  })

/** A study's definition as it is signed. */
export type StudyDefinition = z.output<typeof definition>
export type TableSetting = StudyDefinition['tables'][number]

/** A definition with the bytes that were signed, and their hash, which consents and contributions name. */
export interface Study {
  readonly definition: StudyDefinition
  /** SHA-256 of the signed payload, 64 hex digits. */
  readonly hash: string
  readonly jws: string
}

function contradictions(study: z.input<typeof definition>): string[] {
  const found: string[] = []
  const ids = study.tables.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) found.push('A table is asked for twice.')
  if (!ids.includes('participants')) found.push('The table of participants is always part of a study.')
  if (study.months.last < study.months.first) found.push('The last month lies before the first.')
  for (const { id, clip, pairs } of study.tables) {
    if (id.startsWith('total-') !== (clip !== undefined)) found.push('Totals, and they alone, have a clip.')
    if ((id === 'flows') !== (pairs !== undefined)) found.push('Flows, and they alone, have pairs.')
  }
  if (epsilonPerMonthMilli(study) > study.epsilonTotalMilli)
    found.push('One month costs more than the study may spend in all.')
  return found
}

/** What a month costs one person, in thousandths of ε: all tables added. */
export function epsilonPerMonthMilli({ tables }: { tables: readonly { epsilonMilli: number }[] }): number {
  return tables.reduce((sum, { epsilonMilli }) => sum + epsilonMilli, 0)
}

/** Chance in all, per person and month, that a threshold lets through what it should not. */
export function totalDelta(study: Pick<StudyDefinition, 'tables' | 'deltaExponent'>): number {
  const thresholds = study.tables.filter(({ id }) => id === 'participants' || id === 'flows').length
  return thresholds * deltaOf(study)
}

/** δ of each threshold of a study. */
export const deltaOf = ({ deltaExponent }: Pick<StudyDefinition, 'deltaExponent'>): number =>
  10 ** -deltaExponent

/** The setting of a table in a study; undefined where the study does not ask for it. */
export function settingOf(
  study: Pick<StudyDefinition, 'tables'>,
  id: TableSetting['id'],
): TableSetting | undefined {
  return study.tables.find((setting) => setting.id === id)
}

/** Checks a definition that someone wrote. Throws Refusal `bad-request` saying what is wrong and where. */
export function checkDefinition(value: unknown): StudyDefinition {
  const parsed = definition.safeParse(value)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'study'}: ${message}`)
  throw new Refusal('bad-request', `The study's definition does not hold. ${where.join(' ')}`)
}

/** Signs a definition with the study's key, which it must name. */
export async function signStudy(definition: StudyDefinition, keys: SigningKeys): Promise<string> {
  const checked = checkDefinition(definition)
  if (toHex(keys.publicKey) !== checked.keys.signing)
    throw new Refusal('bad-request', 'The study names another signing key.')
  return await signJws('study', utf8(JSON.stringify(checked)), keys)
}

/** A signed definition, read and checked. Throws Refusal `bad-request` on anything that it is not. */
export async function openStudy(jws: string): Promise<Study> {
  const payload = payloadOf(jws)
  const read = checkDefinition(jsonOf(payload))
  await verifyJws('study', jws, read.keys.signing)
  return { definition: read, hash: await sha256(payload), jws }
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(payload))
  } catch (cause) {
    throw new Refusal('bad-request', 'This is no study definition.', { cause })
  }
}
