/**
 * Traces as few bytes, without loss: columns of differences on the canonical grid, as varints, deflated.
 *
 * Layout: version byte, varint of the inflated size, deflated columns. Inside: count, then times (differences of
 * differences), latitudes, longitudes (each by the better of two predictions), accuracies, speeds, altitudes, hints.
 */
import { deflateSync, inflateSync } from 'fflate'
import type { Trace } from './trace.ts'
import { emptyTrace, hints, perUnit } from './trace.ts'
import { VarintReader, VarintWriter, zigzag } from './varint.ts'

const version = 1
/** Largest inflated size that is opened, bytes: some ten million fixes. */
const inflatedLimit = 128 * 1024 * 1024
/** Deflate cannot expand further than this (zlib's technical notes); a larger claim is a lie. */
const deflateRatio = 1032

/** Encodes a canonical trace. */
export function encodeTrace(trace: Trace): Uint8Array<ArrayBuffer> {
  const columns = new VarintWriter()
  columns.unsigned(trace.length)
  writePredicted(columns, trace.timeMs, 1, 2)
  writePosition(columns, trace.latDeg, perUnit.latDeg)
  writePosition(columns, trace.lonDeg, perUnit.lonDeg)
  writeSparse(columns, trace.accuracyM, perUnit.accuracyM)
  writeSparse(columns, trace.speedMps, perUnit.speedMps)
  writeSparse(columns, trace.altitudeM, perUnit.altitudeM)
  for (let i = 0; i < trace.length; i++) columns.unsigned(trace.hint[i]!)
  const plain = columns.bytes()
  const head = new VarintWriter()
  head.unsigned(version)
  head.unsigned(plain.length)
  const headBytes = head.bytes()
  const body = deflateSync(plain, { level: 9 })
  const out = new Uint8Array(headBytes.length + body.length)
  out.set(headBytes)
  out.set(body, headBytes.length)
  return out
}

/** Decodes what `encodeTrace` wrote. Throws RangeError on anything else. */
export function decodeTrace(bytes: Uint8Array): Trace {
  const head = new VarintReader(bytes)
  if (head.unsigned() !== version) throw new RangeError('trace of another version')
  const size = head.unsigned()
  const body = bytes.subarray(head.position)
  if (size > inflatedLimit || size > body.length * deflateRatio) throw new RangeError('trace too large')
  const columns = new VarintReader(inflate(body, size))
  const count = columns.unsigned()
  if (count > size) throw new RangeError('trace cut short')
  const trace = emptyTrace(count)
  readPredicted(columns, trace.timeMs, 1, 2)
  readPredicted(columns, trace.latDeg, perUnit.latDeg, columns.unsigned())
  readPredicted(columns, trace.lonDeg, perUnit.lonDeg, columns.unsigned())
  readSparse(columns, trace.accuracyM, perUnit.accuracyM)
  readSparse(columns, trace.speedMps, perUnit.speedMps)
  readSparse(columns, trace.altitudeM, perUnit.altitudeM)
  for (let i = 0; i < count; i++) {
    const hint = columns.unsigned()
    if (hint >= hints.length) throw new RangeError('unknown hint')
    trace.hint[i] = hint
  }
  if (!columns.finished) throw new RangeError('trace too long')
  return trace
}

function inflate(body: Uint8Array, size: number): Uint8Array {
  try {
    const plain = inflateSync(body, { out: new Uint8Array(size) })
    if (plain.length === size) return plain
  } catch (error) {
    throw new RangeError('trace cannot be inflated', { cause: error })
  }
  throw new RangeError('trace cut short')
}

/** Order 1 predicts the last value again, order 2 the last step again: still phones like the first, steady ones the second. */
function writePosition(out: VarintWriter, column: Float64Array, scale: number): void {
  const order = predictedSize(column, scale, 1) <= predictedSize(column, scale, 2) ? 1 : 2
  out.unsigned(order)
  writePredicted(out, column, scale, order)
}

function predictedSize(column: Float64Array, scale: number, order: number): number {
  let last = 0
  let step = 0
  let size = 0
  for (let i = 0; i < column.length; i++) {
    const value = Math.round(column[i]! * scale)
    const folded = zigzag(value - last - (order === 2 ? step : 0))
    size += folded < 0x80 ? 1 : folded < 0x4000 ? 2 : 3
    step = value - last
    last = value
  }
  return size
}

function writePredicted(out: VarintWriter, column: Float64Array, scale: number, order: number): void {
  let last = 0
  let step = 0
  for (let i = 0; i < column.length; i++) {
    const value = Math.round(column[i]! * scale)
    out.signed(value - last - (order === 2 ? step : 0))
    step = i === 0 ? 0 : value - last
    last = value
  }
}

function readPredicted(input: VarintReader, column: Float64Array, scale: number, order: number): void {
  let last = 0
  let step = 0
  for (let i = 0; i < column.length; i++) {
    const value = input.signed() + last + (order === 2 ? step : 0)
    step = i === 0 ? 0 : value - last
    last = value
    column[i] = value / scale
  }
}

/** Zero says unknown; a known value is its difference to the known value before, plus one. */
function writeSparse(out: VarintWriter, column: Float32Array, scale: number): void {
  let last = 0
  for (let i = 0; i < column.length; i++) {
    if (Number.isNaN(column[i]!)) {
      out.unsigned(0)
      continue
    }
    const value = Math.round(column[i]! * scale)
    out.unsigned(zigzag(value - last) + 1)
    last = value
  }
}

function readSparse(input: VarintReader, column: Float32Array, scale: number): void {
  let last = 0
  for (let i = 0; i < column.length; i++) {
    const folded = input.unsigned() - 1
    if (folded < 0) {
      column[i] = Number.NaN
      continue
    }
    last += folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2
    column[i] = last / scale
  }
}
