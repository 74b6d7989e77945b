/**
 * Overland (iOS, and the apps that borrow its format): batches of GeoJSON features.
 * Protocol: README of Overland-iOS, section "API".
 */
import type { Fix, Hint } from '../trace/trace.ts'
import { asMagnitude, asNumber, asObject, hintOf, parseBody } from './json-message.ts'
import type { Phone, PhoneMessage, PhoneReading, PhoneSetup } from './phone.ts'
import { phonePath } from './phone.ts'

const id = 'overland'

const motionHints: ReadonlyMap<unknown, Hint> = new Map<unknown, Hint>([
  ['stationary', 'still'],
  ['walking', 'walk'],
  ['running', 'run'],
  ['cycling', 'bicycle'],
  ['driving', 'in_vehicle'],
])

export const overland: Phone = {
  id,
  label: 'Overland',
  reply: '{"result":"ok"}',
  decode,
  setup,
}

/** `current` and `trip` beside the batch repeat what its features say, and are left alone. */
function decode(message: PhoneMessage): PhoneReading {
  const features = asObject(parseBody(message.body))?.['locations']
  if (!Array.isArray(features)) return { fixes: [], skipped: 1 }
  const fixes = features.map(readFeature).filter((fix) => fix !== undefined)
  return { fixes, skipped: features.length - fixes.length }
}

function readFeature(value: unknown): Fix | undefined {
  const feature = asObject(value)
  const properties = asObject(feature?.['properties'])
  const coordinates = asObject(feature?.['geometry'])?.['coordinates']
  if (properties === undefined || !Array.isArray(coordinates)) return undefined
  // Visits, pauses and labelled trips come as features too; their times are not times of a position.
  if (properties['action'] !== undefined || properties['type'] === 'trip') return undefined
  const timeMs = instantMs(properties['timestamp'])
  const lonDeg = asNumber(coordinates[0])
  const latDeg = asNumber(coordinates[1])
  if (timeMs === undefined || latDeg === undefined || lonDeg === undefined) return undefined
  return {
    timeMs,
    latDeg,
    lonDeg,
    accuracyM: asMagnitude(properties['horizontal_accuracy']),
    speedMps: asMagnitude(properties['speed']),
    altitudeM: asNumber(properties['altitude']),
    hint: hintOf(properties['motion'], motionHints),
  }
}

const instantPattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(?:(Z)|([+-]\d\d):?(\d\d))$/

/** ISO 8601 with its zone as Z, -07:00 or, from old versions of the app, -0700. */
function instantMs(value: unknown): number | undefined {
  const match = typeof value === 'string' ? instantPattern.exec(value) : null
  if (match === null) return undefined
  const [, clock, zulu, hours, minutes] = match
  const timeMs = Date.parse(`${clock}${zulu ?? `${hours}:${minutes}`}`)
  return Number.isNaN(timeMs) ? undefined : timeMs
}

function setup(origin: string, token: string): PhoneSetup {
  const url = `${origin}${phonePath(id)}`
  const deviceId = 'sillage'
  const query = Object.entries({ url, token, device_id: deviceId, unique_id: 'yes' })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return {
    deepLink: `overland://setup?${query}`,
    fields: [
      { name: 'Receiver Endpoint', value: url },
      { name: 'Access Token', value: token },
      { name: 'Device ID', value: deviceId },
    ],
  }
}
