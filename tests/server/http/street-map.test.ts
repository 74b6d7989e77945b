import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type supertest from 'supertest'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { serve } from '../../../server/serve.ts'
import type { MapArchive } from '../../../server/services/map-archive.ts'
import { openMapArchive, plainText } from '../../../server/services/map-archive.ts'
import { readSettings, SettingsError } from '../../../server/settings.ts'
import { contract } from '../../../shared/api/contract.ts'
import { unpackBlock } from '../../../shared/api/street-map.ts'
import type { MadeArchive, MadeLayers } from '../../support/map-archive.ts'
import { laRochelle, madeArchive, madeTile, tilesOver } from '../../support/map-archive.ts'
import type { TestServer } from '../test-server.ts'
import { startTestServer } from '../test-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-map-'))
const file = join(folder, 'town.pmtiles')
afterAll(() => rmSync(folder, { recursive: true }))

const layers: MadeLayers = {
  roads: [
    {
      type: 'line',
      properties: { kind: 'major_road', name: 'Quai Valin' },
      lines: [
        [
          [-1.15, 46.15],
          [-1.149, 46.152],
        ],
      ],
    },
  ],
}
const made = (zooms: readonly number[], more: Partial<MadeArchive> = {}): MadeArchive => ({
  tiles: zooms.flatMap((zoom) =>
    tilesOver(laRochelle, zoom).map((at) => ({ ...at, mvt: madeTile(layers, at) })),
  ),
  ...more,
})
/** The block of 4 × 4 tiles of zoom 14 in which the town's harbour lies, counted by hand. */
const harbour = { zoom: 12, x: 2034, y: 1454 }

describe('with a street map', () => {
  let server: TestServer
  let archive: MapArchive
  const tilesMade = made([10, 12, 14])

  beforeAll(async () => {
    writeFileSync(file, madeArchive({ ...tilesMade, hasLeaves: true }))
    archive = await openMapArchive(file)
    server = await startTestServer({ map: archive })
  })
  afterAll(async () => {
    await server.close()
    await archive.close()
  })
  const block = (path: string): supertest.Test => server.send('GET', `/api/map/${path}`).responseType('blob')

  test('everybody is told its bounds, zooms and whom it is from, as plain text', async () => {
    const { body } = await server.send('GET', contract.map.path).expect(200)
    expect(body.map).toEqual({
      id: archive.info.id,
      bounds: [...laRochelle],
      zooms: [10, 12, 14],
      attribution: '© OpenStreetMap & friends',
    })
  })

  test('a block is its sixteen tiles, each as it was made', async () => {
    const answer = await block('12/2034/1454').expect(200)
    const tiles = unpackBlock(harbour, answer.body)
    const inBlock = tilesMade.tiles.filter(
      ({ zoom, x, y }) => zoom === 14 && x >> 2 === 2034 && y >> 2 === 1454,
    )
    expect(inBlock.length).toBe(16)
    expect(tiles.map(({ zoom, x, y }) => [zoom, x, y])).toEqual(
      [...inBlock].sort((a, b) => a.y - b.y || a.x - b.x).map(({ zoom, x, y }) => [zoom, x, y]),
    )
    for (const tile of tiles) {
      const asMade = inBlock.find(({ x, y }) => x === tile.x && y === tile.y)
      expect(Buffer.compare(gunzipSync(tile.bytes), Buffer.from(asMade?.mvt ?? []))).toBe(0)
    }
  })

  test('browsers are told to keep nothing of it, and others by which archive it is', async () => {
    const answer = await block('12/2034/1454').expect(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['etag']).toBe(`"${archive.info.id}"`)
    await block('12/2034/1454').set('if-none-match', `"${archive.info.id}"`).expect(304)
    await block('12/2034/1454').set('if-none-match', '"another"').expect(200)
  })

  test('where the map has nothing, nothing is answered', async () => {
    await block('12/0/0').expect(204)
  })

  test.each([
    '12/4096/0',
    '12/0/4096',
    '11/0/0',
    '14/8137/5816',
    '12/-1/0',
    '12/01/0',
    '12/1.5/0',
    '999999/0/0',
    '12/a/b',
  ])('there is no block %s', async (path) => {
    await server.send('GET', `/api/map/${path}`).expect(404)
  })

  test('a block cannot be changed', async () => {
    await server.send('POST', '/api/map/12/2034/1454').expect(405)
  })

  test('no line of the log says which block was asked for', async () => {
    server.logged.length = 0
    await block('12/2034/1454').expect(200)
    expect(server.logged.join('')).toContain('/api/map/:zoom/:x/:y')
    expect(server.logged.join('')).not.toMatch(/2034|1454/)
  })
})

test('one address cannot have the disk read without end', async () => {
  writeFileSync(file, madeArchive(made([12])))
  const archive = await openMapArchive(file)
  const limits = { mapBlocksPerMinute: 2, guardedPerMinute: 9, strangersPerMinute: 9 }
  const server = await startTestServer({ map: archive, limits })
  const statuses = []
  for (let n = 0; n < 3; n++) statuses.push((await server.send('GET', '/api/map/10/508/363')).status)
  expect(statuses).toEqual([200, 200, 429])
  await server.close()
  await archive.close()
})

test('tiles that are stored as they are come packed all the same', async () => {
  const archived = made([12], { tileCompression: 1 })
  writeFileSync(file, madeArchive(archived))
  const archive = await openMapArchive(file)
  const server = await startTestServer({ map: archive })
  const block = { zoom: 10, x: 508, y: 363 }
  const answer = await server.send('GET', '/api/map/10/508/363').responseType('blob').expect(200)
  const tiles = unpackBlock(block, answer.body)
  expect(tiles.length).toBeGreaterThan(0)
  for (const { x, y, bytes } of tiles) {
    const asMade = archived.tiles.find((tile) => tile.x === x && tile.y === y)
    expect(Buffer.compare(gunzipSync(bytes), Buffer.from(asMade?.mvt ?? []))).toBe(0)
  }
  await server.close()
  await archive.close()
})

test('every other zoom is offered, none finer than streets need', async () => {
  const offered: Record<string, readonly number[]> = {}
  for (const zooms of [
    [0, 1, 2, 3, 4, 5],
    [11, 12, 13],
    [12, 13, 14, 15],
  ]) {
    writeFileSync(file, madeArchive(made(zooms, { bounds: laRochelle })))
    const archive = await openMapArchive(file)
    offered[zooms.join()] = archive.info.zooms
    await archive.close()
  }
  expect(offered).toEqual({ '0,1,2,3,4,5': [3, 5], '11,12,13': [11, 13], '12,13,14,15': [12, 14] })
})

test('without a street map the server says so', async () => {
  const server = await startTestServer()
  const { body } = await server.send('GET', contract.map.path).expect(200)
  expect(body).toEqual({ map: null })
  await server.send('GET', '/api/map/12/2034/1454').expect(404)
  await server.close()
})

describe('a file that cannot be drawn is refused when the server starts', () => {
  const whole = madeArchive(made([12]))
  const changed = (at: number, to: number): Buffer => {
    const copy = Buffer.from(whole)
    copy[at] = to
    return copy
  }
  const start = (content: Buffer): Promise<unknown> => {
    writeFileSync(file, content)
    return serve(readSettings({ SILLAGE_DATA: join(folder, 'data'), SILLAGE_PORT: '0', MAP_FILE: file }))
  }
  let running: { close(): Promise<void> } | undefined
  afterEach(async () => {
    await running?.close()
    running = undefined
  })

  test.each<[string, Buffer, string]>([
    ['empty', Buffer.alloc(0), 'it is no PMTiles archive'],
    ['something else', Buffer.from('<html>'.repeat(100)), 'it is no PMTiles archive'],
    ['an older version', changed(7, 2), 'it is no PMTiles archive of version 3'],
    ['of pictures', madeArchive(made([12], { tileType: 2 })), 'its tiles are no vector tiles (MVT)'],
    [
      'packed otherwise',
      madeArchive(made([12], { tileCompression: 3 })),
      'its tiles are not compressed with gzip',
    ],
    ['cut short', whole.subarray(0, whole.length - 20), 'it is not whole'],
    ['cut within its directory', whole.subarray(0, 140), 'it is damaged'],
    [
      'of another schema',
      madeArchive(made([12], { metadata: { vector_layers: [{ id: 'trees' }] } })),
      'it has no layer of roads',
    ],
    [
      'silent on its layers',
      madeArchive(made([12], { metadata: {} })),
      'its metadata do not say which layers it has',
    ],
    ['too coarse', madeArchive(made([0, 1])), 'it has no zoom from 2 to 14'],
  ])('%s', async (_, content, reason) => {
    const started = start(content)
    await expect(started).rejects.toThrow(SettingsError)
    await expect(started).rejects.toThrow(`MAP_FILE cannot be used: ${reason}`)
  })

  test('or is not there', async () => {
    const gone = readSettings({ SILLAGE_DATA: join(folder, 'data'), MAP_FILE: join(folder, 'gone') })
    await expect(serve(gone)).rejects.toThrow('MAP_FILE cannot be used: it cannot be read.')
  })

  test('and the same file whole is not', async () => {
    running = (await start(whole)) as { close(): Promise<void> }
    expect(running).toBeDefined()
  })
})

test('markup in the attribution becomes plain text', () => {
  expect(plainText('<a href="https://a.example">&copy;&#160;OpenStreetMap</a>\n &lt;b&gt; &#x41;')).toBe(
    '© OpenStreetMap <b> A',
  )
  expect(plainText('&unknown; &#99999999;')).toBe('&unknown; &#99999999;')
})
