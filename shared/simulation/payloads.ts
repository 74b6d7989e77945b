/** What the apps put on the wire: the inverse of the decoders in phones/, for simulated phones. */
import type { Fix, Hint } from '../trace/trace.ts'

/** How one app writes fixes, and how many it sends at once. */
export interface PhoneEncoder {
  readonly batchSize: number
  encode(fixes: readonly Fix[]): string
  /** Value of the Authorization header. */
  authorization(token: string): string
}

const owntracksActivities: Partial<Record<Hint, string>> = {
  still: 'stationary',
  walk: 'walking',
  run: 'running',
  bicycle: 'cycling',
  in_vehicle: 'automotive',
}

const overlandMotions: Partial<Record<Hint, string>> = { ...owntracksActivities, in_vehicle: 'driving' }

/** One OwnTracks location; members that the phone does not know are left out by JSON. */
function owntracksLocation(fix: Fix): object {
  const activity = fix.hint === undefined ? undefined : owntracksActivities[fix.hint]
  return {
    _type: 'location',
    tid: 'si',
    tst: Math.floor(fix.timeMs / 1000),
    lat: fix.latDeg,
    lon: fix.lonDeg,
    acc: fix.accuracyM,
    alt: fix.altitudeM,
    vel: fix.speedMps === undefined ? undefined : Math.round(fix.speedMps * 3.6),
    motionactivities: activity === undefined ? undefined : [activity],
    t: 't',
    m: 2,
    conn: 'm',
    batt: 80,
    bs: 1,
  }
}

function overlandFeature(fix: Fix): object {
  const motion = fix.hint === undefined ? undefined : overlandMotions[fix.hint]
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [fix.lonDeg, fix.latDeg] },
    properties: {
      timestamp: new Date(fix.timeMs).toISOString().replace(/\.\d{3}Z$/, 'Z'),
      altitude: fix.altitudeM,
      speed: fix.speedMps === undefined ? -1 : Math.round(fix.speedMps),
      horizontal_accuracy: fix.accuracyM ?? -1,
      vertical_accuracy: -1,
      motion: motion === undefined ? [] : [motion],
      battery_state: 'unplugged',
      battery_level: 0.8,
      wifi: '',
      device_id: 'sillage',
    },
  }
}

/** The encoders, by the id of the phone they stand for. */
export const phoneEncoders = {
  owntracks: {
    batchSize: 1,
    encode: (fixes) =>
      JSON.stringify(fixes.length === 1 ? owntracksLocation(fixes[0]!) : fixes.map(owntracksLocation)),
    authorization: (token) => `Basic ${btoa(`sillage:${token}`)}`,
  },
  overland: {
    batchSize: 200,
    encode: (fixes) => JSON.stringify({ locations: fixes.map(overlandFeature) }),
    authorization: (token) => `Bearer ${token}`,
  },
} as const satisfies Record<string, PhoneEncoder>
