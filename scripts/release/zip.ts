/** A release as one archive; from the same files the same bytes. */
import { zipSync } from 'fflate'
import type { PackageFiles } from '../../shared/research/package/given.ts'

/** The first instant that a zip can name; when a release was made stands inside. */
const noTime = new Date(1980, 0, 1)

export function zipOf(files: PackageFiles): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 9, mtime: noTime })
}
