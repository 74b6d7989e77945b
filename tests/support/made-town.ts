/** A town that never was, around La Rochelle: a bent grid of streets with names, parks, a basin, a railway, houses. */
import type { MadeFeature, MadeLayers } from './map-archive.ts'

const [west, south] = [-1.26, 46.1]
/** Streets are a block apart; every so many is a wider one. */
const [stepLon, stepLat] = [0.004, 0.0028]
const [columns, rows] = [52, 36]
const names = [
  'Rue du Port',
  'Rue des Dames',
  'Rue Saint-Yon',
  'Avenue des Mouettes',
  'Rue de la Forme',
  'Quai Nord',
]

type Spot = readonly [lonDeg: number, latDeg: number]

/** A corner of the grid, off by a little that depends on where it is. */
function corner(column: number, row: number): Spot {
  const bend = Math.sin(column * 1.7 + row * 0.6) * 0.25 + Math.sin(column * 0.37 - row * 1.1) * 0.2
  const lean = Math.cos(column * 0.9 + row * 1.3) * 0.22
  return [west + (column + bend) * stepLon, south + (row + lean) * stepLat]
}

const roadOf = (n: number): { kind: string; kind_detail: string } =>
  n % 12 === 0
    ? { kind: 'major_road', kind_detail: 'primary' }
    : n % 4 === 0
      ? { kind: 'major_road', kind_detail: 'tertiary' }
      : { kind: 'minor_road', kind_detail: 'residential' }

function* streets(): Generator<MadeFeature> {
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column < columns; column += 2)
      yield way(
        [corner(column, row), corner(column + 1, row), corner(column + 2, row)],
        roadOf(row),
        row + (column >> 3),
      )
  for (let column = 0; column <= columns; column++)
    for (let row = 0; row < rows; row += 2)
      yield way(
        [corner(column, row), corner(column, row + 1), corner(column, row + 2)],
        roadOf(column),
        column + (row >> 3),
      )
  for (let column = 0; column < columns; column++)
    yield way(
      [corner(column, rows * 0.7 + 0.5), corner(column + 1, rows * 0.7 + 0.5)],
      { kind: 'highway', kind_detail: 'motorway' },
      -1,
    )
  for (let row = 0; row < rows; row++)
    yield way([corner(30.5, row), corner(30.5, row + 1)], { kind: 'rail', kind_detail: 'rail' }, -1)
}

function way(line: readonly Spot[], kind: Readonly<Record<string, string>>, name: number): MadeFeature {
  const named = name < 0 ? {} : { name: names[name % names.length]! }
  return { type: 'line', properties: { ...kind, ...named }, lines: [line] }
}

/** A part of a block of houses, from 0 to 1 of its sides. */
function within(
  column: number,
  row: number,
  [fromX, fromY, toX, toY]: readonly [number, number, number, number],
): Spot[] {
  // North-west, north-east, south-east, south-west: clockwise on the screen, as MVT wants its outer rings.
  return [
    corner(column + fromX, row + toY),
    corner(column + toX, row + toY),
    corner(column + toX, row + fromY),
    corner(column + fromX, row + fromY),
  ]
}

function* areas(
  kind: (column: number, row: number) => boolean,
  properties: Readonly<Record<string, string>>,
  boxes: readonly (readonly [number, number, number, number])[],
): Generator<MadeFeature> {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (kind(column, row))
        yield { type: 'area', properties, lines: boxes.map((box) => within(column, row, box)) }
}

const isPark = (column: number, row: number): boolean => (column * 7 + row * 5) % 17 === 0
const isBasin = (column: number, row: number): boolean => column >= 14 && column < 17 && row >= 10 && row < 14

/** The town in the layers of a Protomaps archive. */
export function madeTown(): MadeLayers {
  const houses = [0.12, 0.4, 0.68].flatMap((x) => [0.15, 0.6].map((y) => [x, y, x + 0.2, y + 0.25] as const))
  return {
    water: [...areas(isBasin, { kind: 'water' }, [[0, 0, 1, 1]])],
    landuse: [...areas(isPark, { kind: 'park' }, [[0.05, 0.05, 0.95, 0.95]])],
    buildings: [...areas((c, r) => !isPark(c, r) && !isBasin(c, r), { kind: 'building' }, houses)],
    roads: [...streets()],
  }
}

/** The same in the layers of an OpenMapTiles archive, with names in a layer of their own. */
export function madeTownOpenMapTiles(): MadeLayers {
  const { water = [], landuse = [], buildings = [], roads = [] } = madeTown()
  const classed = (
    features: readonly MadeFeature[],
    name: (kind: Readonly<MadeFeature['properties']>) => string,
  ) => features.map(({ properties, ...rest }) => ({ ...rest, properties: { class: name(properties) } }))
  const classOf = ({ kind, kind_detail }: Readonly<MadeFeature['properties']>): string =>
    kind === 'minor_road' ? 'minor' : String(kind_detail)
  return {
    water: classed(water, () => 'lake'),
    park: classed(landuse, () => 'public_park'),
    building: buildings.map(({ properties: _, ...rest }) => ({ ...rest, properties: {} })),
    transportation: classed(roads, classOf),
    transportation_name: roads
      .filter(({ properties }) => properties['name'] !== undefined)
      .map(({ properties, ...rest }) => ({
        ...rest,
        properties: { class: classOf(properties), name: properties['name']! },
      })),
  }
}
