/** A simulated phone loses nothing while the server has bad moments, and gives up where trying again is no use. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Delivery } from '../../scripts/simulated-phone.ts'
import { DeliveryError, deliver } from '../../scripts/simulated-phone.ts'
import { phoneById } from '../../shared/phones/registry.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import type { Fix } from '../../shared/trace/trace.ts'
import { jsonMessage } from '../conformance/phone.ts'

const fixes = simulate({ seed: 1, firstDay: '2026-05-04', days: 1, everyS: 60 }).fixes.slice(0, 30)

/** A server that answers with these statuses in turn, then 200, and keeps what it acknowledged. */
async function inbox(phone: Delivery['phone'], statuses: number[]) {
  const taken: Fix[] = []
  const seen: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    seen.push(`${request.url} ${request.headers.authorization}`)
    response.statusCode = statuses.shift() ?? 200
    if (response.statusCode === 200) taken.push(...(phoneById(phone)?.decode(jsonMessage(body)).fixes ?? []))
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { delivery: { origin, phone, token: 'abc_1', attempts: 3, firstPauseMs: 1 }, taken, seen }
}

test.each(['owntracks', 'overland'] as const)(
  '%s delivers every fix once, in order, past failures',
  async (phone) => {
    const { delivery, taken, seen } = await inbox(phone, [503, 500, 200, 429])
    await deliver(fixes, delivery)
    expect(taken.map((fix) => fix.timeMs)).toEqual(fixes.map((fix) => fix.timeMs))
    expect(seen[0]).toMatch(new RegExp(`^/in/${phone} (Basic|Bearer) `))
  },
)

test('a token that is refused is not tried again', async () => {
  const { delivery, seen } = await inbox('owntracks', [401, 401])
  await expect(deliver(fixes, delivery)).rejects.toMatchObject({ name: 'DeliveryError', status: 401 })
  expect(seen).toHaveLength(1)
})

test('a server that stays broken ends the delivery', async () => {
  const { delivery, seen } = await inbox('owntracks', [503, 503, 503, 503])
  await expect(deliver(fixes, delivery)).rejects.toThrow(DeliveryError)
  expect(seen).toHaveLength(3)
})

test('a server that is gone ends the delivery', async () => {
  const gone = {
    origin: 'http://127.0.0.1:1',
    phone: 'overland',
    token: 'a',
    attempts: 2,
    firstPauseMs: 1,
  } as const
  await expect(deliver(fixes, gone)).rejects.toMatchObject({ status: undefined })
})
