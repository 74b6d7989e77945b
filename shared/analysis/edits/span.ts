/** Spans of time, and how much of one lies in another. */
import { EditFault } from './edit.ts'

export interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** What has a start and an end, ISO 8601. */
export interface Dated {
  readonly start: string
  readonly end: string
}

/** An edit holds for that of which it covers at least this share. */
const coveredShare = 0.5
/** Instants closer than this are one: documents are told to the second by people, ms. */
export const sameInstantMs = 1000

/** A document's span in milliseconds. */
export function spanOf({ start, end }: Dated): Span {
  return { startMs: Date.parse(start), endMs: Date.parse(end) }
}

const commonMs = (a: Span, b: Span): number => Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs)

const lengthMs = ({ startMs, endMs }: Span): number => endMs - startMs

/** Whether `span` covers at least half of `other`. */
export function covers(span: Span, other: Span): boolean {
  const common = commonMs(span, other)
  return common >= 0 && common >= coveredShare * lengthMs(other)
}

/** Whether either covers at least half of the other: words about a short trip still hold when it became a longer one. */
export function concerns(span: Span, other: Span): boolean {
  const common = commonMs(span, other)
  const shorter = Math.min(lengthMs(span), lengthMs(other))
  return common >= 0 && common >= coveredShare * shorter && (common > 0 || shorter === 0)
}

/** Whether both have some time in common. */
export const overlaps = (a: Span, b: Span): boolean => commonMs(a, b) > 0

/** Whether an instant lies inside, clear of both ends. */
export function isInside(timeMs: number, { startMs, endMs }: Span): boolean {
  return timeMs >= startMs + sameInstantMs && timeMs <= endMs - sameInstantMs
}

/** Throws EditFault unless some of `others` satisfies `holds`. */
export function needSome<T extends Dated>(others: readonly T[], holds: (other: T) => boolean): void {
  if (!others.some(holds)) throw new EditFault('edit-outside', 'No trip of the vault is meant by this.')
}
