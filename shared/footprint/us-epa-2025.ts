/**
 * Emission factors for the United States, from the EPA's Emission Factors Hub of 2025.
 *
 * Carbon dioxide from the exhaust alone, given per mile there. Neither the making of fuel nor that of vehicles is counted,
 * so these figures are lower than those of other sets for the same way. Modes that the hub does not have are absent.
 */
import type { Mode } from '../engine/mode.ts'
import type { Factor, FactorSet } from './factor.ts'
import { factorFrom } from './factor.ts'

const kmPerMile = 1.609344

function row(id: string, mode: Mode, kgPerMile: number, reference: string, rest: Partial<Factor> = {}) {
  const usage = Math.round((kgPerMile / kmPerMile) * 1e5) / 1e5
  const source = { name: 'EPA Emission Factors Hub', reference, year: 2025 }
  return factorFrom({ id, mode, usage, source, confidence: 'A', ...rest })
}

const vehicle = { unit: 'vehicle-km', occupancy: 1 } as const
/** The hub's own bounds: 300 and 2,300 miles. */
const shortKm = 300 * kmPerMile
const longKm = 2300 * kmPerMile

export const usEpa2025: FactorSet = {
  id: 'us-epa-2025',
  label: 'EPA (US), 2025',
  year: 2025,
  country: 'US',
  licence: 'public domain; source: US EPA',
  scope: 'carbon dioxide at the exhaust; without making fuel, vehicles and infrastructure',
  factors: [
    row('walk', 'walking', 0, 'no fuel'),
    row('run', 'running', 0, 'no fuel'),
    row('bike', 'bicycle', 0, 'no fuel'),
    row('car', 'car', 0.306, 'passenger car', vehicle),
    row('carpool', 'carpool', 0.306, 'passenger car, two people', { ...vehicle, occupancy: 2 }),
    row('taxi', 'taxi', 0.306, 'passenger car, one passenger', vehicle),
    row('motorcycle', 'motorcycle', 0.376, 'motorcycle', vehicle),
    row('bus', 'bus', 0.071, 'bus'),
    row('train', 'train', 0.113, 'intercity rail, national average'),
    row('tram', 'tram', 0.093, 'transit rail'),
    row('metro', 'subway', 0.093, 'transit rail'),
    row('plane_short', 'plane', 0.207, 'air travel, short haul', { toKm: shortKm }),
    row('plane_medium', 'plane', 0.129, 'air travel, medium haul', { fromKm: shortKm, toKm: longKm }),
    row('plane_long', 'plane', 0.163, 'air travel, long haul', { fromKm: longKm }),
  ],
}
