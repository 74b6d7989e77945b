/** The demo's study: made and answered on this device with keys that are thrown away. Nothing of it is sent anywhere. */
import { openConsent } from '../../../shared/research/consent.ts'
import { countersign } from '../../../shared/research/countersignature.ts'
import { sha256 } from '../../../shared/research/digest.ts'
import type { Study, StudyDefinition } from '../../../shared/research/study.ts'
import { openStudy, signStudy } from '../../../shared/research/study.ts'
import { toHex, utf8 } from '../../../shared/vault/bytes.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import type { StudyServer } from './study-server.ts'

/** South-west corner and sides of the nine squares, degrees: La Rochelle and its suburbs. */
const grid = { west: -1.2, south: 46.1, lonDeg: 0.045, latDeg: 0.035 }
const columns = ['west', 'centre', 'east'] as const
const rows = ['south', 'middle', 'north'] as const

function square(column: number, row: number) {
  const west = grid.west + column * grid.lonDeg
  const south = grid.south + row * grid.latDeg
  const [east, north] = [west + grid.lonDeg, south + grid.latDeg]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const name = `${rows[row]} ${columns[column]}`
  return {
    type: 'Feature',
    properties: { id: `${rows[row]}-${columns[column]}`, name },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
}

const zonesFile = utf8(
  JSON.stringify({
    type: 'FeatureCollection',
    features: rows.flatMap((_, row) => columns.map((__, column) => square(column, row))),
  }),
)

/** A server for the demo, with one study; `nowMs` tells the days that it signs. */
export async function demoStudyServer(sodium: Sodium, nowMs: () => number): Promise<StudyServer> {
  const signing = sodium.crypto_sign_keypair()
  const registry = sodium.crypto_sign_keypair()
  const release = sodium.crypto_box_keypair()
  const today = new Date(nowMs()).toISOString().slice(0, 10)
  const keys = {
    signing: toHex(signing.publicKey),
    release: toHex(release.publicKey),
    registry: toHex(registry.publicKey),
  }
  const jws = await signStudy(await definition(keys, today), signing)
  const study = await openStudy(jws)
  const answer = async (said: string, state: 'active' | 'withdrawn'): Promise<string> =>
    countersign(registry, {
      consentHash: await hashOf(study, said),
      receivedAt: new Date(nowMs()).toISOString().slice(0, 10),
      state,
      ...(state === 'withdrawn' && { erased: 0, handedOver: 0 }),
    })
  return {
    isDemo: true,
    version: async () => 'demo',
    studies: async () => [{ jws, state: 'open', publishedDay: today, reviewer: 'Sillage' }],
    zones: async () => zonesFile,
    join: async () => 'demo',
    register: (said) => answer(said, 'active'),
    withdraw: (said) => answer(said, 'withdrawn'),
    contribute: async () => {},
  }
}

/** The hash of a statement that holds. */
async function hashOf(study: Study, jws: string): Promise<string> {
  const { hash } = await openConsent(study, jws)
  return hash
}

async function definition(keys: StudyDefinition['keys'], today: string): Promise<StudyDefinition> {
  const year = Number(today.slice(0, 4))
  return {
    schema: 'sillage/study@1',
    id: 'demo-study',
    version: 1,
    title: {
      en: 'Demo study: how people move around La Rochelle',
      fr: 'Étude de démonstration : comment on se déplace autour de La Rochelle',
    },
    purpose: {
      en: 'To show what a study asks and what leaves a vault. It was made on this device; nobody receives anything.',
      fr: 'Montrer ce que demande une étude et ce qui quitte un coffre. Elle a été faite sur cet appareil ; personne ne reçoit rien.',
    },
    controller: {
      name: 'Sillage (demo)',
      address: 'This device',
      contact: 'demo@example.org',
    },
    recipients: {
      en: 'Nobody: this is a demo. In a real study, its city or its researchers.',
      fr: 'Personne : c’est une démonstration. Dans une vraie étude, sa ville ou ses chercheurs.',
    },
    storedIn: 'France',
    tables: [
      { id: 'participants', epsilonMilli: 50 },
      { id: 'split-km', epsilonMilli: 350 },
      { id: 'total-co2e', epsilonMilli: 200, clip: 500 },
      { id: 'time-profile', epsilonMilli: 150 },
      { id: 'flows', epsilonMilli: 250, pairs: 2 },
    ],
    zones: {
      name: { en: 'nine squares around La Rochelle', fr: 'neuf carrés autour de La Rochelle' },
      count: rows.length * columns.length,
      sha256: await sha256(zonesFile),
    },
    months: { first: `${year}-01`, last: `${year + 1}-12` },
    minParticipants: 50,
    k: 10,
    deltaExponent: 6,
    epsilonTotalMilli: 12_000,
    retentionDays: 60,
    isPublic: true,
    licence: 'etalab-2.0',
    keys,
  }
}
