#!/usr/bin/env node
/** The command `sillage`. Plain JavaScript, so that an old Node can read it and hand over to the one that is installed here. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

/** The first Node that runs TypeScript as it is. */
const neededMajor = 24

if (Number.parseInt(process.versions.node, 10) >= neededMajor) {
  module.enableCompileCache()
  const { run } = await import('./command.ts')
  await run(process.argv.slice(2))
} else {
  const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
  if (existsSync(node)) {
    const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
    process.exitCode = status ?? 1
  } else {
    process.stderr.write(`sillage: needs Node ${neededMajor} or later; npm ci installs one\n`)
    process.exitCode = 2
  }
}
