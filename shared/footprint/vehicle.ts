/**
 * The owner's own vehicles: kg CO2e per km from what they take per 100 km.
 *
 * usage = litres/100 × kg/litre + kWh/100 × kg/kWh + leaks of the air conditioning, as ADEME's model has it; upkeep is not
 * counted. Making and scrapping the vehicle are those of the mean car of ADEME's base, or of the set's two-wheeler.
 */
import type { Factor } from './factor.ts'

/** What a vehicle runs on; a hybrid is filled with petrol alone, a plug-in takes petrol and electricity. */
export const fuels = ['petrol', 'diesel', 'e85', 'lpg', 'hybrid', 'plug-in', 'electric'] as const
export type Fuel = (typeof fuels)[number]

/** The modes that one may have a vehicle of one's own for. */
export const vehicleModes = ['car', 'carpool', 'motorcycle', 'moped'] as const
export type VehicleMode = (typeof vehicleModes)[number]
export const isVehicleMode = (mode: string): mode is VehicleMode =>
  (vehicleModes as readonly string[]).includes(mode)

export const sizes = ['small', 'medium', 'large', 'suv'] as const
export type Size = (typeof sizes)[number]

export interface Vehicle {
  readonly id: string
  readonly name: string
  readonly fuel: Fuel
  /** 0 for what takes none. */
  readonly litresPer100Km: number
  readonly kwhPer100Km: number
  /** People usually aboard, the owner among them; what is said of a trip comes before it. */
  readonly people: number
}

/** More is no vehicle that a person drives. */
export const mostPer100Km = 60
export const mostVehicles = 12
export const longestVehicleName = 40
/** Seats of the largest vehicle that a car licence is for. */
export const mostSeats = 9

/** Whether each fuel is filled in litres, and whether it is charged. */
export const takes: Readonly<Record<Fuel, { readonly litres: boolean; readonly kwh: boolean }>> = {
  petrol: { litres: true, kwh: false },
  diesel: { litres: true, kwh: false },
  e85: { litres: true, kwh: false },
  lpg: { litres: true, kwh: false },
  hybrid: { litres: true, kwh: false },
  'plug-in': { litres: true, kwh: true },
  electric: { litres: false, kwh: true },
}

/**
 * What a car of a size takes per 100 km, for who does not know their own: ADEME's model of 2025–2026 as in Nos Gestes Climat
 * 4.10, solved for the litres. What is absent that model does not say separately.
 */
export const typicalPer100Km: Readonly<Partial<Record<Fuel, Readonly<Record<Size, number>>>>> = {
  petrol: { small: 6.6, medium: 7.9, large: 8.5, suv: 11.9 },
  diesel: { small: 4.6, medium: 5.5, large: 7.2, suv: 6.5 },
  hybrid: { small: 6, medium: 6.4, large: 7.4, suv: 8 },
  electric: { small: 18.7, medium: 20.5, large: 28.7, suv: 26.8 },
}

const petrolKgPerLitre = 2.7
const kgPerLitre: Readonly<Record<Fuel, number>> = {
  petrol: petrolKgPerLitre,
  hybrid: petrolKgPerLitre,
  'plug-in': petrolKgPerLitre,
  diesel: 3.07,
  e85: 1.11,
  lpg: 1.86,
  electric: 0,
}

/** The French grid's, upstream included. */
const kgPerKwh = 0.0519

/** Air-conditioning of cars (Citepa, SECTEN), kg CO2e per km. */
const leaksKgPerKm = 0.0021

const carConstructionKgPerKm = 0.0256
const electricConstructionKgPerKm = 0.0836

/** The factor of one's own vehicle, in place of `usual`, the set's for that mode. */
export function vehicleFactor(vehicle: Vehicle, usual: Factor): Factor {
  const isCar = usual.mode === 'car' || usual.mode === 'carpool'
  const burnt = (vehicle.litresPer100Km * kgPerLitre[vehicle.fuel] + vehicle.kwhPer100Km * kgPerKwh) / 100
  const usage = burnt + (isCar ? leaksKgPerKm : 0)
  const ownConstruction = vehicle.fuel === 'electric' ? electricConstructionKgPerKm : carConstructionKgPerKm
  const construction = isCar ? ownConstruction : usual.construction
  return {
    ...usual,
    id: `vehicle:${vehicle.id}`,
    unit: 'vehicle-km',
    usage,
    construction,
    contrails: 0,
    total: usage + (construction ?? 0),
    occupancy: vehicle.people,
    source: { name: 'ADEME', reference: 'litres and kWh per 100 km, French electricity', year: 2026 },
    confidence: 'B',
  }
}

/** Whether a vehicle has a name and takes what its fuel says, in amounts that a vehicle takes. */
export function isVehicle({ name, fuel, litresPer100Km, kwhPer100Km, people }: Vehicle): boolean {
  const { litres, kwh } = takes[fuel]
  const isAmount = (amount: number, isTaken: boolean): boolean =>
    isTaken ? amount > 0 && amount <= mostPer100Km : amount === 0
  return (
    name.trim() !== '' &&
    name.length <= longestVehicleName &&
    isAmount(litresPer100Km, litres) &&
    isAmount(kwhPer100Km, kwh) &&
    Number.isInteger(people) &&
    people >= 1 &&
    people <= mostSeats
  )
}
