/** The vault worker: holds the keys of the open vault and answers the page's calls, one after the other. */
import { EditFault } from '../../shared/analysis/edits/edit.ts'
import { createClient } from '../../shared/api/client.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { remoteStore } from '../../shared/api/remote-store.ts'
import { ArchiveFault } from '../../shared/archive/fault.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { FormatError } from '../../shared/formats/format.ts'
import { checkCertificate } from '../../shared/vault/certificate.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { InputOf, OutputOf, VaultCallName, VaultMessage, VaultRequest } from '../vault-protocol.ts'
import {
  changePassphrase,
  checkInboxKeys,
  createAccount,
  eraseAccount,
  openWithPassphrase,
  recoverAccount,
} from './account.ts'
import { loadAids } from './aids.ts'
import { demoVault } from './demo.ts'
import { send } from './http.ts'
import type { OnProgress } from './open-vault.ts'
import { OpenVault } from './open-vault.ts'
import { forgetPin, wentBack } from './pins.ts'
import { openShare } from './sharing.ts'

const api = createClient(send)
const store = remoteStore(api)
let open: OpenVault | undefined

type Handlers = { [N in VaultCallName]: (input: InputOf<N>, onProgress: OnProgress) => Promise<OutputOf<N>> }

const handlers: Handlers = {
  async create(input) {
    const { keys, words } = await createAccount(await account(), input)
    await opened(keys, input.handle)
    return { words }
  },
  async unlock({ handle, passphrase }, onProgress) {
    onProgress({ step: 'derive', done: 0, total: 1 })
    return opened(await openWithPassphrase(await account(), handle, passphrase), handle)
  },
  async recover(input, onProgress) {
    onProgress({ step: 'derive', done: 0, total: 1 })
    return opened(await recoverAccount(await account(), input), input.handle)
  },
  async openDemo(_, onProgress) {
    const sodium = await ready()
    const today = new Date().toISOString().slice(0, 10)
    const demo = await demoVault(sodium, today, {
      factors: defaultFactorSet,
      aids: await loadAids(),
      onProgress,
    })
    open = new OpenVault({ sodium, api, ...demo, handle: undefined })
    return { rolledBack: false }
  },
  async lock() {
    open = undefined
  },
  async logOut() {
    const hadAccount = open?.handle !== undefined
    open = undefined
    if (hadAccount) await api('logout')
  },
  view: () => vault().view(),
  process: (_, onProgress) => vault().process(onProgress),
  correct: (input) => vault().correct(input),
  addTrip: (input) => vault().addTrip(input),
  undo: (input) => vault().undo(input),
  sayOfPlaces: (input) => vault().sayOfPlaces(input),
  unsayOfPlaces: (input) => vault().unsayOfPlaces(input),
  tripDetails: (input) => vault().tripDetails(input),
  similar: (input) => vault().similar(input),
  saveSettings: (input) => vault().saveSettings(input),
  territory: () => vault().territory(),
  previewFootprints: (input) => vault().previewFootprints(input),
  applyFootprints: (input) => vault().applyFootprints(input),
  undoFootprints: (input) => vault().undoFootprints(input),
  certify: (input) => vault().certify(input),
  checkCertificate: async ({ text }) => checkCertificate(await ready(), text),
  devices: () => vault().devices(),
  addDevice: (input) => vault().addDevice(input),
  removeDevice: (input) => vault().removeDevice(input),
  importFile: (input, onProgress) => vault().importFile(input, onProgress),
  exportAll: (input) => vault().exportAll(input),
  exportArchive: () => vault().exportArchive(),
  fingerprint: () => vault().fingerprint(),
  inspectArchive: (input) => vault().inspectArchive(input),
  importArchive: (input, onProgress) => vault().importArchive(input, onProgress),
  previewShare: (input) => vault().previewShare(input),
  addShare: (input) => vault().addShare(input),
  shares: () => vault().shares(),
  removeShare: (input) => vault().removeShare(input),
  openShare: (input) => openShare(api, input),
  summary: (input) => vault().summary(input),
  notePrinted: () => vault().notePrinted(),
  journal: () => vault().journal(),
  sessions: () => vault().sessions(),
  endSession: (input) => vault().endSession(input),
  async changePassphrase(input) {
    await changePassphrase(await account(), vault().keys, { handle: handle(), ...input })
  },
  async erase({ passphrase }) {
    await eraseAccount(await account(), handle(), passphrase)
    await forgetPin(vault().keys.vaultId)
    open = undefined
  },
}

async function account() {
  return { sodium: await ready(), api, host: self.location.host }
}

function vault(): OpenVault {
  if (!open) throw new Refusal('not-signed-in', 'The vault is locked.')
  return open
}

function handle(): string {
  const known = vault().handle
  if (known === undefined) throw new Refusal('unavailable', 'The demo vault has no account.')
  return known
}

async function opened(keys: VaultKeys, ownHandle: string): Promise<{ rolledBack: boolean }> {
  const sodium = await ready()
  await checkInboxKeys(sodium, keys, store)
  const rolledBack = await wentBack(keys.vaultId, await store.head())
  open = new OpenVault({ sodium, store, keys, api, handle: ownHandle })
  await open.unlocked()
  return { rolledBack }
}

/** Calls wait for each other, so that two of them never write the vault at once. */
let previous: Promise<void> = Promise.resolve()

self.addEventListener('message', ({ data }: MessageEvent<VaultRequest>) => {
  previous = previous.then(() => answer(data))
})

async function answer({ number, call, input }: VaultRequest): Promise<void> {
  const post = (message: VaultMessage) => self.postMessage(message)
  try {
    const handler = handlers[call] as (input: unknown, onProgress: OnProgress) => Promise<unknown>
    post({ number, result: await handler(input, (progress) => post({ number, progress })) })
  } catch (error) {
    const known = isRefused(error)
    if (!known) console.error('A call of the vault failed', error)
    const failure = known
      ? { code: error.code, detail: error.message }
      : { code: 'fault', detail: 'Something went wrong on this device.' }
    post({ number, failure })
  }
}

/** Whether it is what the owner may be told, rather than a fault of ours. */
const isRefused = (error: unknown): error is Refusal | FormatError | EditFault | ArchiveFault =>
  [Refusal, FormatError, EditFault, ArchiveFault].some((kind) => error instanceof kind)
