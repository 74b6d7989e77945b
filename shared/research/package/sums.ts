/** The sums of a package's files, and the signature over them; `sha256sum -c SHA256SUMS` checks the former. */
import { fromUtf8, utf8 } from '../../vault/bytes.ts'
import { sha256 } from '../digest.ts'
import type { SigningKeys } from '../jws.ts'
import { signJws } from '../jws.ts'
import type { PackageFiles } from './given.ts'
import { paths } from './given.ts'

/** Neither is among the sums: the one holds them, the other signs them. */
export const unsummed: readonly string[] = [paths.sums, paths.signature]

/** The text of SHA256SUMS: a line per file, by path. */
export async function sumsOf(files: PackageFiles): Promise<Uint8Array> {
  const names = [...files.keys()].filter((path) => !unsummed.includes(path)).sort()
  const lines = await Promise.all(names.map(async (path) => `${await sha256(files.get(path)!)}  ${path}\n`))
  return utf8(lines.join(''))
}

/** The sums that a SHA256SUMS names, by path; undefined where a line is none, or a path comes twice. */
export function readSums(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const sums = new Map<string, string>()
  for (const line of textOf(bytes).split('\n').slice(0, -1)) {
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (sum === undefined || path === undefined || sums.has(path)) return undefined
    sums.set(path, sum)
  }
  return sums.size > 0 ? sums : undefined
}

/** Text of any bytes: what is no UTF-8 reads as no sums. */
function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) return ''
    throw cause
  }
}

/** The package with its signature, by the study's signing key: the one place that needs it. */
export async function signPackage(files: PackageFiles, keys: SigningKeys): Promise<PackageFiles> {
  const sums = files.get(paths.sums)
  if (!sums) throw new RangeError('a package has its sums before it is signed')
  return new Map([...files, [paths.signature, utf8(`${await signJws('release', sums, keys)}\n`)]])
}
