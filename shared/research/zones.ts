/** The public zones of a study: a GeoJSON FeatureCollection of polygons with an id and a name each, none over another. */
import { bbox, booleanPointInPolygon } from '@turf/turf'
import { z } from 'zod'
import { Refusal } from '../api/refusal.ts'
import { fromUtf8 } from '../vault/bytes.ts'
import { sha256 } from './digest.ts'
import { plainText } from './plain-text.ts'
import type { StudyDefinition } from './study.ts'

const position = z.array(z.number()).min(2).max(3)
const polygon = z.array(z.array(position).min(4)).min(1)
const shape = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({ id: plainText(40), name: plainText(100) }),
        geometry: z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), coordinates: polygon }),
          z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
        ]),
      }),
    )
    .min(1)
    .max(2000),
})

export interface Zones {
  /** In the order of the file; vectors hold places in this order. */
  readonly ids: readonly string[]
  readonly names: readonly string[]
  readonly collection: z.output<typeof shape>
  /** Place of the zone that holds a position, the first of the file where several do; undefined outside all. */
  find(latDeg: number, lonDeg: number): number | undefined
}

/** Reads a zones' file. Throws Refusal `bad-request` on what is no such file, or names a zone twice. */
export function readZones(file: Uint8Array): Zones {
  const parsed = shape.safeParse(jsonOf(file))
  if (!parsed.success)
    throw new Refusal('bad-request', 'Zones are a GeoJSON FeatureCollection of polygons with id and name.')
  const { features } = parsed.data
  const ids = features.map(({ properties }) => properties.id)
  if (new Set(ids).size !== ids.length) throw new Refusal('bad-request', 'Two zones have the same id.')
  const boxes = features.map((feature) => bbox(feature))
  return {
    ids,
    names: features.map(({ properties }) => properties.name),
    collection: parsed.data,
    find: (latDeg, lonDeg) => {
      const at = features.findIndex((feature, n) => {
        const [west, south, east, north] = boxes[n] as [number, number, number, number]
        const isInBox = lonDeg >= west && lonDeg <= east && latDeg >= south && latDeg <= north
        return isInBox && booleanPointInPolygon([lonDeg, latDeg], feature)
      })
      return at < 0 ? undefined : at
    },
  }
}

/** The zones of a study out of the file that it names. Throws Refusal `bad-request` when it is another file. */
export async function zonesOf(study: StudyDefinition, file: Uint8Array): Promise<Zones> {
  if ((await sha256(file)) !== study.zones.sha256)
    throw new Refusal('bad-request', 'The zones are not those that the study was signed with.')
  const zones = readZones(file)
  if (zones.ids.length !== study.zones.count)
    throw new Refusal('bad-request', 'The study counts another number of zones.')
  return zones
}

function jsonOf(file: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(file))
  } catch (cause) {
    throw new Refusal('bad-request', 'Zones are a GeoJSON file.', { cause })
  }
}
