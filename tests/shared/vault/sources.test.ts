/** Which phone recorded a span of time is told from the fixes themselves. */
import { expect, test } from 'vitest'
import { VaultRecords } from '../../../shared/vault/records.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import { recordedBy, sourcesOf } from '../../../shared/vault/sources.ts'
import { testKeys, testVault } from '../../support/vault.ts'

const [old, recent] = ['aa'.repeat(16), 'bb'.repeat(16)]
const atNoon = Date.parse('2026-05-05T12:00:00Z')
/** A fix a minute, so many minutes from noon on, of so many days later. */
const minutes = (first: number, last: number, days = 0) =>
  Array.from({ length: last - first + 1 }, (_, n) => ({
    timeMs: atNoon + days * 86_400_000 + (first + n) * 60_000,
    latDeg: 46.16,
    lonDeg: -1.15 + n / 1000,
  }))
const span = (first: number, last: number, days = 0) => ({
  start: new Date(atNoon + days * 86_400_000 + first * 60_000).toISOString(),
  end: new Date(atNoon + days * 86_400_000 + last * 60_000).toISOString(),
})

async function recordedVault() {
  const vault = await testVault()
  await vault.post(minutes(0, 30), old)
  await vault.post(minutes(20, 60), recent)
  await vault.post(minutes(0, 30, 1), recent)
  await vault.import(minutes(0, 10, 2))
  await vault.process()
  const sodium = await ready()
  return VaultRecords.open(sodium, vault.store, testKeys(sodium).access)
}

test('a span has the phones that have a fix in it, also on a day that two phones share', async () => {
  const records = await recordedVault()
  expect(sourcesOf(records)).toEqual([old, recent, 'import'])
  const spans = [span(0, 10), span(22, 28), span(40, 50), span(5, 6, 1), span(2, 3, 2), span(0, 5, 9)]
  expect(await recordedBy(records, spans)).toEqual([[old], [old, recent], [recent], [recent], ['import'], []])
})

test('days of one phone alone are told without reading their fixes', async () => {
  const records = await recordedVault()
  const read: string[] = []
  const watched = new Proxy(records, {
    get: (target, key) => {
      if (key === 'read')
        return (names: string[]) => {
          read.push(...names)
          return target.read(names as never)
        }
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  await recordedBy(watched, [span(0, 5), span(5, 6, 1)])
  expect(read.toSorted()).toEqual([`raw/2026-05-05/${old}`, `raw/2026-05-05/${recent}`])
})
