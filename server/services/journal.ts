/** The access journal: what happened to a vault, for its owner to read. */
import type { JournalEntry } from '../../shared/api/journal.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Clock } from './clock.ts'

/** Everything that is noted; `subject` says which device or session where there is one. */
type JournalEvent =
  | 'account-created'
  | 'signed-in'
  | 'signed-out'
  | 'session-ended'
  | 'credential-replaced'
  | 'device-added'
  | 'device-removed'
  | 'share-added'
  | 'share-removed'
  | 'unlocked'
  | 'exported'
  | 'printed'
  | 'archived'
  | 'archive-imported'
  | 'processed'
  | 'processed-in-browser'
  | 'certified'

/** Years of daily use; the chain of what is shown can still be checked from its first entry. */
const maxEntries = 10_000

export interface Journal {
  note(vaultId: string, event: JournalEvent, subject?: string): Promise<void>
  /** The last entries, oldest first. */
  list(vaultId: string): Promise<JournalEntry[]>
}

export function createJournal(accounts: AccountStore, clock: Clock): Journal {
  return {
    note: (vaultId, event, subject) => accounts.appendJournal(vaultId, event, subject ?? null, clock()),
    list: (vaultId) => accounts.journal(vaultId, maxEntries),
  }
}
