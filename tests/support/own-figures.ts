/** A person's numbers for a study, worked out from the command's analysis without the code that makes contributions. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AnalysisDocument, TripDocument } from '../../shared/analysis/document.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { decodePolyline } from '../../shared/trace/polyline.ts'

/** Writes ten simulated days of May 2026 as a file, and says what the command makes of it. */
export function analysedMay(file: string): AnalysisDocument {
  const { fixes } = simulate({ seed: 17, firstDay: '2026-05-05', days: 10, everyS: 10 })
  const rows = fixes.map(({ timeMs, latDeg, lonDeg, altitudeM, accuracyM, speedMps }) =>
    [timeMs / 1000, latDeg, lonDeg, altitudeM ?? '', accuracyM ?? '', speedMps ?? ''].join(),
  )
  writeFileSync(file, ['t,lat,lon,alt,accuracy,speed', ...rows, ''].join('\n'))
  const command = fileURLToPath(new URL('../../scripts/sillage.mjs', import.meta.url))
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 } as const
  return JSON.parse(execFileSync(process.execPath, [command, 'analyse', '--json', file], options))
}

/** Vector places: on foot, cycle, car, motorcycle, bus and coach, rail, plane, other. */
const placeOf: Readonly<Record<string, number>> = {
  ...{ walking: 0, running: 0, bicycle: 1, ebike: 1, escooter: 1, car: 2, carpool: 2, taxi: 2 },
  ...{ motorcycle: 3, moped: 3, bus: 4, coach: 4, tram: 5, subway: 5, train: 5, plane: 6 },
}

/** Trips that start or end within the test study's four squares. */
export function tripsInSquares({ trips }: AnalysisDocument): TripDocument[] {
  const isInside = (lat: number, lon: number): boolean =>
    lat >= 46.1 && lat <= 46.3 && lon >= -1.2 && lon <= -1
  return trips.filter(({ sections }) => {
    const [first, last] = [decodePolyline(sections[0]!.geometry), decodePolyline(sections.at(-1)!.geometry)]
    return isInside(first.latDeg[0]!, first.lonDeg[0]!) || isInside(last.latDeg.at(-1)!, last.lonDeg.at(-1)!)
  })
}

/** Whole numbers in proportion that add up to `total`: the largest remainders gain one. */
export function sharedOut(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, each) => all + each, 0)
  const exact = weights.map((each) => (each * total) / sum)
  const order = exact
    .map((each, n) => [each - Math.floor(each), n] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
  const short = total - exact.reduce((all, each) => all + Math.floor(each), 0)
  const gaining = new Set(order.slice(0, short).map(([, n]) => n))
  return exact.map((each, n) => Math.floor(each) + (gaining.has(n) ? 1 : 0))
}

/** Sums of a figure of sections by place. */
function byMode(trips: readonly TripDocument[], figure: 'distanceM' | 'co2eKg'): number[] {
  const sums = new Array<number>(8).fill(0)
  for (const { sections } of trips)
    for (const each of sections) sums[placeOf[each.mode] ?? 7]! += each[figure]
  return sums
}

export const splitOfKm = (trips: readonly TripDocument[]): number[] =>
  sharedOut(byMode(trips, 'distanceM'), 100)

export function totalOfCo2e(trips: readonly TripDocument[]): number[] {
  const sums = byMode(trips, 'co2eKg')
  return sharedOut(sums, Math.round(sums.reduce((all, each) => all + each, 0)))
}

/** Workdays then weekends, each from 5, 9, 16 and 20 o'clock in Paris. */
export function timesOfDay(trips: readonly TripDocument[]): number[] {
  const counts = new Array<number>(8).fill(0)
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    weekday: 'short',
    hour: '2-digit',
  })
  for (const { start } of trips) {
    const [weekday, hour] = parts.format(new Date(start)).split(', ') as [string, string]
    const band = [5, 9, 16, 20].findLastIndex((from) => Number(hour) >= from)
    counts[(/^S/.test(weekday) ? 4 : 0) + (band < 0 ? 3 : band)]!++
  }
  return sharedOut(counts, 100)
}
