/**
 * The network in use: which lines a way follows. A way is thinned to some positions; a step between two of them counts for
 * a line when both lie beside it and the line leads as far, in its direction, as the step does. So a road that crosses
 * a line, or runs beside it for a while, counts for little.
 */
import type { LineMatch, Network, NetworkEvidence, TransitMode, Way } from '../engine/network.ts'
import { transitModes } from '../engine/network.ts'
import type { TransitFeed } from './feed.ts'
import type { Hit, IndexedLine } from './line-index.ts'
import { LineIndex } from './line-index.ts'
import { readFeeds } from './network-file.ts'
import { stopEvidence, stopsAlongWay } from './stop-evidence.ts'
import type { WaySamples } from './way-samples.ts'
import { boxOf, haltsOf, samplesOf } from './way-samples.ts'

/** Shorter ways are walks, or say nothing. */
const shortestM = 300
/** Lines followed for a smaller share are not spoken of, and of each mode no more than these. */
const leastShare = 0.2
const mostPerMode = 12
/** How much longer or shorter the way along a line may be than the straight step: bends, and noise. */
const stepShare = 0.35
const stepSlackM = 15
/** Sparse steps cut bends. */
const longStepM = 500
const longStepShare = 0.8
/** Lines drawn from stop to stop and bare tracks are known less well. */
const drawnStepShare = 0.6
const drawnSlackM = 50
/** Tracks are followed when both ends of a step head along them: cosine of 35°, and of 60° for long steps. */
const trackCosine = 0.82
const longTrackCosine = 0.5
/** A station whose line goes underground is entered within this distance: exits of large stations are far. */
const stationM = 400
/** From station to station with waiting, m/s: slower is a walk, faster is none of these. */
const unseenMps: Readonly<Partial<Record<TransitMode, readonly [number, number]>>> = {
  subway: [2.5, 25],
  tram: [2.5, 18],
  train: [3, 85],
}
/** A gap that took longer than this speed was not spent on any line, m/s. */
const slowestUnseenMps = 1.5
/** The network would know of the mode here when both ends are within this of its stops, metres. */
const coveredM: Readonly<Partial<Record<TransitMode, number>>> = {
  bus: 400,
  tram: 1000,
  subway: 1000,
  train: 2500,
  ferry: 2000,
}

/** Farther from all of it the network knows nothing. */
const farthestM = Math.max(...Object.values(coveredM))
const nothing: NetworkEvidence = { lines: [], covered: [] }

/** Opens a network file. Throws FeedError when it is none. */
export const readNetwork = (bytes: Uint8Array): Network => openNetwork(readFeeds(bytes))

/** A network of these feeds. */
export function openNetwork(feeds: readonly TransitFeed[]): Network {
  const index = new LineIndex(feeds)
  return { match: (way) => matchWay(index, way) }
}

function matchWay(index: LineIndex, way: Way): NetworkEvidence {
  if (!index.reaches(boxOf(way), farthestM)) return nothing
  const samples = samplesOf(way)
  if (samples.lengthM < shortestM) return nothing
  const followed = [...followedLines(index, samples)]
    .map(([line, steps]) => ({ line, ...sharesOf(samples, steps) }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share || a.line - b.line)
  const halts = haltsOf(way)
  const counts = new Map<TransitMode, number>()
  const lines: LineMatch[] = []
  for (const { line, share, unseenShare, fromM, toM } of followed) {
    const indexed = index.lines[line]!
    const count = (counts.get(indexed.mode) ?? 0) + 1
    counts.set(indexed.mode, count)
    if (count > mostPerMode) continue
    lines.push({
      mode: indexed.mode,
      line: indexed.name,
      share,
      unseenShare,
      ...stopEvidence(index, line, { samples, halts, fromM, toM }),
      exact: indexed.kind !== 'stops',
    })
  }
  return { lines: [...lines, ...stopsAlongWay(index, samples, halts)], covered: coveredModes(index, samples) }
}

/** What a line has of a way: 1 for steps seen along it, 2 for steps unseen; and the stretch of the line. */
interface Steps {
  readonly kinds: Uint8Array
  fromM: number
  toM: number
}

function followedLines(index: LineIndex, samples: WaySamples): Map<number, Steps> {
  const length = samples.lat.length
  const hits = Array.from({ length }, (_, n) => hitsByLine(index, samples, n))
  const followed = new Map<number, Steps>()
  const note = (line: number, n: number, kind: number, fromM: number, toM: number): void => {
    const steps = followed.get(line) ?? {
      kinds: new Uint8Array(length - 1),
      fromM: Number.POSITIVE_INFINITY,
      toM: 0,
    }
    followed.set(line, steps)
    steps.kinds[n] = kind
    steps.fromM = Math.min(steps.fromM, fromM)
    steps.toM = Math.max(steps.toM, toM)
  }
  for (let n = 0; n + 1 < length; n++) {
    const kind = samples.isGap[n] === 1 ? 2 : 1
    for (const [line, from] of hits[n]!) {
      const to = hits[n + 1]!.get(line)
      const stretch = to && stretchOf(index.lines[line]!, samples, n, from, to)
      if (stretch) note(line, n, kind, ...stretch)
    }
    if (kind === 2) for (const [line, stretch] of unseenLines(index, samples, n)) note(line, n, 2, ...stretch)
  }
  return followed
}

function hitsByLine(index: LineIndex, samples: WaySamples, n: number): Map<number, Hit[]> {
  const byLine = new Map<number, Hit[]>()
  for (const hit of index.near(samples.lat[n]!, samples.lon[n]!)) {
    const hits = byLine.get(hit.line)
    if (hits === undefined) byLine.set(hit.line, [hit])
    else hits.push(hit)
  }
  return byLine
}

type Stretch = readonly [fromM: number, toM: number]

/** The stretch of the line that a step goes along, the one that fits best; undefined if it goes elsewhere. */
function stretchOf(
  { kind, mode }: IndexedLine,
  samples: WaySamples,
  n: number,
  from: readonly Hit[],
  to: readonly Hit[],
): Stretch | undefined {
  const stepM = samples.stepM[n]!
  if (kind === 'tracks')
    return headsAlong(samples, n, from) && headsAlong(samples, n, to) ? [0, 0] : undefined
  const isGap = samples.isGap[n] === 1
  if (isGap && stepMps(samples, n) < (unseenMps[mode]?.[0] ?? slowestUnseenMps)) return undefined
  const isLong = stepM > longStepM || isGap
  const share = kind === 'stops' ? drawnStepShare : isLong ? longStepShare : stepShare
  let bestM = share * stepM + (kind === 'stops' ? drawnSlackM : stepSlackM)
  let best: Stretch | undefined
  for (const a of from)
    for (const b of to) {
      const differenceM = Math.abs(b.alongM - a.alongM - stepM)
      const isForward = b.alongM > a.alongM + stepM * 0.3
      if (!isForward || differenceM > bestM) continue
      bestM = differenceM
      best = [a.alongM, b.alongM]
    }
  return best
}

const stepMps = ({ stepM, timeMs }: WaySamples, n: number): number =>
  (stepM[n]! / (timeMs[n + 1]! - timeMs[n]!)) * 1000

function headsAlong(samples: WaySamples, n: number, hits: readonly Hit[]): boolean {
  const north = samples.lat[n + 1]! - samples.lat[n]!
  const perLon = Math.cos((samples.lat[n]! / 1e5) * (Math.PI / 180))
  const east = (samples.lon[n + 1]! - samples.lon[n]!) * perLon
  const length = Math.sqrt(east * east + north * north)
  const least = samples.stepM[n]! > longStepM ? longTrackCosine : trackCosine
  return hits.some((hit) => Math.abs(hit.east * east + hit.north * north) >= least * length)
}

/** Lines on rails that lead from a station near one end of a gap to one near the other, in a time that fits. */
function unseenLines(index: LineIndex, samples: WaySamples, n: number): Map<number, Stretch> {
  const from = stationsNear(index, samples, n)
  const to = stationsNear(index, samples, n + 1)
  const seconds = (samples.timeMs[n + 1]! - samples.timeMs[n]!) / 1000
  const stepM = samples.stepM[n]!
  const found = new Map<number, Stretch>()
  for (const [line, a] of from) {
    const b = to.get(line)
    const range = unseenMps[index.lines[line]!.mode]
    if (b === undefined || range === undefined) continue
    const lineM = b - a
    const speedMps = lineM / seconds
    const isLikely =
      lineM >= 0.5 * stepM && lineM <= 2.5 * stepM && speedMps >= range[0] && speedMps <= range[1]
    if (isLikely) found.set(line, [a, b])
  }
  return found
}

/** The lines that stop near a sample, and how far along each the nearest of its stops is. */
function stationsNear(index: LineIndex, samples: WaySamples, n: number): Map<number, number> {
  const [lat, lon] = [samples.lat[n]!, samples.lon[n]!]
  const nearest = new Map<number, { offM: number; alongM: number }>()
  for (const stop of index.stopsNear(lat, lon, stationM))
    for (const line of index.linesAt(stop)) {
      const { mode, stops } = index.lines[line]!
      const offM = index.stopDistanceM(stop, lat, lon)
      if (unseenMps[mode] === undefined || offM >= (nearest.get(line)?.offM ?? Number.POSITIVE_INFINITY))
        continue
      nearest.set(line, { offM, alongM: index.stopsAlongM(line)[stops.indexOf(stop)]! })
    }
  return new Map([...nearest].map(([line, { alongM }]) => [line, alongM]))
}

function sharesOf({ stepM, lengthM }: WaySamples, { kinds, fromM, toM }: Steps) {
  let alongM = 0
  let unseenM = 0
  for (let n = 0; n < kinds.length; n++) {
    if (kinds[n]! > 0) alongM += stepM[n]!
    if (kinds[n] === 2) unseenM += stepM[n]!
  }
  return { share: alongM / lengthM, unseenShare: unseenM / lengthM, fromM, toM }
}

function coveredModes(index: LineIndex, { lat, lon }: WaySamples): TransitMode[] {
  const last = lat.length - 1
  return transitModes.filter((mode) => {
    const radiusM = coveredM[mode]
    const isNear = (n: number): boolean =>
      radiusM !== undefined && index.hasStop(lat[n]!, lon[n]!, mode, radiusM)
    return isNear(0) && isNear(last)
  })
}
