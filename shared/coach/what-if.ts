/** What one's own trips would have been otherwise: another mode, an electric car, days at home. */
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import type { DatedTrip } from '../analysis/figures.ts'
import { mainModeOf } from '../analysis/figures.ts'
import { periodOf } from '../analysis/periods.ts'
import type { Mode } from '../engine/mode.ts'
import type { FootprintChoice } from '../footprint/choice.ts'
import { footprintBy } from '../footprint/choice.ts'
import type { Vehicle } from '../footprint/vehicle.ts'
import {
  carKmEur,
  electricKwh,
  kwhEur,
  litreEur,
  reachM,
  transitKmEur,
  usualKmh,
  usualLitres,
} from './assumptions.ts'
import { isCommute } from './goals.ts'

/** One's own median speed by main mode, km/h, of modes with at least so many trips. */
export type OwnSpeeds = Readonly<Partial<Record<Mode, number>>>
const fewestTrips = 3
const shortestM = 300

export const durationMs = ({ start, end }: { start: string; end: string }): number =>
  Date.parse(end) - Date.parse(start)

export function ownSpeeds(trips: readonly TripDocument[]): OwnSpeeds {
  const own = Map.groupBy(
    trips.filter((trip) => trip.distanceM >= shortestM && durationMs(trip) > 0),
    ({ sections }) => mainModeOf(sections),
  )
  const speeds = [...own]
    .filter(([mode, made]) => mode !== 'unknown' && made.length >= fewestTrips)
    .map(([mode, made]) => [mode, median(made.map((trip) => trip.distanceM / durationMs(trip))) * 3600])
  return Object.fromEntries(speeds)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A way to make a trip. */
export interface Way {
  readonly mode: Mode
  readonly durationMs: number
  /** Whether the time is this trip's own, at one's own usual speed, or supposed: of a line, that there is one at all. */
  readonly pace: 'made' | 'own' | 'usual' | 'line'
  readonly co2eKg: number
  /** Euros; null where nothing tells. */
  readonly costEur: number | null
}

/** The trip as it was made. */
export function asMade(trip: TripDocument): Way {
  const costs = trip.sections.map(costOf)
  return {
    mode: mainModeOf(trip.sections),
    durationMs: durationMs(trip),
    pace: 'made',
    co2eKg: trip.co2eKg,
    costEur: costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
  }
}

const shared: readonly Mode[] = ['car', 'carpool']
const transit: readonly Mode[] = ['bus', 'coach', 'tram', 'subway', 'train']
const free: readonly Mode[] = ['walking', 'running', 'bicycle', 'ebike']

/** Euros of a section for the person who made it: a car's are shared by those aboard. */
function costOf({ mode, distanceM, people, basis }: SectionDocument): number | null {
  return costBy(mode, distanceM, people ?? basis?.people ?? 1)
}

function costBy(mode: Mode, distanceM: number, people: number): number | null {
  const km = distanceM / 1000
  if (shared.includes(mode)) return (km * carKmEur.value) / people
  if (transit.includes(mode)) return km * transitKmEur.value
  return free.includes(mode) ? 0 : null
}

/** People in a car that is shared. */
const together = 2

/** The same distance by each mode that it may be made with, other than the one it was. */
export function otherWays(trip: TripDocument, choice: FootprintChoice, speeds: OwnSpeeds): Way[] {
  const made = mainModeOf(trip.sections)
  return (Object.keys(reachM) as Mode[])
    .filter((mode) => {
      const [least, most] = reachM[mode]!
      return mode !== made && trip.distanceM >= least && trip.distanceM <= most
    })
    .map((mode) => wayBy(mode, trip, choice, speeds))
}

/** The whole trip by one mode. */
export function wayBy(mode: Mode, trip: TripDocument, choice: FootprintChoice, speeds: OwnSpeeds): Way {
  const people = mode === 'carpool' ? together : undefined
  const { co2eKg } = footprintBy(choice, mode, trip.distanceM, people)
  const isSameCar = mode === 'carpool' && mainModeOf(trip.sections) === 'car'
  const ownKmh = mode === 'carpool' ? (speeds.car ?? speeds.carpool) : speeds[mode]
  const supposed = transit.includes(mode) ? 'line' : 'usual'
  const kmh = ownKmh ?? usualKmh[mode]?.value ?? Number.NaN
  return {
    mode,
    durationMs: isSameCar ? durationMs(trip) : (trip.distanceM / 1000 / kmh) * 3_600_000,
    pace: isSameCar ? 'made' : ownKmh === undefined ? supposed : 'own',
    co2eKg,
    costEur: costBy(mode, trip.distanceM, together),
  }
}

export interface ElectricCar {
  readonly distanceM: number
  readonly nowKg: number
  readonly thenKg: number
  /** What the car is filled or charged for. */
  readonly nowEur: number
  readonly thenEur: number
  /** Litres, or kWh, per 100 km that `nowEur` supposes, and whether its owner said so. */
  readonly takes: { readonly litres: number; readonly kwh: number; readonly isOwn: boolean }
}

const electric: Vehicle = {
  ...{ id: 'what-if', name: '', fuel: 'electric', people: 1 },
  ...{ litresPer100Km: 0, kwhPer100Km: electricKwh },
}

/** All trips by car with an electric one of medium size in its place, as many people aboard. */
export function electricCar(trips: readonly TripDocument[], choice: FootprintChoice): ElectricCar {
  const own = choice.vehicles.find(({ id }) => id === choice.byMode.car)
  const then = { ...choice, vehicles: [electric], byMode: { car: electric.id } }
  const driven = trips.flatMap(({ sections }) => sections).filter(({ mode }) => mode === 'car')
  const distanceM = driven.reduce((sum, section) => sum + section.distanceM, 0)
  const hundreds = distanceM / 100_000
  const litres = own ? own.litresPer100Km : usualLitres
  const kwh = own?.kwhPer100Km ?? 0
  const perLitre = !own ? litreEur.petrol.value : own.fuel === 'electric' ? 0 : litreEur[own.fuel].value
  const thenKg = driven.reduce((sum, section) => {
    const people = section.people ?? section.basis?.people ?? 1
    return sum + footprintBy(then, 'car', section.distanceM, people).co2eKg
  }, 0)
  return {
    distanceM,
    nowKg: driven.reduce((sum, { co2eKg }) => sum + co2eKg, 0),
    thenKg,
    nowEur: hundreds * (litres * perLitre + kwh * kwhEur.value),
    thenEur: hundreds * electricKwh * kwhEur.value,
    takes: { litres, kwh, isOwn: own !== undefined },
  }
}

export interface Telework {
  /** Weeks with a way to work, and days on which there was one. */
  readonly weeks: number
  readonly days: number
  /** Days that would have been at home. */
  readonly homeDays: number
  readonly savedKg: number
  readonly savedMs: number
  readonly savedM: number
  readonly savedEur: number
}

/**
 * So many days of each week at home: each takes away the mean of that week's days with a way to work, at most all of them.
 * What one would do at home, heating and other trips, is not counted.
 */
export function telework(trips: readonly DatedTrip[], daysPerWeek: number): Telework {
  const weeks = Map.groupBy(trips.filter(isCommute), ({ localDay }) => periodOf('week', localDay).first)
  const sum = { weeks: 0, days: 0, homeDays: 0, savedKg: 0, savedMs: 0, savedM: 0, savedEur: 0 }
  for (const own of weeks.values()) {
    const days = new Set(own.map(({ localDay }) => localDay)).size
    const homeDays = Math.min(daysPerWeek, days)
    const share = homeDays / days
    sum.weeks++
    sum.days += days
    sum.homeDays += homeDays
    for (const trip of own) {
      sum.savedKg += trip.co2eKg * share
      sum.savedMs += durationMs(trip) * share
      sum.savedM += trip.distanceM * share
      sum.savedEur += trip.sections.reduce((all, section) => all + (costOf(section) ?? 0), 0) * share
    }
  }
  return sum
}
