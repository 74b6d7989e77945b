/**
 * Trips as GPX 1.1 (topografix.com/GPX/1/1): one track per trip, one segment per section, with what is known of the
 * section in the segment's extensions. Only the ends of a section carry a time: what lies between is its simplified way,
 * and times invented for it would look like recorded ones.
 */
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import { decodePolyline } from '../trace/polyline.ts'
import type { ExportFormat } from './export.ts'
import { automaticMode } from './export.ts'
import { xmlText } from './xml.ts'

const open = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Sillage" xmlns="http://www.topografix.com/GPX/1/1" xmlns:sillage="urn:x-sillage:gpx:1">
`

export const gpxExport: ExportFormat = {
  id: 'gpx',
  label: 'GPX',
  extension: 'gpx',
  mediaType: 'application/gpx+xml',
  write(trips) {
    return `${open}${trips.map((trip, n) => track(trip, n + 1)).join('')}</gpx>\n`
  },
}

/** Elements in the order of the schema's trkType: name, desc, number, type, trkseg. */
function track(trip: TripDocument, number: number): string {
  return [
    '<trk>\n',
    element('name', trip.name),
    element('desc', trip.note),
    element('number', number),
    element('type', mainMode(trip)),
    ...trip.sections.map(segment),
    '</trk>\n',
  ].join('')
}

function segment(section: SectionDocument): string {
  const { latDeg, lonDeg } = decodePolyline(section.geometry)
  const last = latDeg.length - 1
  // Where an end was left out, what is now first or last was passed at another time.
  const startTime = section.isCutAtStart ? undefined : section.start
  const endTime = section.isCutAtEnd ? undefined : section.end
  const points = latDeg.map((lat, i) => {
    const time = i === 0 ? startTime : i === last ? endTime : undefined
    return `<trkpt lat="${lat}" lon="${longitude(lonDeg[i]!)}">${element('time', time).trim()}</trkpt>\n`
  })
  const said = [
    element('sillage:mode', section.mode),
    element('sillage:automaticMode', automaticMode(section)),
    element('sillage:confidence', section.confidence),
    element('sillage:start', section.start),
    element('sillage:end', section.end),
    element('sillage:distanceM', section.distanceM),
    element('sillage:co2eKg', section.co2eKg),
    element('sillage:line', section.line),
    element('sillage:people', section.people),
  ]
  return `<trkseg>\n${points.join('')}<extensions>\n${said.join('')}</extensions>\n</trkseg>\n`
}

/** GPX has no 180° east: it is 180° west. */
const longitude = (lon: number): number => (lon === 180 ? -180 : lon)

/** The mode of most of the way: tools colour a track by its type. */
function mainMode({ sections }: TripDocument): string | undefined {
  return sections.toSorted((a, b) => b.distanceM - a.distanceM)[0]?.mode
}

function element(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `<${name}>${xmlText(String(value))}</${name}>\n`
}
