import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineKinds } from '../../../../client/map/streets/kinds.ts'
import { widthAt } from '../../../../client/map/streets/paint-streets.ts'
import type { WayInSight } from '../../../../client/map/streets/street-names.ts'
import { placeNames, straightestRun } from '../../../../client/map/streets/street-names.ts'

const room = { widthPx: 800, heightPx: 500, sizePx: 11, measure: (text: string) => text.length * 6 }
const way = (name: string, points: readonly number[], kind: WayInSight['kind'] = 'minor'): WayInSight => ({
  name,
  kind,
  points: Float64Array.from(points),
})

describe('names of streets', () => {
  test('stand along their street, half-way', () => {
    const [name, ...others] = placeNames([way('Rue du Port', [100, 100, 300, 300])], room)
    expect(name!.text).toBe('Rue du Port')
    expect([name!.x, name!.y]).toEqual([200, 200])
    expect(name!.slope).toBeCloseTo(Math.PI / 4)
    expect(others).toEqual([])
  })

  test('are left out where the street is too short, too bent or not in the picture', () => {
    const bent = [100, 100, 140, 100, 140, 140, 180, 140, 180, 180]
    const ways = [
      way('Rue du Port', [100, 100, 150, 100]),
      way('Rue Bent', bent),
      way('Rue Far', [700, 600, 1200, 600]),
    ]
    expect(placeNames(ways, room)).toEqual([])
  })

  test('of the wider street win where two would touch', () => {
    const ways = [way('Rue A', [100, 100, 300, 100], 'minor'), way('Rue B', [100, 104, 300, 104], 'major')]
    expect(placeNames(ways, room).map(({ text }) => text)).toEqual(['Rue B'])
  })

  test('are written once where a street comes in pieces', () => {
    const ways = [0, 200, 400].map((x) => way('Rue Longue', [x + 5, 100, x + 195, 100]))
    expect(placeNames(ways, room)).toHaveLength(2)
  })

  test('are never upside down', () => {
    fc.assert(
      fc.property(fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), (heading) => {
        const points = [0, 0, 100 * Math.cos(heading), 100 * Math.sin(heading)]
        expect(Math.abs(straightestRun(Float64Array.from(points)).slope)).toBeLessThanOrEqual(
          Math.PI / 2 + 1e-9,
        )
      }),
    )
  })

  test('a street turns its name’s way only as far as it is straight', () => {
    const { x, y, length } = straightestRun(Float64Array.from([0, 0, 0, 50, 100, 50, 200, 50, 200, 90]))
    expect([x, y, length]).toEqual([100, 50, 200])
  })
})

test('ways grow with the zoom, without a jump, the more important never the narrower', () => {
  for (const kind of lineKinds) {
    let before = 0
    for (let zoom = 0; zoom <= 18.5; zoom += 0.05) {
      const widthPx = widthAt(kind, zoom)
      expect(widthPx).toBeGreaterThanOrEqual(before)
      if (before > 0) expect(widthPx / before).toBeLessThan(1.15)
      before = widthPx
    }
  }
  for (let zoom = 8; zoom <= 18; zoom += 0.1) {
    const [minor, medium, major, motorway] = (['minor', 'medium', 'major', 'motorway'] as const).map((kind) =>
      widthAt(kind, zoom),
    )
    expect([minor! <= medium!, medium! <= major!, major! <= motorway!]).toEqual([true, true, true])
  }
})
