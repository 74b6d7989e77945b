/** From settings to a listening server and back. */
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { destination, pino } from 'pino'
import type { TerritoryFile } from '../shared/api/territory.ts'
import { territorySchema } from '../shared/api/territory.ts'
import { createApp } from './app.ts'
import type { MapArchive } from './services/map-archive.ts'
import type { Settings } from './settings.ts'
import { SettingsError, transitFileName } from './settings.ts'
import { openStores } from './store/open-store.ts'

export interface RunningServer {
  /** Where it listens, as http://127.0.0.1:8340. */
  readonly address: string
  /** Lets running requests end, writes what waits, closes every file. */
  close(): Promise<void>
}

/** How long running requests may take when the server stops. */
const graceMs = 5_000

/**
 * Opens the stores, checks them and listens. Throws when a file, the mode model, the territory, the street map, a setting
 * of SQLite or the port is not right.
 */
export async function serve(settings: Settings): Promise<RunningServer> {
  if (settings.modelFile !== undefined) await checkModel(settings.modelFile)
  const territory =
    settings.territoryFile === undefined ? undefined : await openTerritory(settings.territoryFile)
  const map = settings.mapFile === undefined ? undefined : await openMap(settings.mapFile)
  const log = pino({ level: settings.logLevel, base: null }, destination(2))
  const stores = await openStores(settings.dataDirectory)
  const aidFiles = {
    transitFile: join(settings.dataDirectory, transitFileName),
    modelFile: settings.modelFile,
  }
  const app = await createApp({ ...stores, settings, clock: Date.now, log, aidFiles, territory, map })
  const server = createServer(app.handle)
  await listen(server, settings)
  return {
    address: addressOf(server),
    async close() {
      await closeServer(server)
      await app.close()
      await map?.close()
      await stores.vaults.close()
      await stores.research.close()
      await stores.accounts.close()
    },
  }
}

/** Throws SettingsError where the file is no model that this engine can use. */
async function checkModel(file: string): Promise<void> {
  const { openModel } = await import('../shared/engine/model/open-model.ts')
  try {
    openModel(await readFile(file))
  } catch (error) {
    const reason = error instanceof RangeError ? error.message : 'it cannot be read'
    throw new SettingsError(`MODEL_FILE cannot be used: ${reason}.`, { cause: error })
  }
}

/** Throws SettingsError where the file is no street map that can be drawn. Its reader is loaded only where there is one. */
async function openMap(file: string): Promise<MapArchive> {
  const { openMapArchive } = await import('./services/map-archive.ts')
  try {
    return await openMapArchive(file)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new SettingsError(`MAP_FILE cannot be used: ${error.message}.`, { cause: error })
  }
}

/** Throws SettingsError that says which figure of the file is wrong. */
async function openTerritory(file: string): Promise<TerritoryFile> {
  const parsed = territorySchema.safeParse(await readJson(file))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
  throw new SettingsError(`TERRITORY_FILE cannot be used: ${where}${issue?.message}.`)
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read'
    throw new SettingsError(`TERRITORY_FILE cannot be used: ${reason}.`, { cause })
  }
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
}

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
