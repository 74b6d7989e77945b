/** The analysis document as a page of plain text. */
import { localDay, localTime } from './calendar.ts'
import type { AnalysisDocument, PlaceDocument, SectionDocument, TripDocument } from './document.ts'

/** Why a section has its mode, sentence by sentence. */
export type Explain = (section: SectionDocument) => readonly string[]

/** A readable summary: each day's trips with their sections, then the sums by mode. `explain` adds reasons to each. */
export function analysisText(document: AnalysisDocument, explain: Explain = () => []): string {
  const { fixes, stays, trips, places } = document
  const lines = [
    `${fixes.kept} of ${fixes.read} fixes used; ${stays.length} stays, ${trips.length} trips.`,
    `CO2e by ${document.factors.label}.`,
    ...places.flatMap(placeLine),
  ]
  let day = ''
  for (const trip of trips) {
    const tripDay = localDay(trip.start, trip.timeZone)
    if (tripDay !== day) lines.push('', `${tripDay} (${trip.timeZone})`)
    day = tripDay
    lines.push(...tripLines(trip, explain))
  }
  return [...lines, '', ...sumLines(trips), ''].join('\n')
}

function placeLine({ role, lat, lon, nights, workDays }: PlaceDocument): string[] {
  if (role === undefined) return []
  const evidence = role === 'home' ? `${nights} nights` : `${workDays} working days`
  return [`${role.padEnd(4)} ${lat.toFixed(4)}, ${lon.toFixed(4)}  (${evidence})`]
}

function tripLines(trip: TripDocument, explain: Explain): string[] {
  const clock = (iso: string): string => localTime(iso, trip.timeZone)
  const ends = [trip.inferredStart && 'start estimated', trip.inferredEnd && 'end estimated', trip.purpose]
  const notes = ends.flatMap((note) => (note ? [`  ${note}`] : [])).join('')
  return [
    `  ${clock(trip.start)}–${clock(trip.end)}  ${amount(trip)}${notes}`,
    ...trip.sections.flatMap((section) => [
      `      ${clock(section.start)} ${sectionText(section)}`,
      ...explain(section).map((sentence) => `            ${sentence}`),
    ]),
  ]
}

function sectionText(section: SectionDocument): string {
  const line = section.line === undefined ? '' : `  ${section.line}`
  return `${section.mode.padEnd(10)} ${amount(section)}  (${Math.round(section.confidence * 100)} %)${line}`
}

function amount({ distanceM, co2eKg }: { distanceM: number; co2eKg: number }): string {
  return `${(distanceM / 1000).toFixed(1).padStart(7)} km ${co2eKg.toFixed(2).padStart(7)} kg`
}

function sumLines(trips: readonly TripDocument[]): string[] {
  const sums = new Map<string, { distanceM: number; co2eKg: number }>()
  const total = { distanceM: 0, co2eKg: 0 }
  for (const section of trips.flatMap((trip) => trip.sections)) {
    const sum = sums.get(section.mode) ?? { distanceM: 0, co2eKg: 0 }
    sums.set(section.mode, sum)
    for (const to of [sum, total]) {
      to.distanceM += section.distanceM
      to.co2eKg += section.co2eKg
    }
  }
  const rows = [...sums].sort((a, b) => b[1].distanceM - a[1].distanceM)
  return [...rows, ['all', total] as const].map(([name, sum]) => `  ${name.padEnd(10)} ${amount(sum)}`)
}
