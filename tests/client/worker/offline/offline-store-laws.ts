/** What a vault that can be read without its server must do, with a copy on the device and without. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VaultCopy } from '../../../../client/worker/offline/copy.ts'
import { OfflineStore } from '../../../../client/worker/offline/offline-store.ts'
import { Refusal } from '../../../../shared/api/refusal.ts'
import { fromUtf8, toHex, utf8 } from '../../../../shared/vault/bytes.ts'
import { vaultKeys } from '../../../../shared/vault/keys.ts'
import { MemoryVaultStore } from '../../../../shared/vault/memory-store.ts'
import type { RecordName } from '../../../../shared/vault/records.ts'
import { VaultRecords } from '../../../../shared/vault/records.ts'
import { ready } from '../../../../shared/vault/sodium.ts'
import type { InboxItem, StoredRecord, VaultChange, VaultHead } from '../../../../shared/vault/store.ts'
import { vaultStoreConformance } from '../../../conformance/vault-store.ts'

const sodium = await ready()

/** A server that can be cut off. */
class CutStore extends MemoryVaultStore {
  isCut = false
  override async head(): Promise<VaultHead | undefined> {
    this.#reach()
    return super.head()
  }
  override async records(ids: readonly string[]): Promise<StoredRecord[]> {
    this.#reach()
    return super.records(ids)
  }
  override async commit(change: VaultChange): Promise<void> {
    this.#reach()
    return super.commit(change)
  }
  override async inboxCount(): Promise<number> {
    this.#reach()
    return super.inboxCount()
  }
  #reach(): void {
    if (this.isCut) throw new Refusal('unavailable', 'The server is cut off.')
  }
}

class OfflineInbox extends OfflineStore {
  readonly #server: MemoryVaultStore
  constructor(server: MemoryVaultStore, copy: VaultCopy | undefined) {
    super({ remote: server, nowMs: () => 0 })
    this.#server = server
    this.useCopy(copy)
  }
  addInbox(item: Omit<InboxItem, 'number'>): Promise<void> {
    return this.#server.addInbox(item)
  }
}

const kinds = ['write', 'write-elsewhere', 'look', 'cut', 'mend', 'reload'] as const
const names: readonly RecordName[] = ['trips/2026-05', 'trips/2026-06', 'edits/all', 'raw/2026-05-04/phone']
const someStep = (isCopied: boolean) =>
  fc.record({
    what: fc.constantFrom(...kinds),
    // Fixes are held by a copy only.
    name: fc.constantFrom(...names.filter((name) => isCopied || !name.startsWith('raw/'))),
  })

/** `newCopy` gives a copy that holds nothing yet for a vault, or undefined where there is to be none. */
export function offlineStoreLaws(name: string, newCopy: (vaultId: string) => VaultCopy | undefined): void {
  const isCopied = newCopy('00'.repeat(16)) !== undefined
  const newVaultId = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)))

  vaultStoreConformance(name, async () => new OfflineInbox(new MemoryVaultStore(), newCopy(newVaultId())))

  describe(`${name} reads without its server`, () => {
    test('exactly the last state that was seen whole, whatever was written here and elsewhere', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(someStep(isCopied), { maxLength: 25 }), async (steps) => {
          const vaultId = newVaultId()
          const keys = vaultKeys(sodium, vaultId, new Uint8Array(32).fill(7)).access
          const server = new CutStore()
          const copy = newCopy(vaultId)
          const newStore = () => {
            const made = new OfflineStore({ remote: server, nowMs: () => 0 })
            made.useCopy(copy)
            return made
          }
          let store = newStore()
          let number = 0
          /** What is to be seen without the server, and the counter that belongs to it. */
          let seen: { counter: number; contents: Record<string, string> } | undefined
          /** What a copy holds, which is all that outlives the page. */
          let copied: typeof seen
          const read = async (): Promise<NonNullable<typeof seen>> => {
            const records = await VaultRecords.open(sodium, store, keys)
            const found = await records.read(records.names(''))
            const contents = Object.fromEntries([...found].map(([each, bytes]) => [each, fromUtf8(bytes)]))
            if (!store.isAway) await store.keep(records.head, records.index())
            return { counter: records.head?.counter ?? 0, contents }
          }
          for (const each of steps) {
            if (each.what === 'cut') server.isCut = true
            else if (each.what === 'mend') {
              server.isCut = false
              store.comeBack()
            } else if (each.what === 'reload') {
              store = newStore()
              seen = copied
            } else if (each.what === 'look') {
              if (server.isCut && seen === undefined)
                await expect(read()).rejects.toMatchObject({ code: 'unavailable' })
              else {
                const shown = await read()
                if (server.isCut || store.isAway) expect(shown).toEqual(seen)
                else {
                  seen = shown
                  copied = copy && shown
                }
              }
            } else if (!server.isCut && !store.isAway) {
              const through = each.what === 'write' ? store : server
              const records = await VaultRecords.open(sodium, through, keys)
              const before = records.head?.counter ?? 0
              const content = `content ${++number}`
              await records.write({ put: new Map([[each.name, utf8(content)]]) })
              // What was written here upon what was seen is seen, too.
              if (each.what === 'write' && seen?.counter === before)
                seen = { counter: before + 1, contents: { ...seen.contents, [each.name]: content } }
            }
          }
        }),
        // A database takes its time.
        { numRuns: isCopied ? 40 : 200 },
      )
    })

    test('and says that it needs the server to be written', async () => {
      const server = new CutStore()
      const vaultId = newVaultId()
      const keys = vaultKeys(sodium, vaultId, new Uint8Array(32).fill(7)).access
      const store = new OfflineStore({ remote: server, nowMs: () => 0 })
      store.useCopy(newCopy(vaultId))
      const records = await VaultRecords.open(sodium, store, keys)
      await store.keep(records.head, records.index())
      server.isCut = true
      const put = new Map([['edits/all', utf8('x')] as const])
      await expect(records.write({ put })).rejects.toMatchObject({ code: 'unavailable' })
      expect(store.isAway).toBe(true)
      server.isCut = false
      expect(await server.head()).toBeUndefined()
    })
  })
}
