/** Zones are public, each position lies in one at most, and the study's signature holds them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readZones, zonesOf } from '../../../shared/research/zones.ts'
import { fromUtf8, utf8 } from '../../../shared/vault/bytes.ts'
import { middleOf, testDefinition, testZones, zonesFile } from '../../support/study.ts'

const changed = (change: (zones: { features: { properties: { id: string } }[] }) => void): Uint8Array => {
  const zones = JSON.parse(fromUtf8(zonesFile))
  change(zones)
  return utf8(JSON.stringify(zones))
}

test('a position is found in its square, and in none outside', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 46.0, max: 46.4, noNaN: true }),
      fc.double({ min: -1.3, max: -0.9, noNaN: true }),
      (lat, lon) => {
        const [row, column] = [Math.floor((lat - 46.1) / 0.1), Math.floor((lon + 1.2) / 0.1)]
        const isInside = row >= 0 && row < 2 && column >= 0 && column < 2
        const onEdge = [(lat - 46.1) / 0.1, (lon + 1.2) / 0.1].some(
          (at) => Math.abs(at - Math.round(at)) < 1e-9,
        )
        if (!onEdge) expect(testZones.find(lat, lon)).toBe(isInside ? 2 * row + column : undefined)
      },
    ),
  )
  expect([0, 1, 2, 3].map((zone) => testZones.find(middleOf(zone).lat, middleOf(zone).lon))).toEqual([
    0, 1, 2, 3,
  ])
})

test('a file with two zones of one id, or that is none, is refused', () => {
  const twice = changed(({ features }) => {
    features[1]!.properties.id = features[0]!.properties.id
  })
  const hiding = changed(({ features }) => {
    features[1]!.properties.id = 'se\u001b[1A'
  })
  for (const file of [twice, hiding, utf8('{"type":"Feature"}'), utf8('no json'), Uint8Array.of(0xff)])
    expect(() => readZones(file)).toThrow(expect.objectContaining({ code: 'bad-request' }))
})

test('zones other than those that were signed are refused', async () => {
  const study = await testDefinition()
  expect((await zonesOf(study, zonesFile)).ids).toEqual(['sw', 'se', 'nw', 'ne'])
  const renamed = changed(({ features }) => {
    features[0]!.properties.id = 'elsewhere'
  })
  await expect(zonesOf(study, renamed)).rejects.toMatchObject({ code: 'bad-request' })
  const fewer = { ...study, zones: { ...study.zones, count: 3 } }
  await expect(zonesOf(fewer, zonesFile)).rejects.toMatchObject({ code: 'bad-request' })
})
