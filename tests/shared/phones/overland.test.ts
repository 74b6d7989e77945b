/** Overland: what its batches mean, trap by trap. */
import { describe, expect, test } from 'vitest'
import { overland } from '../../../shared/phones/overland.ts'
import { jsonMessage, phoneConformance } from '../../conformance/phone.ts'

const feature = (
  properties: object,
  geometry: object | null = { type: 'Point', coordinates: [-1.1453, 46.1527] },
) => ({
  type: 'Feature',
  geometry,
  properties: { timestamp: '2026-05-04T08:00:00Z', ...properties },
})
const batch = (...features: object[]) =>
  JSON.stringify({ locations: features, current: features[0], trip: null })
const bareFix = { timeMs: Date.UTC(2026, 4, 4, 8), latDeg: 46.1527, lonDeg: -1.1453 }

phoneConformance(overland, [
  {
    name: 'a feature is a fix, "driving" with "stationary" a vehicle that stands',
    body: batch(
      feature({ speed: 4, altitude: 9, horizontal_accuracy: 30, motion: ['stationary', 'driving'] }),
    ),
    fixes: [{ ...bareFix, accuracyM: 30, speedMps: 4, altitudeM: 9, hint: 'in_vehicle' }],
    skipped: 0,
  },
  {
    name: '-1 is unknown',
    body: batch(feature({ speed: -1, horizontal_accuracy: -1, motion: [] })),
    fixes: [bareFix],
    skipped: 0,
  },
  {
    name: 'visits, trips and features without a place are not fixes and do not spoil the batch',
    body: batch(
      feature({ action: 'visit', arrival_date: '2026-05-04T08:00:00Z' }),
      feature({ type: 'trip', mode: 'bicycle' }),
      feature({ action: 'will_terminate' }, null),
      feature({}),
    ),
    fixes: [bareFix],
    skipped: 3,
  },
  { name: 'an empty batch is nothing', body: batch(), fixes: [], skipped: 0 },
])

describe('Overland', () => {
  test('every way to write a zone is the same instant', () => {
    for (const timestamp of [
      '2026-05-04T10:00:00+0200',
      '2026-05-04T01:00:00-07:00',
      '2026-05-04T08:00:00.000Z',
    ])
      expect(overland.decode(jsonMessage(batch(feature({ timestamp })))).fixes).toEqual([bareFix])
  })

  test('a time without a zone is no time', () => {
    expect(overland.decode(jsonMessage(batch(feature({ timestamp: '2026-05-04T08:00:00' })))).skipped).toBe(1)
  })

  test('a body without locations is one message skipped', () => {
    for (const body of ['', 'null', '{}', '[]', '{"locations":7}'])
      expect(overland.decode(jsonMessage(body))).toEqual({ fixes: [], skipped: 1 })
  })
})
