/**
 * Emission factors for France, from ADEME's Base Empreinte and Base Carbone as published up to July 2026.
 *
 * Well to wheel, with making and scrapping the vehicle, without roads, rails and airports. One factor per mode, for the
 * vehicle that is likeliest when nothing more is known. Bicycle (a figure that looks low), planes and ferry rest on one
 * source or on sources that disagree; their confidence says so.
 */
import type { Mode } from '../engine/mode.ts'
import type { Factor, FactorSet } from './factor.ts'

const empreinte = 'ADEME Base Empreinte'
const carbone = 'ADEME Base Carbone'
const impact = 'ADEME Impact CO2'

type Given = Pick<Factor, 'id' | 'mode' | 'total' | 'confidence'> &
  Partial<Factor> & { name: string; reference: string; sourceYear: number }

function factor({ name, reference, sourceYear, ...given }: Given): Factor {
  return {
    unit: 'passenger-km',
    usage: null,
    construction: null,
    contrails: 0,
    occupancy: null,
    fromKm: 0,
    toKm: Number.POSITIVE_INFINITY,
    source: { name, reference, year: sourceYear },
    ...given,
  }
}

/** A car whose engine is not known, shared by `occupancy` people. */
function car(mode: Mode, occupancy: number, reference: string): Factor {
  return factor({
    id: `${mode}_unknown`,
    mode,
    unit: 'vehicle-km',
    usage: 0.192,
    construction: 0.0256,
    total: 0.2176,
    occupancy,
    confidence: 'A',
    name: carbone,
    reference,
    sourceYear: 2026,
  })
}

interface Band {
  readonly id: string
  readonly fromKm: number
  readonly toKm: number
  readonly usage: number
  readonly construction: number
  readonly contrails: number
  readonly confidence: 'A' | 'B' | 'C'
}

function plane(band: Band): Factor {
  const total = Math.round((band.usage + band.construction) * 1e5) / 1e5
  return factor({ ...band, mode: 'plane', total, name: impact, reference: 'avion', sourceYear: 2026 })
}

export const frAdeme202607: FactorSet = {
  id: 'fr-ademe-2026.07',
  label: 'ADEME, France, 2026-07',
  year: 2026,
  country: 'FR',
  licence: 'Licence Ouverte 2.0; source: ADEME, Base Empreinte',
  scope: 'well to wheel, with the vehicle; without infrastructure',
  factors: [
    factor({
      id: 'walk',
      mode: 'walking',
      usage: 0,
      construction: 0,
      total: 0,
      confidence: 'A',
      name: impact,
      reference: 'marche',
      sourceYear: 2026,
    }),
    factor({
      id: 'run',
      mode: 'running',
      usage: 0,
      construction: 0,
      total: 0,
      confidence: 'A',
      name: impact,
      reference: 'marche',
      sourceYear: 2026,
    }),
    factor({
      id: 'bike',
      mode: 'bicycle',
      usage: 0,
      construction: 0.00017,
      total: 0.00017,
      confidence: 'C',
      name: impact,
      reference: 'vélo',
      sourceYear: 2026,
    }),
    factor({
      id: 'ebike',
      mode: 'ebike',
      usage: 0.00223,
      construction: 0.00872,
      total: 0.01095,
      confidence: 'A',
      name: empreinte,
      reference: '28331',
      sourceYear: 2026,
    }),
    factor({
      id: 'escooter',
      mode: 'escooter',
      usage: 0.002,
      construction: 0.0229,
      total: 0.0249,
      confidence: 'A',
      name: empreinte,
      reference: '28329',
      sourceYear: 2026,
    }),
    factor({
      id: 'bus',
      mode: 'bus',
      total: 0.112,
      confidence: 'B',
      name: empreinte,
      reference: '43739, 28005, 28003, French fleet of 2025 (SDES)',
      sourceYear: 2025,
    }),
    factor({
      id: 'coach',
      mode: 'coach',
      usage: 0.03314,
      construction: 0.00442,
      total: 0.03756,
      confidence: 'A',
      name: empreinte,
      reference: '43740',
      sourceYear: 2026,
    }),
    car('car', 1, '27970, per vehicle: other people on board are not known'),
    car('carpool', 2, '27970, shared by the two people that make a carpool'),
    car('taxi', 1, '27970, one passenger; empty runs not counted'),
    factor({
      id: 'moto_small',
      mode: 'motorcycle',
      unit: 'vehicle-km',
      usage: 0.0705,
      construction: 0.0167,
      total: 0.0872,
      occupancy: 1,
      confidence: 'B',
      name: impact,
      reference: 'moto ≤ 250 cm³',
      sourceYear: 2026,
    }),
    factor({
      id: 'moped',
      mode: 'moped',
      unit: 'vehicle-km',
      usage: 0.0604,
      construction: 0.0159,
      total: 0.0763,
      occupancy: 1,
      confidence: 'B',
      name: carbone,
      reference: '27992',
      sourceYear: 2018,
    }),
    factor({
      id: 'tram',
      mode: 'tram',
      usage: 0.0038,
      construction: 0.00048,
      total: 0.00428,
      confidence: 'B',
      name: empreinte,
      reference: '43257',
      sourceYear: 2026,
    }),
    factor({
      id: 'metro',
      mode: 'subway',
      usage: 0.0042,
      construction: 0.00024,
      total: 0.00444,
      confidence: 'B',
      name: empreinte,
      reference: '43253',
      sourceYear: 2026,
    }),
    factor({
      id: 'train',
      mode: 'train',
      total: 0.00876,
      confidence: 'B',
      name: empreinte,
      reference: '43256, 43255, 43272, by passenger-km',
      sourceYear: 2022,
    }),
    plane({
      id: 'plane_short',
      fromKm: 0,
      toKm: 1000,
      usage: 0.1232,
      construction: 0.00037,
      contrails: 0.101,
      confidence: 'C',
    }),
    plane({
      id: 'plane_medium',
      fromKm: 1000,
      toKm: 2000,
      usage: 0.1013,
      construction: 0.00036,
      contrails: 0.083,
      confidence: 'B',
    }),
    plane({
      id: 'plane_medlong',
      fromKm: 2000,
      toKm: 5000,
      usage: 0.0915,
      construction: 0.00029,
      contrails: 0.075,
      confidence: 'B',
    }),
    plane({
      id: 'plane_long',
      fromKm: 5000,
      toKm: Number.POSITIVE_INFINITY,
      usage: 0.0976,
      construction: 0.00029,
      contrails: 0.08,
      confidence: 'C',
    }),
    factor({
      id: 'ferry_foot',
      mode: 'ferry',
      usage: 0.023,
      total: 0.023,
      confidence: 'C',
      name: 'DESNZ conversion factors',
      reference: 'foot passenger',
      sourceYear: 2025,
    }),
  ],
}
