/** Trips as GeoJSON: one line per section, for maps; sections of which no position is known have no geometry. */
import { featureCollection, lineString, feature as unlocated } from '@turf/turf'
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { decodePolyline } from '../trace/polyline.ts'
import type { ExportFormat } from './export.ts'
import { automaticMode, factorUsed } from './export.ts'

export const geojsonExport: ExportFormat = {
  id: 'geojson',
  label: 'GeoJSON',
  extension: 'geojson',
  mediaType: 'application/geo+json',
  write(trips, set) {
    const features = trips.flatMap((trip, n) =>
      trip.sections.map((section) => sectionFeature(trip, n + 1, section, set)),
    )
    return `${JSON.stringify(featureCollection(features))}\n`
  },
}

function sectionFeature(trip: TripDocument, tripNumber: number, section: SectionDocument, set: FactorSet) {
  const { latDeg, lonDeg } = decodePolyline(section.geometry)
  const positions = lonDeg.map((lon, i) => [lon, latDeg[i]!])
  const { start, end, mode, confidence, distanceM, co2eKg } = section
  const used = factorUsed(section, set)
  const properties = {
    trip: tripNumber,
    start,
    end,
    timeZone: trip.timeZone,
    mode,
    automaticMode: automaticMode(section) ?? null,
    ...(section.line === undefined ? {} : { line: section.line }),
    confidence,
    distanceM,
    co2eKg,
    factor: used.factor ?? null,
    factorSet: used.set,
    ...(section.people === undefined ? {} : { people: section.people }),
    ...(trip.purpose === undefined ? {} : { purpose: trip.purpose }),
    ...(trip.name === undefined ? {} : { name: trip.name }),
    ...(trip.note === undefined ? {} : { note: trip.note }),
    ...(trip.fromName === undefined ? {} : { from: trip.fromName }),
    ...(trip.toName === undefined ? {} : { to: trip.toName }),
  }
  if (positions.length === 0) return unlocated(null, properties)
  return lineString(positions.length === 1 ? [positions[0]!, positions[0]!] : positions, properties)
}
