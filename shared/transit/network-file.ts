/**
 * The network as one file that server and browsers share: all feeds, their lines as differences of whole steps, deflated.
 * The spatial index is not in it: building it from the lines takes less time than reading it over a network would.
 *
 * Layout: 'SLGT', version byte, varint of the inflated size, deflated body. Body: number of feeds, then of each: name,
 * credit, stops (positions, modes), lines (mode, kind, name, positions, stops). Texts are UTF-8 with their length before.
 */
import { deflateSync, inflateSync } from 'fflate'
import { transitModes } from '../engine/network.ts'
import { VarintReader, VarintWriter } from '../trace/varint.ts'
import type { StopColumns, TransitFeed, TransitLine } from './feed.ts'
import { FeedError, pathKinds } from './feed.ts'

const magic = [0x53, 0x4c, 0x47, 0x54]
const version = 1
/** Largest inflated size that is opened, bytes: some forty million points. */
const inflatedLimit = 256 * 1024 * 1024

/** Writes feeds in the order of their names: equal networks are equal bytes. */
export function writeNetwork(feeds: readonly TransitFeed[]): Uint8Array<ArrayBuffer> {
  const body = new VarintWriter()
  body.unsigned(feeds.length)
  for (const feed of feeds.toSorted((a, b) => (a.name < b.name ? -1 : 1))) writeFeed(body, feed)
  const plain = body.bytes()
  const size = new VarintWriter()
  size.unsigned(plain.length)
  const parts = [Uint8Array.from([...magic, version]), size.bytes(), deflateSync(plain, { level: 9 })]
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Reads what `writeNetwork` wrote. Throws FeedError on anything else. */
export function readFeeds(bytes: Uint8Array): TransitFeed[] {
  if (magic.some((byte, n) => bytes[n] !== byte)) throw new FeedError('not a transit network')
  if (bytes[magic.length] !== version) throw new FeedError('a transit network of another version')
  try {
    const head = new VarintReader(bytes.subarray(magic.length + 1))
    const size = head.unsigned()
    if (size > inflatedLimit) throw new RangeError('too large')
    const plain = inflateSync(bytes.subarray(magic.length + 1 + head.position), { out: new Uint8Array(size) })
    const body = new VarintReader(plain)
    return Array.from({ length: count(body, size) }, () => readFeed(body, size))
  } catch (cause) {
    throw new FeedError('a transit network that is damaged', { cause })
  }
}

/** No list is longer than the bytes that it would take. */
function count(body: VarintReader, size: number): number {
  const length = body.unsigned()
  if (length > size) throw new RangeError('cut short')
  return length
}

function writeFeed(body: VarintWriter, { name, credit, stops, lines }: TransitFeed): void {
  writeText(body, name)
  writeText(body, credit)
  body.unsigned(stops.lat.length)
  writeSteps(body, stops.lat)
  writeSteps(body, stops.lon)
  for (const modes of stops.modes) body.unsigned(modes)
  body.unsigned(lines.length)
  for (const line of lines) {
    body.unsigned(transitModes.indexOf(line.mode))
    body.unsigned(pathKinds.indexOf(line.kind))
    writeText(body, line.name)
    body.unsigned(line.lat.length)
    writeSteps(body, line.lat)
    writeSteps(body, line.lon)
    body.unsigned(line.stops.length)
    writeSteps(body, line.stops)
  }
}

function readFeed(body: VarintReader, size: number): TransitFeed {
  const name = readText(body, size)
  const credit = readText(body, size)
  const stops = readStops(body, size)
  const lines = Array.from({ length: count(body, size) }, () => readLine(body, size, stops.lat.length))
  return { name, credit, stops, lines }
}

function readStops(body: VarintReader, size: number): StopColumns {
  const length = count(body, size)
  const lat = readSteps(body, length)
  const lon = readSteps(body, length)
  return { lat, lon, modes: Uint8Array.from({ length }, () => body.unsigned()) }
}

function readLine(body: VarintReader, size: number, stopCount: number): TransitLine {
  const mode = transitModes[body.unsigned()]
  const kind = pathKinds[body.unsigned()]
  const name = readText(body, size)
  const length = count(body, size)
  const lat = readSteps(body, length)
  const lon = readSteps(body, length)
  const stops = [...readSteps(body, count(body, size))]
  const isSound =
    mode !== undefined &&
    kind !== undefined &&
    length >= 2 &&
    stops.every((stop) => stop >= 0 && stop < stopCount)
  if (!isSound) throw new RangeError('no such line')
  return { mode, kind, name, lat, lon, stops }
}

function writeText(body: VarintWriter, text: string): void {
  const bytes = new TextEncoder().encode(text)
  body.unsigned(bytes.length)
  for (const byte of bytes) body.unsigned(byte)
}

function readText(body: VarintReader, size: number): string {
  return new TextDecoder('utf-8').decode(
    Uint8Array.from({ length: count(body, size) }, () => body.unsigned()),
  )
}

function writeSteps(body: VarintWriter, steps: ArrayLike<number>): void {
  let before = 0
  for (let k = 0; k < steps.length; k++) {
    body.signed(steps[k]! - before)
    before = steps[k]!
  }
}

function readSteps(body: VarintReader, length: number): Int32Array {
  const steps = new Int32Array(length)
  let at = 0
  for (let k = 0; k < length; k++) {
    at += body.signed()
    steps[k] = at
  }
  return steps
}
