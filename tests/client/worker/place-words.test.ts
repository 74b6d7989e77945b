/** What the owner says of places in an open vault: kept, undone to the letter, refused where it means nothing. */
import { expect, test } from 'vitest'
import type { PlaceSay, VaultView } from '../../../client/vault-protocol.ts'
import type { OpenVault } from '../../../client/worker/open-vault.ts'
import { simulate } from '../../../shared/simulation/simulate.ts'
import { decodePolyline } from '../../../shared/trace/polyline.ts'
import { TraceBuilder } from '../../../shared/trace/trace.ts'
import { addImported } from '../../../shared/vault/process.ts'
import { openDemo, rest } from '../../support/open-demo.ts'

const homeOf = ({ places }: VaultView) => places.find(({ role }) => role === 'home')!

/** Degrees in metres near La Rochelle, on a plane. */
const apartM = (a: { lat: number; lon: number }, b: { lat: number; lon: number }) =>
  Math.hypot((a.lat - b.lat) * 111_195, (a.lon - b.lon) * 77_020)

async function exported(vault: OpenVault, format: string): Promise<string> {
  return new TextDecoder().decode((await vault.exportAll({ format })).content)
}

function positionsIn(geojson: string): { lat: number; lon: number }[] {
  return [...geojson.matchAll(/\[(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)\]/g)].map(([, lon, lat]) => ({
    lat: Number(lat),
    lon: Number(lon),
  }))
}

test('each thing that can be said of a place changes the view, and its undoing brings back what was', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  const [place, other] = before.places
  const says: PlaceSay[] = [
    { place: place!.id, kind: 'name', name: 'The house' },
    { place: place!.id, kind: 'role', role: 'none' },
    { place: place!.id, kind: 'radius', radiusM: 300 },
    { place: place!.id, kind: 'private', isPrivate: true },
    { place: place!.id, kind: 'join', into: other!.id },
    { place: place!.id, kind: 'dismiss' },
  ]
  for (const say of says) {
    await vault.sayOfPlaces({ says: [say] })
    const { places, placeEdits } = await vault.view()
    expect(places, say.kind).not.toEqual(before.places)
    await vault.unsayOfPlaces({ ids: placeEdits.map(({ id }) => id) })
    expect(await vault.view(), say.kind).toEqual(before)
  }
})

test('what means nothing is refused and changes nothing', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  const place = before.places[0]!.id
  const refused: [PlaceSay, string][] = [
    [{ place: 'nowhere', kind: 'dismiss' }, 'not-found'],
    [{ place, kind: 'name', name: 'x'.repeat(41) }, 'edit-too-long'],
    [{ place, kind: 'radius', radiusM: 5 }, 'edit-amount'],
    [{ place, kind: 'radius', radiusM: Number.NaN }, 'edit-amount'],
    [{ place, kind: 'join', into: place }, 'edit-alone'],
  ]
  for (const [say, code] of refused) {
    const fine: PlaceSay = { place, kind: 'name', name: 'Fine' }
    await expect(vault.sayOfPlaces({ says: [fine, say] })).rejects.toMatchObject({ code })
    expect(await vault.view()).toEqual(before)
  }
  await expect(vault.unsayOfPlaces({ ids: ['never'] })).rejects.toMatchObject({ code: 'not-found' })
})

test('words outlive more days that are computed anew', async () => {
  const { vault, sodium, store, keys } = await openDemo()
  const { id } = homeOf(await vault.view())
  await vault.sayOfPlaces({
    says: [
      { place: id, kind: 'name', name: 'The house' },
      { place: id, kind: 'private', isPrivate: true },
    ],
  })
  const { visits } = homeOf(await vault.view())
  const builder = new TraceBuilder()
  for (const fix of simulate({ seed: 17, firstDay: '2026-04-27', days: 7, everyS: 10 }).fixes)
    builder.add(fix)
  await addImported({ sodium, store, keys: keys.access, ...rest }, () => [builder.build()])
  const home = (await vault.view()).places.find(({ name }) => name === 'The house')!
  expect(home).toMatchObject({ role: 'home', veil: expect.anything() })
  expect(home.visits).toBeGreaterThan(visits)
})

test('exports name the ends of trips, and hold nothing within 200 m of a private place', async () => {
  const { vault } = await openDemo()
  const home = homeOf(await vault.view())
  await vault.sayOfPlaces({ says: [{ place: home.id, kind: 'name', name: 'The house' }] })
  expect(await exported(vault, 'csv')).toMatch(/,The house,work\r\n/)
  const nearestM = async () =>
    Math.min(...positionsIn(await exported(vault, 'geojson')).map((at) => apartM(at, home)))
  expect(await nearestM()).toBeLessThan(50)
  await vault.sayOfPlaces({ says: [{ place: home.id, kind: 'private', isPrivate: true }] })
  expect(await nearestM()).toBeGreaterThan(199)
  for (const format of ['csv', 'geojson', 'gpx'])
    expect(await exported(vault, format)).not.toContain('The house')
  const { placeEdits } = await vault.view()
  await vault.unsayOfPlaces({ ids: [placeEdits[0]!.id] })
  expect(await nearestM()).toBeLessThan(50)
})

test('a GPX and a link hold nothing within 200 m of a private place, hidden ends or not', async () => {
  const { vault } = await openDemo()
  const view = await vault.view()
  const home = homeOf(view)
  const days = view.trips.map(({ localDay }) => localDay).toSorted()
  const choice = {
    from: days[0]!,
    to: days.at(-1)!,
    trip: null,
    withWays: true,
    withTimes: true,
    withWords: true,
  }
  const shared = async (hideEnds: boolean) => {
    const { trips } = await vault.previewShare({ ...choice, hideEnds })
    const ways = trips.flatMap(({ sections }) => sections.flatMap(({ ways = [] }) => ways))
    return ways.flatMap((way) => {
      const { latDeg, lonDeg } = decodePolyline(way)
      return latDeg.map((lat, n) => ({ lat, lon: lonDeg[n]! }))
    })
  }
  const inGpx = async () =>
    [...(await exported(vault, 'gpx')).matchAll(/lat="([^"]+)" lon="([^"]+)"/g)].map(([, lat, lon]) => ({
      ...{ lat: Number(lat), lon: Number(lon) },
    }))
  const nearestM = (positions: readonly { lat: number; lon: number }[]) =>
    Math.min(...positions.map((at) => apartM(at, home)))
  expect(nearestM(await shared(false))).toBeLessThan(50)
  expect(nearestM(await inGpx())).toBeLessThan(50)
  await vault.sayOfPlaces({ says: [{ place: home.id, kind: 'private', isPrivate: true }] })
  for (const positions of [await shared(false), await shared(true), await inGpx()]) {
    expect(positions.length).toBeGreaterThan(500)
    expect(nearestM(positions)).toBeGreaterThan(199)
  }
})

test('a place that is private again hides the same circle: two would say more than one', async () => {
  const { vault } = await openDemo()
  const { id } = homeOf(await vault.view())
  const veils: unknown[] = []
  for (const isPrivate of [true, false, true]) {
    await vault.sayOfPlaces({ says: [{ place: id, kind: 'private', isPrivate }] })
    veils.push(homeOf(await vault.view()).veil)
  }
  expect(veils[0]).toBeDefined()
  expect(veils).toEqual([veils[0], undefined, veils[0]])
})
