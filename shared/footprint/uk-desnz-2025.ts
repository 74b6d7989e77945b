/**
 * Emission factors for the United Kingdom, from the government's conversion factors for company reporting of 2025 (DESNZ).
 *
 * Well to wheel: each figure is the sum of the published direct and upstream ones. Vehicles themselves are not counted.
 * Modes that these tables do not have are absent; see choice.ts for what holds then.
 */
import type { Mode } from '../engine/mode.ts'
import type { Factor, FactorSet } from './factor.ts'
import { factorFrom } from './factor.ts'

/** Published figures, kg CO2e per km: of what is burnt or drawn on the way, and of bringing it there. */
type Published = readonly [direct: number, upstream: number]

function row(id: string, mode: Mode, published: Published, reference: string, rest: Partial<Factor> = {}) {
  const usage = Math.round((published[0] + published[1]) * 1e5) / 1e5
  const source = { name: 'DESNZ conversion factors', reference, year: 2025 }
  return factorFrom({ id, mode, usage, source, confidence: 'B', ...rest })
}

const vehicle = { unit: 'vehicle-km', occupancy: 1 } as const
/** The tables are by destination; these bounds are where the French tables put theirs. */
const shortKm = 1000
const longKm = 3700

export const ukDesnz2025: FactorSet = {
  id: 'uk-desnz-2025',
  label: 'DESNZ (UK), 2025',
  year: 2025,
  country: 'GB',
  licence: 'Open Government Licence v3.0; source: DESNZ',
  scope: 'well to wheel; without vehicles and infrastructure; planes with all effects at altitude',
  factors: [
    row('walk', 'walking', [0, 0], 'no fuel', { confidence: 'A' }),
    row('run', 'running', [0, 0], 'no fuel', { confidence: 'A' }),
    row('bike', 'bicycle', [0, 0], 'no fuel', { confidence: 'A' }),
    row('car_petrol', 'car', [0.1627, 0.046], 'average petrol car', vehicle),
    row('carpool_petrol', 'carpool', [0.1627, 0.046], 'average petrol car, two people', {
      ...vehicle,
      occupancy: 2,
    }),
    row('taxi', 'taxi', [0.2081, 0.0518], 'regular taxi, one passenger', vehicle),
    row('motorbike', 'motorcycle', [0.1137, 0.0296], 'average motorbike', vehicle),
    row('bus', 'bus', [0.1039, 0.0265], 'local bus'),
    row('coach', 'coach', [0.0278, 0.0066], 'coach'),
    row('train', 'train', [0.0355, 0.009], 'national rail'),
    row('tram', 'tram', [0.0286, 0.0075], 'light rail and tram'),
    row('metro', 'subway', [0.0278, 0.0073], 'London Underground'),
    row('ferry_foot', 'ferry', [0.0187, 0.0042], 'foot passenger'),
    row('plane_domestic', 'plane', [0.2293, 0.0335], 'domestic, with radiative forcing', { toKm: shortKm }),
    row('plane_short', 'plane', [0.1258, 0.0225], 'short haul, economy, with radiative forcing', {
      fromKm: shortKm,
      toKm: longKm,
    }),
    row('plane_long', 'plane', [0.117, 0.0246], 'long haul, economy, with radiative forcing', {
      fromKm: longKm,
    }),
  ],
}
