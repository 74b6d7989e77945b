/** What the operator decides: the only reader of the process's environment. */
import { z } from 'zod'

export interface Settings {
  /** Directory of all databases. */
  readonly dataDirectory: string
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** The public origin, as https://sillage.example; without it the request's own host is taken. */
  readonly origin: string | undefined
  /** Who runs this server, as the open-data catalogue names them; without it, its host. */
  readonly publisher: string | undefined
  /** Reverse proxies between the internet and this process whose forwarded headers are believed. */
  readonly trustProxy: number
  /** A mode model in place of the shipped one. */
  readonly modelFile: string | undefined
  /** The operator's own figures of its territory. */
  readonly territoryFile: string | undefined
  /** A PMTiles archive of streets to draw under trips. */
  readonly mapFile: string | undefined
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** The transit network in the data directory, written by `sillage transit add`. */
export const transitFileName = 'transit.sillage'

/** The environment says something that cannot be; the message is one line for the operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const origin = z.url({ protocol: /^https?$/ }).refine((text) => new URL(text).origin === text)

const environmentSchema = z.object({
  SILLAGE_DATA: z.string().min(1).default('./data'),
  SILLAGE_HOST: z.string().min(1).default('127.0.0.1'),
  SILLAGE_PORT: z.coerce.number().int().min(0).max(65_535).default(8340),
  SILLAGE_ORIGIN: origin.optional(),
  SILLAGE_PUBLISHER: z.string().max(200).optional(),
  SILLAGE_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  MODEL_FILE: z.string().optional(),
  TERRITORY_FILE: z.string().optional(),
  MAP_FILE: z.string().optional(),
  SILLAGE_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

const expectations: Record<string, string> = {
  SILLAGE_PORT: 'a port number from 0 to 65535',
  SILLAGE_ORIGIN: 'an origin without a path, as https://sillage.example',
  SILLAGE_TRUST_PROXY: 'the number of reverse proxies, 0 to 10',
  SILLAGE_LOG_LEVEL: 'silent, error, warn, info or debug',
}

/** Reads the settings; throws SettingsError naming the first variable that is wrong and what it must be. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = environmentSchema.safeParse(environment)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0])
    throw new SettingsError(`${name} must be ${expectations[name] ?? 'a text that is not empty'}.`)
  }
  const values = parsed.data
  return {
    dataDirectory: values.SILLAGE_DATA,
    host: values.SILLAGE_HOST,
    port: values.SILLAGE_PORT,
    origin: values.SILLAGE_ORIGIN,
    publisher: values.SILLAGE_PUBLISHER || undefined,
    trustProxy: values.SILLAGE_TRUST_PROXY,
    modelFile: values.MODEL_FILE || undefined,
    territoryFile: values.TERRITORY_FILE || undefined,
    mapFile: values.MAP_FILE || undefined,
    logLevel: values.SILLAGE_LOG_LEVEL,
  }
}
