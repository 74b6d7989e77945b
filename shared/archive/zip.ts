/**
 * Zip archives in one form only: the same files in the same order are the same bytes, and any other bytes are refused.
 * Readers of zip take some figures from the directory and some from the files' own headers and never look at the rest; a
 * change there would go unseen. Every tool that unpacks zip files reads these.
 *
 * Layout: APPNOTE.TXT of PKWARE, 6.3: local headers with their data, directory, end. Times are 1 January 1980, no extra
 * fields, no comments, no zip64.
 */
import { deflateSync, inflateSync } from 'fflate'
import { concat, equalBytes, fromUtf8, utf8 } from '../vault/bytes.ts'
import { ArchiveFault, damaged } from './fault.ts'

/** A file as it stands in the archive. */
export interface PackedFile {
  readonly name: string
  /** 0 as it is, 8 deflated. */
  readonly method: 0 | 8
  readonly crc32: number
  /** Bytes of the content. */
  readonly size: number
  readonly packed: Uint8Array
}

const localSignature = 0x04034b50
const directorySignature = 0x02014b50
const endSignature = 0x06054b50
const localBytes = 30
/** Zip 2.0; names are UTF-8. */
const version = 20
const utf8Flag = 0x0800
const date1980 = 0x0021
/** Deflate cannot expand further than this (zlib's technical notes); a larger claim is a lie. */
const deflateRatio = 1032
const mostFiles = 0xffff
const largest = 0xffffffff

/** A file as it is. One content can be deflated in many ways; of this there is one only. */
export const storeFile = (name: string, content: Uint8Array): PackedFile => ({
  name,
  method: 0,
  crc32: crc32(content),
  size: content.length,
  packed: content,
})

/** Deflates a file, unless that would make it larger. */
export function packFile(name: string, content: Uint8Array): PackedFile {
  const stored = storeFile(name, content)
  const packed = deflateSync(content)
  return packed.length < content.length ? { ...stored, method: 8, packed } : stored
}

/** The content of a file. Throws ArchiveFault when the data are not of its size or sum. */
export function unpackFile(file: PackedFile): Uint8Array {
  const content = file.method === 0 ? file.packed : inflate(file)
  if (content.length !== file.size || crc32(content) !== file.crc32) throw damaged('a file has another sum')
  return content
}

function inflate({ packed, size }: PackedFile): Uint8Array {
  if (size > packed.length * deflateRatio) throw damaged('a file claims to be larger than it can be')
  try {
    return inflateSync(packed, { out: new Uint8Array(size) })
  } catch (cause) {
    throw damaged('a file cannot be unpacked', cause)
  }
}

/** Where the header of the file after `files` starts. */
export const lengthOf = (files: readonly PackedFile[]): number =>
  files.reduce((sum, file) => sum + localBytes + utf8(file.name).length + file.packed.length, 0)

/** The whole archive. Throws ArchiveFault `archive-too-large` beyond 65,535 files or 4 GiB. */
export function writeZip(files: readonly PackedFile[]): Uint8Array<ArrayBuffer> {
  const starts: number[] = []
  const parts: Uint8Array[] = []
  let at = 0
  const add = (...more: Uint8Array[]): void => {
    for (const part of more) at += part.length
    parts.push(...more)
  }
  for (const file of files) {
    starts.push(at)
    add(localHeader(file), utf8(file.name), file.packed)
  }
  const directoryAt = at
  for (const [n, file] of files.entries()) add(directoryHeader(file, starts[n]!), utf8(file.name))
  if (files.length >= mostFiles || at >= largest)
    throw new ArchiveFault('archive-too-large', 'An archive has at most 65,534 files and 4 GiB.')
  add(directoryEnd(files.length, directoryAt, at - directoryAt))
  return joined(parts, at)
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** The files of an archive that begin whole, in their order; whether the rest is as it must be, `isWritten` tells. */
export function listZip(bytes: Uint8Array): PackedFile[] {
  const files: PackedFile[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + localBytes <= bytes.length && view.getUint32(at, true) === localSignature; ) {
    const nameAt = at + localBytes
    const dataAt = nameAt + view.getUint16(at + 26, true)
    const end = dataAt + view.getUint32(at + 18, true)
    const method = view.getUint16(at + 8, true)
    if (end > bytes.length || (method !== 0 && method !== 8)) break
    files.push({
      name: nameFrom(bytes.subarray(nameAt, dataAt)),
      method,
      crc32: view.getUint32(at + 14, true),
      size: view.getUint32(at + 22, true),
      packed: bytes.subarray(dataAt, end),
    })
    at = end
  }
  return files
}

/** Whether these are the very bytes that `writeZip` makes of these files. */
export const isWritten = (bytes: Uint8Array, files: readonly PackedFile[]): boolean =>
  equalBytes(bytes, writeZip(files))

function nameFrom(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch (cause) {
    throw damaged('a file name is not text', cause)
  }
}

/** What both headers of a file say alike, from the version on; 26 bytes. */
function common(file: PackedFile): Uint8Array {
  const view = new DataView(new ArrayBuffer(26))
  view.setUint16(0, version, true)
  view.setUint16(2, utf8Flag, true)
  view.setUint16(4, file.method, true)
  view.setUint16(8, date1980, true)
  view.setUint32(10, file.crc32, true)
  view.setUint32(14, file.packed.length, true)
  view.setUint32(18, file.size, true)
  view.setUint16(22, utf8(file.name).length, true)
  return new Uint8Array(view.buffer)
}

function localHeader(file: PackedFile): Uint8Array {
  return concat(uint32(localSignature), common(file))
}

function directoryHeader(file: PackedFile, start: number): Uint8Array {
  // The version that it was made by, the common part, no comment, disk 0, no attributes, where the file starts.
  return concat(uint32(directorySignature), uint16(version), common(file), new Uint8Array(10), uint32(start))
}

function directoryEnd(count: number, start: number, length: number): Uint8Array {
  const counts = concat(uint16(count), uint16(count))
  return concat(uint32(endSignature), uint32(0), counts, uint32(length), uint32(start), uint16(0))
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff)
}

function uint32(value: number): Uint8Array {
  return concat(uint16(value & 0xffff), uint16(value >>> 16))
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

/** CRC-32 of ISO 3309, as zip wants it. */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (let i = 0; i < bytes.length; i++) value = crcTable[(value ^ bytes[i]!) & 0xff]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
