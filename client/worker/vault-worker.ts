/** The vault worker: holds the keys of the open vault and answers the page's calls, one after the other. */
import { EditFault } from '../../shared/analysis/edits/edit.ts'
import { createClient } from '../../shared/api/client.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { remoteStore } from '../../shared/api/remote-store.ts'
import { ArchiveFault } from '../../shared/archive/fault.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { FormatError } from '../../shared/formats/format.ts'
import { StudyFault } from '../../shared/research/study-fault.ts'
import { checkCertificate } from '../../shared/vault/certificate.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { InputOf, OutputOf, VaultCallName, VaultMessage, VaultRequest } from '../vault-protocol.ts'
import type { OpenedAccount } from './account.ts'
import {
  changePassphrase,
  createAccount,
  eraseAccount,
  openFromWayIn,
  openWithPassphrase,
  recoverAccount,
} from './account.ts'
import { loadAids } from './aids.ts'
import { demoVault } from './demo.ts'
import { send, speakOf } from './http.ts'
import { VaultLine } from './offline/vault-line.ts'
import { findWayIn } from './offline/ways-in.ts'
import type { OnProgress } from './open-vault.ts'
import { OpenVault } from './open-vault.ts'
import { openShare } from './sharing.ts'
import { stretchApart } from './stretching.ts'
import { studyHandlers } from './studies/handlers.ts'

const api = createClient(send)
const store = remoteStore(api)
let open: OpenVault | undefined

type Handlers = { [N in VaultCallName]: (input: InputOf<N>, onProgress: OnProgress) => Promise<OutputOf<N>> }

const handlers: Handlers = {
  async create(input) {
    const { words, ...made } = await createAccount(await account(), input)
    await opened(made, input.handle)
    return { words }
  },
  async unlock({ handle, passphrase }, onProgress) {
    onProgress({ step: 'derive', done: 0, total: 1 })
    try {
      return await opened(await openWithPassphrase(await account(), handle, passphrase), handle)
    } catch (error) {
      const isAway = error instanceof Refusal && error.code === 'unavailable'
      if (isAway && (await openedFromCopy(handle, passphrase))) return { rolledBack: false }
      throw error
    }
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
    const left = open?.handle === undefined ? undefined : open
    open = undefined
    await left?.line.makeReadable(false)
    if (left) await api('logout')
  },
  view: () => vault().view(),
  async reconnect() {
    return { rolledBack: await vault().line.reconnect() }
  },
  async keepOffline({ keep }) {
    await vault().line.makeReadable(keep)
  },
  waiting: () => vault().waiting(),
  process: (_, onProgress) => telling(vault().process(onProgress)),
  correct: (input) => telling(vault().correct(input)),
  previewEdits: (input) => vault().previewEdits(input),
  addTrip: (input) => telling(vault().addTrip(input)),
  undo: (input) => telling(vault().undo(input)),
  tripSources: () => vault().tripSources(),
  sayOfPlaces: (input) => telling(vault().sayOfPlaces(input)),
  unsayOfPlaces: (input) => telling(vault().unsayOfPlaces(input)),
  tripDetails: (input) => vault().tripDetails(input),
  similar: (input) => vault().similar(input),
  saveSettings: (input) => telling(vault().saveSettings(input)),
  territory: () => vault().server.territory(),
  previewFootprints: (input) => vault().previewFootprints(input),
  applyFootprints: (input) => telling(vault().applyFootprints(input)),
  undoFootprints: (input) => telling(vault().undoFootprints(input)),
  certify: (input) => vault().certify(input),
  checkCertificate: async ({ text }) => checkCertificate(await ready(), text),
  devices: () => vault().server.devices(),
  addDevice: (input) => telling(vault().server.addDevice(input)),
  removeDevice: (input) => vault().server.removeDevice(input),
  importFile: (input, onProgress) => telling(vault().importFile(input, onProgress)),
  exportAll: (input) => vault().exportAll(input),
  exportArchive: () => vault().exportArchive(),
  fingerprint: () => vault().fingerprint(),
  inspectArchive: (input) => vault().inspectArchive(input),
  importArchive: (input, onProgress) => telling(vault().importArchive(input, onProgress)),
  previewShare: (input) => vault().previewShare(input),
  addShare: (input) => telling(vault().server.addShare(input)),
  shares: () => vault().server.shares(),
  removeShare: (input) => vault().server.removeShare(input),
  ...studyHandlers(vault, telling),
  openShare: (input) => openShare(api, input),
  summary: (input) => vault().summary(input),
  notePrinted: () => vault().server.note('printed'),
  journal: () => vault().server.journal(),
  sessions: () => vault().server.sessions(),
  endSession: (input) => vault().server.endSession(input),
  async changePassphrase(input) {
    const wayIn = await changePassphrase(await account(), vault().keys, { handle: handle(), ...input })
    await vault().line.replaceWayIn(wayIn)
  },
  async erase({ passphrase }) {
    await withdrawFromAll(passphrase)
    await eraseAccount(await account(), handle(), passphrase)
    await vault().line.forget()
    open = undefined
  },
}

/** With the vault goes the key that could withdraw: what studies were given and is not released is erased before. */
async function withdrawFromAll(passphrase: string): Promise<void> {
  const { wayIn } = vault().line
  if (!wayIn || !(await vault().studies.hasAny())) return
  // A passphrase that is not the right one erases nothing, and so withdraws nothing.
  await openFromWayIn(await account(), {
    ...{ handle: handle(), passphrase, vaultId: vault().keys.vaultId, wayIn },
  })
  await (await vault().studies.open()).withdrawFromAll()
}

async function account() {
  return { sodium: await ready(), api, host: self.location.host, stretch: stretchApart }
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

async function opened({ keys, wayIn }: OpenedAccount, ownHandle: string): Promise<{ rolledBack: boolean }> {
  const sodium = await ready()
  speakOf(keys.vaultId)
  const line = new VaultLine({
    sodium,
    store,
    keys,
    api,
    account: { handle: ownHandle, wayIn },
    onAway: sayStale,
  })
  const rolledBack = await line.check()
  open = new OpenVault({ sodium, store, keys, api, handle: ownHandle, line })
  await open.server.note('unlocked')
  await line.takeUpCopy()
  await line.sendIfReached()
  return { rolledBack }
}

/** Opens the copy that this device keeps; false when it keeps none. Throws Refusal `wrong-credentials`. */
async function openedFromCopy(ownHandle: string, passphrase: string): Promise<boolean> {
  const context = await account()
  const { sodium } = context
  const found = await findWayIn(sodium, ownHandle)
  if (!found) return false
  const { keys, logInLater } = await openFromWayIn(context, { handle: ownHandle, passphrase, ...found })
  const own = { handle: ownHandle, wayIn: found.wayIn, logInLater }
  speakOf(keys.vaultId)
  const line = new VaultLine({ sodium, store, keys, api, account: own, onAway: sayStale })
  await line.takeUpCopy()
  open = new OpenVault({ sodium, store, keys, api, handle: ownHandle, line })
  return true
}

/** Other tabs of this site; what is said between them is which vault has changed, and nothing of what is in it. */
const tabs = new BroadcastChannel('sillage')
tabs.addEventListener('message', ({ data }: MessageEvent<string>) => {
  if (open?.handle !== undefined && open.keys.vaultId === data) sayStale()
})

function sayStale(): void {
  post({ isStale: true })
}

/** Tells other tabs when work has changed the vault, or this device's queue of changes. */
async function telling<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } finally {
    if (open?.handle !== undefined) tabs.postMessage(open.keys.vaultId)
  }
}

/** Calls wait for each other, so that two of them never write the vault at once. */
let previous: Promise<void> = Promise.resolve()

self.addEventListener('message', ({ data }: MessageEvent<VaultRequest>) => {
  previous = previous.then(() => answer(data))
})

async function answer({ number, call, input }: VaultRequest): Promise<void> {
  try {
    const handler = handlers[call as VaultCallName] as (
      input: unknown,
      onProgress: OnProgress,
    ) => Promise<unknown>
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

function post(message: VaultMessage): void {
  self.postMessage(message)
}

/** Whether it is what the owner may be told, rather than a fault of ours. */
const isRefused = (error: unknown): error is Refusal | FormatError | EditFault | ArchiveFault | StudyFault =>
  [Refusal, FormatError, EditFault, ArchiveFault, StudyFault].some((kind) => error instanceof kind)
