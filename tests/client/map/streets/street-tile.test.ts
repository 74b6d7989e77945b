import { describe, expect, test } from 'vitest'
import type { StreetKind } from '../../../../client/map/streets/kinds.ts'
import { areaKind, lineKind } from '../../../../client/map/streets/kinds.ts'
import { readStreetTile } from '../../../../client/map/streets/street-tile.ts'
import { madeTown, madeTownOpenMapTiles } from '../../../support/made-town.ts'
import { madeTile } from '../../../support/map-archive.ts'

/** The tile of zoom 14 from 1.1426° to 1.1206° W. */
const square = { zoom: 14, x: 8140, y: 5818 }
const lonAt = (parts: number): number => ((square.x + parts / 4096) / 2 ** 14) * 360 - 180

describe('kinds of ways', () => {
  test.each<[string, Record<string, string | boolean>, StreetKind | undefined]>([
    ['roads', { kind: 'highway', kind_detail: 'motorway' }, 'motorway'],
    ['roads', { kind: 'major_road', kind_detail: 'trunk' }, 'major'],
    ['roads', { kind: 'major_road', kind_detail: 'tertiary' }, 'medium'],
    ['roads', { kind: 'minor_road', kind_detail: 'residential' }, 'minor'],
    ['roads', { kind: 'path', kind_detail: 'cycleway' }, 'path'],
    ['roads', { kind: 'rail', kind_detail: 'subway', is_tunnel: true }, undefined],
    ['roads', { kind: 'rail', kind_detail: 'tram' }, 'rail'],
    ['roads', { kind: 'ferry' }, undefined],
    ['roads', { 'pmap:kind': 'medium_road' }, 'medium'],
    ['transportation', { class: 'primary' }, 'major'],
    ['transportation', { class: 'minor' }, 'minor'],
    ['transportation', { class: 'transit', brunnel: 'tunnel' }, undefined],
    ['transportation', { class: 'ferry' }, undefined],
    ['waterway', { class: 'river' }, 'river'],
    ['boundaries', { kind: 'region' }, undefined],
  ])('%s %j', (layer, properties, kind) => {
    expect(lineKind(layer, properties)).toBe(kind)
  })
})

describe('kinds of areas', () => {
  test.each<[string, Record<string, string>, StreetKind | undefined]>([
    ['water', { kind: 'ocean' }, 'water'],
    ['landuse', { kind: 'park' }, 'green'],
    ['landuse', { kind: 'industrial' }, undefined],
    ['landcover', { class: 'wood' }, 'green'],
    ['buildings', { kind: 'building' }, 'building'],
    ['buildings', { kind: 'address' }, undefined],
    ['building', {}, 'building'],
    ['earth', { kind: 'earth' }, undefined],
  ])('%s %j', (layer, properties, kind) => {
    expect(areaKind(layer, properties)).toBe(kind)
  })
})

test('a way is read where it was drawn, with its name', () => {
  const line = [
    [-1.14, 46.158],
    [-1.13, 46.158],
  ] as const
  const layers = {
    roads: [
      { type: 'line' as const, properties: { kind: 'minor_road', name: 'Rue du Palais' }, lines: [line] },
    ],
  }
  const { shapes, named } = readStreetTile(square, madeTile(layers, square))
  const { points, ends } = shapes.get('minor')!
  expect([...ends]).toEqual([2])
  // A part of a tile is 5e-6 degrees.
  expect(lonAt(points[0]!)).toBeCloseTo(-1.14, 5)
  expect(lonAt(points[2]!)).toBeCloseTo(-1.13, 5)
  expect(points[1]).toBe(points[3])
  expect(named).toEqual([{ name: 'Rue du Palais', kind: 'minor', points }])
})

test('both schemas tell the same town', () => {
  const [first, second] = [madeTown(), madeTownOpenMapTiles()].map((layers) =>
    readStreetTile(square, madeTile(layers, square)),
  )
  expect(first!.shapes.size).toBeGreaterThanOrEqual(5)
  for (const [kind, { points }] of first!.shapes)
    expect([...second!.shapes.get(kind)!.points], kind).toEqual([...points])
  const namesOf = (tile: typeof first) => tile!.named.map(({ name, kind }) => `${name} ${kind}`).toSorted()
  expect(namesOf(first).length).toBeGreaterThan(5)
  expect(namesOf(second)).toEqual(namesOf(first))
})

test('what is no tile is refused', () => {
  expect(() => readStreetTile(square, new TextEncoder().encode('<html>no tile</html>'))).toThrow(Error)
})
