/** All services of one server, made once from its stores. */
import type { SigningKeys } from '../../shared/research/jws.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { ResearchStore } from '../store/research-store.ts'
import type { VaultStores } from '../store/vault-stores.ts'
import { createAccounts } from './accounts.ts'
import { createChallenges } from './challenges.ts'
import type { Clock } from './clock.ts'
import { createDevices } from './devices.ts'
import { createIngest } from './ingest.ts'
import { createJournal } from './journal.ts'
import type { AidFiles } from './processing.ts'
import { createProcessing } from './processing.ts'
import { createResearch } from './research.ts'
import { createSessions } from './sessions.ts'
import { createShares } from './shares.ts'

export interface ServiceParts {
  readonly accounts: AccountStore
  readonly vaults: VaultStores
  readonly research: ResearchStore
  /** With which consents are countersigned. */
  readonly registry: SigningKeys
  readonly clock: Clock
  readonly onFault: (error: unknown) => void
  readonly aidFiles: AidFiles
}

export type Services = Awaited<ReturnType<typeof createServices>>

export async function createServices(parts: ServiceParts) {
  const { accounts: store, vaults, clock, onFault, aidFiles } = parts
  const sodium = await ready()
  const challenges = await createChallenges(store, clock, sodium)
  const devices = createDevices(store, clock, onFault)
  const shares = createShares(store, clock, onFault)
  const processing = createProcessing(vaults, aidFiles)
  const research = createResearch(parts.research, parts.registry, clock, onFault)
  return {
    store,
    vaults,
    challenges,
    devices,
    processing,
    shares,
    research,
    accounts: createAccounts({ accounts: store, vaults, research: parts.research }, challenges),
    ingest: createIngest(vaults, devices, sodium, clock),
    journal: createJournal(store, clock),
    sessions: createSessions(store, clock),
    /** Ends what runs and writes what waits; the stores stay open. */
    async close(): Promise<void> {
      shares.close()
      await research.close()
      await processing.close()
      await devices.close()
    },
  }
}
