/** What a phone records of true episodes: when it looks, how wrong it is, and how it rounds. */
import type { Fix } from '../trace/trace.ts'
import type { Episode, TrueMovement, TrueStay } from './diary.ts'
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
    if (episode.kind === 'stay') this.#recordStay(episode, noise, random)
    else this.#recordMovement(episode, noise, random)
  }

  #recordMovement(episode: TrueMovement, noise: Noise, random: Random): void {
    const { startMs, endMs, latDeg, lonDeg, speedMps } = episode
    // In one leg out of six the phone loses the sky for a minute or more.
    const gapMs = random.chance(1 / 6) ? random.between(60, 200) * 1000 : 0
    const gapStartMs = random.between(startMs, endMs)
    const altitudeM = random.between(6, 14)
    for (let timeMs = Math.max(startMs, this.#nextMs); timeMs < endMs; timeMs += this.#everyMs) {
      this.#nextMs = timeMs + this.#everyMs
      if (timeMs >= gapStartMs && timeMs < gapStartMs + gapMs) continue
      const k = (timeMs - startMs) / 1000
      const speed = Math.max(0, speedMps[k]! + 0.3 * random.normal())
      const position = [latDeg[k]!, lonDeg[k]!] as const
      this.#add(
        timeMs,
        position,
        random.chance(0.03) ? undefined : speed,
        altitudeM,
        noise,
        around[episode.mode],
        random,
      )
    }
  }

  /** For some minutes the phone goes on looking; then it sleeps, and wakes now and then, or not at all. */
  #recordStay(episode: TrueStay, noise: Noise, random: Random): void {
    const { startMs, endMs } = episode
    const position = [episode.latDeg, episode.lonDeg] as const
    const altitudeM = random.between(8, 20)
    const awakeUntilMs = Math.min(endMs, startMs + random.between(90, 240) * 1000)
    const silent = random.chance(0.3)
    const add = (timeMs: number): void => {
      this.#nextMs = timeMs + this.#everyMs
      const speed = random.chance(0.3) ? undefined : 0
      this.#add(timeMs, position, speed, altitudeM, noise, surroundings.indoors, random)
    }
    let timeMs = Math.max(startMs, this.#nextMs)
    for (; timeMs < awakeUntilMs; timeMs += this.#everyMs) add(timeMs)
    const pauseMs = (): number => Math.round(random.between(300, 900)) * 1000
    if (!silent) for (timeMs += pauseMs(); timeMs < endMs; timeMs += pauseMs()) add(timeMs)
    // Moving again wakes the phone.
    this.#nextMs = Math.min(this.#nextMs, endMs)
  }

  #add(
    timeMs: number,
    truth: readonly [number, number],
    speedMps: number | undefined,
    altitudeM: number,
    noise: Noise,
    place: Surroundings,
    random: Random,
  ): void {
    const error = noise.at(timeMs, place)
    const [lat, lon] = moved(truth, error.eastM, error.northM)
    if (error.outlier) this.outliers.push(this.fixes.length)
    this.fixes.push({
      timeMs,
      latDeg: Math.round(lat * 1e6) / 1e6,
      lonDeg: Math.round(lon * 1e6) / 1e6,
      accuracyM: error.accuracyM,
      // Phones hand speed on in whole km/h.
      speedMps: speedMps === undefined ? undefined : Math.round(speedMps * 3.6) / 3.6,
      altitudeM: Math.round(altitudeM + 1.5 * random.normal()),
    })
  }
}
