/** A link shows what was chosen, to whoever has the whole of it. */
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/api/refusal.ts'
import { footprintBy, plainChoice } from '../../../shared/footprint/choice.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import type { SealedShare } from '../../../shared/sharing/sealed-share.ts'
import { openShare, sealShare } from '../../../shared/sharing/sealed-share.ts'
import type { ShareChoice, Snapshot } from '../../../shared/sharing/snapshot.ts'
import { snapshotOf } from '../../../shared/sharing/snapshot.ts'
import { utf8 } from '../../../shared/vault/bytes.ts'
import { envelopeKey, seal } from '../../../shared/vault/envelope.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import { day } from '../analysis/day.ts'

const words = { name: 'canary name', note: 'canary note', purpose: 'health' as const }
const trips = day.trips.map((trip) => ({ ...trip, ...words, from: 'canary place' }))
const choice: ShareChoice = {
  from: '2026-05-04',
  to: '2026-05-04',
  trip: null,
  withWays: false,
  withTimes: false,
  withWords: false,
  hideEnds: true,
}
const show = (part: Partial<ShareChoice> = {}): Snapshot =>
  snapshotOf(trips, { ...choice, ...part }, [], defaultFactorSet)
let sodium: Sodium

beforeAll(async () => {
  sodium = await ready()
})

describe('a snapshot', () => {
  test('names the factor sets that its footprints are from', () => {
    const computed = trips.map((trip, n) => {
      const set = n === 0 ? 'uk-desnz-2025' : defaultFactorSet.id
      const sections = trip.sections.map((section) => {
        const { basis } = footprintBy(plainChoice(set), 'car', section.distanceM)
        return { ...section, mode: 'car' as const, basis: basis! }
      })
      return { ...trip, sections }
    })
    const shared = (only: typeof computed) => snapshotOf(only, choice, [], defaultFactorSet).factors
    expect(computed.length).toBeGreaterThan(1)
    expect(shared(computed.slice(0, 1))).toBe('DESNZ (UK), 2025')
    expect(shared(computed)).toBe('ADEME, France, 2026-07; DESNZ (UK), 2025')
    expect(show().factors).toBe('ADEME, France, 2026-07')
  })

  test('holds what was chosen, and notes, places and exact times never', () => {
    const flags = fc.record({ withWays: fc.boolean(), withTimes: fc.boolean(), withWords: fc.boolean() })
    fc.assert(
      fc.property(flags, (part) => {
        const text = JSON.stringify(show(part))
        expect(text).not.toContain('canary note')
        expect(text).not.toContain('canary place')
        expect(text).not.toContain(trips[0]!.start)
        expect(text).not.toContain('evidence')
        expect(text.includes('canary name')).toBe(part.withWords)
        expect(text.includes('"purpose"')).toBe(part.withWords)
        expect(text.includes('"start"')).toBe(part.withTimes)
        expect(text.includes('"ways"')).toBe(part.withWays)
        if (part.withWays) expect(text).toContain(JSON.stringify(trips[0]!.sections[0]!.geometry))
        else expect(text).not.toContain(JSON.stringify(trips[0]!.sections[0]!.geometry).slice(1, -1))
      }),
    )
  })

  test('is of one trip, or of the days chosen', () => {
    expect(show().trips).toHaveLength(trips.length)
    expect(show({ trip: trips[1]!.start }).trips.map(({ distanceM }) => distanceM)).toEqual([
      trips[1]!.distanceM,
    ])
    expect(show({ from: '2026-05-05', to: '2026-05-09' }).trips).toEqual([])
  })

  test('says times on the clocks of the place', () => {
    const [first] = show({ withTimes: true }).trips
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: trips[0]!.timeZone })
    expect([first!.start, first!.end]).toEqual(
      [trips[0]!.start, trips[0]!.end].map((iso) => clock.format(new Date(iso))),
    )
    expect(first!.durationMs).toBe(Date.parse(trips[0]!.end) - Date.parse(trips[0]!.start))
  })
})

const refused = (share: SealedShare): string => {
  try {
    openShare(sodium, share)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  throw new Error('the link opened')
}

describe('a link', () => {
  test('opens what was sealed; two links of the same have nothing in common', () => {
    const snapshot = show({ withWays: true, withWords: true })
    const [one, two] = [sealShare(sodium, snapshot), sealShare(sodium, snapshot)]
    expect(openShare(sodium, one)).toEqual(snapshot)
    expect(one.key).toMatch(/^[\w-]{43}$/)
    expect(one.id).not.toBe(two.id)
    expect(one.key).not.toBe(two.key)
    expect(refused({ ...one, key: two.key })).toBe('bad-vault-data')
    expect(refused({ ...one, id: two.id })).toBe('bad-vault-data')
    expect(refused({ ...one, sealed: two.sealed })).toBe('bad-vault-data')
  })

  test('that is not whole, or whose ciphertext was changed, opens nothing', () => {
    const share = sealShare(sodium, show())
    for (const key of ['', share.key.slice(1), `${share.key}A`, `${share.key.slice(1)}!`])
      expect(refused({ ...share, key })).toBe('bad-vault-data')
    fc.assert(
      fc.property(fc.nat(share.sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const sealed = share.sealed.slice()
        sealed[at]! ^= mask
        expect(refused({ ...share, sealed })).toBe('bad-vault-data')
      }),
    )
  })

  test('of a stranger who sealed something else is refused', () => {
    const wrong = (value: unknown): string => refused(sealShare(sodium, value as Snapshot))
    expect(wrong({ ...show(), schema: 'sillage/share@2' })).toBe('bad-vault-data')
    expect(wrong({ ...show(), more: 1 })).toBe('bad-vault-data')
    expect(wrong({ ...show(), trips: [{ ...show().trips[0], co2eKg: 'much' }] })).toBe('bad-vault-data')
    expect(wrong(null)).toBe('bad-vault-data')
  })

  test('that claims to unfold to more than memory is refused', () => {
    const share = sealShare(sodium, show())
    const secret = Uint8Array.from(atob(share.key.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
      sign.charCodeAt(0),
    )
    const address = { kind: 'share', vaultId: share.id, recordId: share.id, seq: 1 } as const
    const bomb = new Uint8Array([0xff, 0xff, 0xff, 0xff, ...deflateSync(utf8('[]'))])
    expect(refused({ ...share, sealed: seal(sodium, envelopeKey(sodium, secret), address, bomb) })).toBe(
      'bad-vault-data',
    )
    const empty = seal(sodium, envelopeKey(sodium, secret), address, new Uint8Array())
    expect(refused({ ...share, sealed: empty })).toBe('bad-vault-data')
  })
})
