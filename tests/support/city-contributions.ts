/** What people of a simulated city would give to a study. */
import { contribute } from '../../shared/research/contribution.ts'
import { sha256 } from '../../shared/research/digest.ts'
import { readZones } from '../../shared/research/zones.ts'
import { simulateCity } from '../../shared/simulation/city/city.ts'
import { quarterZones } from '../../shared/simulation/city/zones.ts'
import { utf8 } from '../../shared/vault/bytes.ts'
import { allTables, testDefinition } from './study.ts'

/** What `cityDigest` gives, in Node and in Chromium. */
export const digestOfCity = '79aa23bfe03ca2b1b2a97ac51ea9498a52f5bcec52a68ae2e274f41ae53bd868'

const months = ['2026-01', '2026-02', '2026-03']

/** SHA-256 of the vectors of thirty people, all tables. */
export async function cityDigest(): Promise<string> {
  const list = quarterZones(12)
  const zones = readZones(utf8(JSON.stringify(list)))
  const definition = await testDefinition()
  const study = { ...definition, zones: { ...definition.zones, count: zones.ids.length } }
  const choice = { tables: allTables.map(({ id }) => id), withHome: true }
  const vectors = Array.from(simulateCity({ seed: 9, people: 30, months, zones: list }), (person) =>
    contribute(
      { trips: person.months.flatMap(({ trips }) => trips), places: person.places, placeEdits: [] },
      { study, zones, month: '2026-03', choice },
    ),
  )
  return await sha256(utf8(JSON.stringify(vectors)))
}
