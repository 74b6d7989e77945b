/** Accounts: making one, changing a credential, erasing everything. */
import type { BodyOf } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { AccountStore, Session } from '../store/account-store.ts'
import type { ResearchStore } from '../store/research-store.ts'
import type { VaultStores } from '../store/vault-stores.ts'
import type { Challenges, ProofSubject } from './challenges.ts'

export interface Accounts {
  create(input: BodyOf<'createAccount'>): Promise<void>
  replaceCredential(session: Session, host: string, input: BodyOf<'replaceCredential'>): Promise<void>
  /** `stopWork` ends whatever still holds the vault open. */
  erase(
    session: Session,
    host: string,
    input: BodyOf<'eraseAccount'>,
    stopWork: () => Promise<void>,
  ): Promise<void>
}

interface Stores {
  readonly accounts: AccountStore
  readonly vaults: VaultStores
  readonly research: ResearchStore
}

export function createAccounts({ accounts, vaults, research }: Stores, challenges: Challenges): Accounts {
  const subject = (session: Session, host: string, action: ProofSubject['action']): ProofSubject => ({
    handle: session.handle,
    action,
    host,
  })

  return {
    /** The vault comes first: an account always has one, and a vault without an account can be opened by nobody. */
    async create({ handle, vaultId, identityKey, credentials, inboxKeys }) {
      if (new Set(credentials.map(({ kind }) => kind)).size !== credentials.length)
        throw new Refusal('bad-request', 'One credential of each kind is expected.')
      if (await accounts.findCredential(handle, 'passphrase'))
        throw new Refusal('handle-taken', 'This handle is taken.')
      await vaults.create(vaultId)
      try {
        await (await vaults.open(vaultId)).putInboxKeys(inboxKeys)
        await accounts.createAccount({ handle, vaultId, identityKey, credentials })
      } catch (error) {
        await vaults.erase(vaultId)
        throw error
      }
    },

    async replaceCredential(session, host, { proof, credential }) {
      await challenges.check(subject(session, host, 'credential'), proof)
      await accounts.replaceCredential(session.vaultId, credential, session.id)
    },

    async erase(session, host, { proof }, stopWork) {
      await challenges.check(subject(session, host, 'erase'), proof)
      await stopWork()
      await accounts.eraseAccount(session.vaultId)
      await research.forgetVault(session.vaultId)
      await vaults.erase(session.vaultId)
    },
  }
}
