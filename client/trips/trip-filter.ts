/** Which trips a person asks to see. Held in memory only: an address would keep where one was, and when. */
import type { Purpose } from '../../shared/analysis/document.ts'
import type { Mode } from '../../shared/engine/mode.ts'
import type { ShownTrip } from '../vault-protocol.ts'

export interface TripFilter {
  /** Words that must all be found, at least their beginnings, in what is said of a trip. */
  readonly text: string
  readonly mode: Mode | null
  readonly purpose: Purpose | 'none' | null
  /** Id of a place at one of the trip's ends. */
  readonly place: string | null
  /** Id of the phone that recorded the trip, or of imported files. */
  readonly source: string | null
  /** First and last day, as 2026-05-04. */
  readonly first: string | null
  readonly last: string | null
  readonly toConfirm: boolean
}

/** Every trip. */
export const everyTrip: TripFilter = {
  text: '',
  mode: null,
  purpose: null,
  place: null,
  source: null,
  first: null,
  last: null,
  toConfirm: false,
}

/** A mode that is less sure than this is worth a look. */
const sureFrom = 0.6

/** Whether a mode of the trip is uncertain and its owner has not set it. */
export const isToConfirm = (trip: ShownTrip): boolean =>
  trip.sections.some((section, n) => section.confidence < sureFrom && !trip.edited.includes(n))

/** How many things the filter asks for. */
export const askedFor = (filter: TripFilter): number =>
  Object.values(filter).filter((value) => value !== null && value !== '' && value !== false).length

/** What recorded each trip, by its start. */
export type TripSources = ReadonlyMap<string, readonly string[]>

/**
 * The trips that the filter lets through, in their order; `sayOf` gives what a search looks through. While it is not known
 * what recorded them, every trip may be of any phone.
 */
export function filtered(
  trips: readonly ShownTrip[],
  filter: TripFilter,
  sayOf: (trip: ShownTrip) => string,
  sources?: TripSources | null,
): readonly ShownTrip[] {
  if (askedFor(filter) === 0) return trips
  const sought = plain(filter.text).split(' ').filter(Boolean)
  return trips.filter((trip) => {
    if (!fits(trip, filter)) return false
    if (filter.source !== null && sources && !sources.get(trip.start)?.includes(filter.source)) return false
    if (sought.length === 0) return true
    const said = plain(sayOf(trip))
    return sought.every((word) => said.includes(` ${word}`))
  })
}

function fits(trip: ShownTrip, { mode, purpose, place, first, last, toConfirm }: TripFilter): boolean {
  return (
    (mode === null || trip.sections.some((section) => section.mode === mode)) &&
    (purpose === null || (trip.purpose ?? 'none') === purpose) &&
    (place === null || trip.from === place || trip.to === place) &&
    (first === null || trip.localDay >= first) &&
    (last === null || trip.localDay <= last) &&
    (!toConfirm || isToConfirm(trip))
  )
}

/** Words without case, accents or signs, a blank before each, so that "aytre" finds Aytré. */
const plain = (text: string): string =>
  ` ${text}`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase()
