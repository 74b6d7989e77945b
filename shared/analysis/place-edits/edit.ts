/**
 * What the owner said of their places. Places are found anew each time the vault is read, and their ids can change; an
 * edit is therefore tied to a spot, and speaks of the place that is there. Each kind is one file beside this and a line
 * in the registry.
 */
import type { Spot } from '../edits/edit.ts'

export type PlaceRole = 'home' | 'work'

/** What every edit of a place has. */
export interface PlaceSaid {
  readonly id: string
  /** Centre of the place when it was said, degrees. */
  readonly spot: Spot
  /** ISO 8601. */
  readonly editedAt: string
}

/**
 * How far, metres, the middle of what a private place hides is moved from the place: tracks that all stop on a circle
 * would else give its middle away.
 */
export interface Veil {
  readonly northM: number
  readonly eastM: number
}

/** A place as the edits so far leave it. */
export interface OwnPlace {
  readonly id: string
  readonly lat: number
  readonly lon: number
  /** Centres of the places that were joined to it. */
  readonly joined: readonly Spot[]
  /** Indices of its stays. */
  readonly stays: readonly number[]
  readonly name?: string
  /** `none` where the owner said that it is neither. */
  readonly role?: PlaceRole | 'none'
  /** Said by the owner. */
  readonly radiusM?: number
  /** Present where the place is private. */
  readonly veil?: Veil
}

/** A kind of edit of places. */
export interface PlaceKind<E extends PlaceSaid> {
  /** The places after the edit, which speaks of `place`, one of them. */
  apply(places: readonly OwnPlace[], place: OwnPlace, edit: E): OwnPlace[]
  /** Throws EditFault for an edit that means nothing of `place`. */
  check(places: readonly OwnPlace[], place: OwnPlace, edit: E): void
}

/** The places with one of them put in place of itself. */
export function replaced(places: readonly OwnPlace[], place: OwnPlace, by: OwnPlace): OwnPlace[] {
  return places.map((each) => (each === place ? by : each))
}
