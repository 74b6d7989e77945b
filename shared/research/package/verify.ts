/** Whether a package is what the study's custodian signed: for researchers in the browser, and for the server. */
import { z } from 'zod'
import { Refusal } from '../../api/refusal.ts'
import { equalBytes, fromUtf8 } from '../../vault/bytes.ts'
import { sha256 } from '../digest.ts'
import { verifyJws } from '../jws.ts'
import type { Study } from '../study.ts'
import type { PackageFiles } from './given.ts'
import { paths } from './given.ts'
import { readSums, unsummed } from './sums.ts'

/**
 * What is wrong with a package. `unsigned`: no signature; `signature`: not by this study's key, or over other sums;
 * `sums`: SHA256SUMS is missing or no list of sums; `study`: it is of another study or version; of a file: `missing`,
 * `extra` (no sum names it), `changed`.
 */
export type PackageFault =
  | { readonly kind: 'unsigned' | 'signature' | 'sums' | 'study' }
  | { readonly kind: 'missing' | 'extra' | 'changed'; readonly path: string }

const named = z.object({ study: z.object({ hash: z.string() }) })

/** Everything that is wrong with a package, signature first, then files by path; nothing where it holds. */
export async function verifyPackage(files: PackageFiles, study: Study): Promise<PackageFault[]> {
  const signature = await signatureFault(files, study)
  const bytes = files.get(paths.sums)
  const sums = bytes && readSums(bytes)
  if (!sums) return [...signature, { kind: 'sums' }]
  const all = new Set([...sums.keys(), ...files.keys(), paths.privacy])
  const known = [...all].filter((path) => !unsummed.includes(path)).sort()
  const faults = await Promise.all(known.map((path) => fileFault(path, files.get(path), sums.get(path))))
  const ofStudy: PackageFault[] = isOf(study, files.get(paths.privacy)) ? [] : [{ kind: 'study' }]
  return [...signature, ...ofStudy, ...faults.flatMap((fault) => fault ?? [])]
}

async function signatureFault(files: PackageFiles, study: Study): Promise<PackageFault[]> {
  const signature = files.get(paths.signature)
  if (!signature) return [{ kind: 'unsigned' }]
  try {
    const signed = await verifyJws('release', fromUtf8(signature).trim(), study.definition.keys.signing)
    const sums = files.get(paths.sums)
    return sums && equalBytes(signed, sums) ? [] : [{ kind: 'signature' }]
  } catch (cause) {
    if (cause instanceof Refusal || cause instanceof TypeError) return [{ kind: 'signature' }]
    throw cause
  }
}

async function fileFault(
  path: string,
  bytes: Uint8Array | undefined,
  sum: string | undefined,
): Promise<PackageFault | undefined> {
  if (bytes === undefined) return { kind: 'missing', path }
  if (sum === undefined) return { kind: 'extra', path }
  return (await sha256(bytes)) === sum ? undefined : { kind: 'changed', path }
}

/** The study's key may sign another version, or another study: what was released says which. */
function isOf(study: Study, privacy: Uint8Array | undefined): boolean {
  // That it is missing is said of the file.
  if (!privacy) return true
  try {
    const read = named.safeParse(JSON.parse(fromUtf8(privacy)))
    return read.success && read.data.study.hash === study.hash
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return false
    throw cause
  }
}
