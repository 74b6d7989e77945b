/** Ways through a drawn town, in metres east and north of its middle: blocks, bends, junctions and what stands there. */
import { clamp } from './distributions.ts'
import type { Random } from './random.ts'
import type { RoadKind, Town } from './town.ts'

/** What the sky looks like; the index in this list is what columns hold. */
export const scenes = ['open', 'street', 'canyon', 'tunnel', 'indoors'] as const
export type Scene = (typeof scenes)[number]

/** What makes people wait where ways meet. */
export type Control = 'none' | 'yield' | 'stop' | 'signal'

/** A line of points; columns of equal length. What is said of a piece is held at the point where it ends. */
export interface Way {
  readonly xM: readonly number[]
  readonly yM: readonly number[]
  /** Distance from the start. */
  readonly atM: readonly number[]
  readonly road: readonly RoadKind[]
  readonly limitMps: readonly number[]
  readonly scene: readonly Scene[]
  /** What stands at the point itself. */
  readonly control: readonly Control[]
}

export type Point = readonly [xM: number, yM: number]

/** How one stretch is built; lengths in metres. */
export interface Stretch {
  readonly road: RoadKind
  readonly lengthM: number
  /** Where it leads, radians, 0 is east. */
  readonly headingRad: number
  readonly limitMps: number
}

/** Builds a way, stretch after stretch. */
export class WayBuilder {
  readonly #town: Town
  readonly #random: Random
  readonly #xM: number[]
  readonly #yM: number[]
  readonly #atM = [0]
  readonly #road: RoadKind[]
  readonly #limitMps = [0]
  readonly #scene: Scene[]
  readonly #control: Control[] = ['none']

  constructor(town: Town, from: Point, random: Random) {
    this.#town = town
    this.#random = random
    this.#xM = [from[0]]
    this.#yM = [from[1]]
    this.#road = ['path']
    this.#scene = ['street']
  }

  get lengthM(): number {
    return this.#atM.at(-1)!
  }

  get way(): Way {
    return {
      xM: this.#xM,
      yM: this.#yM,
      atM: this.#atM,
      road: this.#road,
      limitMps: this.#limitMps,
      scene: this.#scene,
      control: this.#control,
    }
  }

  /** Along the town's blocks: straight for up to `runBlocks`, then round a corner, so that the heading is kept. */
  blocks(stretch: Stretch, runBlocks: number): void {
    const { gridRad, organic } = this.#town
    const random = this.#random
    const along = stretch.headingRad - gridRad
    const share = Math.abs(Math.cos(along)) / (Math.abs(Math.cos(along)) + Math.abs(Math.sin(along)))
    const turns = [Math.cos(along) < 0 ? Math.PI : 0, Math.sin(along) < 0 ? -Math.PI / 2 : Math.PI / 2]
    const gone = [0, 0]
    let leftM = stretch.lengthM
    while (leftM > 1) {
      const axis = gone[0]! * (1 - share) <= gone[1]! * share ? 0 : 1
      const blocks = Math.max(1, Math.round(random.between(0.3, 1) * runBlocks))
      let rad = gridRad + turns[axis]! + organic * 0.5 * random.normal()
      for (let k = 0; k < blocks && leftM > 1; k++) {
        const stepM = Math.min(leftM, this.#town.blockM * clamp(1 + 0.35 * random.normal(), [0.3, 2]))
        rad += organic * 0.12 * random.normal()
        this.#add(stepM, rad, stretch, this.#controlOf(stretch.road, leftM))
        gone[axis]! += stepM
        leftM -= stepM
      }
    }
  }

  /** A smooth line, as motorways, railways and park paths are; `wiggle` is the spread of its direction in radians. */
  curve(stretch: Stretch, pieceM: number, wiggle: number, sceneAt?: (atM: number) => Scene): void {
    let swing = 0
    let turning = 0
    let leftM = stretch.lengthM
    const keep = 0.9
    while (leftM > 0.5) {
      const stepM = Math.min(leftM, pieceM)
      turning = keep * turning + wiggle * 0.06 * this.#random.normal()
      swing = 0.94 * swing + turning
      this.#add(stepM, stretch.headingRad + swing, stretch, 'none', sceneAt?.(this.lengthM))
      leftM -= stepM
    }
  }

  /** Straight on for some metres. */
  line(stretch: Stretch, control: Control = 'none'): void {
    this.#add(stretch.lengthM, stretch.headingRad, stretch, control)
  }

  #add(stepM: number, rad: number, { road, limitMps }: Stretch, control: Control, scene?: Scene): void {
    this.#xM.push(this.#xM.at(-1)! + stepM * Math.cos(rad))
    this.#yM.push(this.#yM.at(-1)! + stepM * Math.sin(rad))
    this.#atM.push(this.lengthM + stepM)
    this.#road.push(road)
    this.#limitMps.push(limitMps)
    this.#scene.push(scene ?? this.#sceneOf(road))
    this.#control.push(control)
  }

  #controlOf(road: RoadKind, leftM: number): Control {
    const random = this.#random
    if (leftM < 5 || road === 'path' || road === 'lot' || road === 'lane') return 'none'
    const { signalShare, stopSignShare } = this.#town
    const share = road === 'street' || road === 'avenue' || road === 'road' ? signalShare[road] : 0
    if (random.chance(share)) return 'signal'
    if (road === 'street' && random.chance(stopSignShare)) return 'stop'
    return random.chance(0.3) ? 'yield' : 'none'
  }

  /** Houses stand in rows: what a piece sees of the sky is often what the piece before saw. */
  #sceneOf(road: RoadKind): Scene {
    const random = this.#random
    if (road === 'motorway' || road === 'water' || road === 'air' || road === 'road') return 'open'
    const before = this.#scene.at(-1)!
    if (before !== 'tunnel' && random.chance(0.6)) return before
    if (random.chance(this.#town.canyonShare)) return 'canyon'
    return this.#town.kind === 'country' || random.chance(0.25) ? 'open' : 'street'
  }
}

/** Angle by which the way turns at point `k`, radians, 0 to π. */
export function turnOf({ xM, yM }: Way, k: number): number {
  const [ax, ay] = [xM[k]! - xM[k - 1]!, yM[k]! - yM[k - 1]!]
  const [bx, by] = [xM[k + 1]! - xM[k]!, yM[k + 1]! - yM[k]!]
  return Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by))
}
