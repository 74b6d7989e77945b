/** Trips as GeoJSON: one line per section, for maps. */
import { featureCollection, lineString } from '@turf/turf'
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import { decodePolyline } from '../trace/polyline.ts'
import type { ExportFormat } from './export.ts'

export const geojsonExport: ExportFormat = {
  id: 'geojson',
  label: 'GeoJSON',
  extension: 'geojson',
  mediaType: 'application/geo+json',
  write(trips) {
    const features = trips.flatMap((trip, n) => trip.sections.map((section) => feature(trip, n + 1, section)))
    return `${JSON.stringify(featureCollection(features))}\n`
  },
}

function feature(trip: TripDocument, tripNumber: number, section: SectionDocument) {
  const { latDeg, lonDeg } = decodePolyline(section.geometry)
  const positions = lonDeg.map((lon, i) => [lon, latDeg[i]!])
  const { start, end, mode, confidence, distanceM, co2eKg } = section
  const properties = {
    trip: tripNumber,
    start,
    end,
    timeZone: trip.timeZone,
    mode,
    ...(section.line === undefined ? {} : { line: section.line }),
    confidence,
    distanceM,
    co2eKg,
  }
  return lineString(positions.length === 1 ? [positions[0]!, positions[0]!] : positions, properties)
}
