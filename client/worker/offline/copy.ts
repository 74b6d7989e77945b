/** A copy of a vault that rests on this device: its head and its records, as sealed as on the server. */
import type { StoredRecord, VaultHead } from '../../../shared/vault/store.ts'
import type { Stores } from './database.ts'
import { asked, inDatabase, under } from './database.ts'

/** A state of the vault, and when the server showed it. `head` is undefined in a vault that holds nothing yet. */
export interface SeenState {
  readonly head: VaultHead | undefined
  readonly asOfMs: number
}

/** Which records a state is made of: the revision of each, by id. */
export type RecordIndex = ReadonlyMap<string, number>

/** What an offline copy must do. Every method is whole. */
export interface VaultCopy {
  state(): Promise<SeenState | undefined>
  /** The copied records among `ids`. */
  records(ids: readonly string[]): Promise<StoredRecord[]>
  /**
   * Goes on to a state: takes what is missing of it from `records`, drops what is not of it. A copy that is further
   * already (another tab was faster) stays as it is.
   */
  keep(state: SeenState, index: RecordIndex, records: Iterable<StoredRecord>): Promise<void>
  /** Ids of the index that the copy lacks. */
  missing(index: RecordIndex): Promise<string[]>
  /** Adds records to the state with this counter; when it has moved on, nothing happens. */
  add(counter: number, records: readonly StoredRecord[]): Promise<void>
}

type Key = readonly [vaultId: string, id: string, seq: number]

/** The copy of one vault in this browser's database. */
export function databaseCopy(vaultId: string): VaultCopy {
  const keyOf = ({ id, seq }: StoredRecord): IDBValidKey => [vaultId, id, seq]
  const state = (stores: Stores) => asked<SeenState | undefined>(stores('copies').get(vaultId))
  const keys = async (stores: Stores) =>
    (await asked(stores('copied').getAllKeys(under(vaultId)))) as unknown as Key[]
  return {
    state: () => inDatabase('readonly', ['copies'], state),
    records: (ids) =>
      inDatabase('readonly', ['copied'], async (stores) => {
        const found = ids.map((id) => asked<StoredRecord[]>(stores('copied').getAll(under(vaultId, id))))
        return (await Promise.all(found)).flat()
      }),
    keep: (now, index, records) =>
      inDatabase('readwrite', ['copies', 'copied'], async (stores) => {
        if (counterOf(await state(stores)) > counterOf(now)) return
        const copied = new Set<string>()
        for (const [, id, seq] of await keys(stores)) {
          if (index.get(id) === seq) copied.add(id)
          else stores('copied').delete([vaultId, id, seq])
        }
        for (const record of records)
          if (!copied.has(record.id) && index.get(record.id) === record.seq)
            stores('copied').put(record, keyOf(record))
        stores('copies').put(now, vaultId)
      }),
    missing: (index) =>
      inDatabase('readonly', ['copied'], async (stores) => {
        const copied = new Map((await keys(stores)).map(([, id, seq]) => [id, seq]))
        return [...index].filter(([id, seq]) => copied.get(id) !== seq).map(([id]) => id)
      }),
    add: (counter, records) =>
      inDatabase('readwrite', ['copies', 'copied'], async (stores) => {
        if (counterOf(await state(stores)) !== counter) return
        for (const record of records) stores('copied').put(record, keyOf(record))
      }),
  }
}

/** Erases the copy of a vault, and the way into it. Edits that were not sent yet stay. */
export function eraseCopy(vaultId: string): Promise<void> {
  return inDatabase('readwrite', ['copies', 'copied', 'waysIn'], async (stores) => {
    stores('copies').delete(vaultId)
    stores('waysIn').delete(vaultId)
    stores('copied').delete(under(vaultId))
  })
}

const counterOf = (state: SeenState | undefined): number => state?.head?.counter ?? 0
