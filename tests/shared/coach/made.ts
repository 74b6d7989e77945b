/** Trips made by hand for the tests of the coach. */
import type { SectionDocument } from '../../../shared/analysis/document.ts'
import type { DatedTrip } from '../../../shared/analysis/figures.ts'
import type { Mode } from '../../../shared/engine/mode.ts'

interface Made extends Partial<DatedTrip> {
  readonly people?: number
}

/** A trip of one section on a day at a time (UTC), of so many minutes, kilometres and kilograms. */
export function made(
  [day, time]: readonly [string, string],
  mode: Mode,
  [minutes, km, co2eKg]: readonly [number, number, number],
  { people, ...rest }: Made = {},
): DatedTrip {
  const startMs = Date.parse(`${day}T${time}:00Z`)
  const [start, end] = [startMs, startMs + minutes * 60_000].map((ms) => new Date(ms).toISOString())
  const section: SectionDocument = {
    ...{ start: start!, end: end!, mode, confidence: 1, probabilities: {}, geometry: '' },
    ...{ distanceM: km * 1000, co2eKg },
    ...(people !== undefined && { people }),
  }
  return {
    ...{ start: start!, end: end!, timeZone: 'UTC', localDay: day, sections: [section] },
    ...{ distanceM: km * 1000, co2eKg },
    ...rest,
  }
}
