/** Starts Sillage: `node server/main.ts`. Says where it listens in one line; stops cleanly on SIGTERM and SIGINT. */
const oldestNode = 24

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  console.error(`Sillage needs Node ${oldestNode} or newer; this is ${process.version}.`)
  process.exit(2)
}

try {
  const { readSettings } = await import('./settings.ts')
  const { serve } = await import('./serve.ts')
  const server = await serve(readSettings())
  console.log(`Sillage listens on ${server.address}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, async () => {
      await server.close()
      process.exit(0)
    })
} catch (error) {
  console.error(`Sillage did not start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

export {}
