/** Edits said in any tab, on any device, sent in any order, with answers lost on the way: none is lost, none is twice. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEdits } from '../../../../client/worker/notes.ts'
import type { Shelf } from '../../../../client/worker/offline/edit-queue.ts'
import { EditQueue, memoryShelf } from '../../../../client/worker/offline/edit-queue.ts'
import type { Edit } from '../../../../shared/analysis/edits/registry.ts'
import { Refusal } from '../../../../shared/api/refusal.ts'
import { vaultKeys } from '../../../../shared/vault/keys.ts'
import { MemoryVaultStore } from '../../../../shared/vault/memory-store.ts'
import { VaultRecords } from '../../../../shared/vault/records.ts'
import { ready } from '../../../../shared/vault/sodium.ts'
import type { VaultStore } from '../../../../shared/vault/store.ts'
import { testVaultId } from '../../../support/vault.ts'

const sodium = await ready()
const keys = vaultKeys(sodium, testVaultId, new Uint8Array(32).fill(42))

const editOf = (id: string): Edit => ({
  kind: 'mode',
  id,
  editedAt: '2026-05-04T08:00:00.000Z',
  start: '2026-05-04T06:00:00Z',
  end: '2026-05-04T06:30:00Z',
  mode: 'tram',
})

/** What may become of a commit: taken, lost on the way there, or taken with its answer lost. */
type Fate = 'taken' | 'request-lost' | 'answer-lost'

/** The one vault as one tab reaches it: its commits meet these fates in turn, then are taken. */
function reached(vault: VaultStore, scheduler: fc.Scheduler, fates: Fate[]): VaultStore {
  const lost = () => new Refusal('unavailable', 'The connection was lost.')
  const travel = (what: string) => scheduler.schedule(Promise.resolve(), what)
  return {
    async head() {
      await travel('head')
      return vault.head()
    },
    async records(ids) {
      await travel('records')
      return vault.records(ids)
    },
    async commit(change) {
      await travel('commit')
      const fate = fates.shift() ?? 'taken'
      if (fate === 'request-lost') throw lost()
      await vault.commit(change)
      if (fate === 'answer-lost') throw lost()
    },
    inbox: (after, limit) => vault.inbox(after, limit),
    inboxCount: () => vault.inboxCount(),
    inboxKeys: () => vault.inboxKeys(),
    putInboxKeys: (some) => vault.putInboxKeys(some),
  }
}

interface Tab {
  readonly queue: EditQueue
  readonly store: VaultStore
}

const open = (store: VaultStore) => VaultRecords.open(sodium, store, keys.access)

/** The edits that a tab shows. */
async function shownIn({ queue, store }: Tab): Promise<readonly Edit[]> {
  const records = await open(store)
  await queue.layOver(records)
  return readEdits(records)
}

async function sendIfReached({ queue, store }: Tab): Promise<void> {
  try {
    await queue.send(() => open(store))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error.code).toBe('unavailable')
  }
}

const tabCount = 3
const someTab = fc.nat({ max: tabCount - 1 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('say' as const), tab: someTab }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('take-back' as const), tab: someTab, which: fc.nat() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('send' as const),
      tabs: fc.uniqueArray(someTab, { minLength: 1 }),
    }),
  },
)
const someFates = fc.array(fc.constantFrom<Fate>('taken', 'request-lost', 'answer-lost'), { maxLength: 6 })

test('any interleaving of two tabs and another device ends in all that was said, less what was taken back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(step, { maxLength: 14 }),
      fc.tuple(someFates, someFates, someFates),
      async (scheduler, steps, fates) => {
        const vault = new MemoryVaultStore()
        const shared = memoryShelf()
        const shelves: Shelf[] = [shared, shared, memoryShelf()]
        const tabs: Tab[] = shelves.map((shelf, i) => ({
          queue: new EditQueue(sodium, keys.access, shelf),
          store: reached(vault, scheduler, [...fates[i]!]),
        }))
        const [said, takenBack] = [new Set<string>(), new Set<string>()]
        for (const each of steps) {
          if (each.what === 'send') {
            await scheduler.waitFor(Promise.all(each.tabs.map((i) => sendIfReached(tabs[i]!))))
            continue
          }
          const tab = tabs[each.tab]!
          if (each.what === 'say') {
            const id = `edit-${said.size}`
            said.add(id)
            await tab.queue.add({ added: [editOf(id)], takenBack: [] })
          } else {
            const shown = await shownIn({ queue: tab.queue, store: vault })
            if (shown.length === 0) continue
            const { id } = shown[each.which % shown.length]!
            takenBack.add(id)
            await tab.queue.add({ added: [], takenBack: [id] })
          }
        }
        for (const { queue } of tabs) await queue.send(() => open(vault))
        const kept = (await readEdits(await open(vault))).map(({ id }) => id)
        expect(kept.sort()).toEqual([...said].filter((id) => !takenBack.has(id)).sort())
        for (const { queue } of tabs) expect(await queue.size()).toBe(0)
      },
    ),
    { numRuns: 150 },
  )
})

test('what waits is sealed for its place: nothing of it can be read, and it cannot be passed off as another', async () => {
  const shelf = memoryShelf()
  const queue = new EditQueue(sodium, keys.access, shelf)
  await queue.add({ added: [editOf('one')], takenBack: [] })
  const [sealed] = await shelf.all()
  expect(new TextDecoder('latin1').decode(sealed!.envelope)).not.toContain('tram')
  await shelf.put({ id: 'ff'.repeat(16), envelope: sealed!.envelope })
  const vault = new MemoryVaultStore()
  await expect(queue.send(() => open(vault))).rejects.toMatchObject({ code: 'bad-vault-data' })
  expect(await vault.head()).toBeUndefined()
})

test('what waits is shown before it is sent, and sending what is there already writes nothing', async () => {
  const vault = new MemoryVaultStore()
  const queue = new EditQueue(sodium, keys.access, memoryShelf())
  const again = new EditQueue(sodium, keys.access, memoryShelf())
  await queue.add({ added: [editOf('one')], takenBack: [] })
  await again.add({ added: [editOf('one')], takenBack: [] })
  expect(await shownIn({ queue, store: vault })).toEqual([editOf('one')])
  expect(await readEdits(await open(vault))).toEqual([])
  expect(await queue.send(() => open(vault))).toBe(1)
  expect(await again.send(() => open(vault))).toBe(1)
  expect((await vault.head())?.counter).toBe(1)
})
