/** `sillage transit`: what an operator does with timetables and railway lines: add, list, remove. Nothing leaves the machine. */
import { closeSync, fstatSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readSettings, SettingsError, transitFileName } from '../server/settings.ts'
import type { TransitMode } from '../shared/engine/network.ts'
import { transitModes } from '../shared/engine/network.ts'
import type { FeedReport, TransitFeed } from '../shared/transit/feed.ts'
import { FeedError } from '../shared/transit/feed.ts'
import { feedSummary, reportText } from '../shared/transit/feed-report.ts'
import { readGeojsonLines } from '../shared/transit/geojson.ts'
import { readGtfs } from '../shared/transit/gtfs.ts'
import { readFeeds, writeNetwork } from '../shared/transit/network-file.ts'
import type { ByteSource } from '../shared/transit/zip.ts'
import { CommandError } from './command-error.ts'
import { fileError } from './read-files.ts'

const usage =
  'usage: sillage transit add FILE… [--mode MODE] [--to FILE] | list [--to FILE] | remove NAME… [--to FILE]'
const geojsonName = /\.(?:geo)?json$/i

interface Options {
  readonly task: string
  readonly names: readonly string[]
  readonly to: string
  readonly mode: TransitMode | undefined
}

/** Runs `add`, `list` or `remove` and writes a report to standard output. */
export function runTransit(args: readonly string[]): void {
  const options = parse(args)
  const task = Object.hasOwn(tasks, options.task) ? tasks[options.task] : undefined
  if (task === undefined) throw new CommandError(usage)
  task(options, feedsOf(options.to))
}

const tasks: Readonly<Record<string, (options: Options, feeds: readonly TransitFeed[]) => void>> = {
  add({ names, mode, to }, feeds) {
    if (names.length === 0) throw new CommandError(usage)
    const added = names.map((path) => readFeed(path, mode))
    replaceFile(to, writeNetwork(merged(feeds, added)))
    say(`${to}: ${feeds.length === 0 ? 'made' : 'changed'}. Trips already computed stay as they are.\n`)
  },
  list(_, feeds) {
    say(feeds.map(feedSummary).join('') || 'No feed has been added.\n')
  },
  remove({ names, to }, feeds) {
    if (names.length === 0) throw new CommandError(usage)
    const unknown = names.find((name) => !feeds.some((feed) => feed.name === name))
    if (unknown !== undefined)
      throw new CommandError(`no feed is called ${unknown}; see sillage transit list`)
    replaceFile(to, writeNetwork(feeds.filter((feed) => !names.includes(feed.name))))
  },
}

function parse(args: readonly string[]): Options {
  const [task = '', ...rest] = args
  const names: string[] = []
  const values: Record<string, string> = {}
  for (let k = 0; k < rest.length; k++) {
    const arg = rest[k]!
    if (!arg.startsWith('--')) names.push(arg)
    else if ((arg === '--to' || arg === '--mode') && rest[k + 1] !== undefined) values[arg] = rest[++k]!
    else throw new CommandError(usage)
  }
  const mode = transitModes.find((known) => known === values['--mode'])
  if (values['--mode'] !== undefined && mode === undefined)
    throw new CommandError(`--mode is one of ${transitModes.join(', ')}`)
  return { task, names, to: values['--to'] ?? defaultFile(), mode }
}

function defaultFile(): string {
  try {
    return join(readSettings().dataDirectory, transitFileName)
  } catch (error) {
    throw error instanceof SettingsError ? new CommandError(error.message, { cause: error }) : error
  }
}

/** A feed is called as its file is, without the ending; a new file of that name replaces the old feed. */
const nameOf = (path: string): string => basename(path).replace(/\.(?:zip|geojson|json)$/i, '')

function readFeed(path: string, mode: TransitMode | undefined): TransitFeed {
  const { feed, report } = explained(path, () => readOne(path, mode))
  say(reportText(feed, report))
  return feed
}

function readOne(path: string, mode: TransitMode | undefined): { feed: TransitFeed; report: FeedReport } {
  if (geojsonName.test(path)) return readGeojsonLines(readFileSync(path, 'utf8'), nameOf(path), mode)
  const file = openSync(path, 'r')
  try {
    return readGtfs(fileSource(file), nameOf(path))
  } finally {
    closeSync(file)
  }
}

function fileSource(file: number): ByteSource {
  const { size } = fstatSync(file)
  return {
    length: size,
    read(at, length) {
      // A damaged archive may ask for more than there is.
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - at)))
      return bytes.subarray(0, bytes.length === 0 ? 0 : readSync(file, bytes, 0, bytes.length, at))
    },
  }
}

/** The feeds of a network file; none where there is no file. */
function feedsOf(path: string): TransitFeed[] {
  try {
    return readFeeds(readFileSync(path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error instanceof FeedError ? new CommandError(`${path}: ${error.message}`, { cause: error }) : error
  }
}

function merged(feeds: readonly TransitFeed[], added: readonly TransitFeed[]): TransitFeed[] {
  const byName = new Map(feeds.map((feed) => [feed.name, feed]))
  for (const feed of added) byName.set(feed.name, feed)
  return [...byName.values()]
}

/** Readers see the old file or the new one, never half of it. */
function replaceFile(path: string, bytes: Uint8Array): void {
  explained(path, () => {
    writeFileSync(`${path}.new`, bytes)
    renameSync(`${path}.new`, path)
  })
}

function explained<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof FeedError
      ? new CommandError(`${path}: ${error.message}`, { cause: error })
      : fileError(path, error)
  }
}

function say(text: string): void {
  process.stdout.write(text)
}
