/** The analysis document: what `sillage analyse` prints and what the vault's trip records hold, in one shape. */
import type { ReasonCounts } from '../engine/cleaning/reasons.ts'
import type { Belief, DecidedBy } from '../engine/evidence.ts'
import type { Mode } from '../engine/mode.ts'
import type { ModelClass } from '../engine/model/mode-model.ts'
import type { Dropped } from '../engine/segmentation.ts'
import type { FootprintBasis } from '../footprint/choice.ts'
import type { Vehicle } from '../footprint/vehicle.ts'
import type { Spot } from './edits/edit.ts'
import type { PlaceRole, Veil } from './place-edits/edit.ts'
import type { UsualHours } from './usual-hours.ts'

/** Instants are ISO 8601 in UTC with milliseconds only when not zero; distances metres; footprints kg CO2e. */
export interface SectionDocument {
  readonly start: string
  readonly end: string
  readonly mode: Mode
  /** What was found before the owner, or what they taught, said another mode. */
  readonly detected?: Mode
  /** People aboard as the owner said, themselves among them; absent where they said nothing. */
  readonly people?: number
  /** The vehicle that it was made with, as the owner said; laid over trips when they are read, never stored. */
  readonly vehicle?: Vehicle
  /** Present where the owner added the section: nothing was recorded of it. */
  readonly isAdded?: true
  /** Public short name of the transit line taken, where a network knows it. */
  readonly line?: string
  readonly confidence: number
  readonly probabilities: Partial<Record<Mode, number>>
  readonly distanceM: number
  readonly co2eKg: number
  /** What the footprint was computed from; laid over trips when they are read, never stored. */
  readonly basis?: FootprintBasis
  /** Encoded polyline, precision 5. */
  readonly geometry: string
  /** Present where that end of the way was left out, as it lies near a private place; never stored. */
  readonly isCutAtStart?: true
  readonly isCutAtEnd?: true
  /** What spoke for the mode when it was detected; absent from what was computed before there was any. */
  readonly evidence?: EvidenceDocument
}

/** The figures behind a mode. Speeds m/s, shares 0 to 1. */
export interface EvidenceDocument {
  /** What named the mode; absent where the movement alone did. */
  readonly by?: Exclude<DecidedBy, 'model'>
  /** Median speed while moving. */
  readonly cruiseMps: number
  /** Speed that is exceeded for a twentieth of the time. */
  readonly topMps: number
  readonly stopsPerKm: number
  /** Between its ends over along the way. */
  readonly straight: number
  /** Share of the time spent standing. */
  readonly standing: number
  /** Longest time without a fix, s. */
  readonly gapS: number
  /** Typical time between fixes, s. */
  readonly everyS: number
  /**
   * Share of the owner's motorised time that modes like this one have, where that told it from others, of which movement
   * alone would have named one; laid over trips when they are read, never stored.
   */
  readonly ownShare?: number
  /** What the phone believed most, and for what share of the time. */
  readonly said?: readonly [Belief, number]
  /** How the way fits the line that the section names. */
  readonly ride?: RideDocument
  /** What a person's legs would hardly have done, where an e-bike or e-scooter was named by it. */
  readonly motor?: MotorDocument
  /** By what most of the people whom the model learnt from passed where it led, and for what share of them. */
  readonly others?: readonly [ModelClass, number]
}

export interface MotorDocument {
  /** The speed that was kept close to and hardly ever exceeded, and for what share of the moving time. */
  readonly heldMps?: number
  readonly heldShare?: number
  /** A climb, metres, and the least power that it needed, W per kg of the rider. */
  readonly climbM?: number
  readonly wattsPerKg?: number
}

export interface RideDocument {
  /** Share of the way along the line. */
  readonly share: number
  /** From the ends of the section to stops of the line, metres; absent where stops are not known. */
  readonly boardM?: number
  readonly alightM?: number
  /** Stops passed where a halt would have been seen, and at how many of them there was one. */
  readonly passed: number
  readonly served: number
}

export interface TripDocument {
  readonly start: string
  readonly end: string
  /** IANA zone of the place where the trip starts. */
  readonly timeZone: string
  /** Present where the time was estimated, because the phone recorded nothing then. */
  readonly inferredStart?: true
  readonly inferredEnd?: true
  readonly distanceM: number
  readonly co2eKg: number
  readonly sections: readonly SectionDocument[]
  /** Ids of the places where it starts and ends; absent where the owner was seen once only. */
  readonly from?: string
  readonly to?: string
  /** What these places are called, in what leaves the vault. */
  readonly fromName?: string
  readonly toName?: string
  /** Absent where nothing tells. */
  readonly purpose?: Purpose
  /** What the owner calls it, and what they wrote of it. */
  readonly name?: string
  readonly note?: string
}

/**
 * Why trips are made, in the order in which people are offered it. The first three are found from home and work: between
 * them, or else on the way home, or to work; the others only the owner can say.
 */
export const purposeIds = [
  'commute',
  'home',
  'work',
  'business',
  'study',
  'shopping',
  'errand',
  'health',
  'escort',
  'visit',
  'meal',
  'leisure',
  'sport',
  'holiday',
  'other',
] as const

export type Purpose = (typeof purposeIds)[number]

/** A spot stayed at again and again, with the figures that its role was suggested from. */
export interface PlaceDocument {
  readonly id: string
  readonly lat: number
  readonly lon: number
  readonly visits: number
  /** Time spent there, hours. */
  readonly hours: number
  /** Nights and working days spent there, in the place's own time. */
  readonly nights: number
  readonly workDays: number
  readonly role?: PlaceRole
  /** Present where the owner said its role, which is else suggested. */
  readonly isRoleSaid?: true
  /** What the owner calls it. */
  readonly name?: string
  /** Stays within this of its centre are visits, metres. */
  readonly radiusM: number
  /** Present where the owner said the radius. */
  readonly isRadiusSaid?: true
  /** Present where it is private: where the middle of what is hidden lies from its own. */
  readonly veil?: Veil
  /** Centres of the places that the owner joined to it. */
  readonly joined?: readonly Spot[]
  /** IANA zone of the spot. */
  readonly timeZone: string
  /** End of the last visit. */
  readonly lastVisit: string
  /** On the place's own clocks; absent where they vary. */
  readonly usualHours?: UsualHours
}

export interface StayDocument {
  /** First fix in the spot, where it is not the start. */
  readonly found?: string
  readonly start: string
  readonly end: string
  readonly lat: number
  readonly lon: number
  /** Id of the place that it is a visit to, if it is one; not stored. */
  readonly place?: string
}

export interface AnalysisDocument {
  readonly schema: 'sillage/analysis@1'
  /** The mode model that named the modes. */
  readonly engine: { readonly model: string }
  readonly factors: { readonly id: string; readonly label: string; readonly year: number }
  readonly fixes: {
    readonly read: number
    readonly kept: number
    readonly dropped: Dropped
    /** What cleaning left out of the trace, by reason: `outlier` of `dropped` in detail. */
    readonly reasons: ReasonCounts
  }
  readonly stays: readonly StayDocument[]
  readonly trips: readonly TripDocument[]
  /** Most visited first. */
  readonly places: readonly PlaceDocument[]
}
