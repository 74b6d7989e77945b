/** A study as a researcher could publish it, with the secrets that its tests need. */
import { sha256 } from '../../shared/research/digest.ts'
import type { Study, StudyDefinition } from '../../shared/research/study.ts'
import { openStudy, signStudy } from '../../shared/research/study.ts'
import type { Zones } from '../../shared/research/zones.ts'
import { readZones } from '../../shared/research/zones.ts'
import { toHex, utf8 } from '../../shared/vault/bytes.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'

export interface MadeStudy {
  readonly study: Study
  readonly zones: Zones
  /** The zones' file. */
  readonly zonesFile: Uint8Array
  readonly signing: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }
  readonly release: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }
  readonly registry: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }
}

const square = (west: number, south: number, sizeDeg: number): number[][][] => [
  [
    [west, south],
    [west + sizeDeg, south],
    [west + sizeDeg, south + sizeDeg],
    [west, south + sizeDeg],
    [west, south],
  ],
]

/** Four squares around La Rochelle, 0.2° each, meeting at 46.16° N, 1.15° W. */
export const fourZones: Uint8Array = utf8(
  JSON.stringify({
    type: 'FeatureCollection',
    features: (
      [
        ['nw', 'North-west', -1.35, 46.16],
        ['ne', 'North-east', -1.15, 46.16],
        ['sw', 'South-west', -1.35, 45.96],
        ['se', 'South-east', -1.15, 45.96],
      ] as const
    ).map(([id, name, west, south]) => ({
      type: 'Feature',
      properties: { id, name },
      geometry: { type: 'Polygon', coordinates: square(west, south, 0.2) },
    })),
  }),
)

/** Keys from fixed seeds, so that the same study has the same hash. */
export function studySecrets(sodium: Sodium, seed = 1): Pick<MadeStudy, 'signing' | 'release' | 'registry'> {
  const bytes = (n: number): Uint8Array => new Uint8Array(32).fill(seed * 10 + n)
  return {
    signing: sodium.crypto_sign_seed_keypair(bytes(1)),
    release: sodium.crypto_box_seed_keypair(bytes(2)),
    registry: sodium.crypto_sign_seed_keypair(bytes(3)),
  }
}

/** A study with every kind of table but those of another kind that costs as much; `change` says what is otherwise. */
export async function madeStudy(
  sodium: Sodium,
  change: Partial<StudyDefinition> = {},
  seed = 1,
): Promise<MadeStudy> {
  const secrets = studySecrets(sodium, seed)
  const zones = readZones(fourZones)
  const definition: StudyDefinition = {
    schema: 'sillage/study@1',
    id: 'how-we-move',
    version: 1,
    title: { en: 'How we move', fr: 'Comment nous bougeons' },
    purpose: {
      en: 'To learn how people of the agglomeration go, and to plan cycle ways and buses by it.',
      fr: 'Savoir comment on se déplace dans l’agglomération, pour prévoir pistes cyclables et bus.',
    },
    controller: {
      name: 'Agglomeration of La Rochelle',
      address: '6 rue Saint-Michel, 17000 La Rochelle, France',
      contact: 'mobility@agglo.example',
      dataProtectionOfficer: 'dpo@agglo.example',
    },
    recipients: {
      en: 'The mobility department, and everyone by open data.',
      fr: 'La direction des mobilités, et tout le monde par les données ouvertes.',
    },
    storedIn: 'France',
    assessment: 'DPIA 2026-03',
    tables: [
      { id: 'participants', epsilonMilli: 50 },
      { id: 'split-km', epsilonMilli: 400 },
      { id: 'total-co2e', epsilonMilli: 250, clip: 500 },
      { id: 'time-profile', epsilonMilli: 100 },
      { id: 'flows', epsilonMilli: 200, pairs: 2 },
    ],
    zones: {
      name: { en: 'four quarters', fr: 'quatre quarts' },
      count: zones.ids.length,
      sha256: await sha256(fourZones),
    },
    months: { first: '2026-01', last: '2027-12' },
    minParticipants: 50,
    k: 10,
    deltaExponent: 6,
    epsilonTotalMilli: 12_000,
    retentionDays: 60,
    isPublic: true,
    licence: 'etalab-2.0',
    keys: {
      signing: toHex(secrets.signing.publicKey),
      release: toHex(secrets.release.publicKey),
      registry: toHex(secrets.registry.publicKey),
    },
    ...change,
  }
  const study = await openStudy(await signStudy(definition, secrets.signing))
  return { study, zones, zonesFile: fourZones, ...secrets }
}
