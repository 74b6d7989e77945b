/** What truly happened on a simulated day, second by second, in columns. */
import type { Mode } from '../engine/mode.ts'
import { modeIds } from '../engine/mode.ts'
import type { Point, Scene } from './ways.ts'
import { scenes } from './ways.ts'

/** A time span, seconds from the start of the day's log; the end is not included. */
export interface Span {
  readonly startS: number
  readonly endS: number
}

/** A part of the day moved with one mode. */
export interface LegSpan extends Span {
  readonly mode: Mode
}

/** What `doing` holds while someone is at a place. */
export const atPlace = 255

const firstRoom = 16_384

/** Grows second by second; the columns have room to spare beyond `length`. */
export class DayLog {
  xM = new Float64Array(firstRoom)
  yM = new Float64Array(firstRoom)
  speedMps = new Float32Array(firstRoom)
  /** Index in `scenes`. */
  scene = new Uint8Array(firstRoom)
  /** Index in `modeIds`, or `atPlace`. */
  doing = new Uint8Array(firstRoom)
  readonly legs: LegSpan[] = []
  readonly stays: Span[] = []
  #length = 0
  #legStartS = 0

  constructor(from: Point) {
    this.#xM = from[0]
    this.#yM = from[1]
  }
  #xM: number
  #yM: number

  get length(): number {
    return this.#length
  }

  /** Where the person is now. */
  get here(): Point {
    return [this.#xM, this.#yM]
  }

  /** One second: where it finds the person, and how fast. */
  add(xM: number, yM: number, speedMps: number, scene: Scene, doing: number): void {
    if (this.#length === this.xM.length) this.#grow()
    const k = this.#length++
    this.xM[k] = xM
    this.yM[k] = yM
    this.speedMps[k] = speedMps
    this.scene[k] = scenes.indexOf(scene)
    this.doing[k] = doing
    this.#xM = xM
    this.#yM = yM
  }

  /** Stands still for some seconds. */
  stand(seconds: number, scene: Scene, doing: number): void {
    for (let s = 0; s < seconds; s++) this.add(this.#xM, this.#yM, 0, scene, doing)
  }

  /** Stays at a place. */
  stay(seconds: number): void {
    const startS = this.#length
    this.stand(seconds, 'indoors', atPlace)
    this.stays.push({ startS, endS: this.#length })
    this.#legStartS = this.#length
  }

  /** Ends a leg of that mode, which began where the last leg or stay ended; one without time is not written down. */
  endLeg(mode: Mode): void {
    if (this.#length > this.#legStartS) {
      const before = this.legs.at(-1)
      if (before !== undefined && before.endS === this.#legStartS && before.mode === mode)
        this.legs[this.legs.length - 1] = { ...before, endS: this.#length }
      else this.legs.push({ startS: this.#legStartS, endS: this.#length, mode })
    }
    this.#legStartS = this.#length
  }

  #grow(): void {
    const bigger = <T extends Float64Array | Float32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from)
      return to
    }
    const room = this.xM.length * 2
    this.xM = bigger(this.xM, new Float64Array(room))
    this.yM = bigger(this.yM, new Float64Array(room))
    this.speedMps = bigger(this.speedMps, new Float32Array(room))
    this.scene = bigger(this.scene, new Uint8Array(room))
    this.doing = bigger(this.doing, new Uint8Array(room))
  }
}

/** The code of a mode in `doing`. */
export const codeOf = (mode: Mode): number => modeIds.indexOf(mode)
