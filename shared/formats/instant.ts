/** Instants as files write them: ISO 8601, Unix seconds, Unix milliseconds. */

/** A date and time of day; the zone may be missing, and is UTC then, as the trackers that leave it out mean it. */
const isoPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i

/** Unix numbers from here on are milliseconds: as seconds they would lie after the year 5138. */
const firstMilliseconds = 1e11

/** Unix ms of an ISO 8601 text; NaN when it is none. */
export function isoMs(text: string): number {
  const match = isoPattern.exec(text)
  if (match === null) return Number.NaN
  const zone = match[1] ?? ''
  const local = text
    .slice(0, text.length - zone.length)
    .replace(' ', 'T')
    .replace(',', '.')
  return Date.parse(local + completeZone(zone))
}

function completeZone(zone: string): string {
  if (zone === '' || zone.toUpperCase() === 'Z') return 'Z'
  if (zone.length === 3) return `${zone}:00`
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
}

/** Unix ms of a Unix number in seconds or milliseconds. */
export function unixMs(value: number): number {
  return Math.abs(value) >= firstMilliseconds ? value : value * 1000
}

/** Unix ms of whatever a file holds; NaN when it is no instant. */
export function instantMs(value: unknown): number {
  if (typeof value === 'number') return unixMs(value)
  if (typeof value !== 'string') return Number.NaN
  const text = value.trim()
  return /^-?\d+(?:\.\d+)?$/.test(text) ? unixMs(Number(text)) : isoMs(text)
}
