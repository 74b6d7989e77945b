/** Closed months of an open vault's studies: seen, given once, counted, and stopped by a withdrawal. */
import { beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../../../shared/api/refusal.ts'
import { fromUtf8 } from '../../../../shared/vault/bytes.ts'
import { at, DemoStudies } from './demo-studies.ts'

let world: DemoStudies

beforeEach(async () => {
  world = await DemoStudies.open()
})

describe('a closed month', () => {
  test('is given as it was seen, once, and counted', async () => {
    const hash = await world.consent()
    expect((await world.seen()).due).toEqual([])
    world.nowMs = at('2026-06-08T00:00:00Z')
    expect((await world.seen()).due).toEqual([{ month: '2026-05', isBeyondCap: false }])
    expect(await world.studies.giveDue()).toEqual({ given: 0 })
    const { tables } = await world.previewOf(hash, '2026-05')
    const others = tables.map((each) =>
      each.id === 'split-km' ? { ...each, numbers: [100, 0, 0, 0, 0, 0, 0, 0] } : each,
    )
    await expect(world.studies.giveMonth({ hash, month: '2026-05', seen: others })).rejects.toMatchObject({
      code: 'study-changed',
    })
    expect(world.asked).not.toContain('contribute')
    await world.studies.giveMonth({ hash, month: '2026-05', seen: tables })
    await expect(world.studies.giveMonth({ hash, month: '2026-05', seen: tables })).rejects.toMatchObject({
      code: 'study-already-given',
    })
    const { given, due, spentMilli } = await world.seen()
    expect(due).toEqual([])
    expect(spentMilli).toBe(1000)
    expect(given).toMatchObject([{ month: '2026-05', outcome: 'sent', costMilli: 1000, tables }])
    expect(given[0]!.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await world.studies.events()).toMatchObject([
      { event: 'contribution-sent', month: '2026-05', at: '2026-06-08T00:00:00.000Z' },
      { event: 'consent-given', at: '2026-05-18T10:00:00.000Z' },
    ])
  })

  test('goes by itself where its owner said so, and never beyond the cap', async () => {
    await world.consent(false)
    world.nowMs = at('2026-06-08T00:00:00Z')
    await world.studies.cap({ milli: 999 })
    expect((await world.seen()).due).toEqual([{ month: '2026-05', isBeyondCap: true }])
    expect(await world.studies.giveDue()).toEqual({ given: 0 })
    world.nowMs += 1000
    await world.studies.cap({ milli: 1000 })
    expect(await world.studies.giveDue()).toEqual({ given: 1 })
    expect((await world.studies.view({ language: 'en' })).spentMilli).toBe(1000)
  })

  test('that may not have arrived is sent again with the same numbers, and counts meanwhile', async () => {
    const hash = await world.consent()
    world.nowMs = at('2026-06-08T00:00:00Z')
    const { tables } = await world.previewOf(hash, '2026-05')
    world.failing = new Refusal('unavailable', 'away')
    await expect(world.studies.giveMonth({ hash, month: '2026-05', seen: tables })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(await world.seen()).toMatchObject({
      spentMilli: 1000,
      due: [],
      given: [{ outcome: 'waiting', hash: null }],
    })
    world.failing = undefined
    expect(await world.studies.giveDue()).toEqual({ given: 1 })
    expect((await world.seen()).given).toMatchObject([{ outcome: 'sent', tables }])
  })

  test('that was refused at once costs nothing; refused after a try that may have arrived, it does', async () => {
    const hash = await world.consent()
    world.nowMs = at('2026-06-08T00:00:00Z')
    const { tables } = await world.previewOf(hash, '2026-05')
    const give = () => world.studies.giveMonth({ hash, month: '2026-05', seen: tables })
    world.failing = new Refusal('conflict', 'released')
    await expect(give()).rejects.toMatchObject({ code: 'study-not-taken' })
    expect(await world.seen()).toMatchObject({ spentMilli: 0, given: [{ outcome: 'refused' }] })

    world = await DemoStudies.open()
    const other = await world.consent()
    world.nowMs = at('2026-06-08T00:00:00Z')
    world.failing = new Refusal('unavailable', 'away')
    const again = world.studies.giveMonth({ hash: other, month: '2026-05', seen: tables })
    await expect(again).rejects.toMatchObject({ code: 'unavailable' })
    world.failing = new Refusal('conflict', 'released')
    await world.studies.giveDue()
    expect(await world.seen()).toMatchObject({ spentMilli: 1000, given: [{ outcome: 'unclear' }] })
  })
})

describe('a withdrawal', () => {
  test('stops everything at once, is acknowledged, and a consent after it is a new one', async () => {
    const hash = await world.consent(false)
    await world.studies.withdraw({ hash })
    expect(await world.seen()).toMatchObject({
      ...{
        state: 'withdrawn',
        isAnswered: true,
        acknowledged: { day: '2026-05-18', erased: 0, handedOver: 0 },
      },
    })
    world.nowMs = at('2026-06-08T00:00:00Z')
    expect(await world.studies.giveDue()).toEqual({ given: 0 })
    const { tables } = await world.previewOf(hash, '2026-05')
    await expect(world.studies.giveMonth({ hash, month: '2026-05', seen: tables })).rejects.toMatchObject({
      code: 'study-no-consent',
    })
    await world.consent()
    // Given in June, it covers nothing of May.
    expect(await world.seen()).toMatchObject({ state: 'active', due: [] })
    expect(world.asked).toEqual(['join', 'register', 'withdraw', 'register'])
  })

  test('is there when the consent has ended by itself, as what was given may still wait', async () => {
    const hash = await world.consent()
    expect((await world.seen()).isToWithdraw).toBe(true)
    world.nowMs = at('2027-06-01T00:00:00Z')
    expect(await world.seen()).toMatchObject({ state: 'expired', isToWithdraw: true })
    world.nowMs += 1000
    await world.studies.refuse({ hash })
    expect(await world.seen()).toMatchObject({ state: 'refused', isToWithdraw: true })
    await world.studies.withdrawFromAll()
    expect(await world.seen()).toMatchObject({ state: 'withdrawn', isToWithdraw: false })
    expect(world.asked).toEqual(['join', 'register', 'withdraw'])
    await world.studies.withdrawFromAll()
    expect(world.asked).toHaveLength(3)
  })

  test('that the server missed is told before a vault is erased', async () => {
    const hash = await world.consent()
    world.failing = new Refusal('unavailable', 'away')
    await expect(world.studies.withdraw({ hash })).rejects.toMatchObject({ code: 'unavailable' })
    await expect(world.studies.withdrawFromAll()).rejects.toMatchObject({ code: 'unavailable' })
    world.failing = undefined
    await world.studies.withdrawFromAll()
    expect(await world.seen()).toMatchObject({ state: 'withdrawn', isAnswered: true })
  })

  test('is not taken as told where the server answers that all goes on', async () => {
    const hash = await world.consent()
    const { register, withdraw } = world.server
    world.server = { ...world.server, withdraw: (jws) => register(jws, undefined) }
    await expect(world.studies.withdraw({ hash })).rejects.toMatchObject({ code: 'bad-vault-data' })
    expect(await world.seen()).toMatchObject({ state: 'withdrawn', isAnswered: false })
    world.server = { ...world.server, withdraw }
    await world.studies.withdraw({ hash })
    expect(await world.seen()).toMatchObject({ isAnswered: true })
  })

  test('its receipts name every statement, and the server’s answers with them', async () => {
    const hash = await world.consent()
    await world.studies.withdraw({ hash })
    const { fileName, content } = await world.studies.receipts({ hash })
    const file = JSON.parse(fromUtf8(content))
    expect(fileName).toBe('sillage-receipts-demo-study.jsonld')
    expect(
      file['@graph'].map(
        (receipt: Record<string, Record<string, string>>) => receipt['dpv:hasConsentStatus']!['@type'],
      ),
    ).toEqual([...['dpv:ConsentGiven', 'dpv:ConsentWithdrawn']])
    expect(file.proofs.statements).toHaveLength(2)
    expect(file.proofs.answers).toHaveLength(2)
    expect(file.proofs.studies).toHaveLength(1)
  })
})
