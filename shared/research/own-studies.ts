/**
 * What a vault keeps of studies, in its record `receipts/all`: what its owner said, what the server answered, what was
 * given, and the bound on it all. Sets that only grow, beside values of which the one said last holds, so that changes
 * made anywhere, in any order, even twice, come to the same and lose no statement.
 */
import { z } from 'zod'
import { Refusal } from '../api/refusal.ts'
import { fromUtf8 } from '../vault/bytes.ts'
import type { RecordName } from '../vault/records.ts'
import { decodeJson, encodeJson } from '../vault/records.ts'
import type { Consent } from './consent.ts'
import { openConsent } from './consent.ts'
import { payloadOf } from './jws.ts'
import type { Study } from './study.ts'
import { openStudy } from './study.ts'

export const ownStudiesName: RecordName = 'receipts/all'

/** Thousandths of ε that a calendar year of studies may cost, until the owner says another number. */
export const defaultCapMilli = 12_000

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const pseudonym = z.string().regex(/^[0-9a-f]{32}$/)
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const at = z.iso.datetime()

/** A contribution, noted before it is sent, so that its cost is never forgotten. */
const planned = z.strictObject({
  studyHash: hash,
  month,
  /** Hash of the consent that it is given under. */
  consent: hash,
  /** Thousandths of ε. */
  costMilli: z.int().min(1),
  /** The numbers that leave. */
  vectors: z.record(z.string(), z.array(z.int())),
  at,
})
export type PlannedContribution = z.output<typeof planned>

/** What became of it: the server has it, may have it, or will not have it. */
const outcome = z.strictObject({
  studyHash: hash,
  month,
  /** `unclear`: an earlier try may have arrived, another was refused; it counts as if it had. */
  kind: z.enum(['sent', 'unclear', 'refused']),
  /** SHA-256 of the sealed bytes that were sent. */
  hash,
  at,
})
export type ContributionOutcome = z.output<typeof outcome>

/** The record's shape; archives are checked against it, too. */
export const ownStudiesShape = z.strictObject({
  schema: z.literal('sillage/own-studies@1'),
  /** Signed definitions of the studies that were answered, as a catalogue may lose them. */
  studies: z.array(z.string()),
  /** Everything that was said to studies, as signed, and when: what is signed names the day alone. */
  said: z.array(z.strictObject({ jws: z.string(), at })),
  /** Countersignatures and acknowledgements of the server, by the hash of the statement. */
  answers: z.array(z.strictObject({ consent: hash, jws: z.string(), at })),
  planned: z.array(planned),
  outcomes: z.array(outcome),
  /** What a study was joined with, once per account. */
  tokens: z.array(z.strictObject({ pseudonym, token: z.string() })),
  /** Thousandths of ε that a calendar year may cost. */
  cap: z.strictObject({ milli: z.int().min(0).max(100_000), at }).nullable(),
  /** Whether each month is to be shown before it leaves, by study. */
  asking: z.array(z.strictObject({ pseudonym, isAsked: z.boolean(), at })),
})
export type OwnStudies = z.output<typeof ownStudiesShape>

export const noStudies: OwnStudies = {
  schema: 'sillage/own-studies@1',
  studies: [],
  said: [],
  answers: [],
  planned: [],
  outcomes: [],
  tokens: [],
  cap: null,
  asking: [],
}

/** What a vault keeps, from its record; nothing where there is none yet. Throws ZodError on anything else. */
export const readOwnStudies = (content: Uint8Array | undefined): OwnStudies =>
  content === undefined ? noStudies : ownStudiesShape.parse(decodeJson(content))

/** The same as content of the record. */
export const ownStudiesContent = (own: OwnStudies): Uint8Array => encodeJson(own)

/** What names a contribution: its study and its month. */
export const contributionKey = (of: { readonly studyHash: string; readonly month: string }): string =>
  `${of.studyHash}/${of.month}`

/** Both together. Of two values of one name the later said holds; of two plans of one month the first. */
export function mergeOwnStudies(a: OwnStudies, b: OwnStudies): OwnStudies {
  const latest = <T extends { at: string }>(x: T, y: T): T => (rank(x) >= rank(y) ? x : y)
  const earliest = <T extends { at: string }>(x: T, y: T): T => (rank(x) <= rank(y) ? x : y)
  return {
    schema: 'sillage/own-studies@1',
    studies: union(a.studies, b.studies),
    said: joined(a.said, b.said, ({ jws }) => jws, earliest),
    answers: joined(a.answers, b.answers, ({ consent, jws }) => `${consent} ${jws}`, earliest),
    planned: joined(a.planned, b.planned, contributionKey, earliest),
    outcomes: joined(a.outcomes, b.outcomes, contributionKey, firmer),
    tokens: joined(
      a.tokens,
      b.tokens,
      (each) => `${each.pseudonym} ${each.token}`,
      (x) => x,
    ),
    cap: a.cap && b.cap ? latest(a.cap, b.cap) : (a.cap ?? b.cap),
    asking: joined(a.asking, b.asking, (each) => each.pseudonym, latest),
  }
}

/** Orders values by when they were said, and those of one instant by what they say. */
const rank = (value: { at: string }): string => `${value.at} ${JSON.stringify(value)}`

/** What the server has it has, whatever it answered to another try. */
function firmer(x: ContributionOutcome, y: ContributionOutcome): ContributionOutcome {
  const order = ['sent', 'unclear', 'refused'].map((kind) => [x, y].filter((each) => each.kind === kind))
  const [first, second] = order.flat() as [ContributionOutcome, ContributionOutcome]
  return first.kind === second.kind && rank(second) < rank(first) ? second : first
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])].sort()

function joined<T>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (value: T) => string,
  chosen: (x: T, y: T) => T,
): T[] {
  const found = new Map<string, T>()
  for (const value of [...a, ...b]) {
    const known = found.get(keyOf(value))
    found.set(keyOf(value), known === undefined ? value : chosen(known, value))
  }
  return [...found].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, value]) => value)
}

/** Studies and statements that hold, read and checked. */
export interface OpenedStudies {
  readonly studies: readonly Study[]
  readonly consents: readonly Consent[]
  /** How many kept definitions and statements do not hold; they count for nothing. */
  readonly broken: number
}

/**
 * Opens what is kept: definitions by their signatures, statements by their study. What was said under keys of another
 * vault, as an archive may bring, is told apart by its pseudonym.
 */
export async function openOwnStudies(own: OwnStudies): Promise<OpenedStudies> {
  const studies = await holding(own.studies.map(openStudy))
  const byHash = new Map(studies.map((study) => [study.hash, study]))
  const consents = await holding(own.said.map(({ jws }) => openKept(byHash, jws)))
  const broken = own.studies.length - studies.length + own.said.length - consents.length
  return { studies, consents, broken }
}

const named = z.looseObject({ studyHash: hash })

async function openKept(studies: ReadonlyMap<string, Study>, jws: string): Promise<Consent> {
  const { studyHash } = named.parse(JSON.parse(fromUtf8(payloadOf(jws))))
  const study = studies.get(studyHash)
  if (!study) throw new Refusal('bad-request', 'A statement is kept with its study.')
  return openConsent(study, jws)
}

/** The values of what holds; the reasons of what does not are the caller's to count. */
async function holding<T>(opening: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(opening)
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
}
