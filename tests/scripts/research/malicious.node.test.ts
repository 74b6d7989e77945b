/** What strangers may send: each is refused whole, and the sums are as if it had never come. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Bundle } from '../../../scripts/release/bundle.ts'
import { checkBundle } from '../../../scripts/release/bundle.ts'
import { openBundle } from '../../../scripts/release/open-bundle.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import type { Vectors } from '../../../shared/research/contribution.ts'
import { emptyVector, sealContribution } from '../../../shared/research/contribution.ts'
import { countersign } from '../../../shared/research/countersignature.ts'
import { signJws } from '../../../shared/research/jws.ts'
import { sumsOf } from '../../../shared/research/release.ts'
import type { StudyKeys } from '../../../shared/research/study-keys.ts'
import type { TableId } from '../../../shared/research/tables/ids.ts'
import { concat, fromHex, toBase64, utf8 } from '../../../shared/vault/bytes.ts'
import { envelopeKey, seal } from '../../../shared/vault/envelope.ts'
import { randomBytes, ready } from '../../../shared/vault/sodium.ts'
import { drawnVectors } from '../../support/release.ts'
import {
  agreed,
  personKeys,
  registryKeys,
  releaseKeys,
  signingKeys,
  testStudy,
  yesTo,
} from '../../support/study.ts'

const sodium = await ready()
const study = await testStudy()
const month = '2026-01'
const honest = 5
type Person = Bundle['people'][number]

const answerTo = (hash: string, registry = registryKeys) =>
  countersign(registry, { consentHash: hash, receivedAt: '2026-01-02', state: 'active' })

/** The nth person with these vectors, as a server would hand them over. */
async function person(
  n: number,
  vectors: Vectors,
  of: { month?: string; keys?: StudyKeys; tables?: TableId[] } = {},
): Promise<Person> {
  const keys = of.keys ?? (await personKeys(study, n))
  const atMs = Date.UTC(2026, 0, 2)
  const choice = yesTo(study, atMs, of.tables && { tables: of.tables })
  const consent = await agreed(study, keys, atMs, { choice })
  const sealed = await sealContribution(sodium, { study, keys, consent, month: of.month ?? month, vectors })
  return {
    pseudonym: keys.pseudonym,
    consents: [{ jws: consent.jws, countersignature: await answerTo(consent.hash) }],
    sealed: toBase64(sealed.sealed),
  }
}

/** A contribution whose signed text is anything at all, of the right length. */
async function signedText(n: number, text: string): Promise<Person> {
  const keys = await personKeys(study, n)
  const like = await person(n, drawn[0]!)
  const length = Buffer.from(like.sealed, 'base64').length
  const dataKey = randomBytes(32)
  const address = {
    ...{ kind: 'contribution' as const, vaultId: study.hash.slice(0, 32) },
    ...{ recordId: keys.pseudonym, seq: 202601 },
  }
  for (let room = 0; ; room += 3) {
    const jws = await signJws('contribution', utf8(text.padEnd(room)), keys)
    const sealed = concat(
      sodium.crypto_box_seal(dataKey, fromHex(study.definition.keys.release)),
      seal(sodium, envelopeKey(sodium, dataKey), address, utf8(jws)),
    )
    if (sealed.length >= length) return { ...like, sealed: toBase64(sealed) }
  }
}

const drawn = drawnVectors(study.definition, honest + 1, 7)
const victim = drawn[honest]!
const nothing = Object.fromEntries(study.definition.tables.map((each) => [each.id, emptyVector(each)]))
let people: Person[]
const opened = (extra: readonly Person[] = []) =>
  openBundle(study, releaseKeys, { month, people: [...people, ...extra] })

beforeAll(async () => {
  people = await Promise.all(drawn.slice(0, honest).map((vectors, n) => person(n, vectors)))
})

test('honest contributions are added up', async () => {
  const { vectors, refused } = await opened()
  expect(refused.size).toBe(0)
  expect(sumsOf(study.definition, vectors)).toEqual(sumsOf(study.definition, drawn.slice(0, honest)))
})

describe('vectors that nobody can have', () => {
  const changes: [string, string, object][] = [
    ['more people than one', 'participants: ', { participants: [2] }],
    ['nobody', 'participants: ', { participants: [0] }],
    ['too many cells', 'another length', { 'split-km': [100, 0, 0, 0, 0, 0, 0, 0, 0] }],
    ['too few cells', 'split-km: another length', { 'split-km': [100] }],
    ['below zero', 'not negative', { 'split-km': [-100, 200, 0, 0, 0, 0, 0, 0] }],
    ['more than a share', 'add up to', { 'split-km': [101, 0, 0, 0, 0, 0, 0, 0] }],
    ['above the clip', 'above the clip', { 'total-km': [1001, 0, 0, 0, 0, 0, 0, 0] }],
    ['a million', 'above the clip', { 'total-km': [1_000_000, 0, 0, 0, 0, 0, 0, 0] }],
    ['2^53', 'another shape', { 'total-km': [2 ** 53, 0, 0, 0, 0, 0, 0, 0] }],
    ['not a number', 'another shape', { 'total-km': [Number.NaN, 0, 0, 0, 0, 0, 0, 0] }],
    ['halves', 'another shape', { 'split-km': [99.5, 0.5, 0, 0, 0, 0, 0, 0] }],
    ['text', 'another shape', { 'split-km': ['100', 0, 0, 0, 0, 0, 0, 0] }],
    ['a pair twice', 'comes once', { flows: [0, 1, 0, 1] }],
    ['a pair too many', 'another length', { flows: [0, 1, 1, 2, 2, 3] }],
    ['no such zone', 'two zones of the study', { flows: [0, 4, -1, -1] }],
    ['two steps of a habit', 'one step', { 'habit-change': [1, 1, 0, 0, 0] }],
    ['a table that is not asked', 'other tables', { homes: [1] }],
    ['a table missing', 'other tables', { 'split-km': undefined }],
  ]

  test.each(changes)('%s', async (_, reason, change) => {
    const { vectors, refused } = await opened([
      await person(honest, { ...victim, ...change } as unknown as Vectors),
    ])
    expect([...refused]).toEqual([[expect.stringContaining(reason), 1]])
    expect(sumsOf(study.definition, vectors)).toEqual(sumsOf(study.definition, drawn.slice(0, honest)))
  })
})

describe('contributions that are not what they are filed as', () => {
  const wrong: [string, string, () => Promise<Person>][] = [
    ['of another month', 'does not open', () => person(honest, victim, { month: '2026-02' })],
    ['of someone who contributed already', 'comes twice', async () => people[0]!],
    [
      'under another’s name',
      'does not open',
      async () => ({ ...(await person(honest, victim)), pseudonym: 'f'.repeat(32) }),
    ],
    [
      'under another’s consent',
      'signature of the contribution',
      async () => ({ ...(await person(honest, victim)), consents: people[0]!.consents }),
    ],
    [
      'without a consent',
      'No consent comes',
      async () => ({ ...(await person(honest, victim)), consents: [] }),
    ],
    [
      'under a consent that no registry took',
      'of another statement',
      async () => {
        const good = await person(honest, victim)
        const [{ jws } = { jws: '' }] = good.consents
        return { ...good, consents: [{ jws, countersignature: await answerTo('0'.repeat(64)) }] }
      },
    ],
    [
      'under a consent that another registry took',
      'signature of the countersignature',
      async () => {
        const good = await person(honest, victim)
        const keys = await personKeys(study, honest)
        const { jws, hash } = await agreed(study, keys)
        return { ...good, consents: [{ jws, countersignature: await answerTo(hash, signingKeys) }] }
      },
    ],
    [
      'under a withdrawal',
      'is no consent',
      async () => {
        const good = await person(honest, victim)
        const keys = await personKeys(study, honest)
        const atMs = Date.UTC(2026, 0, 3)
        const said = await signConsent(study, keys, { event: 'withdrawn', atMs, previous: null })
        return { ...good, consents: [{ jws: said.jws, countersignature: await answerTo(said.hash) }] }
      },
    ],
    [
      'shorter than others',
      'another length',
      async () => {
        const { sealed, ...rest } = await person(honest, victim)
        return { ...rest, sealed: toBase64(new Uint8Array(Buffer.from(sealed, 'base64')).subarray(0, -16)) }
      },
    ],
    [
      'of noise',
      'does not open',
      async () => {
        const { sealed, ...rest } = await person(honest, victim)
        return { ...rest, sealed: toBase64(randomBytes(Buffer.from(sealed, 'base64').length)) }
      },
    ],
    ['signed, and no JSON', 'is no contribution', () => signedText(honest, 'NaN')],
    ['signed, and of another shape', 'another shape', () => signedText(honest, '[]')],
  ]

  test.each(wrong)('%s', async (_, reason, make) => {
    const { vectors, refused } = await opened([await make()])
    expect([...refused]).toEqual([[expect.stringContaining(reason), 1]])
    expect(sumsOf(study.definition, vectors)).toEqual(sumsOf(study.definition, drawn.slice(0, honest)))
  })

  test('of a month that the consent does not cover', async () => {
    const early = { month: '2025-12', people: [await person(honest, victim, { month: '2025-12' })] }
    const { vectors, refused } = await openBundle(study, releaseKeys, early)
    expect([vectors.length, ...refused.keys()]).toEqual([
      0,
      expect.stringContaining('does not cover its month'),
    ])
  })

  test('the reasons say nothing of what was inside', async () => {
    const bad = { ...victim, 'total-km': [98_765, 0, 0, 0, 0, 0, 0, 0] }
    const { refused } = await opened([await person(honest, bad)])
    expect([...refused.keys()].join()).not.toMatch(/98.?765/)
  })
})

describe('what was not agreed to', () => {
  const few: TableId[] = ['participants', 'split-km']

  test('is refused whole, also where only the consent says so', async () => {
    const { vectors, refused } = await opened([await person(honest, victim, { tables: few })])
    expect([...refused]).toEqual([[expect.stringContaining('it was not agreed to'), 1]])
    expect(vectors).toHaveLength(honest)
    const only = { ...nothing, participants: [1], 'split-km': victim['split-km']! }
    expect((await opened([await person(honest, only, { tables: few })])).vectors.at(-1)).toEqual(only)
  })

  test('any more is left out, where it was agreed to when it was given', async () => {
    const given = await person(honest, victim)
    const atMs = Date.UTC(2026, 1, 2)
    const keys = await personKeys(study, honest)
    const { jws, hash } = await agreed(study, keys, atMs, { choice: yesTo(study, atMs, { tables: few }) })
    const consents = [...given.consents, { jws, countersignature: await answerTo(hash) }]
    const { vectors, refused } = await opened([{ ...given, consents }])
    expect(refused.size).toBe(0)
    expect(vectors.at(-1)).toEqual({ ...nothing, participants: [1], 'split-km': victim['split-km'] })
  })
})

test('a renewed consent counts beside the one that a contribution was given under', async () => {
  const given = await person(honest, victim)
  const keys = await personKeys(study, honest)
  const atMs = Date.UTC(2026, 1, 2)
  const { jws, hash } = await signConsent(study, keys, {
    ...{ event: 'given', atMs, previous: null, choice: yesTo(study, atMs) },
  })
  const consents = [...given.consents, { jws, countersignature: await answerTo(hash) }]
  expect((await opened([{ ...given, consents }])).refused.size).toBe(0)
})

test('a bundle that is none, or older than a week, is refused', () => {
  const bundle = {
    schema: 'sillage/bundle@1',
    study: study.jws,
    month,
    exportedDay: '2026-02-10',
    people: [],
  }
  expect(checkBundle(bundle, Date.UTC(2026, 1, 17, 23))).toEqual(bundle)
  expect(() => checkBundle(bundle, Date.UTC(2026, 1, 18))).toThrow('exported again')
  for (const wrong of [null, [], {}, { ...bundle, month: '2026-13' }, { ...bundle, more: 1 }])
    expect(() => checkBundle(wrong, 0)).toThrow('no bundle')
})
