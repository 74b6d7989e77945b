/**
 * Private places: nothing that leaves the vault holds a position near one. What is hidden is a circle around each, moved
 * by a veil so that tracks which all stop on its edge do not give its middle away, and large enough to cover the place
 * all the same. A place that was said to be private stays hidden while it is not found.
 */
import { distanceM, metresPerDegree } from '../trace/geodesy.ts'
import { decodePolyline, encodePolyline } from '../trace/polyline.ts'
import type { PlaceDocument, SectionDocument, TripDocument } from './document.ts'
import type { Spot } from './edits/edit.ts'
import type { OwnPlace, Veil } from './place-edits/edit.ts'
import { hiddenM, usualRadiusM } from './place-edits/limits.ts'
import { placeMeant } from './place-edits/meant.ts'
import type { PlaceEdit } from './place-edits/registry.ts'
import { oldestFirst } from './place-edits.ts'

/** A circle in which no position may leave the vault. */
export interface HiddenZone extends Spot {
  readonly radiusM: number
}

/** The zones of all private places, found or not. */
export function hiddenZones(places: readonly PlaceDocument[], edits: readonly PlaceEdit[]): HiddenZone[] {
  const found = places.flatMap(({ lat, lon, joined = [], radiusM, veil }) =>
    veil ? [{ lat, lon }, ...joined].map((spot) => zoneAround(spot, radiusM, veil)) : [],
  )
  return [...found, ...lostZones(places, edits)]
}

function zoneAround({ lat, lon }: Spot, radiusM: number, { northM, eastM }: Veil): HiddenZone {
  const perLonDeg = metresPerDegree * Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return {
    lat: lat + northM / metresPerDegree,
    lon: lon + eastM / perLonDeg,
    radiusM: hiddenM(radiusM) + Math.hypot(northM, eastM),
  }
}

/** Of private places that are not found any more: the latest that was said of each spot. */
function lostZones(places: readonly PlaceDocument[], edits: readonly PlaceEdit[]): HiddenZone[] {
  const own = places.map(asOwn)
  const lost = oldestFirst(edits).filter(({ spot }) => placeMeant(own, spot) === undefined)
  const zones: { readonly spot: Spot; readonly radiusM: number; readonly veil: Veil }[] = []
  const radiusAt = (spot: Spot): number =>
    lost.reduce(
      (now, edit) =>
        edit.kind === 'radius' && isNear(edit.spot, spot) ? (edit.radiusM ?? usualRadiusM) : now,
      usualRadiusM,
    )
  for (const edit of lost) {
    if (edit.kind !== 'private') continue
    for (let n = zones.length - 1; n >= 0; n--) if (isNear(zones[n]!.spot, edit.spot)) zones.splice(n, 1)
    if (edit.veil) zones.push({ spot: edit.spot, radiusM: radiusAt(edit.spot), veil: edit.veil })
  }
  return zones.map(({ spot, radiusM, veil }) => zoneAround(spot, radiusM, veil))
}

const asOwn = ({ id, lat, lon, joined = [], radiusM }: PlaceDocument): OwnPlace => ({
  ...{ id, lat, lon, joined, radiusM },
  stays: [],
})

const isNear = (a: Spot, b: Spot): boolean => distanceM(a.lat, a.lon, b.lat, b.lon) <= usualRadiusM

/** Whether a position may not leave the vault. */
export function isHidden(zones: readonly HiddenZone[], { lat, lon }: Spot): boolean {
  return zones.some((zone) => distanceM(zone.lat, zone.lon, lat, lon) <= zone.radiusM)
}

/**
 * The trips as they may leave the vault: without the positions that lie in a zone, and without the ends that do. Times,
 * distances and footprints stay. A way that goes through a zone is drawn straight across.
 */
export function withoutHidden<T extends TripDocument>(
  trips: readonly T[],
  places: readonly PlaceDocument[],
  zones: readonly HiddenZone[],
): T[] {
  if (zones.length === 0) return [...trips]
  const hidden = new Set(places.filter((place) => place.veil || isHidden(zones, place)).map(({ id }) => id))
  return trips.map((trip) => {
    const { from, fromName, to, toName, ...rest } = trip
    const bare = {
      ...rest,
      ...(from !== undefined && !hidden.has(from) && { from, ...(fromName !== undefined && { fromName }) }),
      ...(to !== undefined && !hidden.has(to) && { to, ...(toName !== undefined && { toName }) }),
      sections: trip.sections.map((section) => withoutPositions(section, zones)),
    }
    // What was taken away is put back, or is absent as it may be.
    return bare as unknown as T
  })
}

function withoutPositions(section: SectionDocument, zones: readonly HiddenZone[]): SectionDocument {
  const { latDeg, lonDeg } = decodePolyline(section.geometry)
  const kept = latDeg.flatMap((lat, n) => (isHidden(zones, { lat, lon: lonDeg[n]! }) ? [] : [n]))
  if (kept.length === latDeg.length) return section
  const geometry = encodePolyline({
    latDeg: kept.map((n) => latDeg[n]!),
    lonDeg: kept.map((n) => lonDeg[n]!),
  })
  return {
    ...section,
    geometry,
    ...(kept[0] !== 0 && { isCutAtStart: true }),
    ...(kept.at(-1) !== latDeg.length - 1 && { isCutAtEnd: true }),
  }
}
