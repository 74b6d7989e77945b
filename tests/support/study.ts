/** A small study over four squares of La Rochelle, with all its keys; and people who take part in it. */
import { createSHA256 } from 'hash-wasm'
import type { TripDocument } from '../../shared/analysis/document.ts'
import type { Mode } from '../../shared/engine/mode.ts'
import type { Consent, ConsentChoice } from '../../shared/research/consent.ts'
import { consentEnd, signConsent } from '../../shared/research/consent.ts'
import { costMilli } from '../../shared/research/cost.ts'
import { sha256 } from '../../shared/research/digest.ts'
import { noticeOf, noticeText } from '../../shared/research/notice.ts'
import type { Study, StudyDefinition } from '../../shared/research/study.ts'
import { openStudy, signStudy } from '../../shared/research/study.ts'
import type { StudyKeys } from '../../shared/research/study-keys.ts'
import { studyKeys } from '../../shared/research/study-keys.ts'
import { readZones } from '../../shared/research/zones.ts'
import { encodePolyline } from '../../shared/trace/polyline.ts'
import { toHex, utf8 } from '../../shared/vault/bytes.ts'
import { ready } from '../../shared/vault/sodium.ts'

const west = -1.2
const south = 46.1
/** Size of a square, degrees. */
const side = 0.1

const square = (id: string, column: number, row: number) => {
  const [w, s] = [west + column * side, south + row * side]
  const ring = [
    [w, s],
    [w + side, s],
    [w + side, s + side],
    [w, s + side],
    [w, s],
  ]
  return {
    type: 'Feature',
    properties: { id, name: `Square ${id}` },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
}

/** Zones sw, se, nw, ne. */
export const zonesFile = utf8(
  JSON.stringify({
    type: 'FeatureCollection',
    features: [square('sw', 0, 0), square('se', 1, 0), square('nw', 0, 1), square('ne', 1, 1)],
  }),
)
export const testZones = readZones(zonesFile)

/** The middle of a zone, by its place in the file. */
export const middleOf = (zone: number): { lat: number; lon: number } => ({
  lat: south + (Math.floor(zone / 2) + 0.5) * side,
  lon: west + ((zone % 2) + 0.5) * side,
})

const keyPair = async (seed: number) =>
  (await ready()).crypto_sign_seed_keypair(new Uint8Array(32).fill(seed))
export const signingKeys = await keyPair(1)
export const registryKeys = await keyPair(2)
export const releaseKeys = (await ready()).crypto_box_seed_keypair(new Uint8Array(32).fill(3))

/** All tables that there are, at ε = 1.5 a month in all. */
export const allTables: StudyDefinition['tables'] = [
  { id: 'participants', epsilonMilli: 200 },
  { id: 'split-trips', epsilonMilli: 100 },
  { id: 'split-km', epsilonMilli: 400 },
  { id: 'split-co2e', epsilonMilli: 200 },
  { id: 'total-km', epsilonMilli: 100, clip: 1000 },
  { id: 'total-co2e', epsilonMilli: 100, clip: 300 },
  { id: 'time-profile', epsilonMilli: 100 },
  { id: 'flows', epsilonMilli: 200, pairs: 2 },
  { id: 'habit-change', epsilonMilli: 100 },
]

/** A definition that holds, with what is to be otherwise. */
export async function testDefinition(changes: Partial<StudyDefinition> = {}): Promise<StudyDefinition> {
  return {
    schema: 'sillage/study@1',
    id: 'modes-of-la-rochelle',
    version: 1,
    title: { en: 'How La Rochelle moves', fr: 'Comment La Rochelle se déplace' },
    purpose: { en: 'To place bicycle lanes.', fr: 'Placer des pistes cyclables.' },
    controller: { name: 'Example City', address: '1 Example Street', contact: 'studies@example.org' },
    recipients: { en: 'Anyone: open data.', fr: 'Tout le monde : données ouvertes.' },
    storedIn: 'France',
    tables: allTables,
    zones: {
      name: { en: 'Four squares', fr: 'Quatre carrés' },
      count: testZones.ids.length,
      sha256: await sha256(zonesFile),
    },
    months: { first: '2026-01', last: '2026-12' },
    minParticipants: 50,
    k: 10,
    deltaExponent: 6,
    epsilonTotalMilli: 18_000,
    retentionDays: 30,
    isPublic: true,
    licence: 'etalab-2.0',
    keys: {
      signing: toHex(signingKeys.publicKey),
      release: toHex(releaseKeys.publicKey),
      registry: toHex(registryKeys.publicKey),
    },
    ...changes,
  }
}

/** The study, signed. */
export const testStudy = async (changes: Partial<StudyDefinition> = {}): Promise<Study> =>
  await openStudy(await signStudy(await testDefinition(changes), signingKeys))

/** The keys of the nth person for a study. */
export async function personKeys(study: Study, n: number): Promise<StudyKeys> {
  const root = new Uint8Array(32)
  new DataView(root.buffer).setUint32(0, n)
  return studyKeys(await ready(), root, study.definition)
}

const hasher = await createSHA256()

/** Yes to the named tables, or to all, at an instant. */
export function yesTo(
  study: Study,
  atMs: number,
  changes: Partial<Pick<ConsentChoice, 'tables' | 'withHome'>> = {},
): ConsentChoice {
  const tables = changes.tables ?? study.definition.tables.map(({ id }) => id)
  return {
    tables,
    withHome: changes.withHome ?? false,
    epsilonMilliPerMonth: costMilli(study.definition, tables),
    until: consentEnd(atMs),
    language: 'en',
    noticeHash: hasher
      .init()
      .update(noticeText(noticeOf(study.definition, 'en')))
      .digest(),
    uiVersion: '0.1.0',
  }
}

/** A yes of a person: to all tables unless another choice is named, and the first unless it follows another statement. */
export async function agreed(
  study: Study,
  keys: StudyKeys,
  atMs: number = Date.UTC(2026, 0, 2),
  { previous, choice = yesTo(study, atMs) }: { previous?: Consent; choice?: ConsentChoice } = {},
): Promise<Consent> {
  return await signConsent(study, keys, { event: 'given', atMs, previous: previous?.hash ?? null, choice })
}

/** A trip of one section between two positions. */
export function tripBetween(
  start: string,
  given: {
    from: { lat: number; lon: number }
    to: { lat: number; lon: number }
    mode?: Mode
    km?: number
    co2eKg?: number
    places?: Pick<TripDocument, 'from' | 'to'>
  },
): TripDocument {
  const { from, to, mode = 'bicycle', km = 5, co2eKg = 1 } = given
  const end = new Date(Date.parse(start) + 20 * 60_000).toISOString()
  const figures = { start, end, distanceM: 1000 * km, co2eKg }
  const geometry = encodePolyline({ latDeg: [from.lat, to.lat], lonDeg: [from.lon, to.lon] })
  return {
    ...figures,
    timeZone: 'Europe/Paris',
    ...given.places,
    sections: [{ ...figures, mode, confidence: 1, probabilities: { [mode]: 1 }, geometry }],
  }
}
