/** Fixes written as files that the readers in shared/formats take back unchanged: CSV, GPX, GeoJSON. */
import type { Fix } from '../shared/trace/trace.ts'

/** Positions have six decimals, as phones give them. */
const degrees = (value: number): string => value.toFixed(6)
/** Three decimals keep whole km/h apart and round to the same tenth of m/s. */
const decimal = (value: number): string => String(Math.round(value * 1000) / 1000)
const instant = (timeMs: number): string => new Date(timeMs).toISOString()

/** CSV with the columns t (Unix seconds), lat, lon, alt, accuracy (m), speed (m/s); unknown values are empty. */
export function csvOf(fixes: readonly Fix[]): string {
  const optional = (value: number | undefined): string => (value === undefined ? '' : decimal(value))
  const rows = fixes.map(({ timeMs, latDeg, lonDeg, altitudeM, accuracyM, speedMps }) =>
    [
      decimal(timeMs / 1000),
      degrees(latDeg),
      degrees(lonDeg),
      optional(altitudeM),
      optional(accuracyM),
      optional(speedMps),
    ].join(','),
  )
  return ['t,lat,lon,alt,accuracy,speed', ...rows, ''].join('\n')
}

/** GPX 1.1, one track; speed and accuracy stand where trackers put them, in extensions. */
export function gpxOf(fixes: readonly Fix[]): string {
  const element = (name: string, value: number | undefined): string =>
    value === undefined ? '' : `<${name}>${decimal(value)}</${name}>`
  const points = fixes.map((fix) => {
    const more = element('speed', fix.speedMps) + element('accuracy', fix.accuracyM)
    return (
      `<trkpt lat="${degrees(fix.latDeg)}" lon="${degrees(fix.lonDeg)}">${element('ele', fix.altitudeM)}` +
      `<time>${instant(fix.timeMs)}</time>${more === '' ? '' : `<extensions>${more}</extensions>`}</trkpt>`
    )
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Sillage" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>',
    ...points,
    '</trkseg></trk></gpx>',
    '',
  ].join('\n')
}

/** A FeatureCollection of points. */
export function geojsonOf(fixes: readonly Fix[]): string {
  const features = fixes.map((fix) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [fix.lonDeg, fix.latDeg] },
    properties: {
      time: instant(fix.timeMs),
      altitude: fix.altitudeM,
      accuracy: fix.accuracyM,
      speed: fix.speedMps,
    },
  }))
  return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`
}
