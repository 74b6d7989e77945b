/** What the columns of a CSV of fixes mean, from their names. */
import type { Hint } from '../trace/trace.ts'

export type ColumnRole =
  | 'seconds'
  | 'milliseconds'
  | 'instant'
  | 'lat'
  | 'lon'
  | 'latE7'
  | 'lonE7'
  | 'altitude'
  | 'accuracy'
  | 'speed'
  | 'speedKmh'
  | 'hint'
  | 'ignored'

/** Column names as trackers write them, in lower case without blanks. */
const rolesByName: Readonly<Record<string, ColumnRole>> = {
  t: 'seconds',
  timestamp_ms: 'milliseconds',
  timestampms: 'milliseconds',
  time_ms: 'milliseconds',
  time: 'instant',
  timestamp: 'instant',
  datetime: 'instant',
  date: 'instant',
  recorded_at: 'instant',
  tst: 'instant',
  lat: 'lat',
  latitude: 'lat',
  'latituden/s': 'lat',
  lon: 'lon',
  lng: 'lon',
  longitude: 'lon',
  'longitudee/w': 'lon',
  latitudee7: 'latE7',
  longitudee7: 'lonE7',
  alt: 'altitude',
  altitude: 'altitude',
  ele: 'altitude',
  elevation: 'altitude',
  height: 'altitude',
  accuracy: 'accuracy',
  horizontal_accuracy: 'accuracy',
  speed: 'speed',
  velocity: 'speed',
  speed_kmh: 'speedKmh',
  hint: 'hint',
  activity: 'hint',
}

const timeRoles: readonly ColumnRole[] = ['seconds', 'milliseconds', 'instant']

/** Roles of the named columns; a role that two columns claim goes to the first. */
export function columnRoles(names: readonly string[]): ColumnRole[] {
  const taken = new Set<ColumnRole>()
  return names.map((name) => {
    const role = rolesByName[name.toLowerCase().replace(/[\s\uFEFF]/g, '')] ?? 'ignored'
    if (role === 'ignored' || taken.has(role)) return 'ignored'
    taken.add(role)
    return role
  })
}

/** Whether these columns make fixes: a time, a latitude and a longitude. */
export function makeFixes(roles: readonly ColumnRole[]): boolean {
  return (
    roles.some((role) => timeRoles.includes(role)) &&
    (roles.includes('lat') || roles.includes('latE7')) &&
    (roles.includes('lon') || roles.includes('lonE7'))
  )
}

/** The separator of a header line: the one among comma, semicolon and tab that it holds most of. */
export function separatorOf(header: string): string {
  const count = (separator: string): number => header.split(separator).length
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

const hintsByWord: Readonly<Record<string, Hint>> = {
  still: 'still',
  stationary: 'still',
  walk: 'walk',
  walking: 'walk',
  on_foot: 'walk',
  run: 'run',
  running: 'run',
  bicycle: 'bicycle',
  on_bicycle: 'bicycle',
  cycling: 'bicycle',
  in_vehicle: 'in_vehicle',
  driving: 'in_vehicle',
}

/** The hint that a cell's word stands for; none for other words. */
export function hintOf(word: string): Hint {
  return hintsByWord[word.toLowerCase()] ?? ''
}
