import { expect, test } from 'vitest'
import type { LineMatch, NetworkEvidence } from '../../../shared/engine/network.ts'
import { withNetwork } from '../../../shared/engine/network.ts'
import { busLines, busRide, feedTables, gtfsOfLaRochelle, zipFeed } from '../../../shared/simulation/feed.ts'
import { railways } from '../../../shared/simulation/geography-of-la-rochelle.ts'
import { pathAlong, pathReader } from '../../../shared/simulation/path.ts'
import { seededRandom } from '../../../shared/simulation/random.ts'
import { witness } from '../../../shared/simulation/simulate.ts'
import { metresPerDegree } from '../../../shared/trace/geodesy.ts'
import { stepsPerDegree } from '../../../shared/transit/feed.ts'
import { readGtfs } from '../../../shared/transit/gtfs.ts'
import { openNetwork, readNetwork } from '../../../shared/transit/network.ts'
import { writeNetwork } from '../../../shared/transit/network-file.ts'
import { bytesSource } from '../../../shared/transit/zip.ts'
import { recordedWay, wayOf, wayThrough } from './rides.ts'

const feedOf = (bytes: Uint8Array) => readGtfs(bytesSource(bytes), 'town').feed
const network = readNetwork(writeNetwork([feedOf(gtfsOfLaRochelle())]))
const roadPrior = { car: 0.4, bus: 0.4, bicycle: 0.2 }

const likeliest = (probabilities: object): string | undefined =>
  Object.entries(probabilities).sort((a, b) => b[1] - a[1])[0]?.[0]
const bestOf = ({ lines }: NetworkEvidence, mode: string): LineMatch | undefined =>
  lines.find((match) => match.mode === mode)

test.each([1, 10, 30])('a bus ride is told by its line, with a fix every %i s', (everyS) => {
  for (const line of busLines) {
    const evidence = network.match(recordedWay(busRide(line, seededRandom(9).fork(line.name)), everyS, 9))
    const named = withNetwork(roadPrior, evidence)
    expect(likeliest(named.probabilities)).toBe('bus')
    expect(named.line?.split(' / ')).toContain(line.name)
  }
})

test('halts at its own stops tell a line from those that share its streets', () => {
  const exact = busLines.filter((line) => {
    const evidence = network.match(recordedWay(busRide(line, seededRandom(3).fork(line.name)), 5, 3))
    return withNetwork(roadPrior, evidence).line === line.name
  })
  expect(exact.length).toBeGreaterThanOrEqual(busLines.length - 3)
})

test('cars and bicycles on the streets of the buses are not called buses with confidence', () => {
  for (const seed of [1, 2, 3]) {
    const days = witness({ seed, firstDay: '2026-05-04', days: 7, everyS: 10 })
    for (const { mode, startMs, endMs } of days.trips.flatMap((trip) => trip.sections)) {
      if (mode !== 'car' && mode !== 'bicycle') continue
      const fixes = days.fixes.filter(({ timeMs }) => timeMs >= startMs && timeMs < endMs)
      if (fixes.length < 5) continue
      const { probabilities } = withNetwork(roadPrior, network.match(wayOf(fixes)))
      expect(probabilities.bus).toBeLessThan(0.8)
    }
  }
})

test.each([0, 1])('train ride %i is named, out and back', (n) => {
  const { track } = railways[n]!
  for (const points of [track, track.toReversed()]) {
    const leg = {
      mode: 'train' as const,
      path: pathAlong(points),
      roadClass: [],
      junctionAt: [],
      halts: [],
      waitS: 0,
    }
    const named = withNetwork({ car: 0.6, bus: 0.1, train: 0.3 }, network.match(recordedWay(leg, 30, 4)))
    expect([likeliest(named.probabilities), named.line]).toEqual(['train', `TER ${n + 1}`])
  }
})

test('a road that crosses the railway again and again does not follow it', () => {
  const { track } = railways[0]!
  const readAt = pathReader(pathAlong(track))
  const points = Array.from({ length: 60 }, (_, k) => {
    const [lat, lon] = readAt(k * 250)
    return [lat, lon + (k % 2 === 0 ? 0.004 : -0.004), k * 20] as const
  })
  expect(bestOf(network.match(wayThrough(points)), 'train')?.share ?? 0).toBeLessThan(0.3)
})

test('a way far from every line says nothing, and the network does not claim to know the place', () => {
  const points = Array.from({ length: 50 }, (_, k) => [48.85 + k * 0.001, 2.35, k * 10] as const)
  expect(network.match(wayThrough(points))).toEqual({ lines: [], covered: [] })
})

test('between stops of buses that are followed by none, the network says that it would know', () => {
  const away = Array.from({ length: 30 }, (_, k) => [46.1742 + k * 0.001, -1.1522, k * 10] as const)
  const back = away.toReversed().map(([lat, lon], k) => [lat, lon + 0.0005, 300 + k * 10] as const)
  const evidence = network.match(wayThrough([...away, ...back]))
  expect(evidence.covered).toContain('bus')
  expect(bestOf(evidence, 'bus')?.share ?? 0).toBeLessThan(0.5)
})

test('just beyond the last stop of all the network still knows the place, and leagues farther it does not', () => {
  const { lat, lon } = feedOf(gtfsOfLaRochelle()).stops
  const northmost = lat.indexOf(Math.max(...lat))
  const beyond = (northM: number) =>
    wayThrough(
      Array.from({ length: 20 }, (_, k) => [
        lat[northmost]! / stepsPerDegree + northM / metresPerDegree,
        lon[northmost]! / stepsPerDegree + (k - 10) * 3e-4,
        k * 10,
      ]),
    )
  expect(network.match(beyond(200)).covered).not.toEqual([])
  expect(network.match(beyond(20_000))).toEqual({ lines: [], covered: [] })
})

test('an underground ride without a fix between two stations is found, if the time fits', () => {
  const tables = feedTables()
  const subway = {
    ...tables,
    'routes.txt': tables['routes.txt']!.replaceAll(',2\n', ',1\n').replaceAll(/,2$/g, ',1'),
  }
  const under = openNetwork([feedOf(zipFeed(subway))])
  const readAt = pathReader(pathAlong(railways[0]!.track))
  const { distanceM } = pathAlong(railways[0]!.track)
  const [from, to] = [readAt(0), railways[0]!.track[3]!]
  const rideS = distanceM[3]! / 12
  const walk = [-60, -40, -20, 0].map((second) => [from[0] + second * 1e-5, from[1], second] as const)
  const on = [0, 20, 40, 60].map((second) => [to[0] - second * 1e-5, to[1], rideS + second] as const)
  const found = bestOf(under.match(wayThrough([...walk, ...on])), 'subway')
  expect(found?.unseenShare).toBeGreaterThan(0.9)
  const late = on.map(([lat, lon, second]) => [lat, lon, second + 7200] as const)
  expect(bestOf(under.match(wayThrough([...walk, ...late])), 'subway')).toBeUndefined()
})

test('a feed of stops alone still sees where a vehicle halts', () => {
  const tables = Object.entries(feedTables()).filter(([name]) => !/shapes|stop_times/.test(name))
  const bare = openNetwork([feedOf(zipFeed(Object.fromEntries(tables)))])
  const line = busLines[3]!
  const evidence = bare.match(recordedWay(busRide(line, seededRandom(2)), 5, 2))
  const match = bestOf(evidence, 'bus')
  expect(match).toMatchObject({ line: '', share: 0, exact: false })
  expect(match!.stopsServed).toBeGreaterThan(0.4)
  expect(withNetwork(roadPrior, evidence).probabilities.bus).toBeGreaterThan(0.5)
})
