/**
 * How the owner wants footprints computed, and the footprint computed so. A choice holds all that it needs, the vehicles and
 * the territory's figures included: what was computed with it does not change when these do.
 */
import type { Mode } from '../engine/mode.ts'
import type { Factor, FactorSet } from './factor.ts'
import { defaultFactorSet, factorSetById } from './registry.ts'
import type { Territory } from './territory.ts'
import { territoryFactor } from './territory.ts'
import type { Vehicle, VehicleMode } from './vehicle.ts'
import { isVehicleMode, vehicleFactor } from './vehicle.ts'

export interface FootprintChoice {
  /** Id of the factor set. */
  readonly set: string
  /** Usage alone, or with making and scrapping the vehicle. */
  readonly parts: 'total' | 'usage'
  /** Whether the contrails of planes count, where the set tells them apart. */
  readonly contrails: boolean
  readonly territory: Territory | null
  readonly vehicles: readonly Vehicle[]
  /** Id of the vehicle that a mode stands for. */
  readonly byMode: Readonly<Partial<Record<VehicleMode, string>>>
  /** Whether a bicycle that was recognised is an e-bike. */
  readonly bicycleIsEbike: boolean
}

/** Everything counted, by a set alone: what a vault starts with. */
export const plainChoice = (set: string): FootprintChoice => ({
  set,
  parts: 'total',
  contrails: true,
  territory: null,
  vehicles: [],
  byMode: {},
  bicycleIsEbike: false,
})

/** The choice with copies, as they are now, of those of `vehicles` that its modes stand for, and without modes for others. */
export function withVehicles(choice: FootprintChoice, vehicles: readonly Vehicle[]): FootprintChoice {
  const byMode = Object.fromEntries(
    Object.entries(choice.byMode).filter(([, id]) => vehicles.some((vehicle) => vehicle.id === id)),
  )
  const named = new Set(Object.values(byMode))
  return { ...choice, byMode, vehicles: vehicles.filter(({ id }) => named.has(id)) }
}

/** What a figure was computed from. */
export interface FootprintBasis {
  readonly set: string
  readonly factor: string
  readonly year: number
  readonly source: Factor['source']
  readonly confidence: Factor['confidence']
  /** Of one passenger, or of a vehicle and shared by those aboard; kg CO2e. */
  readonly kgPerKm: number
  readonly unit: Factor['unit']
  /** People that the vehicle's figure was shared by; absent for a passenger's. */
  readonly people?: number
  /** What the figure holds: `total` also where usage was asked for and the source does not tell it apart. */
  readonly parts: 'total' | 'usage'
  readonly contrails: boolean
  /** All that the source tells apart, whether it counts or not. */
  readonly factorParts: Pick<Factor, 'usage' | 'construction' | 'contrails'>
  /** Name of the owner's vehicle, or of the territory, whose figure it is. */
  readonly vehicle?: string
  readonly territory?: string
}

interface Found {
  readonly factor: Factor
  readonly set: FactorSet
  readonly vehicle?: string
  readonly territory?: string
}

/**
 * The footprint of one person by `choice`, kg CO2e, not rounded, and what it is from; 0 and nothing for what no set knows.
 * What is said of the very way comes before the choice: how many `people` were aboard, and with which `vehicle` it was
 * made, where its mode is one that people have vehicles for. Throws RangeError for a set that does not exist.
 */
export function footprintBy(
  choice: FootprintChoice,
  mode: Mode,
  distanceM: number,
  people?: number,
  vehicle?: Vehicle,
): { readonly co2eKg: number; readonly basis?: FootprintBasis } {
  const km = distanceM / 1000
  const found = foundFor(choice, mode, km, vehicle)
  if (found === undefined) return { co2eKg: 0 }
  const { factor, set, ...names } = found
  const usage = choice.parts === 'usage' ? factor.usage : null
  const contrails = choice.contrails ? factor.contrails : 0
  const kgPerKm = (usage ?? factor.total) + contrails
  const aboard = factor.unit === 'vehicle-km' ? (people ?? factor.occupancy ?? 1) : undefined
  return {
    co2eKg: kgPerKm * (km / (aboard ?? 1)),
    basis: {
      set: set.id,
      factor: factor.id,
      year: factor.source.year,
      source: factor.source,
      confidence: factor.confidence,
      kgPerKm,
      unit: factor.unit,
      ...(aboard !== undefined && { people: aboard }),
      parts: usage === null ? 'total' : 'usage',
      contrails: contrails > 0,
      factorParts: { usage: factor.usage, construction: factor.construction, contrails: factor.contrails },
      ...names,
    },
  }
}

/** The owner's vehicle, else the territory's figure, else the set's, else that of the set that every mode is in. */
function foundFor(
  choice: FootprintChoice,
  mode: Mode,
  km: number,
  said: Vehicle | undefined,
): Found | undefined {
  const chosen = factorSetById(choice.set)
  if (chosen === undefined) throw new RangeError(`no factor set is called ${choice.set}`)
  const usual = setFactor(chosen, mode, km) ?? setFactor(defaultFactorSet, mode, km)
  const own = choice.vehicles.find(({ id }) => id === choice.byMode[mode as VehicleMode])
  const vehicle = said && isVehicleMode(mode) ? said : own
  if (usual && vehicle)
    return { ...usual, factor: vehicleFactor(vehicle, usual.factor), vehicle: vehicle.name }
  const local = choice.territory && territoryFactor(choice.territory, mode)
  if (choice.territory && local) return { factor: local, set: chosen, territory: choice.territory.name }
  return usual
}

function setFactor(set: FactorSet, mode: Mode, km: number): Found | undefined {
  const factor = set.factors.find((each) => each.mode === mode && km >= each.fromKm && km < each.toKm)
  return factor && { factor, set }
}

/** The newest set of the same country as the one with this id, where that is not the newest itself. */
export function newerSet(sets: readonly FactorSet[], id: string): FactorSet | undefined {
  const own = sets.find((set) => set.id === id)
  const others = sets.filter((set) => own && set.country === own.country && set.year >= own.year)
  const newest = others.toSorted((a, b) => (a.year === b.year ? (a.id < b.id ? 1 : -1) : b.year - a.year))[0]
  return newest === own ? undefined : newest
}
