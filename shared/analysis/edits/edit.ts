/**
 * Edits: what the owner said of their trips. An edit is tied to a span of time, not to a trip or section, so that it
 * holds whatever way these are cut by a later computation. Each kind is one file beside this and a line in the registry.
 */
import type { FactorSet } from '../../footprint/factor.ts'
import type { PlaceDocument, SectionDocument, TripDocument } from '../document.ts'

/** What every edit has; instants are ISO 8601. */
export interface Said {
  readonly id: string
  /** The time that it is said of. */
  readonly start: string
  readonly end: string
  readonly editedAt: string
  /** Edits said at one go, of similar trips, share this and are undone together. */
  readonly batch?: string
  /** IANA zone of the trip, to tell of the edit when the trip is gone. */
  readonly timeZone?: string
}

/** A position, degrees. */
export interface Spot {
  readonly lat: number
  readonly lon: number
}

/** Why an edit cannot be taken. */
export type EditFaultCode =
  | 'edit-outside'
  | 'edit-overlap'
  | 'edit-alone'
  | 'edit-times'
  | 'edit-amount'
  | 'edit-too-long'

/** An edit that cannot be taken; nothing was changed. */
export class EditFault extends Error {
  readonly code: EditFaultCode
  constructor(code: EditFaultCode, message: string) {
    super(message)
    this.name = 'EditFault'
    this.code = code
  }
}

/** What the shape of trips is made with. */
export interface ShapeContext {
  readonly set: FactorSet
  readonly places: readonly PlaceDocument[]
}

/** A kind of edit that says which trips and sections there are. Trips come and go oldest first. */
export interface ShapeKind<E extends Said> {
  /** The trips of the edit's own time, which are all that it may change, as it leaves them. */
  apply(trips: readonly TripDocument[], edit: E, context: ShapeContext): TripDocument[]
  /** Throws EditFault for an edit that means nothing to these trips. */
  check(trips: readonly TripDocument[], edit: E): void
}

/** A kind of edit that says something of each section of which it covers half. */
export interface SectionKind<E extends Said> {
  apply(section: SectionDocument, edit: E, set: FactorSet): SectionDocument
  check(trips: readonly TripDocument[], edit: E): void
}

/** A kind of edit that says something of each trip that it concerns. */
export interface TripKind<E extends Said> {
  apply(trip: TripDocument, edit: E): TripDocument
  check(trips: readonly TripDocument[], edit: E): void
}
