/** Distances and bearings between positions in degrees. Plain numbers in and out: the engine's hot loops live on these. */

/** Mean radius of the Earth, metres (IUGG). */
const earthRadiusM = 6_371_008.8
const radians = Math.PI / 180
/** Length of one degree along a great circle, metres. */
export const metresPerDegree = earthRadiusM * radians

/** Above this many degrees the flat formula is off by more than 0.1 %, and the exact one takes over. */
const flatLimitDeg = 1

/** Difference of two longitudes, −180 to 180 degrees: the short way round. */
export function longitudeStep(fromDeg: number, toDeg: number): number {
  const step = toDeg - fromDeg
  if (step > 180) return step - 360
  return step < -180 ? step + 360 : step
}

/** Distance in metres: equirectangular nearby, haversine farther away. */
export function distanceM(latA: number, lonA: number, latB: number, lonB: number): number {
  const dLat = latB - latA
  const dLon = longitudeStep(lonA, lonB)
  if (dLat > flatLimitDeg || dLat < -flatLimitDeg || dLon > flatLimitDeg || dLon < -flatLimitDeg)
    return haversineM(latA, latB, dLon)
  const x = dLon * Math.cos((latA + latB) * 0.5 * radians)
  return Math.sqrt(x * x + dLat * dLat) * metresPerDegree
}

function haversineM(latA: number, latB: number, dLon: number): number {
  const sinLat = Math.sin(((latB - latA) * radians) / 2)
  const sinLon = Math.sin((dLon * radians) / 2)
  const h = sinLat * sinLat + Math.cos(latA * radians) * Math.cos(latB * radians) * sinLon * sinLon
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Initial bearing from A to B, degrees clockwise from north, 0 (included) to 360. */
export function bearingDeg(latA: number, lonA: number, latB: number, lonB: number): number {
  const dLon = longitudeStep(lonA, lonB) * radians
  const y = Math.sin(dLon) * Math.cos(latB * radians)
  const x =
    Math.cos(latA * radians) * Math.sin(latB * radians) -
    Math.sin(latA * radians) * Math.cos(latB * radians) * Math.cos(dLon)
  const bearing = Math.atan2(y, x) / radians
  return bearing < 0 ? (bearing + 360) % 360 : bearing
}
