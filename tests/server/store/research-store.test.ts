import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { createRetention } from '../../../server/services/retention.ts'
import { openStores } from '../../../server/store/open-store.ts'
import { openRegistryKey } from '../../../server/store/registry-key.ts'
import { openSqliteResearchStore } from '../../../server/store/sqlite/research-store.ts'
import { someAccount } from '../../conformance/account-store.ts'
import { consenting, researchStoreConformance } from '../../conformance/research-store.ts'
import {
  hex,
  someConsent,
  someContribution,
  someRelease,
  someStudy,
} from '../../conformance/some-research.ts'
import { filesHolding, temporaryDirectories } from './directory.ts'

const newDirectory = temporaryDirectories()

researchStoreConformance('SQLite', async () => openSqliteResearchStore(newDirectory()))

test('what is kept of research is a file that nobody else on the machine can read', async () => {
  const directory = newDirectory()
  await openSqliteResearchStore(directory).publish(someStudy())
  for (const name of ['research.db', 'research.db-wal'])
    expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)
})

describe('erasure reaches the disk', () => {
  async function withContributions() {
    const directory = newDirectory()
    const store = openSqliteResearchStore(directory)
    const study = someStudy()
    await store.publish(study)
    const people = []
    for (let n = 0; n < 4; n++) {
      const consent = await consenting(store, study)
      const contribution = someContribution(study, consent.pseudonym)
      await store.putContribution(contribution, consent.hash)
      expect(filesHolding(directory, contribution.sealed)).not.toEqual([])
      people.push({ consent, contribution })
    }
    return { directory, store, study, people }
  }

  test('of a contribution whose maker has withdrawn', async () => {
    const { directory, store, study, people } = await withContributions()
    const [gone, stays] = [people[0]!, people[1]!]
    const { pseudonym, hash } = gone.consent
    const consent = someConsent(study, { pseudonym, event: 'withdrawn' })
    await store.withdraw({ consent, after: hash }, { contributions: 1, handedOver: 0 })
    expect(filesHolding(directory, gone.contribution.sealed)).toEqual([])
    expect(filesHolding(directory, stays.contribution.sealed)).not.toEqual([])
    await store.close()
    expect(filesHolding(directory, gone.contribution.sealed)).toEqual([])
  })

  test('of a month that was released or is overdue', async () => {
    for (const end of ['release', 'retention']) {
      const { directory, store, study, people } = await withContributions()
      const month = { studyHash: study.hash, month: '2026-05' }
      if (end === 'release') await store.addRelease(someRelease(study))
      else await store.eraseContributions(month)
      for (const { contribution } of people) expect(filesHolding(directory, contribution.sealed)).toEqual([])
    }
  })
})

describe('who joined a study cannot be laid beside who consented', () => {
  test('who joined is kept without the order in which they came', async () => {
    const rows = await Promise.all(
      [
        [1, 2, 3, 4],
        [3, 1, 4, 2],
      ].map(joinedRow),
    )
    expect(rows[0]).toEqual(rows[1])
  })

  async function joinedRow(order: readonly number[]): Promise<string> {
    const directory = newDirectory()
    const store = openSqliteResearchStore(directory)
    for (const n of order) await store.join('study', `${n}`.repeat(32), randomBytes(32))
    await store.close()
    const db = new Database(join(directory, 'research.db'))
    const rows = db.prepare('SELECT study, hex(vaults) AS vaults FROM joined').all()
    db.close()
    return JSON.stringify(rows)
  }

  test('the write-ahead log keeps no trace of the order', async () => {
    const directory = newDirectory()
    const store = openSqliteResearchStore(directory)
    for (let n = 0; n < 3; n++) {
      await store.join('study', hex(), randomBytes(32))
      expect(statSync(join(directory, 'research.db-wal')).size).toBe(0)
    }
  })
})

describe('two studies cannot be laid beside each other, nor either beside an account’s journal', () => {
  /** Pseudonyms in the order in which their rows lie in the file, each once per study. */
  async function laidOut(isForgotten: boolean) {
    const directory = newDirectory()
    const store = openSqliteResearchStore(directory)
    const studies = [someStudy(), someStudy()]
    for (const study of studies) await store.publish(study)
    const came = []
    for (let n = 0; n < 40; n++)
      for (const study of studies) {
        const consent = await consenting(store, study, { jws: hex(1500) })
        const contribution = someContribution(study, consent.pseudonym, { sealed: randomBytes(1800) })
        await store.putContribution(contribution, consent.hash)
        came.push({ study, consent, contribution })
      }
    // What cannot be read here, as these studies are none, does not keep it from this.
    if (isForgotten)
      await createRetention(
        store,
        () => 0,
        () => {},
      ).close()
    const logBytes = statSync(join(directory, 'research.db-wal')).size
    await store.close()
    const file = readFileSync(join(directory, 'research.db'))
    // The ends of long rows lie on pages of their own, one taken after the other.
    const ends = {
      consents: came.map(({ consent }) => file.indexOf(consent.countersignature)),
      contributions: came.map(({ contribution }) => file.indexOf(contribution.sealed.subarray(-300))),
    }
    return { came, ends, logBytes }
  }

  /** How many came right after the one whose row lies before theirs. */
  const neighbours = (ends: readonly number[]): number => {
    const laid = ends.map((at, n) => ({ at, n })).sort((a, b) => a.at - b.at)
    return laid.filter(({ n }, place) => place > 0 && laid[place - 1]!.n === n - 1).length
  }

  test('when the hour is over, the file and its log tell nothing of the order in which anything came', async () => {
    const { came, ends, logBytes } = await laidOut(true)
    expect(logBytes).toBe(0)
    expect(Math.min(...ends.consents, ...ends.contributions)).toBeGreaterThan(0)
    // By chance there is one such pair on average, and more than nine once in a million times.
    expect(neighbours(ends.consents)).toBeLessThan(10)
    expect(neighbours(ends.contributions)).toBeLessThan(10)
    const order = came
      .map(({ study, contribution }, n) => ({
        name: study.hash + contribution.pseudonym,
        at: ends.contributions[n]!,
      }))
      .sort((a, b) => a.at - b.at)
    expect(order.map(({ name }) => name)).toEqual(order.map(({ name }) => name).sort())
  })

  test('before that, this search finds the order', async () => {
    const { ends } = await laidOut(false)
    expect(neighbours(ends.contributions)).toBeGreaterThan(40)
  })
})

test('an erased vault is in no study, nor after a backup is restored', async () => {
  const directory = newDirectory()
  const account = someAccount()
  const { vaultId } = account
  const bytes = Buffer.from(vaultId, 'hex')
  const first = await openStores(directory)
  await first.accounts.createAccount(account)
  await first.research.join('study', vaultId, randomBytes(32))
  expect(filesHolding(directory, bytes)).not.toEqual([])
  await first.accounts.eraseAccount(vaultId)
  for (const store of [first.accounts, first.vaults, first.research]) await store.close()
  const second = await openStores(directory)
  expect(filesHolding(directory, bytes)).toEqual([])
  for (const store of [second.accounts, second.vaults, second.research]) await store.close()
})

test('the registry key is made once, for the owner of the files alone, and never replaced', async () => {
  const directory = join(newDirectory(), 'data')
  const [one, two] = await Promise.all([openRegistryKey(directory), openRegistryKey(directory)])
  expect([...two.publicKey]).toEqual([...one.publicKey])
  expect(statSync(join(directory, 'registry.key')).mode & 0o777).toBe(0o600)
  writeFileSync(join(directory, 'registry.key'), 'lost')
  await expect(openRegistryKey(directory)).rejects.toThrow('damaged')
  const other = newDirectory()
  expect([...(await openRegistryKey(other)).publicKey]).not.toEqual([...one.publicKey])
})
