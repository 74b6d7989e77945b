/** The demo's vault with its study, at a time of one's own; its server answers, refuses or is away as a test wants. */
import { demoVault } from '../../../../client/worker/demo.ts'
import { VaultLine } from '../../../../client/worker/offline/vault-line.ts'
import { demoStudyServer } from '../../../../client/worker/studies/demo-study.ts'
import type { StudyServer } from '../../../../client/worker/studies/study-server.ts'
import { Studies } from '../../../../client/worker/studies.ts'
import { createClient } from '../../../../shared/api/client.ts'
import type { Refusal } from '../../../../shared/api/refusal.ts'
import { defaultFactorSet } from '../../../../shared/footprint/registry.ts'
import type { TableId } from '../../../../shared/research/tables/ids.ts'
import { MemoryVaultStore } from '../../../../shared/vault/memory-store.ts'
import { VaultRecords } from '../../../../shared/vault/records.ts'
import { ready } from '../../../../shared/vault/sodium.ts'

const sodium = await ready()
const demo = await demoVault(sodium, '2026-05-18', { factors: defaultFactorSet, onProgress: () => {} })
const base = await VaultRecords.open(sodium, demo.store, demo.keys.access)
const filling = await base.read(base.names(''))
const api = createClient(async () => {
  throw new Error('studies of the demo ask no server')
})

export const allTables: TableId[] = ['split-km', 'total-co2e', 'time-profile', 'flows']
export const at = (iso: string): number => Date.parse(iso)

/** One vault with fourteen days of May 2026, on the 18th. */
export class DemoStudies {
  readonly #clock: { nowMs: number }
  /** What the server was asked, in order. */
  readonly asked: string[] = []
  /** What every request fails with. */
  failing: Refusal | undefined
  readonly line: VaultLine
  server: StudyServer

  private constructor(line: VaultLine, server: StudyServer, clock: { nowMs: number }) {
    this.line = line
    this.server = server
    this.#clock = clock
  }

  get nowMs(): number {
    return this.#clock.nowMs
  }

  set nowMs(nowMs: number) {
    this.#clock.nowMs = nowMs
  }

  static async open(): Promise<DemoStudies> {
    const store = new MemoryVaultStore()
    await (await VaultRecords.open(sodium, store, demo.keys.access)).write({ put: filling })
    const line = new VaultLine({ sodium, store, keys: demo.keys, api })
    const clock = { nowMs: at('2026-05-18T10:00:00Z') }
    const world = new DemoStudies(line, await demoStudyServer(sodium, () => clock.nowMs), clock)
    const { join, register, withdraw, contribute } = world.server
    world.server = {
      ...world.server,
      join: world.#watched('join', join),
      register: world.#watched('register', register),
      withdraw: world.#watched('withdraw', withdraw),
      contribute: world.#watched('contribute', contribute),
    }
    return world
  }

  /** The studies as one more tab would open them. */
  get studies(): Studies {
    return new Studies(
      {
        sodium,
        root: demo.keys.studies,
        server: this.server,
        open: () => this.line.records(),
        nowMs: () => this.nowMs,
      },
      this.line,
    )
  }

  /** The study as it is shown. */
  async seen() {
    return (await this.studies.view({ language: 'en' })).studies[0]!
  }

  /** Agrees to the study; its hash. */
  async consent(isAsked = true, tables = allTables): Promise<string> {
    const { hash } = await this.seen()
    await this.studies.consent({ hash, tables, withHome: false, language: 'en', isAsked })
    return hash
  }

  async previewOf(hash: string, month: string | null = null, tables = allTables, withHome = false) {
    return this.studies.preview({ hash, month, tables, withHome })
  }

  #watched<A extends unknown[], T>(name: string, work: (...args: A) => Promise<T>) {
    return async (...args: A): Promise<T> => {
      this.asked.push(name)
      if (this.failing) throw this.failing
      return work(...args)
    }
  }
}
