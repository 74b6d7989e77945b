/**
 * The communes of the Communauté d'agglomération de La Rochelle and the towns around, as far as a simulated city needs
 * them: who they are, how many live there, and where their middle lies.
 */

import { junctions } from '../geography-of-la-rochelle.ts'
import { moved } from '../path.ts'
import type { Random } from '../random.ts'

/** Where somebody is, degrees. */
export interface Point {
  readonly latDeg: number
  readonly lonDeg: number
}

export interface Commune extends Point {
  /** INSEE's code; of a town around, its name. */
  readonly id: string
  readonly name: string
  readonly people: number
  /** How strongly it draws workers, in people. */
  readonly jobs: number
}

/**
 * Members and populations: INSEE, populations municipales, in @etalab/decoupage-administratif 6.0.0 (Licence Ouverte).
 * Middles: GeoNames (CC BY 4.0) for the town, where it knows it; otherwise the middle of IGN's outline (Licence Ouverte);
 * degrees to about 100 m.
 */
const members: readonly (readonly [id: string, name: string, people: number, lat: number, lon: number])[] = [
  ['17300', 'La Rochelle', 79_961, 46.163, -1.152],
  ['17028', 'Aytré', 9759, 46.134, -1.118],
  ['17274', 'Périgny', 8802, 46.154, -1.097],
  ['17200', 'Lagord', 7594, 46.189, -1.154],
  ['17291', 'Puilboreau', 6668, 46.186, -1.118],
  ['17094', 'Châtelaillon-Plage', 6440, 46.073, -1.088],
  ['17142', 'Dompierre-sur-Mer', 6084, 46.188, -1.064],
  ['17264', 'Nieul-sur-Mer', 5805, 46.204, -1.168],
  ['17414', 'Saint-Xandre', 5531, 46.204, -1.104],
  ['17407', 'Sainte-Soulle', 5016, 46.189, -1.016],
  ['17010', 'Angoulins', 4147, 46.105, -1.107],
  ['17194', 'La Jarrie', 3447, 46.129, -1.01],
  ['17222', 'Marsilly', 3185, 46.231, -1.138],
  ['17190', "L'Houmeau", 2953, 46.194, -1.186],
  ['17193', 'La Jarne', 2591, 46.128, -1.072],
  ['17420', 'Salles-sur-Mer', 2427, 46.105, -1.055],
  ['17391', 'Saint-Rogatien', 2394, 46.151, -1.071],
  ['17466', 'Vérines', 2375, 46.194, -0.967],
  ['17373', "Saint-Médard-d'Aunis", 2367, 46.159, -0.968],
  ['17153', 'Esnandes', 2132, 46.25, -1.116],
  ['17443', 'Thairé', 1874, 46.074, -1.003],
  ['17483', 'Yves', 1508, 46.019, -1.048],
  ['17059', 'Bourgneuf', 1441, 46.167, -1.024],
  ['17109', 'Clavette', 1423, 46.142, -1.038],
  ['17413', 'Saint-Vivien', 1411, 46.077, -1.049],
  ['17315', 'Saint-Christophe', 1405, 46.141, -0.949],
  ['17136', 'Croix-Chapeau', 1377, 46.103, -0.998],
  ['17245', 'Montroy', 940, 46.155, -1.018],
]

/** Where the business parks and the harbour are; judgement, as are the shares of jobs per inhabitant. */
const busy = new Set(['17300', '17274', '17291', '17200', '17028'])
const jobsPerPerson = { busy: 1, other: 0.3 }

export const communes: readonly Commune[] = members.map(([id, name, people, latDeg, lonDeg]) => ({
  id,
  name,
  people,
  latDeg,
  lonDeg,
  jobs: people * (busy.has(id) ? jobsPerPerson.busy : jobsPerPerson.other),
}))

/** Towns outside where some work and many go of a Sunday. Middles as above; draws are judgement. */
export const townsAround: readonly Commune[] = [
  ['Rochefort', 24_000, 45.942, -0.959] as const,
  ['Surgères', 6600, 46.108, -0.752] as const,
  ['Marans', 4600, 46.309, -0.998] as const,
  ['Saint-Martin-de-Ré', 2300, 46.203, -1.368] as const,
  ['Niort', 58_000, 46.323, -0.459] as const,
].map(([name, people, latDeg, lonDeg]) => ({ id: name, name, people, latDeg, lonDeg, jobs: people }))

/** People per km² of built land in small French towns, a round figure: the more people, the wider the town. */
const builtPerKm2 = 2500

/** Quarters of La Rochelle itself, which is too wide, and too near to the sea, for one round town. */
const quarters = [
  junctions.fetilly,
  junctions.jericho,
  junctions.dauphine,
  junctions.verdun,
  junctions.market,
  junctions.royale,
  junctions.cognehors,
  junctions.station,
  junctions.woodtown,
  junctions.university,
  junctions.minimes,
  junctions.tasdon,
  junctions.bongraine,
  junctions.villeneuve,
  junctions.genette,
  junctions.portNeuve,
  junctions.mireuil,
  junctions.laleu,
  junctions.pallice,
  junctions.rompsay,
]
const quarterM = 350

/** Radius of the town were it round, metres. */
export const townRadiusM = ({ people }: Commune): number => 1000 * Math.sqrt(people / builtPerKm2 / Math.PI)

/** A door in that commune. */
export function doorIn(commune: Commune, random: Random): Point {
  if (commune.id === '17300') {
    const [latDeg, lonDeg] = quarters[Math.floor(random.between(0, quarters.length))]!
    return scattered({ latDeg, lonDeg }, quarterM, random)
  }
  return scattered(commune, townRadiusM(commune) / 1.5, random)
}

/** The middle of the town or quarter that is nearest: where the baker is. */
export function nearestCentre(commune: Commune, from: Point): Point {
  if (commune.id !== '17300') return commune
  const far = ([lat, lon]: readonly [number, number]): number =>
    Math.hypot(lat - from.latDeg, (lon - from.lonDeg) * 0.69)
  const [latDeg, lonDeg] = quarters.reduce((best, one) => (far(one) < far(best) ? one : best))
  return { latDeg, lonDeg }
}

/** `point` moved by a normal error of that spread on each axis, at most twice of it; degrees to about 1 m. */
export function scattered({ latDeg, lonDeg }: Point, spreadM: number, random: Random): Point {
  const by = (): number => spreadM * Math.max(-2, Math.min(2, random.normal()))
  const [lat, lon] = moved([latDeg, lonDeg], by(), by())
  return { latDeg: Math.round(lat * 1e5) / 1e5, lonDeg: Math.round(lon * 1e5) / 1e5 }
}
