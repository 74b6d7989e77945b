/**
 * OwnTracks (Android, iOS) over HTTP: one JSON message per request, sometimes an array of them.
 * Protocol: OwnTracks booklet, chapters "JSON", "HTTP mode" and "Remote configuration".
 */
import type { Fix, Hint } from '../trace/trace.ts'
import { asMagnitude, asNumber, asObject, base64OfText, hintOf, parseBody } from './json-message.ts'
import type { Phone, PhoneMessage, PhoneReading, PhoneSetup } from './phone.ts'
import { phonePath } from './phone.ts'

const id = 'owntracks'

/** What iOS calls its motion activities. */
const activityHints: ReadonlyMap<unknown, Hint> = new Map<unknown, Hint>([
  ['stationary', 'still'],
  ['walking', 'walk'],
  ['running', 'run'],
  ['cycling', 'bicycle'],
  ['automotive', 'in_vehicle'],
])

/** Seconds from the Unix epoch to 2001-01-01, where Apple's clocks start. */
const appleEpochS = 978_307_200
/** 2013 on Apple's clock; OwnTracks is no older. */
const oldestAppleS = 378_691_200

const kmhPerMps = 3.6

export const owntracks: Phone = {
  id,
  label: 'OwnTracks',
  reply: '[]',
  decode,
  setup,
}

function decode(message: PhoneMessage): PhoneReading {
  // The app posts an empty body when a contact is deleted: nothing was lost, nothing is skipped.
  if (message.body.length === 0) return { fixes: [], skipped: 0 }
  const parsed = parseBody(message.body)
  const messages = Array.isArray(parsed) ? parsed : [parsed]
  const fixes = messages.map(readLocation).filter((fix) => fix !== undefined)
  return { fixes, skipped: messages.length - fixes.length }
}

function readLocation(value: unknown): Fix | undefined {
  const location = asObject(value)
  if (location?.['_type'] !== 'location' || isStalePing(location)) return undefined
  const timeS = asNumber(location['tst'])
  const latDeg = asNumber(location['lat'])
  const lonDeg = asNumber(location['lon'])
  if (timeS === undefined || latDeg === undefined || lonDeg === undefined) return undefined
  const speedKmh = asMagnitude(location['vel'])
  return {
    timeMs: unixSeconds(timeS) * 1000,
    latDeg,
    lonDeg,
    accuracyM: asMagnitude(location['acc']),
    speedMps: speedKmh === undefined ? undefined : speedKmh / kmhPerMps,
    altitudeM: asNumber(location['alt']),
    hint: hintOf(location['motionactivities'], activityHints),
  }
}

/**
 * A ping of iOS says "now" with the last known position, however old: kept, it would be a halt in the middle of a
 * ride. It counts as a fix only if it carries a sign of being fresh: a measured speed, or the time of the message
 * apart from the time of the fix, as Android writes it. A still person loses nothing, since the stay is known from
 * the fixes on both sides.
 */
function isStalePing(location: Readonly<Record<string, unknown>>): boolean {
  if (location['t'] !== 'p') return false
  const createdS = asNumber(location['created_at'])
  const hasOwnTime = createdS !== undefined && createdS !== asNumber(location['tst'])
  return !hasOwnTime && !((asNumber(location['vel']) ?? 0) > 0)
}

/** Overland in its OwnTracks mode counts from 2001; such times fall before OwnTracks existed. */
function unixSeconds(timeS: number): number {
  return timeS >= oldestAppleS && timeS < appleEpochS ? timeS + appleEpochS : timeS
}

function setup(origin: string, token: string): PhoneSetup {
  const url = `${origin}${phonePath(id)}`
  const configuration = {
    _type: 'configuration',
    mode: 3,
    url,
    auth: true,
    username: 'sillage',
    password: token,
    deviceId: 'phone',
    tid: 'si',
    // Move mode: the other modes send a fix per 500 m or 5 minutes, too few to tell a bus from a car.
    monitoring: 2,
    // Whichever comes first on iOS; Android reads the interval alone, under its own name.
    locatorInterval: 10,
    locatorDisplacement: 20,
    moveModeLocatorInterval: 10,
    extendedData: true,
    cmd: false,
  }
  const inline = encodeURIComponent(base64OfText(JSON.stringify(configuration)))
  return {
    deepLink: `owntracks:///config?inline=${inline}`,
    fields: [
      { name: 'Mode', value: 'HTTP' },
      { name: 'URL', value: url },
      { name: 'Username', value: configuration.username },
      { name: 'Password', value: token },
      { name: 'Device ID', value: configuration.deviceId },
      { name: 'Tracker ID', value: configuration.tid },
    ],
  }
}
