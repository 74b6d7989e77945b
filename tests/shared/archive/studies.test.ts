/** What was said and given to studies goes along with an archive, and nothing of either side is lost. */
import { expect, test } from 'vitest'
import { readArchive } from '../../../shared/archive/archive.ts'
import { restoreArchive } from '../../../shared/archive/restore.ts'
import type { OwnStudies } from '../../../shared/research/own-studies.ts'
import {
  mergeOwnStudies,
  noStudies,
  ownStudiesContent,
  ownStudiesName,
  readOwnStudies,
} from '../../../shared/research/own-studies.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { MemoryVault } from './any-vault.ts'
import { emptyVault } from './any-vault.ts'

const restore = async (into: MemoryVault, bytes: Uint8Array) =>
  restoreArchive(into.context, await readArchive(await ready(), bytes))

const own = (jws: string, milli: number, costMilli: number): OwnStudies => ({
  ...noStudies,
  said: [{ jws, at: '2026-05-01T00:00:00Z' }],
  cap: { milli, at: `2026-05-0${milli}T00:00:00Z` },
  planned: [
    {
      studyHash: 'ab'.repeat(32),
      month: '2026-05',
      consent: 'cd'.repeat(32),
      costMilli,
      vectors: { participants: [1] },
      at: '2026-06-08T00:00:00Z',
    },
  ],
})
const holding = async (number: number, studies: OwnStudies) => {
  const of = await emptyVault(number)
  await (await of.records()).write({ put: new Map([[ownStudiesName, ownStudiesContent(studies)]]) })
  return of
}
const kept = async (of: MemoryVault) => readOwnStudies((await of.plaintext()).get(ownStudiesName))

test('comes into a vault that has said other things, and nothing of either is lost', async () => {
  const [from, into] = [await holding(1, own('a.b.c', 5, 100)), await holding(2, own('d.e.f', 3, 90))]
  await restore(into, await from.archive())
  expect(await kept(into)).toEqual(mergeOwnStudies(own('a.b.c', 5, 100), own('d.e.f', 3, 90)))
  expect((await kept(into)).said.map(({ jws }) => jws)).toEqual(['a.b.c', 'd.e.f'])
  expect((await kept(into)).cap?.milli).toBe(5)
  const before = await into.plaintext()
  await restore(into, await from.archive())
  expect(await into.plaintext()).toEqual(before)
})

test('is refused where it makes no sense, and nothing is changed', async () => {
  const from = await holding(1, { ...own('a.b.c', 5, 100), cap: { milli: -1, at: '2026-05-01T00:00:00Z' } })
  const into = await emptyVault(2)
  await expect(restore(into, await from.archive())).rejects.toMatchObject({ code: 'archive-damaged' })
  expect(await into.plaintext()).toEqual(new Map())
})
