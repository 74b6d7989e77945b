/** SHA-256 of the source that makes releases, so that a ledger says with which it was made. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What noise, packages and lines are made by, and the exact versions of what they stand on. */
const parts = ['shared/research', 'scripts/release', 'scripts/release.ts', 'package-lock.json']

/** The hash over paths and contents, in the order of the paths. */
export function codeHash(): string {
  const hash = createHash('sha256')
  for (const path of parts.flatMap(filesOf).sort())
    hash.update(
      `${path}\n${createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex')}\n`,
    )
  return hash.digest('hex')
}

function filesOf(part: string): string[] {
  if (/\.(?:ts|json)$/.test(part)) return [part]
  return readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${part}/${name.replaceAll('\\', '/')}`)
}
