/** A trip of one section as the page is shown it, for tests of what the page makes of trips. */
import type { ShownTrip } from '../../../client/vault-protocol.ts'
import type { Mode } from '../../../shared/engine/mode.ts'

export function shownTrip(
  start: string,
  end: string,
  mode: Mode,
  distanceM: number,
  co2eKg: number,
  rest: Partial<ShownTrip> = {},
): ShownTrip {
  const section = { start, end, mode, confidence: 1, probabilities: {}, distanceM, co2eKg, geometry: '' }
  return {
    ...{ start, end, timeZone: 'Europe/Paris', distanceM, co2eKg, sections: [section] },
    ...{ localDay: start.slice(0, 10), localMonth: start.slice(0, 7), localStart: '', localEnd: '' },
    ...{ edited: [], habits: [] },
    ...rest,
  }
}
