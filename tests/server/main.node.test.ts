import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { tokenHash } from '../../server/services/secrets.ts'
import { readSettings, SettingsError } from '../../server/settings.ts'
import { openStores } from '../../server/store/open-store.ts'
import { openInboxItem } from '../../shared/vault/inbox.ts'
import { publishInboxKey, vaultKeys } from '../../shared/vault/keys.ts'
import { ready } from '../../shared/vault/sodium.ts'
import { someAccount } from '../conformance/account-store.ts'
import { endProcess, startProcess } from './running-server.ts'
import { temporaryDirectories } from './store/directory.ts'

const newDirectory = temporaryDirectories()
const sodium = await ready()

/** A data directory with one account and one phone. */
async function prepared() {
  const directory = newDirectory()
  const token = randomBytes(24).toString('hex')
  const account = someAccount()
  const { vaultId } = account
  const keys = vaultKeys(sodium, vaultId, randomBytes(32))
  const { accounts, vaults } = await openStores(directory)
  await accounts.createAccount(account)
  await vaults.create(vaultId)
  await (await vaults.open(vaultId)).putInboxKeys([publishInboxKey(sodium, keys, 202605)])
  const device = { id: randomBytes(16).toString('hex'), phone: 'owntracks', createdDay: '2026-05-04' }
  await accounts.addDevice({ ...device, vaultId, tokenHash: tokenHash(token) })
  await accounts.close()
  await vaults.close()
  return { directory, token, vaultId, keys, deviceId: device.id }
}

/** Posts numbered messages from several connections until the server is gone; gives the numbers acknowledged. */
async function postUntilGone(address: string, token: string, acknowledged: number[]): Promise<void> {
  let next = 0
  const postOne = async (): Promise<void> => {
    for (;;) {
      const number = next++
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`${address}/in/owntracks`, { method: 'POST', headers, body: String(number) })
      if (answer.status === 200 && (await answer.text()) === '[]') acknowledged.push(number)
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, postOne))
}

test('a server that is killed under load has kept every message that it acknowledged', async () => {
  const { directory, token, vaultId, keys } = await prepared()
  const acknowledged: number[] = []
  for (let round = 0; round < 2; round++) {
    const running = await startProcess(directory)
    const before = acknowledged.length
    const posting = postUntilGone(running.address, token, acknowledged)
    while (acknowledged.length < before + 100) await new Promise((resolve) => setTimeout(resolve, 5))
    await endProcess(running, 'SIGKILL')
    await posting
  }
  const { accounts, vaults } = await openStores(directory)
  const items = await (await vaults.open(vaultId)).inbox(0, 100_000)
  const kept = items.map((item) => Buffer.from(openInboxItem(sodium, keys.access, item).body).toString())
  for (const number of new Set(acknowledged))
    expect(kept.filter((each) => each === String(number)).length).toBeGreaterThanOrEqual(
      acknowledged.filter((each) => each === number).length,
    )
  await accounts.close()
  await vaults.close()
})

test('a server that is asked to stop ends by itself and writes down what its devices did', async () => {
  const { directory, token, vaultId } = await prepared()
  const running = await startProcess(directory)
  const headers = { authorization: `Bearer ${token}` }
  await fetch(`${running.address}/in/owntracks`, { method: 'POST', headers, body: '{}' })
  expect(await endProcess(running, 'SIGTERM')).toBe(0)
  const { accounts, vaults } = await openStores(directory)
  expect((await accounts.devices(vaultId))[0]?.messages).toBe(1)
  await accounts.close()
  await vaults.close()
})

/** A start that fails, with these settings. */
function failedStart(env: Record<string, string>) {
  const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
  const started = promisify(execFile)(process.execPath, [main], { env })
  return started.catch((error: { code: number; stderr: string }) => error)
}

test('a mode model that cannot be used is one plain line, before anything is opened', async () => {
  const SILLAGE_DATA = newDirectory()
  const letter = join(SILLAGE_DATA, 'letter.txt')
  writeFileSync(letter, 'Dear friend, how are you?')
  expect(await failedStart({ SILLAGE_DATA, SILLAGE_PORT: '0', MODEL_FILE: letter })).toMatchObject({
    code: 1,
    stderr: 'Sillage did not start: MODEL_FILE cannot be used: not a mode model.\n',
  })
  expect(await failedStart({ SILLAGE_DATA, SILLAGE_PORT: '0', MODEL_FILE: `${letter}.gone` })).toMatchObject({
    stderr: 'Sillage did not start: MODEL_FILE cannot be used: it cannot be read.\n',
  })
})

test('a setting that cannot be is one plain line', async () => {
  expect(await failedStart({ SILLAGE_PORT: 'eighty' })).toMatchObject({
    code: 1,
    stderr: 'Sillage did not start: SILLAGE_PORT must be a port number from 0 to 65535.\n',
  })
})

test('settings have defaults, and a wrong one is named without its value', () => {
  expect(readSettings({})).toEqual({
    dataDirectory: './data',
    host: '127.0.0.1',
    port: 8340,
    origin: undefined,
    publisher: undefined,
    trustProxy: 0,
    logLevel: 'info',
  })
  const wrong = {
    SILLAGE_ORIGIN: 'https://sillage.example/path',
    SILLAGE_TRUST_PROXY: '-1',
    SILLAGE_DATA: '',
  }
  for (const [name, value] of Object.entries(wrong)) {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError)
    expect(() => readSettings({ [name]: value })).toThrow(name)
  }
})
