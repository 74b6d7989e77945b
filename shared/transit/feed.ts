/** What one feed of public transport holds once it is read: stops, and lines drawn on the map, each in one direction. */
import type { TransitMode } from '../engine/network.ts'

/** Positions are whole steps of 1e-5 degrees (1.1 m), so that what is read is what is written and read again. */
export const stepsPerDegree = 1e5

/** How well a line's path is known: its true shape; straight from stop to stop; or bare tracks without lines. */
export const pathKinds = ['shape', 'stops', 'tracks'] as const
export type PathKind = (typeof pathKinds)[number]

/** A line in one direction. */
export interface TransitLine {
  readonly mode: TransitMode
  /** Public short name; empty where there is none. */
  readonly name: string
  readonly kind: PathKind
  /** In steps of 1e-5 degrees. */
  readonly lat: Int32Array
  readonly lon: Int32Array
  /** The feed's stops that this line serves, as indices. */
  readonly stops: readonly number[]
}

/** Stops as columns. */
export interface StopColumns {
  /** In steps of 1e-5 degrees. */
  readonly lat: Int32Array
  readonly lon: Int32Array
  /** Bit n is set where mode n of `transitModes` stops; 0 where the feed's lines say it. */
  readonly modes: Uint8Array
}

export interface TransitFeed {
  /** Adding a feed of the same name replaces it. */
  readonly name: string
  /** Who publishes it, to be credited. */
  readonly credit: string
  readonly stops: StopColumns
  readonly lines: readonly TransitLine[]
}

/** What was found in one file of a feed. */
export interface FileReport {
  readonly file: string
  readonly found: boolean
  readonly rows: number
  /** Rows left out, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** Columns that are needed and not there. */
  readonly missing: readonly string[]
  /** False when the file breaks off. */
  readonly whole: boolean
}

/** What a feed held, what it lacked, and what comes of it: for the operator. */
export interface FeedReport {
  readonly files: readonly FileReport[]
  /** Whole sentences, without full stop. */
  readonly notes: readonly string[]
}

/** The feed holds nothing that can be used; the message is one line for the operator. */
export class FeedError extends Error {
  override readonly name = 'FeedError'
}

/** A degree as steps. */
export const stepsOf = (degrees: number): number => Math.round(degrees * stepsPerDegree)

/** Whether a position can be one on Earth; 0,0 is what feeds write for "nowhere". */
export const isPosition = (latDeg: number, lonDeg: number): boolean =>
  Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180 && !(Math.abs(latDeg) < 1e-4 && Math.abs(lonDeg) < 1e-4)
