/** Records a day's log: when the recorder looks, what it can see there, and what it writes down. */
import type { Trace } from '../trace/trace.ts'
import { TraceBuilder } from '../trace/trace.ts'
import { ActivityHints } from './activity-hints.ts'
import type { DayLog } from './day-log.ts'
import { atPlace } from './day-log.ts'
import { exponential } from './distributions.ts'
import type { Random } from './random.ts'
import type { Recorder } from './recorders.ts'
import { drawReceiver, SkyNoise } from './sky.ts'
import type { Town } from './town.ts'
import type { Scene } from './ways.ts'
import { scenes } from './ways.ts'

/** Mean metres per degree of latitude. */
const metresPerDegree = 111_195

/** Within this of where one stopped, one still rests, m. */
const restM = 60

/** The trace that `recorder` makes of the day; `startMs` is when the log begins. */
export function recordDay(
  log: DayLog,
  town: Town,
  recorder: Recorder,
  startMs: number,
  random: Random,
): Trace {
  return new Session(log, town, recorder, startMs, random).trace()
}

/** Some phones know only steps of accuracy: iOS says 5, 10, 30, 65 or 165 m. */
const steps = [5, 10, 30, 65, 165]

const admitted = (recorder: Recorder, accuracyM: number): number =>
  recorder.stepsAccuracy ? (steps.find((step) => accuracyM <= step * 1.4) ?? accuracyM) : accuracyM

class Session {
  readonly #log: DayLog
  readonly #town: Town
  readonly #recorder: Recorder
  readonly #startMs: number
  readonly #random: Random
  readonly #noise: SkyNoise
  readonly #hints: ActivityHints
  readonly #builder = new TraceBuilder()
  /** Where the recorder last saw a move begin or go on, and when. */
  #anchorX = 0
  #anchorY = 0
  #movedAtS = 0
  #awake = true
  #wakesAtS = Number.POSITIVE_INFINITY
  #lastS = Number.NEGATIVE_INFINITY
  #lastX = Number.NaN
  #lastY = Number.NaN
  #stoodS = 0
  #deafUntilS = 0
  #offUntilS = -1
  #held: readonly [number, number] | undefined
  #staleUntilS = -1

  constructor(log: DayLog, town: Town, recorder: Recorder, startMs: number, random: Random) {
    this.#log = log
    this.#town = town
    this.#recorder = recorder
    this.#startMs = startMs
    this.#random = random
    this.#noise = new SkyNoise(
      drawReceiver(recorder.positioning, random.fork('receiver')),
      random.fork('sky'),
    )
    this.#hints = new ActivityHints(random.fork('hints'), recorder.unsureShare)
    ;[this.#anchorX, this.#anchorY] = [log.xM[0]!, log.yM[0]!]
  }

  trace(): Trace {
    for (let s = 0; s < this.#log.length; s++) {
      this.#stoodS = this.#log.speedMps[s]! > 0.3 ? 0 : this.#stoodS + 1
      this.#watchRest(s)
      if (this.#awake && this.#isDue(s)) this.#look(s)
    }
    return this.#builder.build()
  }

  /** Falls asleep at rest; wakes so much later, or so much farther, than the person left. */
  #watchRest(s: number): void {
    const { sleeps, restS, lateS, lateM } = this.#recorder
    const awayM = Math.hypot(this.#log.xM[s]! - this.#anchorX, this.#log.yM[s]! - this.#anchorY)
    if (this.#awake) {
      if (awayM > restM) this.#anchor(s)
      else if (sleeps && s - this.#movedAtS > restS) {
        this.#awake = false
        this.#wakesAtS = Number.POSITIVE_INFINITY
      }
      return
    }
    if (awayM > Math.max(restM, lateM)) this.#wakesAtS = Math.min(this.#wakesAtS, s + lateS)
    if (s < this.#wakesAtS) return
    this.#awake = true
    this.#anchor(s)
    if (this.#random.chance(0.3)) this.#noise.startCold(s)
  }

  #anchor(s: number): void {
    this.#anchorX = this.#log.xM[s]!
    this.#anchorY = this.#log.yM[s]!
    this.#movedAtS = s
  }

  #isDue(s: number): boolean {
    const { everyS, everyM } = this.#recorder
    if (s - this.#lastS < everyS) return false
    if (everyM === 0 || Number.isNaN(this.#lastX)) return true
    return Math.hypot(this.#log.xM[s]! - this.#lastX, this.#log.yM[s]! - this.#lastY) >= everyM
  }

  #look(s: number): void {
    const random = this.#random
    const scene = scenes[this.#log.scene[s]!]!
    if (!this.#hears(s, scene)) return
    // After a long silence a logger often begins wrong.
    if (s - this.#lastS > 300 && random.chance(0.5)) this.#noise.startCold(s)
    this.#lastS = s
    this.#lastX = this.#log.xM[s]!
    this.#lastY = this.#log.yM[s]!
    if (!random.chance(this.#recorder.lossShare)) this.#write(s, scene)
  }

  /** Whether there is a position at all: none in tunnels, seldom in some rooms and carriages. */
  #hears(s: number, scene: Scene): boolean {
    const random = this.#random
    const atRest = this.#log.doing[s] === atPlace
    if (scene === 'tunnel') return this.#recorder.usesNetworks && random.chance(0.02)
    if (atRest && this.#recorder.indoors === 'off') {
      // Switched off, or deaf, some time after coming in.
      if (this.#offUntilS < s - 1) this.#deafUntilS = s + exponential(random, 90)
      this.#offUntilS = s
      return s < this.#deafUntilS
    }
    if (s < this.#deafUntilS) return false
    // Now and then the sky is lost for half a minute or several.
    if (random.chance(scene === 'indoors' ? 0.004 : 0.0006)) this.#deafUntilS = s + exponential(random, 70)
    return true
  }

  #write(s: number, scene: Scene): void {
    const [recorder, log, town, random] = [this.#recorder, this.#log, this.#town, this.#random]
    const network = recorder.usesNetworks && random.chance(scene === 'open' ? 0.001 : 0.01)
    const error = this.#noise.at(s, scene)
    const farM = network ? random.between(200, 1200) : 0
    const angle = random.between(-Math.PI, Math.PI)
    let eastM = log.xM[s]! + error.eastM + 0.5 * farM * Math.cos(angle)
    let northM = log.yM[s]! + error.northM + 0.5 * farM * Math.sin(angle)
    const stands = this.#isHeld(s, scene)
    if (stands && this.#held !== undefined) [eastM, northM] = this.#held
    this.#held = stands ? [eastM, northM] : undefined
    const latDeg = town.latDeg + northM / metresPerDegree
    this.#builder.add({
      timeMs: this.#startMs + s * 1000,
      latDeg,
      lonDeg: town.lonDeg + eastM / (metresPerDegree * Math.cos((latDeg * Math.PI) / 180)),
      accuracyM: recorder.hasAccuracy ? admitted(recorder, Math.max(error.accuracyM, farM)) : undefined,
      speedMps: this.#speedOf(s, network),
      altitudeM:
        recorder.altitudeBiasM === undefined
          ? undefined
          : town.elevationM + recorder.altitudeBiasM + 4 * random.normal(),
      hint: recorder.hasHints ? this.#hints.at(s, log.doing[s]!, this.#stoodS) : undefined,
    })
  }

  /** Loggers hold a position at rest; phones in a carriage may repeat an old one for a while, as if it were new. */
  #isHeld(s: number, scene: Scene): boolean {
    const { holdsStill, positioning } = this.#recorder
    if (s < this.#staleUntilS) return true
    if (positioning !== 'smooth' && this.#random.chance(scene === 'open' ? 0.0006 : 0.0015))
      this.#staleUntilS = s + exponential(this.#random, 45)
    return holdsStill && this.#stoodS > 3 && this.#log.doing[s] !== atPlace
  }

  /** Doppler speed is good to about 0.3 m/s; networks know none. */
  #speedOf(s: number, network: boolean): number | undefined {
    const { speed } = this.#recorder
    if (speed === 'absent') return undefined
    if (speed === 'zero') return 0
    if (network || this.#random.chance(0.02)) return undefined
    return Math.max(0, this.#log.speedMps[s]! + 0.3 * this.#random.normal())
  }
}
