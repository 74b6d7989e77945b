/** The server as one Express application: the order in which a request meets everything, on one screen. */
import { fileURLToPath } from 'node:url'
import type { Express, RequestHandler } from 'express'
import express from 'express'
import type { Logger } from 'pino'
import type { SigningKeys } from '../shared/research/jws.ts'
import type { Installed } from './handlers.ts'
import { createHandlers } from './handlers.ts'
import { mountAids } from './http/aid-routes.ts'
import { mountCatalog } from './http/catalog-route.ts'
import { logFault, requestLog } from './http/log.ts'
import { mountMap } from './http/map-route.ts'
import { mount } from './http/mount.ts'
import { ownPageOnly } from './http/own-page.ts'
import { mountPhones } from './http/phone-routes.ts'
import { nothingHere, problems } from './http/problem.ts'
import { mountProcessing } from './http/process-route.ts'
import { mountResearchFiles } from './http/research-routes.ts'
import type { Limits } from './http/shield.ts'
import { defaultLimits, limitPerMinute, securityHeaders } from './http/shield.ts'
import { staticFiles } from './http/static-files.ts'
import type { Clock } from './services/clock.ts'
import type { AidFiles } from './services/processing.ts'
import { createServices } from './services/services.ts'
import type { Settings } from './settings.ts'
import type { AccountStore } from './store/account-store.ts'
import type { ResearchStore } from './store/research-store.ts'
import type { VaultStores } from './store/vault-stores.ts'

export interface AppOptions extends Installed {
  readonly accounts: AccountStore
  readonly vaults: VaultStores
  readonly research: ResearchStore
  /** With which consents are countersigned. */
  readonly registry: SigningKeys
  readonly settings: Pick<Settings, 'origin' | 'trustProxy'> & Partial<Pick<Settings, 'publisher'>>
  readonly clock: Clock
  readonly log: Logger
  readonly limits?: Partial<Limits>
  /** Where the built web client is. */
  readonly clientDirectory?: string
  readonly aidFiles?: AidFiles
}

export interface App {
  readonly handle: Express
  /** Ends what runs and writes what waits; the stores stay open. */
  close(): Promise<void>
}

const builtClient = fileURLToPath(new URL('../client/dist', import.meta.url))

export async function createApp(options: AppOptions): Promise<App> {
  const { settings, log, aidFiles = {} } = options
  const { origin: publicOrigin, trustProxy } = settings
  const limits = { ...defaultLimits, ...options.limits }
  const onFault = (error: unknown): void => logFault(log, error)
  const services = await createServices({ ...options, onFault, aidFiles })
  const { sessions, processing, journal, devices, ingest } = services
  const guard = limitPerMinute(limits.guardedPerMinute, 'too-many-requests')

  const app = express()
  app.disable('x-powered-by').set('query parser', 'simple').set('etag', false).set('trust proxy', trustProxy)

  app.use(requestLog(log))
  app.use(securityHeaders(publicOrigin))
  mountPhones(app, devices, ingest, limits.strangersPerMinute)
  app.use('/in', nothingHere)
  app.use('/api', neverStored, ownPageOnly(publicOrigin))
  mountAids(app, aidFiles)
  mountResearchFiles(app, options.research)
  mountCatalog(app, options.research, { publisher: undefined, ...settings })
  mountProcessing(app, sessions, processing, journal, onFault)
  mountMap(app, options.map, limits.mapBlocksPerMinute)
  mount(app, createHandlers(services, options), { sessions, guard, publicOrigin })
  app.use('/api', nothingHere)
  app.use(staticFiles(options.clientDirectory ?? builtClient))
  app.use(nothingHere)
  app.use(problems(log))

  return { handle: app, close: () => services.close() }
}

const neverStored: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}
