/** The kinds of recorder that make traces: loggers and phone apps, by when they look and what they write down. */
import { weighted } from './distributions.ts'
import type { Random } from './random.ts'
import type { Positioning } from './sky.ts'

export interface Recorder {
  readonly name: string
  /** No sooner than this after the last fix, s, and no nearer to it than this, m. */
  readonly everyS: number
  readonly everyM: number
  /**
   * What happens at rest: goes on; sleeps after `restS` and wakes so many seconds, or so many metres, after leaving.
   */
  readonly sleeps: boolean
  readonly restS: number
  readonly lateS: number
  readonly lateM: number
  /** At places: goes on under the roof, is switched off, or hears nothing there. */
  readonly indoors: 'drifts' | 'off'
  readonly speed: 'measured' | 'absent' | 'zero'
  readonly hasAccuracy: boolean
  readonly stepsAccuracy: boolean
  readonly positioning: Positioning
  /** Error of the altitude, m, constant for the day; undefined where none is written. */
  readonly altitudeBiasM: number | undefined
  readonly hasHints: boolean
  /** Share of the time at which the phone has no idea what its owner does. */
  readonly unsureShare: number
  /** Phones fall back on networks where there is no sky. */
  readonly usesNetworks: boolean
  /** Share of fixes that never come. */
  readonly lossShare: number
  /** Holds the position while the speed is below walking pace, as many loggers do. */
  readonly holdsStill: boolean
}

type Family = 'logger' | 'phone' | 'distance' | 'ios' | 'android' | 'owntracks'

/**
 * Periods and distances are what the apps document: OwnTracks' move mode, Overland's and Traccar Client's distance
 * filters, Android clients that ask every 30 s and stop at rest. How late phones begin a trip and in which steps iOS
 * tells its accuracy are as MobilityNet's phones show it (BSD-3): one to five minutes; shares are judgement.
 */
export function drawRecorder(random: Random): Recorder {
  const family = weighted<Family>(random, [
    ['logger', 42],
    ['phone', 22],
    ['distance', 8],
    ['ios', 11],
    ['android', 11],
    ['owntracks', 6],
  ])
  const phone = family !== 'logger'
  const common = {
    everyM: 0,
    sleeps: false,
    restS: 300,
    lateS: 0,
    lateM: 0,
    indoors: random.chance(0.5) ? 'drifts' : 'off',
    speed: random.chance(phone ? 0.75 : 0.25) ? 'measured' : random.chance(0.85) ? 'absent' : 'zero',
    hasAccuracy: phone ? random.chance(0.9) : random.chance(0.2),
    altitudeBiasM: random.chance(0.75) ? 25 * random.normal() : undefined,
    hasHints: phone && random.chance(0.5),
    unsureShare: random.between(0, 0.4),
    stepsAccuracy: false,
    positioning: phone ? (random.chance(0.15) ? 'coarse' : 'raw') : random.chance(0.8) ? 'smooth' : 'raw',
    usesNetworks: phone && random.chance(0.4),
    lossShare: random.chance(0.7) ? 0 : random.between(0, 0.15),
    holdsStill: random.chance(0.15),
  } as const
  return { ...common, ...periods[family](random) }
}

type Period = Pick<Recorder, 'name' | 'everyS'> & Partial<Recorder>

const periods: Readonly<Record<Family, (random: Random) => Period>> = {
  logger: (random) => {
    const everyS = weighted(random, [
      [1, 20],
      [2, 30],
      [3, 10],
      [5, 28],
      [10, 7],
      [30, 3],
      [60, 6],
    ])
    return { name: `logger-${everyS}s`, everyS }
  },
  phone: (random) => {
    const everyS = weighted(random, [
      [5, 10],
      [15, 20],
      [30, 25],
      [60, 35],
      [120, 10],
    ])
    return { name: `phone-${everyS}s`, everyS, sleeps: random.chance(0.3), lateS: random.between(0, 120) }
  },
  distance: (random) => {
    const everyM = weighted(random, [
      [10, 50],
      [20, 20],
      [50, 20],
      [100, 10],
    ])
    return { name: `distance-${everyM}m`, everyS: 1, everyM }
  },
  ios: (random) => ({
    name: 'ios-significant',
    everyS: 1,
    everyM: weighted(random, [
      [1, 35],
      [30, 35],
      [random.between(30, 100), 30],
    ]),
    stepsAccuracy: true,
    positioning: random.chance(0.3) ? 'coarse' : 'raw',
    sleeps: true,
    lateS: random.between(0, 150),
    restS: random.between(120, 400),
    lateM: random.between(100, 400),
  }),
  android: (random) => ({
    name: 'android-duty-cycled',
    everyS: weighted(random, [
      [1, 25],
      [5, 20],
      [30, 55],
    ]),
    positioning: random.chance(0.35) ? 'coarse' : 'raw',
    sleeps: true,
    restS: random.between(180, 420),
    lateM: 100,
    lateS: random.between(20, 240),
  }),
  owntracks: (random) => ({
    name: 'owntracks-move',
    everyS: random.chance(0.5) ? 10 : 30,
    everyM: random.chance(0.3) ? 50 : 0,
    indoors: 'drifts',
  }),
}
