/** What each row of the contract does. An owner's row acts on the session's own vault and on no other. */
import { Refusal } from '../shared/api/refusal.ts'
import type { TerritoryFile } from '../shared/api/territory.ts'
import type { Handlers } from './http/mount.ts'
import { dayOf } from './services/clock.ts'
import type { MapArchive } from './services/map-archive.ts'
import type { Services } from './services/services.ts'
import { version } from './version.ts'

const done = { done: true } as const

/** What the operator has installed for everybody to read. */
export interface Installed {
  /** Its own figures of its territory. */
  readonly territory?: TerritoryFile | undefined
  /** Streets to draw under trips. */
  readonly map?: MapArchive | undefined
}

export function createHandlers(services: Services, { territory, map }: Installed): Handlers {
  return {
    territory: async () => ({ territory: territory ?? null }),
    map: async () => ({ map: map?.info ?? null }),
    ...accountHandlers(services),
    ...ownerHandlers(services),
    ...vaultHandlers(services),
    ...researchHandlers(services),
  }
}

type AccountRows =
  | 'health'
  | 'createAccount'
  | 'challenge'
  | 'login'
  | 'replaceCredential'
  | 'eraseAccount'
  | 'openShare'
type VaultRows = Extract<keyof Handlers, `vault${string}` | 'putInboxKeys'>

type ResearchRows =
  | 'studies'
  | 'joinStudy'
  | 'registerConsent'
  | 'withdrawConsent'
  | 'contribute'
  | 'releases'

function accountHandlers(services: Services): Pick<Handlers, AccountRows> {
  const { accounts, challenges, journal, processing, sessions, shares } = services
  return {
    health: async () => ({ status: 'ok', version }),
    async createAccount({ body }) {
      await accounts.create(body)
      await journal.note(body.vaultId, 'account-created')
      return done
    },
    challenge: ({ body: { handle, kind, action }, host }) => challenges.make({ handle, action, host }, kind),
    async login({ body, host, setSession }) {
      const account = await challenges.check({ handle: body.handle, action: 'login', host }, body.proof)
      setSession(await sessions.begin(account.vaultId))
      await journal.note(account.vaultId, 'signed-in', body.proof.kind)
      return { vaultId: account.vaultId, wrap: account.wrap, identityKey: account.identityKey }
    },
    async openShare({ id }) {
      const { sealed, expiresMs } = await shares.open(id)
      return { sealed, expiresAt: new Date(expiresMs).toISOString() }
    },
    async replaceCredential({ body, session, host }) {
      await accounts.replaceCredential(session, host, body)
      await journal.note(session.vaultId, 'credential-replaced', body.credential.kind)
      return done
    },
    async eraseAccount({ body, session, host, setSession }) {
      await accounts.erase(session, host, body, () => processing.stop(session.vaultId))
      setSession(undefined)
      return done
    },
  }
}

function ownerHandlers(
  services: Services,
): Omit<Handlers, AccountRows | VaultRows | ResearchRows | keyof Installed> {
  const { devices, journal, shares, store } = services
  return {
    async logout({ session, setSession }) {
      await store.endSession(session.vaultId, session.id)
      await journal.note(session.vaultId, 'signed-out')
      setSession(undefined)
      return done
    },
    session: async ({ session: { handle, vaultId } }) => ({ handle, vaultId }),
    async sessions({ session }) {
      const list = await store.sessions(session.vaultId)
      const shown = list.map(({ id, createdMs, lastSeenMs }) => ({
        id,
        createdAt: new Date(createdMs).toISOString(),
        lastSeenDay: dayOf(lastSeenMs),
        current: id === session.id,
      }))
      return { sessions: shown }
    },
    async endSession({ session, id }) {
      if (!(await store.endSession(session.vaultId, id)))
        throw new Refusal('not-found', 'There is nothing of this id.')
      await journal.note(session.vaultId, 'session-ended', id)
      return done
    },
    async devices({ session }) {
      const list = await devices.list(session.vaultId)
      return { devices: list.map(({ vaultId: _own, ...shown }) => shown) }
    },
    async addDevice({ session, body }) {
      await devices.add(session.vaultId, body)
      await journal.note(session.vaultId, 'device-added', body.id)
      return done
    },
    async removeDevice({ session, id }) {
      await devices.remove(session.vaultId, id)
      await journal.note(session.vaultId, 'device-removed', id)
      return done
    },
    async shares({ session }) {
      const list = await shares.list(session.vaultId)
      const shown = list.map(({ id, createdMs, expiresMs, opened }) => ({
        id,
        createdAt: new Date(createdMs).toISOString(),
        expiresAt: new Date(expiresMs).toISOString(),
        opened,
      }))
      return { shares: shown }
    },
    async addShare({ session, body }) {
      const expiresMs = await shares.add(session.vaultId, body)
      await journal.note(session.vaultId, 'share-added', body.id)
      return { expiresAt: new Date(expiresMs).toISOString() }
    },
    async removeShare({ session, id }) {
      await shares.remove(session.vaultId, id)
      await journal.note(session.vaultId, 'share-removed', id)
      return done
    },
    journal: async ({ session }) => ({ entries: await journal.list(session.vaultId) }),
    async noteInJournal({ session, body }) {
      await journal.note(session.vaultId, body.event)
      return done
    },
  }
}

function vaultHandlers({ vaults }: Services): Pick<Handlers, VaultRows> {
  return {
    vaultHead: async ({ session }) => ({ head: (await (await vaults.open(session.vaultId)).head()) ?? null }),
    vaultRecords: async ({ session, body }) => ({
      records: await (await vaults.open(session.vaultId)).records(body.ids),
    }),
    async vaultCommit({ session, body }) {
      await (await vaults.open(session.vaultId)).commit(body)
      return done
    },
    vaultInbox: async ({ session, query }) => ({
      items: await (await vaults.open(session.vaultId)).inbox(query.after, query.limit),
    }),
    vaultInboxCount: async ({ session }) => ({
      count: await (await vaults.open(session.vaultId)).inboxCount(),
    }),
    vaultInboxKeys: async ({ session }) => ({
      keys: await (await vaults.open(session.vaultId)).inboxKeys(),
    }),
    async putInboxKeys({ session, body }) {
      await (await vaults.open(session.vaultId)).putInboxKeys(body.keys)
      return done
    },
  }
}

function researchHandlers({ research }: Services): Pick<Handlers, ResearchRows> {
  return {
    studies: () => research.studies(),
    releases: () => research.releases(),
    joinStudy: async ({ session, body }) => ({ token: await research.join(session.vaultId, body.study) }),
    registerConsent: async ({ body }) => ({ countersignature: await research.register(body) }),
    withdrawConsent: async ({ body }) => ({ acknowledgement: await research.withdraw(body.jws) }),
    async contribute({ body }) {
      await research.contribute(body)
      return done
    },
  }
}
