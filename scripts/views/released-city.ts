/** Three months of a study of a simulated city, published on a server's data directory: what the open pages then show. */
import { importRelease, publishStudy } from '../../server/services/publishing.ts'
import { openStores } from '../../server/store/open-store.ts'
import { attackReport } from '../../shared/research/attacks/report.ts'
import { contribute } from '../../shared/research/contribution.ts'
import { sha256 } from '../../shared/research/digest.ts'
import { packageFiles } from '../../shared/research/package/package.ts'
import { signPackage } from '../../shared/research/package/sums.ts'
import { releaseMonth } from '../../shared/research/release.ts'
import type { Study } from '../../shared/research/study.ts'
import { signStudy } from '../../shared/research/study.ts'
import type { Zones } from '../../shared/research/zones.ts'
import { readZones } from '../../shared/research/zones.ts'
import { simulateCity } from '../../shared/simulation/city/city.ts'
import { communeZones } from '../../shared/simulation/city/zones.ts'
import { toHex, utf8 } from '../../shared/vault/bytes.ts'
import { randomBytes, ready } from '../../shared/vault/sodium.ts'
import { zipOf } from '../release/zip.ts'
import { newDraft } from '../study/draft.ts'

const months = ['2026-08', '2026-09', '2026-10'] as const
const people = 3000

/** Publishes the study and its releases. The keys are made for it and forgotten. */
export async function releaseCity(dataDirectory: string): Promise<void> {
  const sodium = await ready()
  const signing = sodium.crypto_sign_keypair()
  const zonesFile = utf8(JSON.stringify(communeZones()))
  const zones = readZones(zonesFile)
  const { accounts, vaults, research, registry } = await openStores(dataDirectory)
  try {
    const jws = await signStudy(
      {
        ...newDraft('large', months[0]),
        id: 'se-deplacer',
        title: { en: 'How the agglomeration moves', fr: 'Comment l’agglomération se déplace' },
        purpose: { en: 'To place bicycle lanes.', fr: 'Placer des pistes cyclables.' },
        controller: { name: 'Ville d’exemple', address: '1 rue de l’Exemple', contact: 'etudes@example.org' },
        assessment: 'exemple',
        recipients: { en: 'Everyone', fr: 'Tout le monde' },
        zones: {
          name: { en: 'communes', fr: 'communes' },
          count: zones.ids.length,
          sha256: await sha256(zonesFile),
        },
        keys: {
          signing: toHex(signing.publicKey),
          release: toHex(sodium.crypto_box_keypair().publicKey),
          registry: toHex(registry.publicKey),
        },
      },
      signing,
    )
    const study = await publishStudy(research, registry, {
      ...{ jws, zones: zonesFile, reviewer: 'Ada Exemple', day: `${months[0]}-01` },
    })
    for (const made of await released(study, zones, zonesFile)) {
      const files = await signPackage(made, signing)
      await importRelease(research, study, files, zipOf(files))
    }
  } finally {
    await vaults.close()
    await research.close()
    await accounts.close()
  }
}

/** The packages of all months, unsigned. */
async function released(study: Study, zones: Zones, zonesFile: Uint8Array) {
  const { definition } = study
  const report = attackReport(definition, zones.ids, randomBytes)
  const city = [...simulateCity({ seed: 1, people, months, zones: communeZones() })]
  const choice = { tables: definition.tables.map(({ id }) => id), withHome: true }
  return await Promise.all(
    months.map(async (month, n) => {
      const vectors = city.map(({ places, months: lived }) =>
        contribute(
          { trips: lived[n]!.trips, places, placeEdits: [] },
          { study: definition, zones, month, choice },
        ),
      )
      const outcome = releaseMonth(definition, { month, zoneIds: zones.ids, vectors }, randomBytes)
      if (outcome.kind !== 'released') throw new Error('a city of thousands is released')
      return await packageFiles({
        ...{ study, zones, zonesFile, release: outcome.release, attackReport: report },
        ledger: { hash: '0'.repeat(64), spentAtMostMilli: 1000 * (n + 1) },
        madeAt: `${month}-28T12:00:00Z`,
        software: { name: 'Sillage', version: '0.1.0' },
      })
    }),
  )
}
