import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { serve } from '../../../server/serve.ts'
import { readSettings, SettingsError } from '../../../server/settings.ts'
import { contract } from '../../../shared/api/contract.ts'
import { startTestServer } from '../test-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-territory-'))
afterAll(() => rmSync(folder, { recursive: true }))

const bus = { mode: 'bus', usage: 0.02, construction: 0.01, total: 0.03, reference: 'fleet of 2025' }
const territory = {
  ...{ schema: 'sillage/territory@1', name: 'Agglo', source: 'Network', year: 2025, licence: 'ODbL' },
  factors: [bus],
}

function settingsWith(content: string) {
  const file = join(folder, 'territory.json')
  writeFileSync(file, content)
  return readSettings({ SILLAGE_DATA: join(folder, 'data'), SILLAGE_PORT: '0', TERRITORY_FILE: file })
}

test('without a file there are no figures of a territory', async () => {
  const server = await startTestServer()
  const { body } = await server.send('GET', contract.territory.path).expect(200)
  expect(body).toEqual({ territory: null })
  await server.close()
})

test('the operator’s figures are answered with their source and year', async () => {
  const server = await serve(settingsWith(JSON.stringify(territory)))
  const answer = await fetch(server.address + contract.territory.path, { headers: { 'x-sillage': '1' } })
  expect(await answer.json()).toEqual({ territory })
  await server.close()
})

test.each([
  ['{', 'it is not JSON'],
  [JSON.stringify({ ...territory, year: 'now' }), 'year: '],
  [JSON.stringify({ ...territory, factors: [bus, bus] }), 'factors: each mode is given once'],
  [
    JSON.stringify({ ...territory, factors: [{ ...bus, total: 0.05 }] }),
    'factors.0: usage and construction make',
  ],
  [
    JSON.stringify({ ...territory, factors: [{ ...bus, construction: null }] }),
    'factors.0: usage and construction are',
  ],
  [JSON.stringify({ ...territory, factors: [{ ...bus, mode: 'sledge' }] }), 'factors.0.mode'],
  [JSON.stringify({ ...territory, factors: [{ ...bus, usage: 30, total: 30.01 }] }), 'factors.0.usage'],
])('a file that cannot be right is refused when the server starts: %#', async (content, reason) => {
  const start = serve(settingsWith(content))
  await expect(start).rejects.toThrow(SettingsError)
  await expect(start).rejects.toThrow(reason)
})

test('a file that is not there is refused too', async () => {
  const gone = readSettings({ SILLAGE_DATA: join(folder, 'data'), TERRITORY_FILE: join(folder, 'gone.json') })
  await expect(serve(gone)).rejects.toThrow('TERRITORY_FILE cannot be used: it cannot be read.')
})
