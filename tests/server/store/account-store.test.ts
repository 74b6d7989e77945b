import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openStores } from '../../../server/store/open-store.ts'
import { openSqliteAccountStore } from '../../../server/store/sqlite/account-store.ts'
import { accountStoreConformance, someAccount, someCredential } from '../../conformance/account-store.ts'
import { filesHolding, temporaryDirectories } from './directory.ts'

const newDirectory = temporaryDirectories()

accountStoreConformance('SQLite', async () => openSqliteAccountStore(newDirectory()))

const wrapOf = (account: ReturnType<typeof someAccount>): Uint8Array =>
  account.credentials[0]?.wrap ?? new Uint8Array(120)

test('the accounts are a file that nobody else on the machine can read', async () => {
  const directory = newDirectory()
  openSqliteAccountStore(directory)
  for (const name of ['accounts.db', 'accounts.db-wal', 'erased.db'])
    expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)
})

describe('erasure reaches the disk', () => {
  test('a deleted wrap stays on disk with SQLite as it comes, so that the search can find one', () => {
    const directory = newDirectory()
    const wrap = wrapOf(someAccount())
    const db = new Database(join(directory, 'plain.db'))
    db.pragma('secure_delete = OFF')
    db.exec('CREATE TABLE wrap (id INTEGER PRIMARY KEY, bytes BLOB)')
    for (let i = 0; i < 20; i++) db.prepare('INSERT INTO wrap (bytes) VALUES (?)').run(wrap)
    db.exec('DELETE FROM wrap WHERE id > 10')
    db.exec('DELETE FROM wrap')
    db.close()
    expect(filesHolding(directory, wrap)).not.toEqual([])
  })

  test('no file holds the wrap of an erased account', async () => {
    const directory = newDirectory()
    const store = openSqliteAccountStore(directory)
    const accounts = Array.from({ length: 8 }, () => someAccount())
    for (const account of accounts) await store.createAccount(account)
    const erased = accounts.slice(0, 5)
    expect(erased.every((account) => filesHolding(directory, wrapOf(account)).length > 0)).toBe(true)
    for (const { vaultId } of erased) await store.eraseAccount(vaultId)
    for (const account of erased) expect(filesHolding(directory, wrapOf(account))).toEqual([])
    await store.close()
    for (const account of erased) expect(filesHolding(directory, wrapOf(account))).toEqual([])
    for (const account of accounts.slice(5)) expect(filesHolding(directory, wrapOf(account))).not.toEqual([])
  })

  test('no file holds the wrap of a passphrase that was replaced', async () => {
    const directory = newDirectory()
    const store = openSqliteAccountStore(directory)
    const account = someAccount()
    await store.createAccount(account)
    await store.replaceCredential(account.vaultId, someCredential('passphrase'), 'none')
    expect(filesHolding(directory, wrapOf(account))).toEqual([])
  })

  test('no file holds a share that was taken back or has expired', async () => {
    const directory = newDirectory()
    const store = openSqliteAccountStore(directory)
    const account = someAccount()
    await store.createAccount(account)
    const shares = ['a', 'b'].map((letter) => ({
      id: letter.repeat(32),
      vaultId: account.vaultId,
      createdMs: 1,
      expiresMs: 50,
      sealed: randomBytes(400),
    }))
    for (const share of shares) await store.addShare(share)
    for (const { sealed } of shares) expect(filesHolding(directory, sealed)).not.toEqual([])
    await store.removeShare(account.vaultId, shares[0]!.id)
    await store.forgetShares(50)
    for (const { sealed } of shares) expect(filesHolding(directory, sealed)).toEqual([])
    await store.close()
  })

  test('a backup that is restored does not bring an erased vault back', async () => {
    const directory = newDirectory()
    const account = someAccount()
    const first = await openStores(directory)
    await first.accounts.createAccount(account)
    await first.vaults.create(account.vaultId)
    await first.accounts.eraseAccount(account.vaultId)
    await first.accounts.close()
    await first.vaults.close()

    const backup = new Database(join(directory, 'accounts.db'))
    backup
      .prepare('INSERT INTO account (vault_id, handle, identity_key) VALUES (?, ?, ?)')
      .run(account.vaultId, account.handle, account.identityKey)
    backup.close()

    const second = await openStores(directory)
    await second.accounts.createAccount(someAccount({ handle: account.handle }))
    await expect((await second.vaults.open(account.vaultId)).head()).rejects.toMatchObject({
      code: 'not-found',
    })
    await second.accounts.close()
    await second.vaults.close()
  })
})

test('the database itself refuses to change a journal entry', async () => {
  const directory = newDirectory()
  const store = openSqliteAccountStore(directory)
  const { vaultId } = await (async () => {
    const account = someAccount()
    await store.createAccount(account)
    await store.appendJournal(account.vaultId, 'signed-in', null, 0)
    return account
  })()
  await store.close()
  const db = new Database(join(directory, 'accounts.db'))
  expect(() => db.prepare('UPDATE journal SET event = ? WHERE vault_id = ?').run('x', vaultId)).toThrow(
    'append-only',
  )
  db.close()
})
