/**
 * GeoLife (Microsoft Research), for measuring and for research: its licence forbids to distribute derivatives, so no
 * model trained on it may be shipped. Two layouts are read: the original (`010/Trajectory/*.plt`, `010/labels.txt`) and
 * one CSV per person (`010.csv.gz`, `010.labels.tsv`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Mode } from '../../shared/engine/mode.ts'
import type { Trace } from '../../shared/trace/trace.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'
import type { Collection, Label, Recording } from './labelled.ts'
import { thinned } from './labelled.ts'

const modes: Readonly<Record<string, Mode>> = {
  walk: 'walking',
  run: 'running',
  bike: 'bicycle',
  bus: 'bus',
  car: 'car',
  taxi: 'taxi',
  train: 'train',
  subway: 'subway',
  motorcycle: 'motorcycle',
  airplane: 'plane',
  boat: 'ferry',
}

/** The people of a folder of GeoLife that have labels, each once per entry of `everyS` (0: as recorded). */
export function geolife(directory: string, everyS: readonly number[] = [0]): Collection {
  return {
    name: 'GeoLife 1.3',
    licence: 'Microsoft Research License Agreement: not to be distributed, nor anything derived from it',
    weight: 1,
    tellsStops: true,
    tellsPlaces: true,
    recordings: () => peopleOf(directory, everyS),
  }
}

function* peopleOf(directory: string, everyS: readonly number[]): Generator<Recording> {
  for (const person of peopleIn(directory)) {
    const trace = traceOf(directory, person)
    const labels = labelsOf(directory, person)
    for (const seconds of everyS)
      yield { person, trace: seconds > 0 ? thinned(trace, seconds) : trace, labels }
  }
}

/** Names of the people with labels, in order. */
export function peopleIn(directory: string): string[] {
  const names = readdirSync(directory)
  const flat = names.filter((name) => name.endsWith('.csv.gz')).map((name) => name.slice(0, -7))
  if (flat.length > 0) return flat.sort()
  return names.filter((name) => existsSync(join(directory, name, 'labels.txt'))).sort()
}

function traceOf(directory: string, person: string): Trace {
  const builder = new TraceBuilder()
  const csv = join(directory, `${person}.csv.gz`)
  if (existsSync(csv)) {
    for (const line of gunzipSync(readFileSync(csv)).toString().trimEnd().split('\n').slice(1)) {
      const [t, lat, lon] = line.split(',').map(Number)
      builder.add({ timeMs: t! * 1000, latDeg: lat!, lonDeg: lon! })
    }
    return builder.build()
  }
  const folder = join(directory, person, 'Trajectory')
  for (const name of readdirSync(folder).sort())
    for (const line of readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').slice(6)) {
      const [lat, lon, , , , date, time] = line.trim().split(',')
      builder.add({ timeMs: Date.parse(`${date}T${time}Z`), latDeg: Number(lat), lonDeg: Number(lon) })
    }
  return builder.build()
}

function labelsOf(directory: string, person: string): Label[] {
  const tsv = join(directory, `${person}.labels.tsv`)
  const isFlat = existsSync(tsv)
  const text = readFileSync(isFlat ? tsv : join(directory, person, 'labels.txt'), 'utf8')
  const timeMs = (word: string): number =>
    isFlat ? Number(word) * 1000 : Date.parse(`${word.replaceAll('/', '-').replace(' ', 'T')}Z`)
  return text
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [start, end, word] = line.trim().split('\t')
      const mode = modes[word ?? '']
      return mode === undefined ? [] : [{ startMs: timeMs(start!), endMs: timeMs(end!), mode }]
    })
    .sort((a, b) => a.startMs - b.startMs)
}
