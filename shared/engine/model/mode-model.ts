/**
 * The mode model: what half a minute of movement looks like by each means, which follows which, and how sure to be.
 *
 * A model file is a magic number, the length of a JSON header, the header, then the trees' columns and those of the map.
 */
import { staying } from '../thresholds.ts'
import type { Forest } from './forest.ts'
import type { ModeMap } from './mode-map.ts'

/** What the model tells apart; finer modes are told by `refine.ts` and by the transit network. */
export const modelClasses = ['walk', 'bike', 'bus', 'car', 'rail'] as const
export type ModelClass = (typeof modelClasses)[number]
export const classCount = modelClasses.length

export interface ModeModel {
  /** What it was trained on and when, e.g. `sillage-2026-11`. */
  readonly id: string
  /** Judges half a minute by what is around it. */
  readonly windows: Forest
  /** Judges a section as a whole, with its neighbours. */
  readonly sections: Forest
  /** Natural log of the probability that class `to` follows class `from` half a minute later, at `from * classCount + to`. */
  readonly changes: Float64Array
  /** What the evidence of a section is multiplied by to give honest probabilities. */
  readonly sharpness: number
  /** How long one may stop, min, and still be on the way: what the people who labelled its data called a trip. */
  readonly pauseMin: number
  /** By what the people whom it was trained on passed where; empty in one that is for everywhere. */
  readonly map: ModeMap
}

interface Header {
  readonly id: string
  readonly classes: readonly string[]
  readonly features: readonly string[]
  readonly changes: readonly number[]
  readonly sharpness: number
  /** Absent in files of before it was learnt. */
  readonly pauseMin?: number
  /** Places of the map; absent where there are none. */
  readonly places?: number
  /** Trees and nodes of the forests of windows and of sections. */
  readonly trees: readonly [number, number]
  readonly nodes: readonly [number, number]
}

const magic = 0x53_4d_4d_31

/** Reads a model file. Throws RangeError when it is none, or was trained for other classes or features than `features`. */
export function readModel(bytes: Uint8Array<ArrayBuffer>, features: readonly string[]): ModeModel {
  if (bytes.length < 8) throw new RangeError('not a mode model')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.getUint32(0) !== magic) throw new RangeError('not a mode model')
  const start = 8 + view.getUint32(4)
  if (start > bytes.length) throw new RangeError('mode model cut short')
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))
  if (!isSame(header.classes, modelClasses) || !isSame(header.features, features))
    throw new RangeError('the mode model was trained for another version of the engine')
  const places = header.places ?? 0
  const [windowBytes, sectionBytes] = [0, 1].map((n) => header.trees[n]! * 4 + header.nodes[n]! * nodeBytes)
  const split = start + windowBytes!
  const mapAt = split + sectionBytes!
  if (bytes.length !== mapAt + places * placeBytes) throw new RangeError('mode model cut short')
  return {
    id: header.id,
    windows: readForest(bytes.slice(start, split).buffer, header.trees[0], header.nodes[0]),
    sections: readForest(bytes.slice(split, mapAt).buffer, header.trees[1], header.nodes[1]),
    changes: Float64Array.from(header.changes),
    sharpness: header.sharpness,
    pauseMin: header.pauseMin ?? staying.pauseMin,
    map: readMap(bytes.slice(mapAt).buffer, places),
  }
}

/** Value, left child and feature of a node. */
const nodeBytes = 4 + 2 + 1

/** Number and passages of a place. */
const placeBytes = 8 + classCount

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, n) => name === b[n])

function readForest(buffer: ArrayBuffer, trees: number, nodes: number): Forest {
  return {
    classCount,
    roots: new Uint32Array(buffer, 0, trees),
    value: new Float32Array(buffer, trees * 4, nodes),
    left: new Uint16Array(buffer, trees * 4 + nodes * 4, nodes),
    feature: new Uint8Array(buffer, trees * 4 + nodes * 6, nodes),
  }
}

const readMap = (buffer: ArrayBuffer, places: number): ModeMap => ({
  places: new Float64Array(buffer, 0, places),
  passages: new Uint8Array(buffer, places * 8),
})

/** Writes a model file, little endian as all machines are that run it. */
export function writeModel(model: ModeModel, features: readonly string[]): Uint8Array<ArrayBuffer> {
  const { windows, sections, map } = model
  const header: Header = {
    id: model.id,
    classes: modelClasses,
    features,
    changes: [...model.changes],
    sharpness: model.sharpness,
    pauseMin: model.pauseMin,
    ...(map.places.length > 0 && { places: map.places.length }),
    trees: [windows.roots.length, sections.roots.length],
    nodes: [windows.feature.length, sections.feature.length],
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const parts = [text, ...columnsOf(windows), ...columnsOf(sections), bytesOf(map.places), map.passages]
  const bytes = new Uint8Array(8 + parts.reduce((sum, part) => sum + part.length, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  view.setUint32(4, text.length)
  let at = 8
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const columnsOf = ({ roots, value, left, feature }: Forest): Uint8Array[] => [
  bytesOf(roots),
  bytesOf(value),
  bytesOf(left),
  feature,
]

const bytesOf = (column: Uint32Array | Float32Array | Float64Array | Uint16Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
