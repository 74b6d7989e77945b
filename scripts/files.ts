/** Files that the commands of research read and write: whole, synced, and never over one that is there. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { randomBytes } from '../shared/vault/sodium.ts'
import { CommandError } from './command-error.ts'

const has = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** The bytes of a file that the caller named. Throws CommandError where there is none. */
export function readNamed(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (cause) {
    const why = has(cause, 'ENOENT') ? 'no such file' : 'it cannot be read'
    throw new CommandError(`${path}: ${why}`, { cause })
  }
}

/** Its text, without white space around it. */
export const readText = (path: string): string => new TextDecoder().decode(readNamed(path)).trim()

/** Its JSON. Throws CommandError where it is none. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readText(path))
  } catch (cause) {
    throw cause instanceof CommandError ? cause : new CommandError(`${path}: it is not JSON`, { cause })
  }
}

/** Writes a new file. Throws CommandError where there is one of this name: nothing is overwritten. */
export function writeNew(path: string, content: string | Uint8Array, mode = 0o644): void {
  try {
    const file = openSync(path, 'wx', mode)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    const why = has(cause, 'EEXIST') ? 'it is there already, and is not overwritten' : 'it cannot be written'
    throw new CommandError(`${path}: ${why}`, { cause })
  }
}

/** Writes a directory of files that appears whole or not at all. Throws CommandError where there is one already. */
export function writeDirectory(path: string, files: ReadonlyMap<string, Uint8Array>): void {
  if (existsSync(path)) throw new CommandError(`${path}: it is there already, and is not overwritten`)
  const draft = `${path}.part`
  rmSync(draft, { recursive: true, force: true })
  for (const [name, bytes] of files) {
    const file = join(draft, name)
    mkdirSync(dirname(file), { recursive: true })
    writeNew(file, bytes)
  }
  renameSync(draft, path)
}

/** Every file below a directory, by its path with slashes, sorted. */
export function readDirectory(path: string): Map<string, Uint8Array> {
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new CommandError(`${path}: no such directory`)
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
  return new Map(names.map((name) => [name, readNamed(join(path, name))]))
}

/** Whether a directory is there and holds exactly these files, of which there is one at least. */
export function holdsFiles(path: string, files: ReadonlyMap<string, Uint8Array>): boolean {
  if (files.size === 0 || !existsSync(path) || !statSync(path).isDirectory()) return false
  const found = readDirectory(path)
  return (
    found.size === files.size &&
    [...files].every(([name, bytes]) => Buffer.from(found.get(name) ?? []).equals(bytes))
  )
}

const chunkBytes = 1024 * 1024

/** Overwrites a file by chance, then removes it. What a drive keeps of worn cells is out of reach: encrypt the drive. */
export function destroyFile(path: string): void {
  const whole = resolve(path)
  if (!existsSync(whole)) return
  const { size } = statSync(whole)
  const file = openSync(whole, 'r+')
  try {
    for (let at = 0; at < size; at += chunkBytes)
      writeSync(file, randomChunk(Math.min(chunkBytes, size - at)), 0, null, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(whole)
}

/** The platform gives 64 KiB at a time. */
function randomChunk(length: number): Uint8Array {
  const chunk = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) chunk.set(randomBytes(Math.min(65_536, length - at)), at)
  return chunk
}
