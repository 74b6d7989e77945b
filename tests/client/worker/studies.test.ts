/** Studies of an open vault: what is seen before anything is said, refusals, consents, and what other tabs say. */
import { beforeEach, describe, expect, test } from 'vitest'
import { readTrips } from '../../../client/worker/view.ts'
import { Refusal } from '../../../shared/api/refusal.ts'
import { modes } from '../../../shared/engine/mode.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { noticeHash } from '../../../shared/research/notice.ts'
import type { TableId } from '../../../shared/research/tables/ids.ts'
import { decodePolyline } from '../../../shared/trace/polyline.ts'
import { allTables, at, DemoStudies } from './studies/demo-studies.ts'

let world: DemoStudies

beforeEach(async () => {
  world = await DemoStudies.open()
})

describe('before anything is said', () => {
  test('a study is shown with its notice, and nothing was asked of anybody but its definition', async () => {
    const { state, due, given, isOpen, notice, spentMilli } = await world.seen()
    expect({ state, due, given, isOpen, spentMilli }).toEqual({
      ...{ state: 'none', due: [], given: [], isOpen: true, spentMilli: 0 },
    })
    expect(notice.title).toMatch(/^Demo study/)
    expect((await world.studies.view({ language: 'fr' })).studies[0]!.notice.title).toMatch(
      /^Étude de démonstration/,
    )
    expect(world.asked).toEqual([])
  })

  test('the preview shows this person’s own numbers, added up from the trips as they are shown', async () => {
    const { hash } = await world.seen()
    const { trips } = await readTrips(await world.line.records(), defaultFactorSet)
    // The nine squares are one, from 1.2° to 1.065° W and from 46.1° to 46.205° N.
    const isInside = (lat: number, lon: number) =>
      lon >= -1.2 && lon <= -1.065 && lat >= 46.1 && lat <= 46.205
    const counted = trips.filter(({ sections }) => {
      const ways = sections.map(({ geometry }) => decodePolyline(geometry))
      const [first, last] = [ways[0]!, ways.at(-1)!]
      return (
        isInside(first.latDeg[0]!, first.lonDeg[0]!) || isInside(last.latDeg.at(-1)!, last.lonDeg.at(-1)!)
      )
    })
    const sections = counted.flatMap((trip) => trip.sections)
    const by = (family: string, figure: 'distanceM' | 'co2eKg') =>
      sections
        .filter(({ mode }) => modes[mode].family === family)
        .reduce((sum, each) => sum + each[figure], 0)
    const { month, isClosed, months, tables } = await world.previewOf(hash)
    expect({ month, isClosed }).toEqual({ month: '2026-05', isClosed: false })
    expect(months[0]).toEqual({ month: '2026-05', isClosed: false, trips: counted.length })
    expect(counted.length).toBeGreaterThan(20)
    const table = (id: TableId) => tables.find((each) => each.id === id)!
    const rows = (id: TableId) => new Map(table(id).rows.map(({ cell, value }) => [cell['mode'], value]))
    expect(table('participants').numbers).toEqual([1])
    const metres = sections.reduce((sum, { distanceM }) => sum + distanceM, 0)
    for (const [group, family] of [
      ['walk', 'foot'],
      ['cycle', 'cycle'],
      ['car', 'car'],
      ['bus', 'road-transit'],
    ] as const)
      expect(Math.abs(rows('split-km').get(group)! - (100 * by(family, 'distanceM')) / metres)).toBeLessThan(
        1,
      )
    expect(table('split-km').numbers.reduce((sum, n) => sum + n, 0)).toBe(100)
    const kg = sections.reduce((sum, { co2eKg }) => sum + co2eKg, 0)
    expect(table('total-co2e').numbers.reduce((sum, n) => sum + n, 0)).toBe(Math.round(kg))
    expect(table('time-profile').numbers.reduce((sum, n) => sum + n, 0)).toBe(100)
  })

  test('a table without a tick is nothing but zeros, and flows to home leave only with theirs', async () => {
    const { hash } = await world.seen()
    const none = await world.previewOf(hash, null, [])
    for (const { id, numbers } of none.tables)
      expect(new Set(numbers)).toEqual(new Set(id === 'participants' ? [1] : id === 'flows' ? [-1] : [0]))
    const flows = async (withHome: boolean) =>
      (await world.previewOf(hash, null, allTables, withHome)).tables.find(({ id }) => id === 'flows')!.rows
    expect(await flows(true)).not.toEqual(await flows(false))
  })
})

describe('a refusal', () => {
  test('stays in the vault, asks no server, and changes nothing but what is kept of studies', async () => {
    const before = await (await world.line.records()).read((await world.line.records()).names(''))
    const { hash } = await world.seen()
    await world.studies.refuse({ hash })
    expect((await world.seen()).state).toBe('refused')
    const after = await (await world.line.records()).read((await world.line.records()).names(''))
    after.delete('receipts/all')
    before.delete('receipts/all')
    expect(after).toEqual(before)
    expect(world.asked).toEqual([])
    await world.consent()
    expect((await world.seen()).state).toBe('active')
  })
})

describe('a consent', () => {
  test('is signed for what was ticked, answered by the server, and dated by the day', async () => {
    await world.consent(true, ['split-km'])
    const { state, choice, isAnswered, saidAt, notice, definition } = await world.seen()
    expect(world.asked).toEqual(['join', 'register'])
    expect({ state, isAnswered, saidAt }).toEqual({
      ...{ state: 'active', isAnswered: true, saidAt: '2026-05-18T10:00:00.000Z' },
    })
    expect(choice).toEqual({
      tables: ['participants', 'split-km'],
      withHome: false,
      epsilonMilliPerMonth: 400,
      until: '2027-05-18T00:00:00.000Z',
      language: notice.language,
      noticeHash: await noticeHash(definition, 'en'),
      uiVersion: 'demo',
    })
  })

  test('that cannot be told is kept and told later, with the token of the one time that it joined', async () => {
    world.failing = new Refusal('unavailable', 'away')
    await expect(world.consent()).rejects.toMatchObject({ code: 'unavailable' })
    expect((await world.seen()).state).toBe('none')
    const { join } = world.server
    world.server = {
      ...world.server,
      async join(study) {
        world.failing = undefined
        const token = await join(study)
        world.failing = new Refusal('unavailable', 'away')
        return token
      },
    }

    await expect(world.consent()).rejects.toMatchObject({ code: 'unavailable' })
    world.nowMs = at('2026-06-08T00:00:00Z')
    expect(await world.seen()).toMatchObject({ state: 'active', isAnswered: false, due: [] })
    world.failing = undefined
    await world.studies.giveDue()
    expect(await world.seen()).toMatchObject({
      state: 'active',
      isAnswered: true,
      due: [{ month: '2026-05' }],
    })
    expect(world.asked).toEqual(['join', 'join', 'register', 'register'])
  })

  test('that the server will not have is said so, can be withdrawn, and gives nothing', async () => {
    world.server = { ...world.server, register: () => Promise.reject(new Refusal('conflict', 'closed')) }

    await expect(world.consent()).rejects.toMatchObject({ code: 'study-not-taken' })
    world.nowMs = at('2026-06-09T10:00:00Z')
    expect(await world.seen()).toMatchObject({ state: 'active', isAnswered: false, due: [] })
    await world.studies.withdraw({ hash: (await world.seen()).hash })
    expect((await world.seen()).state).toBe('withdrawn')
  })
})

test('two tabs that say things at once lose none of them', async () => {
  const hash = await world.consent()
  const [one, two] = [world.studies, world.studies]
  world.nowMs += 1000
  await Promise.all([
    one.cap({ milli: 5000 }),
    two.askEachMonth({ hash, isAsked: false }),
    one.withdraw({ hash }),
  ])
  const view = await world.studies.view({ language: 'en' })
  expect(view.capMilli).toBe(5000)
  expect(await world.seen()).toMatchObject({ state: 'withdrawn', isAsked: false, isAnswered: true })
})

test('a study whose signature does not hold is not shown, and that is said', async () => {
  const real = await world.server.studies()
  const [head, payload, signature] = real[0]!.jws.split('.') as [string, string, string]
  const forged = { ...real[0]!, jws: [head, payload, `${signature.slice(0, -4)}AAAA`].join('.') }
  world.server = { ...world.server, studies: async () => [forged] }
  const { studies: shown, unsigned } = await world.studies.view({ language: 'en' })
  expect({ shown: shown.filter(({ published }) => published !== null), unsigned }).toEqual({
    shown: [],
    unsigned: 1,
  })
})
