/**
 * What ingest is compared with: the barest server that keeps a body. One Express handler, one INSERT in clear, one
 * transaction with fsync each. `node plain-server.ts FILE` prints its address.
 */
import Database from 'better-sqlite3'
import express from 'express'

const database = new Database(process.argv[2] ?? ':memory:')
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('CREATE TABLE message (body BLOB NOT NULL)')
const insert = database.prepare('INSERT INTO message VALUES (?)')

const app = express()
app.disable('x-powered-by')
app.disable('etag')
app.post('/in/:phone', express.raw({ type: () => true }), (request, response) => {
  insert.run(request.body)
  response.type('application/json').send('[]')
})

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object')
    process.stdout.write(`http://127.0.0.1:${address.port}\n`)
})
process.once('SIGTERM', () => {
  server.closeAllConnections()
  server.close(() => database.close())
})
