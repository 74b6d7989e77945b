/** The report on a feed as plain text, for the operator. */
import { transitModes } from '../engine/network.ts'
import type { FeedReport, FileReport, TransitFeed } from './feed.ts'

/** One line: what a feed gives. */
export function feedSummary(feed: TransitFeed): string {
  const counts = transitModes
    .map((mode) => ({ mode, count: feed.lines.filter((line) => line.mode === mode).length }))
    .filter(({ count }) => count > 0)
    .map(({ mode, count }) => `${count} ${mode}`)
  const lines = counts.length === 0 ? 'no lines' : `lines: ${counts.join(', ')}`
  const credit = feed.credit === '' ? '' : `; by ${feed.credit}`
  return `${feed.name}: ${feed.stops.lat.length} stops, ${lines}${credit}\n`
}

/** What was there, what was missing, what was left out and why. */
export function reportText(feed: TransitFeed, { files, notes }: FeedReport): string {
  return [
    feedSummary(feed),
    ...files.map((file) => `  ${fileText(file)}\n`),
    ...notes.map((note) => `  ${note}.\n`),
    '  Check the licence of this feed and credit its publisher.\n',
  ].join('')
}

function fileText({ file, found, rows, skipped, missing, whole }: FileReport): string {
  if (!found) return `${file}: not there`
  if (missing.length > 0) return `${file}: not used, without ${missing.join(', ')}`
  const reasons = Object.entries(skipped).map(([reason, count]) => `, ${count} left out (${reason})`)
  return `${file}: ${rows} rows${reasons.join('')}${whole ? '' : ', breaks off'}`
}
