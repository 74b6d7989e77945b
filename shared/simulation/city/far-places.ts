/** Where holidays and work far away lead to. Towns and their middles are rounded to a hundredth of a degree. */
import type { FarPlace } from './ways.ts'

const paris = 'Europe/Paris'

/** Reached by road or rail within a day. */
export const inFrance: readonly FarPlace[] = [
  { name: 'Paris', latDeg: 48.86, lonDeg: 2.35, timeZone: paris },
  { name: 'Nantes', latDeg: 47.22, lonDeg: -1.55, timeZone: paris },
  { name: 'Bordeaux', latDeg: 44.84, lonDeg: -0.58, timeZone: paris },
  { name: 'Biarritz', latDeg: 43.48, lonDeg: -1.56, timeZone: paris },
  { name: 'Toulouse', latDeg: 43.6, lonDeg: 1.44, timeZone: paris },
  { name: 'Limoges', latDeg: 45.83, lonDeg: 1.26, timeZone: paris },
  { name: 'Quimper', latDeg: 48, lonDeg: -4.1, timeZone: paris },
  { name: 'Lyon', latDeg: 45.76, lonDeg: 4.84, timeZone: paris },
]

/** Reached by air. */
export const overseas: readonly FarPlace[] = [
  { name: 'Nice', latDeg: 43.7, lonDeg: 7.27, timeZone: paris },
  { name: 'Ajaccio', latDeg: 41.93, lonDeg: 8.74, timeZone: paris },
  { name: 'Lisboa', latDeg: 38.72, lonDeg: -9.14, timeZone: 'Europe/Lisbon' },
  { name: 'Barcelona', latDeg: 41.39, lonDeg: 2.17, timeZone: 'Europe/Madrid' },
  { name: 'Roma', latDeg: 41.9, lonDeg: 12.5, timeZone: 'Europe/Rome' },
  { name: 'Marrakech', latDeg: 31.63, lonDeg: -8, timeZone: 'Africa/Casablanca' },
  { name: 'Athina', latDeg: 37.98, lonDeg: 23.73, timeZone: 'Europe/Athens' },
]

export const parisForWork: FarPlace = inFrance[0]!
