import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../../shared/simulation/simulate.ts'
import type { TripsChunk } from '../../../shared/vault/chunks.ts'
import { MemoryVaultStore } from '../../../shared/vault/memory-store.ts'
import { decodeJson } from '../../../shared/vault/records.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { TestVault } from '../../support/vault.ts'
import { testVault } from '../../support/vault.ts'

const week = simulate({ seed: 3, firstDay: '2026-05-04', days: 7, everyS: 60 })

const tripsOf = async (vault: TestVault): Promise<TripsChunk> =>
  decodeJson((await vault.plaintext()).get('trips/2026-05')!) as TripsChunk

/** Everything in the vault as text, to compare two of them to the last byte. */
async function contents(vault: TestVault): Promise<string> {
  const all = [...(await vault.plaintext())].map(([name, bytes]) => `${name} ${bytes.join(',')}`)
  return all.join('\n')
}

async function wholeAtOnce(): Promise<string> {
  const vault = await testVault()
  await vault.post(week.fixes)
  await vault.process()
  return contents(vault)
}
const whole = wholeAtOnce()

describe('what a phone posted while the vault was locked', () => {
  test('becomes trips when its owner asks for it', async () => {
    const vault = await testVault()
    await vault.post(week.fixes)
    expect((await vault.plaintext()).size).toBe(0)
    await vault.process()
    const { trips, stays } = await tripsOf(vault)
    expect(trips.length).toBeGreaterThan(week.trips.length / 2)
    expect(stays.length).toBeGreaterThan(5)
    expect(await vault.store.inboxCount()).toBe(0)
  })

  test('ends in the same bytes in every runtime', async () => {
    const sodium = await ready()
    const digest = sodium.crypto_generichash(16, new TextEncoder().encode(await whole), null, 'hex')
    // Read off in Node and in Chromium; it changes when the engine, the factors or the record layout change.
    expect(digest).toBe('986b73092f58125ba19bfcf83dec543a')
  })

  test('ends in the same records when it comes again', async () => {
    const vault = await testVault()
    await vault.post(week.fixes)
    await vault.process()
    await vault.post(week.fixes)
    await vault.post(week.fixes.slice(100, 400))
    await vault.process()
    await vault.process()
    expect(await contents(vault)).toBe(await whole)
  })

  test('ends in the same records in any chunks and any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(week.fixes.length - 1), { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (cuts, numbers) => {
          const edges = [...new Set([0, ...cuts, week.fixes.length])].sort((a, b) => a - b)
          const chunks = edges.slice(1).map((end, i) => week.fixes.slice(edges[i], end))
          const vault = await testVault()
          while (chunks.length > 0) {
            const [chunk] = chunks.splice(numbers.next().value! % chunks.length, 1)
            await vault.post(chunk!)
            if (numbers.next().value! % 2 === 0) await vault.process()
          }
          await vault.process()
          expect(await contents(vault)).toBe(await whole)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('that cannot be read is kept once, as it came, and the rest is read', async () => {
    const vault = await testVault()
    const odd = new TextEncoder().encode('{"locations":[{"type":"Feature"}]}')
    await vault.postBody(odd)
    await vault.post(week.fixes)
    await vault.process()
    await vault.postBody(odd)
    await vault.process()
    const all = [...(await vault.plaintext())]
    const unread = all.filter(([name]) => name.startsWith('raw/unread/'))
    expect(unread).toHaveLength(1)
    expect(decodeJson(unread[0]![1])).toMatchObject({
      phone: 'overland',
      body: btoa(new TextDecoder().decode(odd)),
    })
    const rest = all.filter(([name]) => !name.startsWith('raw/unread/'))
    expect(rest.map(([name, bytes]) => `${name} ${bytes.join(',')}`).join('\n')).toBe(await whole)
  })
})

describe('a file that was imported', () => {
  test('adds its fixes once, however often it is imported', async () => {
    const vault = await testVault()
    expect(await vault.import(week.fixes)).toBeGreaterThan(week.fixes.length * 0.99)
    const before = await contents(vault)
    expect(await vault.import(week.fixes)).toBe(0)
    expect(await contents(vault)).toBe(before)
  })

  test('is the same in pieces, in any order and with parts said twice', async () => {
    const [once, inPieces] = [await testVault(), await testVault()]
    const added = await once.import(week.fixes)
    const third = Math.floor(week.fixes.length / 3)
    const early = week.fixes.slice(0, third + 50)
    const middle = week.fixes.slice(third, 2 * third)
    const late = week.fixes.slice(2 * third)
    expect(await inPieces.import(middle, late, early)).toBe(added)
    expect(await contents(inPieces)).toBe(await contents(once))
  })

  test('that was too long for one change, and broken off after the first, is completed by importing it again', async () => {
    const days = new Set(week.fixes.map(({ timeMs }) => Math.floor(timeMs / 86_400_000)))
    // As many days as one change holds records: had fixes gone first, trips alone would lack, and nothing would be new.
    const daily = Array.from({ length: 1000 - days.size }, (_, day) => ({
      ...week.fixes[0]!,
      timeMs: week.fixes[0]!.timeMs - (day + 1) * 86_400_000,
    }))
    const once = await testVault()
    const added = await once.import(daily, week.fixes)
    const store = new MemoryVaultStore()
    const broken = await testVault(store)
    const commit = store.commit.bind(store)
    let commits = 0
    store.commit = async (change) => {
      if (++commits === 2) throw new Error('The line is dead.')
      return commit(change)
    }
    await expect(broken.import(daily, week.fixes)).rejects.toThrow('The line is dead.')
    const kept = await broken.import(daily, week.fixes)
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(added)
    expect(await contents(broken)).toBe(await contents(once))
  })
})
