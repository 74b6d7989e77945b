/** Encoded polylines, precision 5 (about 1 m): the compact text form of a section's path, readable by most map tools. */

const precision = 1e5

export interface Path {
  readonly latDeg: ArrayLike<number>
  readonly lonDeg: ArrayLike<number>
}

/** Encodes a path, in Google's algorithm. */
export function encodePolyline(path: Path): string {
  let text = ''
  let lat = 0
  let lon = 0
  for (let i = 0; i < path.latDeg.length; i++) {
    const nextLat = Math.round(path.latDeg[i]! * precision)
    const nextLon = Math.round(path.lonDeg[i]! * precision)
    text += encodeNumber(nextLat - lat) + encodeNumber(nextLon - lon)
    lat = nextLat
    lon = nextLon
  }
  return text
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1
  let text = ''
  while (rest >= 0x20) {
    text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63)
    rest >>= 5
  }
  return text + String.fromCharCode(rest + 63)
}

/** Decodes what `encodePolyline` wrote. Text that ends in the middle of a position loses that position. */
export function decodePolyline(text: string): { latDeg: number[]; lonDeg: number[] } {
  const latDeg: number[] = []
  const lonDeg: number[] = []
  const sums = [0, 0]
  let axis = 0
  let value = 0
  let shift = 0
  for (let i = 0; i < text.length; i++) {
    const chunk = text.charCodeAt(i) - 63
    value |= (chunk & 0x1f) << shift
    shift += 5
    if (chunk >= 0x20) continue
    sums[axis]! += value & 1 ? ~(value >> 1) : value >> 1
    if (axis === 1) {
      latDeg.push(sums[0]! / precision)
      lonDeg.push(sums[1]! / precision)
    }
    axis = 1 - axis
    value = 0
    shift = 0
  }
  return { latDeg, lonDeg }
}
