/** What a phone records of true episodes: when it looks, how wrong it is, and how it rounds. */
import type { Fix } from '../trace/trace.ts'
import type { Episode, TrueMovement, TrueStay } from './diary.ts'
import type { Position } from './geography-of-la-rochelle.ts'
import type { SimulatedMode } from './movement.ts'
import type { Surroundings } from './noise.ts'
import { Noise, surroundings } from './noise.ts'
import { moved } from './path.ts'
import type { Random } from './random.ts'

const around: Readonly<Record<SimulatedMode, Surroundings>> = {
  walking: surroundings.street,
  running: surroundings.open,
  bicycle: surroundings.street,
  bus: surroundings.carriage,
  car: surroundings.street,
  train: surroundings.carriage,
}

/** What the phone is and where, for the time of one episode. */
interface Sensor {
  readonly noise: Noise
  readonly random: Random
  readonly place: Surroundings
  readonly altitudeM: number
}

/** Records episode after episode; each draws from randomness of its own, so that a day does not hang on the next. */
export class Recording {
  readonly fixes: Fix[] = []
  readonly outliers: number[] = []
  readonly #everyMs: number
  #nextMs = Number.NEGATIVE_INFINITY

  constructor(everyS: number) {
    this.#everyMs = everyS * 1000
  }

  record(episode: Episode, random: Random): void {
    const noise = new Noise(random.fork('noise'))
    const altitudeM = random.between(6, 16)
    if (episode.kind === 'stay')
      this.#recordStay(episode, { noise, random, altitudeM, place: surroundings.indoors })
    else this.#recordMovement(episode, { noise, random, altitudeM, place: around[episode.mode] })
  }

  #recordMovement(episode: TrueMovement, sensor: Sensor): void {
    const { startMs, endMs, latDeg, lonDeg, speedMps } = episode
    const { random } = sensor
    // In one leg out of six the phone loses the sky for a minute or more.
    const gapMs = random.chance(1 / 6) ? random.between(60, 200) * 1000 : 0
    const gapStartMs = random.between(startMs, endMs)
    for (let timeMs = Math.max(startMs, this.#nextMs); timeMs < endMs; timeMs += this.#everyMs) {
      this.#nextMs = timeMs + this.#everyMs
      if (timeMs >= gapStartMs && timeMs < gapStartMs + gapMs) continue
      const k = (timeMs - startMs) / 1000
      const measured = Math.max(0, speedMps[k]! + 0.3 * random.normal())
      this.#add(timeMs, [latDeg[k]!, lonDeg[k]!], random.chance(0.03) ? undefined : measured, sensor)
    }
  }

  /** For some minutes the phone goes on looking; then it sleeps, and wakes now and then, or not at all. */
  #recordStay({ startMs, endMs, latDeg, lonDeg }: TrueStay, sensor: Sensor): void {
    const { random } = sensor
    const awakeUntilMs = Math.min(endMs, startMs + random.between(90, 240) * 1000)
    const silent = random.chance(0.3)
    const add = (timeMs: number): void => {
      this.#nextMs = timeMs + this.#everyMs
      this.#add(timeMs, [latDeg, lonDeg], random.chance(0.3) ? undefined : 0, sensor)
    }
    let timeMs = Math.max(startMs, this.#nextMs)
    for (; timeMs < awakeUntilMs; timeMs += this.#everyMs) add(timeMs)
    const pauseMs = (): number => Math.round(random.between(300, 900)) * 1000
    if (!silent) for (timeMs += pauseMs(); timeMs < endMs; timeMs += pauseMs()) add(timeMs)
    // Moving again wakes the phone.
    this.#nextMs = Math.min(this.#nextMs, endMs)
  }

  #add(timeMs: number, truth: Position, speedMps: number | undefined, sensor: Sensor): void {
    const error = sensor.noise.at(timeMs, sensor.place)
    const [lat, lon] = moved(truth, error.eastM, error.northM)
    if (error.outlier) this.outliers.push(this.fixes.length)
    this.fixes.push({
      timeMs,
      latDeg: Math.round(lat * 1e6) / 1e6,
      lonDeg: Math.round(lon * 1e6) / 1e6,
      accuracyM: error.accuracyM,
      // Phones hand speed on in whole km/h.
      speedMps: speedMps === undefined ? undefined : Math.round(speedMps * 3.6) / 3.6,
      altitudeM: Math.round(sensor.altitudeM + 1.5 * sensor.random.normal()),
    })
  }
}
