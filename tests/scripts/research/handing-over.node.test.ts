/** From the operator to the custodian: nobody is in a bundle who was told otherwise, and nobody after their time. */
import { afterAll, expect, test } from 'vitest'
import { assertReleasable, checkBundle } from '../../../scripts/release/bundle.ts'
import { exported } from '../../../scripts/study/export.ts'
import type { ResearchStore } from '../../../server/store/research-store.ts'
import { openCountersignature } from '../../../shared/research/countersignature.ts'
import { april, dayMs, now, researchOn, stop } from '../../server/research-people.ts'
import { startTestServer } from '../../server/test-server.ts'
import { testStudy } from '../../support/study.ts'

const server = await startTestServer()
afterAll(() => server.close())
const { published, withdraw, volunteer, contribute, kept } = researchOn(server)
const closesMs = Date.UTC(2026, 4, 8)

/** The store, on which something happens each time right after the contributions of a month were read. */
const interrupted = (store: ResearchStore, happens: () => Promise<unknown>): ResearchStore =>
  new Proxy(store, {
    get: (_, name: keyof ResearchStore) => {
      if (name !== 'contributions') return store[name].bind(store)
      return async (of: Parameters<ResearchStore['contributions']>[0]) => {
        const found = await store.contributions(of)
        await happens()
        return found
      }
    },
  })

test('who withdraws while their month is handed over is told that the custodian has it', async () => {
  const study = await published()
  const who = await volunteer(study)
  await contribute(study, who)
  const said = await stop(study, who)
  let acknowledgement = ''
  const withdrawn = async () => {
    acknowledgement = (await withdraw(said.jws).expect(200)).body.acknowledgement
  }
  const about = { id: study.definition.id, month: april, nowMs: now }
  const { people } = await exported(interrupted(server.research, withdrawn), about)
  expect(people.map(({ pseudonym }) => pseudonym)).toEqual([who.keys.pseudonym])
  expect(await openCountersignature(study, said.hash, acknowledgement)).toMatchObject({
    ...{ erased: 1, handedOver: 1 },
  })
})

test('what should be destroyed by now is not handed over, though no server ran to destroy it', async () => {
  const study = await published({ retentionDays: 10 })
  await contribute(study, await volunteer(study))
  const about = { id: study.definition.id, month: april }
  const endMs = closesMs + 10 * dayMs
  expect((await exported(server.research, { ...about, nowMs: endMs - 1 })).people).toHaveLength(1)
  await expect(exported(server.research, { ...about, nowMs: endMs })).rejects.toThrow('no contribution')
  expect(await kept(study)).toEqual([])
})

test('nor is it released from a bundle', async () => {
  const study = await testStudy({ retentionDays: 10 })
  expect(() => assertReleasable(study, april, closesMs - 1)).toThrow('not closed yet')
  assertReleasable(study, april, closesMs)
  assertReleasable(study, april, closesMs + 10 * dayMs - 1)
  expect(() => assertReleasable(study, april, closesMs + 10 * dayMs)).toThrow('too late')
  expect(() => assertReleasable(study, '2027-01', now + 400 * dayMs)).toThrow('not a month of this study')
})

test('a bundle of a day to come is not fresh for ever', async () => {
  const study = await testStudy()
  const bundle = { schema: 'sillage/bundle@1', study: study.jws, month: april, people: [] }
  const of = (exportedDay: string) => checkBundle({ ...bundle, exportedDay }, now)
  // Somewhere it is tomorrow already.
  expect(of('2026-05-11').people).toEqual([])
  expect(() => of('2026-05-12')).toThrow('still to come')
  expect(() => of('2036-05-12')).toThrow('still to come')
})
