/** What every keeper of accounts must do, whatever it is made of. */
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AccountStore, Credential, NewAccount } from '../../server/store/account-store.ts'
import { isJournalIntact } from '../../shared/api/journal.ts'

const hex = (): string => randomBytes(16).toString('hex')
const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

export const someCredential = (kind: Credential['kind']): Credential => ({
  kind,
  salt: randomBytes(16),
  publicKey: randomBytes(32),
  wrap: randomBytes(120),
})

export const someAccount = (parts: Partial<NewAccount> = {}): NewAccount => ({
  handle: `h${hex()}`,
  vaultId: hex(),
  identityKey: randomBytes(32),
  credentials: [someCredential('passphrase'), someCredential('recovery')],
  ...parts,
})

type MakeStore = () => Promise<AccountStore>

export function accountStoreConformance(name: string, makeStore: MakeStore): void {
  describe(`${name} keeps accounts`, () => {
    accountLaws(makeStore)
    sessionLaws(makeStore)
    deviceLaws(makeStore)
    shareLaws(makeStore)
    journalLaws(makeStore)
  })
}

async function withAccount(makeStore: MakeStore): Promise<{ store: AccountStore; account: NewAccount }> {
  const store = await makeStore()
  const account = someAccount()
  await store.createAccount(account)
  return { store, account }
}

function accountLaws(makeStore: MakeStore): void {
  test('a credential is found by handle and kind', async () => {
    const { store, account } = await withAccount(makeStore)
    const found = await store.findCredential(account.handle, 'recovery')
    expect(found?.vaultId).toBe(account.vaultId)
    expect([...(found?.wrap ?? [])]).toEqual([...(account.credentials[1]?.wrap ?? [])])
    expect(await store.findCredential('nobody', 'recovery')).toBeUndefined()
  })

  test('a handle belongs to one account', async () => {
    const { store, account } = await withAccount(makeStore)
    const other = someAccount({ handle: account.handle })
    await expect(store.createAccount(other)).rejects.toMatchObject({ code: 'handle-taken' })
    const twin = someAccount({ vaultId: account.vaultId })
    await expect(store.createAccount(twin)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.findCredential(twin.handle, 'passphrase')).toBeUndefined()
  })

  test('replacing a credential ends all sessions but the one that did it', async () => {
    const { store, account } = await withAccount(makeStore)
    const [mine, other] = [hex(), hex()]
    for (const id of [mine, other])
      await store.createSession(
        { id, vaultId: account.vaultId, createdMs: 1, lastSeenMs: 1 },
        randomBytes(32),
      )
    const fresh = someCredential('passphrase')
    await store.replaceCredential(account.vaultId, fresh, mine)
    const found = await store.findCredential(account.handle, 'passphrase')
    expect([...(found?.wrap ?? [])]).toEqual([...fresh.wrap])
    expect((await store.sessions(account.vaultId)).map(({ id }) => id)).toEqual([mine])
  })

  test('an erased account leaves nothing, and its vault id is never given again', async () => {
    const { store, account } = await withAccount(makeStore)
    const token = randomBytes(32)
    const { vaultId } = account
    await store.createSession({ id: hex(), vaultId, createdMs: 1, lastSeenMs: 1 }, token)
    await store.appendJournal(vaultId, 'signed-in', null, 0)
    await store.eraseAccount(vaultId)
    await store.eraseAccount(vaultId)
    expect(await store.findCredential(account.handle, 'passphrase')).toBeUndefined()
    expect(await store.findSession(token)).toBeUndefined()
    expect(await store.journal(vaultId, 10)).toEqual([])
    expect(await store.erasedVaults()).toEqual([vaultId])
    await expect(store.createAccount(account)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a challenge serves once', async () => {
    const store = await makeStore()
    const nonce = hex()
    expect(await store.useChallenge(nonce, 1000, 0)).toBe(true)
    expect(await store.useChallenge(nonce, 1000, 999)).toBe(false)
    expect(await store.useChallenge(hex(), 1000, 0)).toBe(true)
  })

  test('a server secret is made once', async () => {
    const store = await makeStore()
    const first = await store.serverSecret('one')
    expect(first.length).toBe(32)
    expect([...(await store.serverSecret('one'))]).toEqual([...first])
    expect([...(await store.serverSecret('two'))]).not.toEqual([...first])
  })
}

function sessionLaws(makeStore: MakeStore): void {
  test('a session is found by its token, touched, and ended by its vault only', async () => {
    const { store, account } = await withAccount(makeStore)
    const { vaultId, handle } = account
    const [id, token] = [hex(), randomBytes(32)]
    await store.createSession({ id, vaultId, createdMs: 5, lastSeenMs: 5 }, token)
    await store.touchSession(vaultId, id, 9)
    expect(await store.findSession(token)).toEqual({ id, vaultId, handle, createdMs: 5, lastSeenMs: 9 })
    expect(await store.findSession(randomBytes(32))).toBeUndefined()
    expect(await store.endSession(hex(), id)).toBe(false)
    expect(await store.endSession(vaultId, id)).toBe(true)
    expect(await store.findSession(token)).toBeUndefined()
  })

  test('stale sessions end, others stay', async () => {
    const { store, account } = await withAccount(makeStore)
    const add = async (id: string, createdMs: number, lastSeenMs: number) =>
      store.createSession({ id, vaultId: account.vaultId, createdMs, lastSeenMs }, randomBytes(32))
    await add('old', 10, 100)
    await add('idle', 50, 60)
    await add('live', 50, 100)
    await store.endStaleSessions(20, 70)
    expect((await store.sessions(account.vaultId)).map(({ id }) => id)).toEqual(['live'])
  })
}

function deviceLaws(makeStore: MakeStore): void {
  const deviceOf = (vaultId: string) => ({
    id: hex(),
    vaultId,
    phone: 'owntracks',
    tokenHash: randomBytes(32),
    createdDay: '2026-05-04',
  })

  test('a device is found by its token and counts what it sent', async () => {
    const { store, account } = await withAccount(makeStore)
    const device = deviceOf(account.vaultId)
    await store.addDevice(device)
    const activity = {
      vaultId: account.vaultId,
      deviceId: device.id,
      messages: 3,
      day: '2026-05-05',
      error: null,
    }
    await store.recordActivity([activity, { ...activity, messages: 0, error: 'unavailable' }])
    expect(await store.findDevice(device.tokenHash)).toEqual({
      id: device.id,
      vaultId: account.vaultId,
      phone: 'owntracks',
      createdDay: '2026-05-04',
      lastSeenDay: '2026-05-05',
      messages: 3,
      lastError: 'unavailable',
    })
    await store.recordActivity([activity])
    expect((await store.devices(account.vaultId))[0]).toMatchObject({ messages: 6, lastError: null })
  })

  test('a token belongs to one device, a device to one vault', async () => {
    const { store, account } = await withAccount(makeStore)
    const device = deviceOf(account.vaultId)
    await store.addDevice(device)
    const sameToken = { ...deviceOf(account.vaultId), tokenHash: device.tokenHash }
    await expect(store.addDevice(sameToken)).rejects.toMatchObject({ code: 'conflict' })
    const sameId = { ...device, tokenHash: randomBytes(32) }
    await expect(store.addDevice(sameId)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.removeDevice(hex(), device.id)).toBe(false)
    expect(await store.removeDevice(account.vaultId, device.id)).toBe(true)
    expect(await store.findDevice(device.tokenHash)).toBeUndefined()
  })
}

function shareLaws(makeStore: MakeStore): void {
  const shareOf = (vaultId: string, expiresMs = 100) => ({
    id: hex(),
    vaultId,
    createdMs: 10,
    expiresMs,
    sealed: randomBytes(300),
  })

  test('a share is fetched by its id until it expires, and each time is counted', async () => {
    const { store, account } = await withAccount(makeStore)
    const share = shareOf(account.vaultId)
    await store.addShare(share)
    await expect(store.addShare({ ...shareOf(account.vaultId), id: share.id })).rejects.toMatchObject({
      code: 'conflict',
    })
    for (const nowMs of [20, 99]) {
      const found = await store.openShare(share.id, nowMs)
      expect([[...found!.sealed], found!.expiresMs]).toEqual([[...share.sealed], 100])
    }
    expect(await store.openShare(share.id, 100)).toBeUndefined()
    expect(await store.openShare(hex(), 20)).toBeUndefined()
    const { id, vaultId } = share
    const shown = { id, vaultId, createdMs: 10, expiresMs: 100, bytes: 300, opened: 2 }
    expect(await store.shares(vaultId, 99)).toEqual([shown])
    expect(await store.shares(vaultId, 100)).toEqual([])
  })

  test('a share is taken back by its vault only, forgotten when it expired, and erased with its vault', async () => {
    const { store, account } = await withAccount(makeStore)
    const [one, old, last] = [
      shareOf(account.vaultId),
      shareOf(account.vaultId, 50),
      shareOf(account.vaultId),
    ]
    for (const share of [one, old, last]) await store.addShare(share)
    await store.forgetShares(50)
    expect(await store.openShare(old.id, 20)).toBeUndefined()
    expect(await store.removeShare(hex(), one.id)).toBe(false)
    expect(await store.removeShare(account.vaultId, one.id)).toBe(true)
    expect(await store.openShare(one.id, 20)).toBeUndefined()
    expect((await store.shares(account.vaultId, 20)).map(({ id }) => id)).toEqual([last.id])
    await store.eraseAccount(account.vaultId)
    expect(await store.openShare(last.id, 20)).toBeUndefined()
  })
}

function journalLaws(makeStore: MakeStore): void {
  test('the journal is one chain, and a changed, missing or moved entry breaks it', async () => {
    const { store, account } = await withAccount(makeStore)
    for (const event of ['account-created', 'signed-in', 'exported', 'signed-out'])
      await store.appendJournal(account.vaultId, event, null, Date.UTC(2026, 4, 4))
    const entries = await store.journal(account.vaultId, 10)
    expect(entries.map(({ number, event }) => [number, event])).toEqual([
      [1, 'account-created'],
      [2, 'signed-in'],
      [3, 'exported'],
      [4, 'signed-out'],
    ])
    expect(await isJournalIntact(entries, sha256)).toBe(true)
    expect(await isJournalIntact(entries.slice(2), sha256)).toBe(true)
    const changed = entries.map((entry) => (entry.number === 2 ? { ...entry, event: 'signed-out' } : entry))
    expect(await isJournalIntact(changed, sha256)).toBe(false)
    expect(await isJournalIntact(entries.toSpliced(1, 1), sha256)).toBe(false)
    expect(await isJournalIntact(entries.toReversed(), sha256)).toBe(false)
  })

  test('the last entries are given, oldest first', async () => {
    const { store, account } = await withAccount(makeStore)
    for (let i = 0; i < 5; i++) await store.appendJournal(account.vaultId, 'exported', null, i)
    expect((await store.journal(account.vaultId, 2)).map(({ number }) => number)).toEqual([4, 5])
  })
}
