/** What an open vault has on its server beside its records: phones, links, sessions, and the journal of who came in. */
import type { ApiCall } from '../../shared/api/client.ts'
import type { BodyOf } from '../../shared/api/contract.ts'
import { isJournalIntact } from '../../shared/api/journal.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { InputOf, OutputOf } from '../vault-protocol.ts'
import { addDevice, listDevices, sha256 } from './devices.ts'
import type { VaultLine } from './offline/vault-line.ts'
import { addShare, listShares } from './sharing.ts'

/** What happens in the browser alone, and is noted from here. */
type NotedEvent = BodyOf<'noteInJournal'>['event']

export class ServerSide {
  /** Undefined in the demo, which has no account. */
  readonly handle: string | undefined
  readonly #sodium: Sodium
  readonly #api: ApiCall
  readonly #line: VaultLine

  constructor(parts: { sodium: Sodium; api: ApiCall; handle: string | undefined; line: VaultLine }) {
    this.handle = parts.handle
    this.#sodium = parts.sodium
    this.#api = parts.api
    this.#line = parts.line
  }

  async territory(): Promise<OutputOf<'territory'>> {
    const { territory } = await this.#api('territory')
    if (territory === null) return null
    const { schema: _, ...figures } = territory
    return figures
  }

  async devices(): Promise<OutputOf<'devices'>> {
    return this.handle
      ? this.#line.reading(async () => listDevices(this.#api, await this.#line.records()))
      : []
  }

  async addDevice(input: InputOf<'addDevice'>): Promise<OutputOf<'addDevice'>> {
    await this.#needServer()
    return addDevice(this.#api, await this.#line.records(), input, this.#sodium)
  }

  async removeDevice({ id }: InputOf<'removeDevice'>): Promise<void> {
    await this.#needServer()
    await this.#api('removeDevice', { parts: { id } })
  }

  async addShare(input: InputOf<'addShare'>): Promise<OutputOf<'addShare'>> {
    await this.#needServer()
    return addShare(this.#api, () => this.#line.records(), input)
  }

  async shares(): Promise<OutputOf<'shares'>> {
    return this.handle
      ? this.#line.reading(async () => listShares(this.#api, await this.#line.records()))
      : []
  }

  async removeShare({ id }: InputOf<'removeShare'>): Promise<void> {
    await this.#needServer()
    await this.#api('removeShare', { parts: { id } })
  }

  async journal(): Promise<OutputOf<'journal'>> {
    if (!this.handle) return { entries: [], intact: true }
    const { entries } = await this.#api('journal')
    return { entries, intact: await isJournalIntact(entries, sha256) }
  }

  async sessions(): Promise<OutputOf<'sessions'>> {
    return this.handle ? (await this.#api('sessions')).sessions : []
  }

  async endSession({ id }: InputOf<'endSession'>): Promise<void> {
    await this.#needServer()
    await this.#api('endSession', { parts: { id } })
  }

  /** Notes in the journal what the server does not see by itself; the demo has none. */
  async note(event: NotedEvent): Promise<void> {
    if (this.handle) await this.#api('noteInJournal', { body: { event } })
  }

  /** Throws Refusal `unavailable` in the demo, and where the server is away. */
  async #needServer(): Promise<void> {
    if (!this.handle) throw new Refusal('unavailable', 'The demo vault has no server to write to.')
    await this.#line.needServer()
  }
}
