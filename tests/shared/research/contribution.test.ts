/** What leaves a vault for a study, and what the custodian takes of what strangers send. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Vectors } from '../../../shared/research/contribution.ts'
import { contribute, openContribution, sealContribution } from '../../../shared/research/contribution.ts'
import { toHex, utf8 } from '../../../shared/vault/bytes.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import {
  agreed,
  middleOf,
  personKeys,
  releaseKeys,
  testStudy,
  testZones,
  tripBetween,
  yesTo,
} from '../../support/study.ts'
import { someTrips } from './arbitrary-trips.ts'

const sodium = await ready()
const study = await testStudy()
const keys = await personKeys(study, 1)
const consent = await agreed(study, keys)
const choice = yesTo(study, Date.UTC(2026, 0, 2), { withHome: true })
const month = '2026-01'

const given = (trips: Parameters<typeof contribute>[0]['trips']): Vectors =>
  contribute(
    { trips, places: [], placeEdits: [] },
    { study: study.definition, zones: testZones, month, choice },
  )

/** Three trips by bicycle within the south, one by car to the north-east; two of another month. */
const january = [
  ...['05', '06', '07'].map((day) =>
    tripBetween(`2026-01-${day}T07:30:00Z`, { from: middleOf(0), to: middleOf(1), km: 4, co2eKg: 0 }),
  ),
  tripBetween('2026-01-10T19:30:00Z', {
    ...{ from: middleOf(1), to: middleOf(3), mode: 'car' as const },
    ...{ km: 12, co2eKg: 3 },
  }),
]
const others = ['2025-12-31T22:30:00Z', '2026-01-31T23:30:00Z'].map((start) =>
  tripBetween(start, { from: middleOf(2), to: middleOf(2), mode: 'train' }),
)

describe('a contribution', () => {
  test('holds the figures of the month, by the clocks of the place', () => {
    expect(given([...others.slice(0, 1), ...january, ...others.slice(1)])).toEqual({
      participants: [1],
      // walk, cycle, car, two-wheeler, bus, rail, air, other
      'split-trips': [0, 75, 25, 0, 0, 0, 0, 0],
      'split-km': [0, 50, 50, 0, 0, 0, 0, 0],
      'split-co2e': [0, 0, 100, 0, 0, 0, 0, 0],
      'total-km': [0, 12, 12, 0, 0, 0, 0, 0],
      'total-co2e': [0, 0, 3, 0, 0, 0, 0, 0],
      // workday 05-09, 09-16, 16-20, 20-05; weekend the same; 19:30 UTC is 20:30 in La Rochelle
      'time-profile': [75, 0, 0, 0, 0, 0, 0, 25],
      flows: [0, 1, 1, 3],
      'habit-change': [0, 0, 0, 0, 0],
    })
  })

  test('has nothing in tables that were not agreed to, and the same length', async () => {
    const lengths = new Set<number>()
    for (const tables of [choice.tables, ['participants'] as const]) {
      const vectors = contribute(
        { trips: january, places: [], placeEdits: [] },
        { study: study.definition, zones: testZones, month, choice: { tables: [...tables], withHome: true } },
      )
      if (tables.length === 1) {
        const { participants, flows, ...rest } = vectors
        expect(participants).toEqual([1])
        expect(flows).toEqual([-1, -1, -1, -1])
        expect(
          Object.values(rest)
            .flat()
            .every((value) => value === 0),
        ).toBe(true)
      }
      lengths.add((await sealContribution(sodium, { study, keys, consent, month, vectors })).sealed.length)
    }
    expect(lengths.size).toBe(1)
  })

  test('is of one length, whatever a person did', async () => {
    const lengths = new Set<number>()
    await fc.assert(
      fc.asyncProperty(someTrips, async (trips) => {
        const vectors = given(trips)
        lengths.add((await sealContribution(sodium, { study, keys, consent, month, vectors })).sealed.length)
        expect(lengths.size).toBe(1)
      }),
      { numRuns: 25 },
    )
  })

  test('leaves out trips that start or end at home, unless they were agreed to', () => {
    const home = { from: 'home', to: 'work' }
    const trips = january.map((trip, n) => (n < 3 ? { ...trip, ...home } : trip))
    const places = [{ id: 'home', role: 'home' as const }] as unknown as Parameters<
      typeof contribute
    >[0]['places']
    const flows = (withHome: boolean) =>
      contribute(
        { trips, places, placeEdits: [] },
        { study: study.definition, zones: testZones, month, choice: { ...choice, withHome } },
      ).flows
    expect(flows(false)).toEqual([1, 3, -1, -1])
    expect(flows(true)).toEqual([0, 1, 1, 3])
  })

  test('knows nothing of a trip that touches a private place', () => {
    const { lat, lon } = middleOf(3)
    const hidden = {
      ...{ id: 'love', lat, lon, radiusM: 100, veil: { northM: 20, eastM: -10 } },
      joined: [],
    } as unknown as Parameters<typeof contribute>[0]['places'][number]
    const vectors = (trips: typeof january) =>
      contribute(
        { trips, places: [hidden], placeEdits: [] },
        { study: study.definition, zones: testZones, month, choice },
      )
    expect(vectors(january)).toEqual(vectors(january.slice(0, 3)))
    expect(vectors(january)).not.toEqual(given(january))
  })
})

describe('the custodian', () => {
  const open = (contribution: Awaited<ReturnType<typeof sealContribution>>) =>
    openContribution(sodium, { study, keys: releaseKeys, consent, contribution })
  const sealed = (vectors: unknown, changes: object = {}) =>
    sealContribution(sodium, { study, keys, consent, month, vectors: vectors as Vectors, ...changes })
  const good = given(january)

  test('opens what was sealed, and nobody without the key does', async () => {
    const contribution = await sealed(good)
    expect(await open(contribution)).toEqual(good)
    const other = sodium.crypto_box_seed_keypair(new Uint8Array(32).fill(9))
    const opened = openContribution(sodium, { study, keys: other, consent, contribution })
    await expect(opened).rejects.toMatchObject({ code: 'bad-vault-data' })
  })

  test.each<[string, object]>([
    ['a share below zero', { 'split-km': [-50, 150, 0, 0, 0, 0, 0, 0] }],
    ['more than all points', { 'split-km': [100, 100, 0, 0, 0, 0, 0, 0] }],
    ['kilometres above the clip', { 'total-km': [1001, 0, 0, 0, 0, 0, 0, 0] }],
    ['a number that is none', { 'total-km': [Number.NaN, 0, 0, 0, 0, 0, 0, 0] }],
    ['a fraction', { 'total-km': [0.5, 0, 0, 0, 0, 0, 0, 0] }],
    ['a number beyond exact arithmetic', { 'total-km': [2 ** 53, 0, 0, 0, 0, 0, 0, 0] }],
    ['two people in one', { participants: [2] }],
    ['nobody', { participants: [0] }],
    ['too many cells', { flows: [0, 1, 1, 2, 2, 3] }],
    ['one cell twice', { flows: [0, 1, 0, 1] }],
    ['a zone that is none', { flows: [0, 4, -1, -1] }],
    ['half a pair', { flows: [0, -1, -1, -1] }],
    ['two steps at once', { 'habit-change': [1, 1, 0, 0, 0] }],
    ['a vector too short', { 'split-km': [100] }],
  ])('refuses %s', async (_what, changes) => {
    await expect(sealed({ ...good, ...changes }).then(open)).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('refuses a table too few and a table too many', async () => {
    const { flows, ...fewer } = good
    for (const vectors of [fewer, { ...good, steps: [1] }])
      await expect(sealed(vectors).then(open)).rejects.toMatchObject({ code: 'bad-request' })
    expect(flows).toBeDefined()
  })

  test('refuses what is filed under another month or person, or given under another consent', async () => {
    const contribution = await sealed(good)
    const other = await personKeys(study, 2)
    for (const moved of [{ month: '2026-02' }, { pseudonym: other.pseudonym }])
      await expect(open({ ...contribution, ...moved })).rejects.toMatchObject({ code: 'bad-vault-data' })
    const underOther = await sealed(good, { consent: await agreed(study, keys, Date.UTC(2026, 0, 3)) })
    await expect(open(underOther)).rejects.toMatchObject({ code: 'bad-request' })
    const signedByOther = await sealed(good, { keys: { ...other, pseudonym: keys.pseudonym } })
    await expect(open(signedByOther)).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('refuses a month from before the consent', async () => {
    const early = await sealed(good, { month: '2025-12' })
    await expect(open(early)).rejects.toThrow('does not cover')
  })
})

test('the signed figures are the same bytes wherever they are made', async () => {
  const bytes = utf8(JSON.stringify(given([...others, ...january])))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)))
  expect(toHex(digest)).toMatchInlineSnapshot(
    `"336c5106086cfcd07aace86e6f1d881a0bd0ea86cc7fe0443bb24a16bfa999bc"`,
  )
})
