/**
 * Reads files out of a zip archive piece by piece, so that an archive may be larger than memory. An archive that lost its
 * directory (a download that broke off) is searched for the files that are whole or begun.
 */
import { Inflate } from 'fflate'

/** Bytes that can be read anywhere: a file on disk, or memory. */
export interface ByteSource {
  readonly length: number
  /** The bytes from `at`, as many as asked for or as there are. */
  read(at: number, length: number): Uint8Array
}

export interface ZipEntry {
  readonly name: string
  /** Where its local header starts. */
  readonly at: number
  /** As the directory says; up to the next file or the end where it says nothing. */
  readonly compressedBytes: number
}

const localHeader = 0x04034b50
const directoryHeader = 0x02014b50
const directoryEnd = 0x06054b50
const stored = 0
const deflated = 8
/** The end of the directory and the longest comment after it. */
const tailBytes = 22 + 65_535
const pieceBytes = 64 * 1024
const no32 = 0xffffffff

/** Bytes in memory as a source. */
export const bytesSource = (bytes: Uint8Array): ByteSource => ({
  length: bytes.length,
  read: (at, length) => bytes.subarray(at, at + length),
})

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The archive's files, from its directory or, without one, from what is found; none if it is no zip archive. */
export function zipEntries(source: ByteSource): ZipEntry[] {
  const listed = listedEntries(source)
  return listed.length > 0 ? listed : foundEntries(source)
}

function listedEntries(source: ByteSource): ZipEntry[] {
  const tailAt = Math.max(0, source.length - tailBytes)
  const tail = view(source.read(tailAt, tailBytes))
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== directoryEnd) continue
    const directory = source.read(tail.getUint32(at + 16, true), tail.getUint32(at + 12, true))
    const entries = readDirectory(directory)
    if (entries.length > 0 && entries.every((entry) => entry.at < source.length)) return entries
  }
  return []
}

function readDirectory(bytes: Uint8Array): ZipEntry[] {
  const entries: ZipEntry[] = []
  const data = view(bytes)
  for (let at = 0; at + 46 <= bytes.length && data.getUint32(at, true) === directoryHeader; ) {
    const nameLength = data.getUint16(at + 28, true)
    const extraLength = data.getUint16(at + 30, true)
    const name = text(bytes.subarray(at + 46, at + 46 + nameLength))
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const sizes = [at + 24, at + 20, at + 42].map((field) => data.getUint32(field, true))
    const [, compressedBytes, localAt] = largeSizes(sizes, extra)
    entries.push({ name, at: localAt!, compressedBytes: compressedBytes! })
    at += 46 + nameLength + extraLength + data.getUint16(at + 32, true)
  }
  return entries
}

/** Sizes that do not fit 32 bits stand in the extra field 1, in the order of those that are missing. */
function largeSizes(sizes: readonly number[], extra: Uint8Array): number[] {
  const data = view(extra)
  for (let at = 0; at + 4 <= extra.length; at += 4 + data.getUint16(at + 2, true)) {
    if (data.getUint16(at, true) !== 1) continue
    let next = at + 4
    return sizes.map((size) => {
      if (size !== no32 || next + 8 > extra.length) return size
      next += 8
      return Number(data.getBigUint64(next - 8, true))
    })
  }
  return [...sizes]
}

function foundEntries(source: ByteSource): ZipEntry[] {
  const starts: number[] = []
  for (let at = 0; at < source.length; at += pieceBytes) {
    const bytes = source.read(at, pieceBytes + 3)
    for (let k = bytes.indexOf(0x50); k >= 0 && k + 4 <= bytes.length; k = bytes.indexOf(0x50, k + 1))
      if (view(bytes).getUint32(k, true) === localHeader) starts.push(at + k)
  }
  return starts.flatMap((at, n) => {
    const head = source.read(at, 30)
    if (head.length < 30) return []
    const name = text(source.read(at + 30, view(head).getUint16(26, true)))
    return [{ name, at, compressedBytes: (starts[n + 1] ?? source.length) - at }]
  })
}

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes)

/** Hands over the content of a file in pieces; false when it breaks off, is damaged, or is packed in an unknown way. */
export function readEntry(
  source: ByteSource,
  entry: ZipEntry,
  onPiece: (bytes: Uint8Array) => void,
): boolean {
  const head = source.read(entry.at, 30)
  if (head.length < 30 || view(head).getUint32(0, true) !== localHeader) return false
  const method = view(head).getUint16(8, true)
  const start = entry.at + 30 + view(head).getUint16(26, true) + view(head).getUint16(28, true)
  const end = Math.min(source.length, start + entry.compressedBytes)
  if (method !== stored && method !== deflated) return false
  const unpack = method === stored ? (bytes: Uint8Array) => [bytes] : inflater()
  for (let at = start; at < end; at += pieceBytes) {
    const pieces = unpack(source.read(at, Math.min(pieceBytes, end - at)), at + pieceBytes >= end)
    if (pieces === undefined) return false
    for (const piece of pieces) onPiece(piece)
  }
  return start + entry.compressedBytes <= source.length
}

/** Inflates piece after piece; undefined once the data is damaged. */
function inflater(): (bytes: Uint8Array, isLast: boolean) => Uint8Array[] | undefined {
  let pieces: Uint8Array[] = []
  const inflate = new Inflate((piece) => void pieces.push(piece))
  return (bytes, isLast) => {
    pieces = []
    try {
      inflate.push(bytes, isLast)
    } catch {
      return undefined
    }
    return pieces
  }
}
