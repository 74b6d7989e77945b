/**
 * What what-ifs suppose where one's own trips do not tell: prices and speeds, each with its source, or none where it is our
 * own judgement. Prices are those of France, taxes included.
 */
import type { Source } from '../analysis/norms.ts'
import type { Mode } from '../engine/mode.ts'
import type { Fuel } from '../footprint/vehicle.ts'

const pump: Source = {
  name: 'Ministère de la Transition écologique, prix moyens de l’année, par Prix du baril',
  year: 2024,
  address: 'https://prixdubaril.com/news-petrole/73540-prix-des-carburants-juin-2025.html',
}
const tariff: Source = {
  name: 'Tarif réglementé de l’électricité, option base, février, par Révolution énergétique',
  year: 2025,
  address:
    'https://www.revolution-energetique.com/voici-les-nouveaux-prix-de-lelectricite-au-1er-fevrier-2025/',
}
const mileage: Source = {
  name: 'Barème kilométrique de la DGFiP, 5 CV, du 5 001e au 20 000e km',
  year: 2025,
  address: 'https://www.ik-generator.com/bareme-kilometrique-2025',
}
const fares: Source = {
  name: 'FNAUT, J.-M. Beauvais, par Actu-environnement',
  year: 2013,
  address: 'https://www.actu-environnement.com/ae/news/fnaut-cout-mode-transport-20421.php4',
}
const rides: Source = {
  name: 'Geovelo, quatre villes, par France Inter',
  year: 2020,
  address:
    'https://www.franceinter.fr/societe/distance-vitesse-duree-arrets-4-graphiques-qui-montrent-l-evolution-du-trafic-cycliste',
}

export interface Assumed {
  readonly value: number
  /** Null where it is our own judgement. */
  readonly source: Source | null
}

/** Euros per litre. */
export const litreEur: Readonly<Record<Exclude<Fuel, 'electric'>, Assumed>> = {
  petrol: { value: 1.78, source: pump },
  hybrid: { value: 1.78, source: pump },
  'plug-in': { value: 1.78, source: pump },
  diesel: { value: 1.69, source: pump },
  e85: { value: 0.84, source: pump },
  lpg: { value: 0.99, source: pump },
}

/** Euros per kWh, charged at home. */
export const kwhEur: Assumed = { value: 0.2016, source: tariff }

/** Euros per km of one more kilometre by one's own car: fuel, tyres, upkeep, wear and insurance. */
export const carKmEur: Assumed = { value: 0.357, source: mileage }

/** Euros per km that a passenger of public transport pays. */
export const transitKmEur: Assumed = { value: 0.1, source: fares }

/** km/h from door to door, for who has made fewer than three such trips. */
export const usualKmh: Readonly<Partial<Record<Mode, Assumed>>> = {
  walking: { value: 4.5, source: null },
  bicycle: { value: 15, source: rides },
  ebike: { value: 18, source: null },
  bus: { value: 15, source: null },
  train: { value: 50, source: null },
  carpool: { value: 30, source: null },
}

/** How far each way is offered, metres: at least and at most. */
export const reachM: Readonly<Partial<Record<Mode, readonly [number, number]>>> = {
  walking: [0, 3000],
  bicycle: [0, 15_000],
  ebike: [0, 25_000],
  bus: [1000, 40_000],
  train: [8000, Number.POSITIVE_INFINITY],
  carpool: [1000, Number.POSITIVE_INFINITY],
}

/** How far a change is likely to be made by who has not gone further in this way, metres. */
export const easyM = { walking: 2000, bicycle: 7000, ebike: 15_000 } as const

/** Petrol of a medium car, for who has not said what theirs takes, and electricity of one, per 100 km. */
export const usualLitres = 7.9
export const electricKwh = 20.5
