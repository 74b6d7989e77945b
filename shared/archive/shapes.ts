/**
 * What the files of an archive may hold, checked where they come in: whoever holds any vault can sign an archive, so that
 * a signature says nothing of its sense. What is not named here is let through as it is, so that nothing is lost.
 */
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { purposeIds } from '../analysis/document.ts'
import type { Edit } from '../analysis/edits/registry.ts'
import { weekStarts } from '../analysis/periods.ts'
import { leastRadiusM, mostRadiusM, mostVeilM } from '../analysis/place-edits/limits.ts'
import type { PlaceEdit } from '../analysis/place-edits/registry.ts'
import { modeIds } from '../engine/mode.ts'
import { fuels } from '../footprint/vehicle.ts'
import { ownStudiesShape } from '../research/own-studies.ts'
import { hints } from '../trace/trace.ts'

const instant = z.iso.datetime()
const day = z.iso.date()
const amount = z.number().min(0)
const mode = z.enum(modeIds)
const purpose = z.enum(purposeIds)
const zone = z.string().refine((name) => IANAZone.isValidZone(name), { message: 'an IANA zone' })
const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)
const spot = z.looseObject({ lat: latitude, lon: longitude })
/** JSON has no way to say that a figure is not known but null. */
const figure = z.number().nullable()

export const fixesShape = z.strictObject({
  schema: z.literal('sillage/fixes@1'),
  day,
  source: z.string(),
  timeMs: z.array(z.int()),
  latDeg: z.array(latitude),
  lonDeg: z.array(longitude),
  accuracyM: z.array(amount.nullable()),
  speedMps: z.array(amount.nullable()),
  altitudeM: z.array(figure),
  hint: z.array(z.enum(hints)),
})
export type FixesFile = z.output<typeof fixesShape>

export const unreadShape = z.strictObject({
  schema: z.literal('sillage/unread@1'),
  message: z.looseObject({
    phone: z.string(),
    contentType: z.string(),
    contentEncoding: z.string(),
    body: z.base64(),
  }),
})

const evidence = z.looseObject({
  cruiseMps: figure,
  topMps: figure,
  stopsPerKm: figure,
  straight: figure,
  standing: figure,
  gapS: figure,
  everyS: figure,
  said: z.tuple([z.string(), figure]).optional(),
  ride: z.looseObject({ share: figure, passed: figure, served: figure }).optional(),
  motor: z
    .looseObject({
      heldMps: figure.optional(),
      heldShare: figure.optional(),
      climbM: figure.optional(),
      wattsPerKg: figure.optional(),
    })
    .optional(),
})

const section = z.looseObject({
  start: instant,
  end: instant,
  mode,
  detected: mode.optional(),
  people: z.int().min(1).optional(),
  isAdded: z.literal(true).optional(),
  line: z.string().optional(),
  confidence: z.number().min(0).max(1),
  probabilities: z.record(z.string(), z.number()),
  distanceM: amount,
  co2eKg: amount,
  geometry: z.string().regex(/^[?-~]*$/),
  evidence: evidence.optional(),
})

const trip = z.looseObject({
  start: instant,
  end: instant,
  timeZone: zone,
  distanceM: amount,
  co2eKg: amount,
  sections: z.array(section).min(1),
  from: z.string().optional(),
  to: z.string().optional(),
  purpose: purpose.optional(),
  name: z.string().optional(),
  note: z.string().optional(),
  factors: z.string(),
})

const stay = z.looseObject({
  found: instant.optional(),
  start: instant,
  end: instant,
  lat: latitude,
  lon: longitude,
})

export const tripsShape = z.looseObject({
  schema: z.literal('sillage/trips@1'),
  stays: z.array(stay),
  trips: z.array(trip),
})

const said = {
  id: z.string().min(1),
  start: instant,
  end: instant,
  editedAt: instant,
  batch: z.string().optional(),
  timeZone: zone.optional(),
}
const sectionOrTrip = z.enum(['section', 'trip'])
const kind = <K extends Edit['kind']>(name: K, more: z.ZodRawShape) =>
  z.looseObject({ ...said, ...more, kind: z.literal(name) })

const vehicle = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  fuel: z.enum(fuels),
  litresPer100Km: amount,
  kwhPer100Km: amount,
  people: z.int().min(1),
})

/** One shape per kind of edit; the compiler asks for a new kind's. */
const edits = {
  add: kind('add', {
    timeZone: zone,
    mode,
    distanceM: amount,
    from: spot.optional(),
    to: spot.optional(),
  }),
  boundary: kind('boundary', { was: instant, at: instant, spot: spot.optional() }),
  delete: kind('delete', {}),
  merge: kind('merge', { of: sectionOrTrip }),
  mode: kind('mode', { mode: mode.nullable() }),
  name: kind('name', { name: z.string() }),
  note: kind('note', { note: z.string() }),
  people: kind('people', { people: z.int().min(1).nullable() }),
  purpose: kind('purpose', { purpose: purpose.nullable() }),
  split: kind('split', { of: sectionOrTrip, at: instant, spot: spot.optional() }),
  vehicle: kind('vehicle', { vehicle: vehicle.nullable() }),
} satisfies Record<Edit['kind'], z.ZodType>

export const editsShape = z.strictObject({
  schema: z.literal('sillage/edits@1'),
  edits: z.array(
    z.discriminatedUnion('kind', [
      edits.add,
      edits.boundary,
      edits.delete,
      edits.merge,
      edits.mode,
      edits.name,
      edits.note,
      edits.people,
      edits.purpose,
      edits.split,
      edits.vehicle,
    ]),
  ),
})

/** Ids of edits that were taken back, each once. */
export const takenBackShape = z.strictObject({
  schema: z.literal('sillage/taken-back@1'),
  ids: z
    .array(z.string().min(1))
    .refine((ids) => new Set(ids).size === ids.length, { message: 'each id once' }),
})

const saidOfPlace = { id: z.string().min(1), spot, editedAt: instant }
const placeKind = <K extends PlaceEdit['kind']>(name: K, more: z.ZodRawShape) =>
  z.looseObject({ ...saidOfPlace, ...more, kind: z.literal(name) })
const veil = z
  .looseObject({ northM: z.number(), eastM: z.number() })
  .refine(({ northM, eastM }) => Math.hypot(northM, eastM) <= mostVeilM, { message: 'a veil near its place' })

/** One shape per kind of edit of a place; the compiler asks for a new kind's. */
const placeEdits = {
  dismiss: placeKind('dismiss', {}),
  join: placeKind('join', { into: spot }),
  name: placeKind('name', { name: z.string() }),
  private: placeKind('private', { veil: veil.nullable() }),
  radius: placeKind('radius', { radiusM: z.number().min(leastRadiusM).max(mostRadiusM).nullable() }),
  role: placeKind('role', { role: z.enum(['home', 'work', 'none']).nullable() }),
} satisfies Record<PlaceEdit['kind'], z.ZodType>

export const placeEditsShape = z.strictObject({
  schema: z.literal('sillage/place-edits@1'),
  edits: z.array(
    z.discriminatedUnion('kind', [
      placeEdits.dismiss,
      placeEdits.join,
      placeEdits.name,
      placeEdits.private,
      placeEdits.radius,
      placeEdits.role,
    ]),
  ),
})

export const settingsShape = z.strictObject({
  schema: z.literal('sillage/settings@1'),
  settings: z.looseObject({
    blindMode: z.boolean().optional(),
    streets: z.boolean().nullable().optional(),
    language: z.enum(['fr', 'en']).nullable().optional(),
    theme: z.enum(['light', 'dark']).nullable().optional(),
    weekStart: z.literal(weekStarts).nullable().optional(),
    lengthUnit: z.enum(['km', 'mile']).optional(),
    learnFrom: instant.nullable().optional(),
    deviceNames: z.record(z.string(), z.string()).optional(),
  }),
})

/** Records of a collection that has no shape of its own yet. */
export const otherShape = z.strictObject({ schema: z.string(), content: z.json() })

/** What the vault keeps of studies; statements and definitions in it are checked by their signatures when it is opened. */
export const studiesShape = z.strictObject({
  schema: z.literal('sillage/receipts-record@1'),
  content: ownStudiesShape,
})

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const manifestShape = z.strictObject({
  schema: z.literal('sillage/archive@1'),
  made: instant,
  vault: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ed25519 public key, hex. */
  identity: sha256,
  /** All that stands in the archive before the manifest. */
  body: z.strictObject({ bytes: z.int().min(0), sha256 }),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256 })),
})
export type ArchiveManifest = z.output<typeof manifestShape>
