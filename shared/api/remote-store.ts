/** The vault on the server, reached over HTTP: the VaultStore that the browser opens. */
import type { InboxItem, InboxKey, StoredRecord, VaultChange, VaultHead, VaultStore } from '../vault/store.ts'
import type { ApiCall } from './client.ts'

/** The store behind these calls, which throw Refusal as the server says. */
export function remoteStore(call: ApiCall): VaultStore {
  return {
    async head(): Promise<VaultHead | undefined> {
      return (await call('vaultHead')).head ?? undefined
    },
    async records(ids): Promise<StoredRecord[]> {
      return ids.length === 0 ? [] : (await call('vaultRecords', { body: { ids: [...ids] } })).records
    },
    async commit(change: VaultChange): Promise<void> {
      const { put, remove, drained } = change
      await call('vaultCommit', {
        body: { ...change, put: [...put], remove: [...remove], drained: [...drained] },
      })
    },
    async inbox(after, limit): Promise<InboxItem[]> {
      return (await call('vaultInbox', { query: { after, limit } })).items
    },
    async inboxCount(): Promise<number> {
      return (await call('vaultInboxCount')).count
    },
    async inboxKeys(): Promise<InboxKey[]> {
      return (await call('vaultInboxKeys')).keys
    },
    async putInboxKeys(keys): Promise<void> {
      await call('putInboxKeys', { body: { keys: [...keys] } })
    },
  }
}
