/** OwnTracks: what its messages mean, trap by trap. */
import { describe, expect, test } from 'vitest'
import { owntracks } from '../../../shared/phones/owntracks.ts'
import { jsonMessage, phoneConformance } from '../../conformance/phone.ts'

const ride = {
  _type: 'location',
  tst: 1_777_874_400,
  lat: 46.15891,
  lon: -1.15272,
  acc: 8,
  alt: 12,
  vel: 18,
  t: 't',
  m: 2,
  motionactivities: ['cycling'],
}
const rideFix = {
  timeMs: 1_777_874_400_000,
  latDeg: 46.15891,
  lonDeg: -1.15272,
  accuracyM: 8,
  speedMps: 5,
  altitudeM: 12,
  hint: 'bicycle',
} as const

phoneConformance(owntracks, [
  {
    name: 'a location is one fix, its speed turned from km/h',
    body: JSON.stringify(ride),
    fixes: [rideFix],
    skipped: 0,
  },
  {
    name: 'an array holds several messages, of which only locations are fixes',
    body: JSON.stringify([ride, { _type: 'waypoint', lat: 46, lon: -1, tst: 1 }, { _type: 'card' }]),
    fixes: [rideFix],
    skipped: 2,
  },
  {
    name: 'numbers written as text are numbers',
    body: JSON.stringify({
      _type: 'location',
      tst: '1777874400',
      lat: '46.15891',
      lon: '-1.15272',
      acc: '8.0',
    }),
    fixes: [{ timeMs: 1_777_874_400_000, latDeg: 46.15891, lonDeg: -1.15272, accuracyM: 8 }],
    skipped: 0,
  },
])

const decode = (...messages: object[]) => owntracks.decode(jsonMessage(JSON.stringify(messages)))

describe('OwnTracks', () => {
  test('an empty body is nothing at all', () => {
    expect(owntracks.decode({ contentType: '', body: new Uint8Array() })).toEqual({ fixes: [], skipped: 0 })
  })

  test('a ping with an old position is not a fix', () => {
    expect(decode({ ...ride, t: 'p', vel: undefined })).toEqual({ fixes: [], skipped: 1 })
  })

  test('a ping that shows its own time or a speed is a fix', () => {
    expect(decode({ ...ride, t: 'p' }).fixes).toEqual([rideFix])
    expect(decode({ ...ride, t: 'p', vel: 0, created_at: ride.tst + 60 }).fixes).toHaveLength(1)
  })

  test('a location without a position or a time is skipped', () => {
    for (const key of ['lat', 'lon', 'tst'] as const)
      expect(decode({ ...ride, [key]: null })).toEqual({ fixes: [], skipped: 1 })
  })

  test('an encrypted message is counted, not lost in silence', () => {
    expect(decode({ _type: 'encrypted', data: 'AAAA' })).toEqual({ fixes: [], skipped: 1 })
  })

  test('seconds counted from 2001 are seconds all the same', () => {
    expect(decode({ ...ride, tst: ride.tst - 978_307_200 }).fixes).toEqual([rideFix])
  })

  test('a negative speed or accuracy is unknown', () => {
    const [fix] = decode({ ...ride, vel: -1, acc: -1 }).fixes
    expect([fix?.speedMps, fix?.accuracyM]).toEqual([undefined, undefined])
  })

  test('the link is a configuration for HTTP with a write-only password', () => {
    const { deepLink } = owntracks.setup('https://sillage.example', 'abc_123')
    const inline = new URL(deepLink).searchParams.get('inline') ?? ''
    expect(JSON.parse(atob(inline))).toMatchObject({
      _type: 'configuration',
      mode: 3,
      url: 'https://sillage.example/in/owntracks',
      auth: true,
      username: 'sillage',
      password: 'abc_123',
    })
    // iOS splits the query at every bare "=" and reads "+" as a space.
    expect(deepLink.slice(deepLink.indexOf('=') + 1)).toMatch(/^[A-Za-z0-9%]+$/)
  })
})
