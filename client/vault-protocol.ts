/** What the page asks of the vault worker. Keys live in the worker alone; the page sees what it shows. */
import type { PlaceDocument, Purpose, StayDocument } from '../shared/analysis/document.ts'
import type { Edit } from '../shared/analysis/edits/registry.ts'
import type { MonthDifference } from '../shared/analysis/footprints.ts'
import type { WeekStart } from '../shared/analysis/periods.ts'
import type { PlaceRole } from '../shared/analysis/place-edits/edit.ts'
import type { PlaceEdit } from '../shared/analysis/place-edits/registry.ts'
import type { SpeedProfile } from '../shared/analysis/speed-profile.ts'
import type { ReplyOf } from '../shared/api/contract.ts'
import type { Goal } from '../shared/coach/goals.ts'
import type { ModalSplit } from '../shared/engine/modal-split.ts'
import type { Mode } from '../shared/engine/mode.ts'
import type { Period, Summary } from '../shared/exports/summary.ts'
import type { AppliedChoice } from '../shared/footprint/applied.ts'
import type { FootprintChoice } from '../shared/footprint/choice.ts'
import type { ExplainedFootprint } from '../shared/footprint/explained.ts'
import type { Territory } from '../shared/footprint/territory.ts'
import type { Vehicle } from '../shared/footprint/vehicle.ts'
import type { HabitualTrip } from '../shared/personal/habits.ts'
import type { LearnedHabit } from '../shared/personal/learned.ts'
import type { RecurringTrip } from '../shared/personal/recurring.ts'
import type { PhoneSetup } from '../shared/phones/phone.ts'
import type { ShareChoice, Snapshot } from '../shared/sharing/snapshot.ts'
import type { Checked } from '../shared/vault/certificate.ts'
import type { LengthUnit } from '../shared/words/numbers.ts'
import type { ArchiveSummary, ShownShare } from './given-away.ts'
import type { OpenCalls, StudyCalls } from './studies-protocol.ts'

/** A trip as shown: the owner's edits and habits are already applied. */
export interface ShownTrip extends HabitualTrip {
  /** Calendar day and month at the place, as 2026-05-04 and 2026-05. */
  readonly localDay: string
  readonly localMonth: string
  /** Local clock times of start and end, as 08:05. */
  readonly localStart: string
  readonly localEnd: string
}

/** An edit as the page says it; the vault adds when it was said and where the owner was. */
export type EditDraft = Edit extends infer E
  ? E extends Edit
    ? Omit<E, 'id' | 'editedAt' | 'batch' | 'spot'>
    : never
  : never

/** A trip to be added, in the local times of the place. */
export interface AddedTrip {
  /** As 2026-05-04; times as 08:05. An end before the start is on the next day. */
  readonly day: string
  readonly startTime: string
  readonly endTime: string
  readonly mode: Mode
  /** Null for the straight line between the two places. */
  readonly distanceM: number | null
  /** Ids of places, where known. */
  readonly from: string | null
  readonly to: string | null
  readonly purpose: Purpose | null
  readonly name: string
}

/** A trip that is like another, and the span in it that an edit of a section would be said of. */
export interface SimilarTrip {
  /** Its start, which tells trips apart. */
  readonly trip: string
  readonly start: string
  readonly end: string
}

/** What the owner says of a place, told by its id; `into` is the id of another. */
export type PlaceSay = { readonly place: string } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'role'; readonly role: PlaceRole | 'none' | null }
  | { readonly kind: 'radius'; readonly radiusM: number | null }
  | { readonly kind: 'private'; readonly isPrivate: boolean }
  | { readonly kind: 'join'; readonly into: string }
  | { readonly kind: 'dismiss' }
)

export interface TripDetails {
  /** Absent where nothing was recorded from which a speed could be told. */
  readonly speeds?: SpeedProfile
  /** How the footprint of each section comes about; null where nothing is claimed of its mode. */
  readonly footprints: readonly (ExplainedFootprint | null)[]
}

export interface Settings {
  readonly blindMode: boolean
  /** Whether maps show the operator's streets; null while their owner has not said. */
  readonly streets: boolean | null
  readonly language: 'fr' | 'en' | null
  readonly theme: 'light' | 'dark' | null
  /** Day on which weeks start, 1 being Monday; null for the usual one of the language. */
  readonly weekStart: WeekStart | null
  /** What distances and speeds are shown in. */
  readonly lengthUnit: LengthUnit
  /** Corrections made before this (ISO 8601) are no longer learned from. */
  readonly learnFrom: string | null
  /** Body weight for energy spent, kg; null where its owner has not said. */
  readonly weightKg: number | null
  /** The owner's vehicles; footprints follow them once a choice that names them is applied. */
  readonly vehicles: readonly Vehicle[]
  /** How footprints are computed, in the order of saying. */
  readonly footprints: readonly AppliedChoice[]
  /** Whether there is a coach. */
  readonly coach: boolean
  readonly goals: readonly Goal[]
}

/** A way to compute footprints, and for which trips: from a day on, as 2026-05-04, or null for all. */
export interface ProposedChoice {
  readonly choice: FootprintChoice
  readonly from: string | null
}

export interface ShownDevice {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly createdDay: string
  readonly lastSeenDay: string | null
  readonly messages: number
  readonly lastError: string | null
}

/** How the open vault stands to its server. */
export interface VaultConnection {
  /** The server cannot be reached: what is shown is as last seen. */
  readonly isOffline: boolean
  /** That is because the session has ended: the vault has to be opened again. */
  readonly hasSignedOut: boolean
  /** When what is shown was read from the server (ISO 8601); null while it is reached. */
  readonly asOf: string | null
  /** Changes that wait on this device to be sent. */
  readonly unsent: number
  /** Whether the owner keeps a copy on this device; null in the demo, which has no server. */
  readonly isReadableOffline: boolean | null
  /** The device had no room to renew the copy: without the server an older state is shown. */
  readonly isCopyOld: boolean
}

/** Where fixes came from: a phone, or files. */
export interface ShownSource {
  readonly id: string
  /** As its owner calls it; empty for a phone that is not connected any more. Null for files. */
  readonly name: string | null
}

export interface VaultView {
  /** Newest first. */
  readonly trips: readonly ShownTrip[]
  readonly stays: readonly StayDocument[]
  /** Most visited first. */
  readonly places: readonly PlaceDocument[]
  readonly habits: {
    readonly learned: readonly LearnedHabit[]
    readonly recurring: readonly RecurringTrip[]
    /** How many sections have another mode because of what was learned. */
    readonly changed: number
    /** How the owner's time falls to bus, car and rail; absent where none was spent in any. */
    readonly split?: ModalSplit
  }
  /** All that fixes came from. */
  readonly sources: readonly ShownSource[]
  /** What the owner said, latest first. */
  readonly edits: readonly Edit[]
  /** What the owner said of places, latest first. */
  readonly placeEdits: readonly PlaceEdit[]
  /** The modes whose footprint depends on how many people are aboard. */
  readonly sharedModes: readonly Mode[]
  readonly settings: Settings
  /** Messages of phones that wait; 0 when the server cannot be asked. */
  readonly waiting: number
  readonly connection: VaultConnection
  readonly factors: { readonly id: string; readonly label: string; readonly year: number }
}

/** Steps that take time; `done` and `total` count fixes, items or bytes, according to `step`. */
export interface Progress {
  readonly step: 'derive' | 'open-inbox' | 'read' | 'segment' | 'write' | 'decrypt'
  readonly done: number
  readonly total: number
}

/** Every call of the worker, by name. `unlock` and `create` leave the vault open in the worker. */
export interface VaultCalls extends StudyCalls {
  /** Derives keys, opens an account and an empty vault; returns the 24 recovery words, in the language asked for. */
  create(input: { handle: string; passphrase: string; language: 'fr' | 'en' }): { words: string[] }
  unlock(input: { handle: string; passphrase: string }): { rolledBack: boolean }
  recover(input: { handle: string; words: string; newPassphrase: string }): { rolledBack: boolean }
  /** Opens a vault of simulated days that lives in this worker only. */
  openDemo(): { rolledBack: boolean }
  /** Forgets every key; the session stays. */
  lock(): void
  /** Forgets every key and ends the session. */
  logOut(): void
  view(): VaultView
  /** Goes back to a server that was away and sends what waits; whether it has gone back in time. */
  reconnect(): { rolledBack: boolean }
  /** Keeps a copy of the ciphertext on this device, and the way into it, or erases both. */
  keepOffline(input: { keep: boolean }): void
  /** How many messages of phones wait; 0 when the server is known to be away. */
  waiting(): number
  /** Turns what waits in the inbox into trips, on the server or here (blind mode). */
  process(): { fixes: number }
  /** Takes edits that are said at one go, and undone together. */
  correct(input: { edits: readonly EditDraft[] }): void
  /** What edits would change in the footprint of all trips, kg; nothing is said. */
  previewEdits(input: { edits: readonly EditDraft[] }): { beforeKg: number; afterKg: number }
  /** Adds a trip that was not recorded; returns its start. */
  addTrip(input: AddedTrip): { start: string }
  /** Takes edits back. */
  undo(input: { ids: readonly string[] }): void
  /** The trips between the same places by the same way as the one that starts at `trip`; `section` is an index in it. */
  similar(input: { trip: string; section: number | null }): SimilarTrip[]
  /** For each trip, by its start, the ids of what recorded it; none for one that was added by hand. */
  tripSources(): ReadonlyMap<string, readonly string[]>
  /** Takes what the owner says of places, in this order. */
  sayOfPlaces(input: { says: readonly PlaceSay[] }): void
  /** Takes what was said of places back. */
  unsayOfPlaces(input: { ids: readonly string[] }): void
  /** What only a look at one trip needs. */
  tripDetails(input: Pick<ShownTrip, 'start' | 'end' | 'sections'>): TripDetails
  saveSettings(input: Partial<Settings>): void
  /** The figures that the operator has of its own territory, if any. */
  territory(): Territory | null
  /** What a choice would change; nothing is changed. */
  previewFootprints(input: ProposedChoice): MonthDifference[]
  applyFootprints(input: ProposedChoice): void
  /** Takes a choice back. */
  undoFootprints(input: { id: string }): void
  /** A certificate of the days of a period on which its owner cycled to work, signed, as text. */
  certify(input: { first: string; last: string }): { text: string; days: number }
  /** What a certificate says and whether it is whole; no vault needs to be open. */
  checkCertificate(input: { text: string }): Checked
  devices(): ShownDevice[]
  addDevice(input: { name: string; phone: string; origin: string }): { token: string; setup: PhoneSetup }
  removeDevice(input: { id: string }): void
  /** Reads a file, seals its fixes and processes; importing the same file again changes nothing. */
  importFile(input: { file: File }): { fixes: number; added: number; invalid: number }
  exportAll(input: { format: string }): { fileName: string; type: string; content: Uint8Array<ArrayBuffer> }
  /** All records with their journal, as one signed archive. */
  exportArchive(): { fileName: string; type: string; content: Uint8Array<ArrayBuffer> }
  /** What archives of this vault are signed by, as people compare it. */
  fingerprint(): string
  /** Checks an archive and says what is in it; nothing is written. */
  inspectArchive(input: { file: File }): ArchiveSummary
  /** Adds what the vault lacks; how many fixes and edits were new. */
  importArchive(input: { file: File }): { fixes: number; edits: number }
  /** What a link would show; nothing is sent. */
  previewShare(input: ShareChoice): Snapshot
  /** Seals a snapshot and gives it to the server for some days; the link's path, with the key in its fragment. */
  addShare(input: { snapshot: Snapshot; days: number }): { path: string; expiresAt: string }
  shares(): ShownShare[]
  removeShare(input: { id: string }): void
  /** Fetches and opens what a link shows; needs no vault. */
  openShare(input: { id: string; key: string }): { snapshot: Snapshot; expiresAt: string }
  /** What the trips of a period add up to. */
  summary(input: Period): Summary
  /** Notes in the journal that a summary goes to paper. */
  notePrinted(): void
  journal(): { entries: ReplyOf<'journal'>['entries']; intact: boolean }
  sessions(): ReplyOf<'sessions'>['sessions']
  endSession(input: { id: string }): void
  changePassphrase(input: { passphrase: string; newPassphrase: string }): void
  erase(input: { passphrase: string }): void
}

type Calls = VaultCalls & OpenCalls
export type VaultCallName = keyof VaultCalls
export type OpenCallName = keyof OpenCalls
export type CallName = VaultCallName | OpenCallName
export type InputOf<N extends CallName> = Parameters<Calls[N]>[0]
export type OutputOf<N extends CallName> = ReturnType<Calls[N]>

/** Page to worker. */
export interface VaultRequest {
  readonly number: number
  readonly call: CallName
  readonly input: unknown
}

/**
 * Worker to page: progress while a call runs, then one result or one failure; at any time, that the vault is no longer as
 * shown: another tab has changed it, or the server has gone.
 */
export type VaultMessage =
  | { readonly isStale: true }
  | { readonly number: number; readonly progress: Progress }
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly failure: { readonly code: string; readonly detail: string } }
