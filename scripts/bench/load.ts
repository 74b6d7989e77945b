/**
 * A load of phones, in a process of its own: `node load.ts JSON` keeps connections busy for some seconds and prints
 * one line of JSON. Plain sockets, so that the load takes little of the two cores that it shares with the server.
 */
import { createConnection } from 'node:net'
import { phoneEncoders } from '../../shared/simulation/payloads.ts'
import { simulate } from '../../shared/simulation/simulate.ts'

/** What to do, as JSON in the first argument. */
export interface LoadOrder {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly token: string
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
}

/** What came of it; latencies in ms. */
export interface LoadResult {
  readonly requests: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  readonly failed: number
}

const headEnd = Buffer.from('\r\n\r\n')

function requestsOf({ host, port, path, token }: LoadOrder): Buffer[] {
  const { encode, authorization } = phoneEncoders.owntracks
  const { fixes } = simulate({ seed: 7, firstDay: '2026-05-04', days: 7, everyS: 1 })
  return fixes.map((fix) => {
    const body = encode([fix])
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: ${host}:${port}`,
      'Content-Type: application/json; charset=utf-8',
      `Authorization: ${authorization(token)}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
    ].join('\r\n')
    return Buffer.from(`${head}\r\n\r\n${body}`)
  })
}

/** The status of a whole response at the start of `data`, or undefined while it is not whole yet. */
function wholeStatus(data: Buffer): number | undefined {
  const end = data.indexOf(headEnd)
  if (end < 0) return undefined
  const head = data.toString('latin1', 0, end)
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
  return data.length >= end + headEnd.length + length ? Number(head.slice(9, 12)) : undefined
}

async function run(order: LoadOrder): Promise<LoadResult> {
  const requests = requestsOf(order)
  const latencies: number[] = []
  const measureFrom = performance.now() + order.warmUpMs
  const measureTo = measureFrom + order.measureMs
  let next = 0
  let failed = 0

  const connection = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = createConnection(order.port, order.host)
      socket.setNoDelay(true)
      let sentAt = 0
      let held = Buffer.alloc(0)
      const send = (): void => {
        sentAt = performance.now()
        socket.write(requests[next++ % requests.length]!)
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('data', (data) => {
        held = held.length === 0 ? data : Buffer.concat([held, data])
        const status = wholeStatus(held)
        if (status === undefined) return
        held = Buffer.alloc(0)
        const now = performance.now()
        if (status !== 200) failed++
        else if (sentAt >= measureFrom && now <= measureTo) latencies.push(now - sentAt)
        if (now < measureTo) send()
        else socket.end()
      })
    })

  await Promise.all(Array.from({ length: order.connections }, connection))
  latencies.sort((a, b) => a - b)
  const quantile = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? Number.NaN
  const seconds = order.measureMs / 1000
  return { requests: latencies.length, seconds, p50: quantile(0.5), p99: quantile(0.99), failed }
}

if (import.meta.main) {
  const order: LoadOrder = JSON.parse(process.argv[2] ?? '')
  process.stdout.write(`${JSON.stringify(await run(order))}\n`)
}
