/**
 * What is drawn of a street map, told from the two schemas that there are archives of: Protomaps (layers `roads`, `water`…,
 * docs.protomaps.com/basemaps/layers) and OpenMapTiles (`transportation`, `waterway`…, openmaptiles.org/schema).
 */

/** From the bottom up. */
export const areaKinds = ['green', 'water', 'building'] as const
/** From the bottom up. */
export const roadKinds = ['path', 'minor', 'medium', 'major', 'motorway'] as const
/** From the bottom up. */
export const lineKinds = ['river', 'rail', ...roadKinds] as const
export type AreaKind = (typeof areaKinds)[number]
export type LineKind = (typeof lineKinds)[number]
export type RoadKind = (typeof roadKinds)[number]
export type StreetKind = AreaKind | LineKind

/** Whether people go along it. */
export const isRoad = (kind: StreetKind): kind is RoadKind => (roadKinds as readonly string[]).includes(kind)

type Properties = Readonly<Record<string, number | string | boolean>>

const greens = new Set([
  ...['allotments', 'cemetery', 'dog_park', 'forest', 'garden', 'golf_course', 'grass', 'grassland'],
  ...[
    'meadow',
    'national_park',
    'nature_reserve',
    'orchard',
    'park',
    'pitch',
    'playground',
    'protected_area',
  ],
  ...['recreation_ground', 'scrub', 'village_green', 'vineyard', 'wetland', 'wood', 'zoo'],
])

/** Roads of OpenStreetMap by what they are to who looks for a way. */
const roads: Readonly<Record<string, LineKind>> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'major',
  trunk_link: 'major',
  primary: 'major',
  primary_link: 'major',
  secondary: 'medium',
  secondary_link: 'medium',
  tertiary: 'medium',
  tertiary_link: 'medium',
  minor: 'minor',
  service: 'minor',
  busway: 'minor',
  raceway: 'minor',
  track: 'path',
  path: 'path',
  rail: 'rail',
  transit: 'rail',
}

/** Words of Protomaps for roads whose OpenStreetMap class is not said. */
const broadRoads: Readonly<Record<string, LineKind>> = {
  highway: 'motorway',
  major_road: 'major',
  medium_road: 'medium',
  minor_road: 'minor',
  path: 'path',
  rail: 'rail',
}

/** The kind of a feature's areas, if any are drawn. */
export function areaKind(layer: string, properties: Properties): AreaKind | undefined {
  const kind = wordOf(properties, 'kind') || wordOf(properties, 'class')
  switch (layer) {
    case 'water':
      return 'water'
    case 'buildings':
    case 'building':
      return kind === 'address' ? undefined : 'building'
    case 'landuse':
    case 'landcover':
      return greens.has(kind) ? 'green' : undefined
    case 'park':
      return 'green'
    default:
      return undefined
  }
}

/** The kind of a feature's lines, if any are drawn. */
export function lineKind(layer: string, properties: Properties): LineKind | undefined {
  switch (layer) {
    case 'water':
    case 'waterway':
      return 'river'
    case 'roads':
      return roadOf(properties, wordOf(properties, 'kind_detail'), wordOf(properties, 'kind'))
    case 'transportation':
    case 'transportation_name':
      return roadOf(properties, wordOf(properties, 'class'), '')
    default:
      return undefined
  }
}

/** Railways under the ground are left out: nobody sees them. */
function roadOf(properties: Properties, detail: string, broad: string): LineKind | undefined {
  const isCarried = broad === '' || broad.endsWith('road') || broad === 'highway'
  const kind = (isCarried ? roads[detail] : undefined) ?? broadRoads[broad]
  const isTunnel = properties['brunnel'] === 'tunnel' || properties['is_tunnel'] === true
  return kind === 'rail' && isTunnel ? undefined : kind
}

/** Older archives of Protomaps write `pmap:` before their words. */
function wordOf(properties: Properties, key: string): string {
  const word = properties[key] ?? properties[`pmap:${key}`]
  return typeof word === 'string' ? word : ''
}
