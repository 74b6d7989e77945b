/** A month of a study as it is released and packed, from people whose figures are drawn from a seed. */
import { apportion } from '../../shared/research/apportion.ts'
import type { AttackReport } from '../../shared/research/attacks/report.ts'
import type { Vectors } from '../../shared/research/contribution.ts'
import type { PackageFiles, PackageGiven } from '../../shared/research/package/given.ts'
import { packageFiles } from '../../shared/research/package/package.ts'
import { signPackage } from '../../shared/research/package/sums.ts'
import type { MonthRelease } from '../../shared/research/release.ts'
import { releaseMonth } from '../../shared/research/release.ts'
import type { Study, StudyDefinition, TableSetting } from '../../shared/research/study.ts'
import { tables } from '../../shared/research/tables/registry.ts'
import type { Random } from '../../shared/simulation/random.ts'
import { seededRandom } from '../../shared/simulation/random.ts'
import { seededBytes } from '../shared/research/mechanism/seeded-bytes.ts'
import { allTables, signingKeys, testStudy, testZones, zonesFile } from './study.ts'

/** How much of what people do falls to each group of modes, on average. */
export const meanWeights = [20, 12, 45, 2, 12, 7, 1, 1]

/** The vectors of so many people who agreed to everything. */
export function drawnVectors(study: StudyDefinition, people: number, seed: number): Vectors[] {
  const random = seededRandom(seed)
  return Array.from({ length: people }, () =>
    Object.fromEntries(study.tables.map((setting) => [setting.id, drawnVector(setting, random)])),
  )
}

function drawnVector(setting: TableSetting, random: Random): number[] {
  const { id } = setting
  const length = tables[id].length(setting)
  if (id === 'participants') return [1]
  if (id === 'habit-change') {
    const step = Math.floor(random.between(0, length))
    return Array.from({ length }, (_, n) => (n === step ? 1 : 0))
  }
  if (id === 'flows') {
    // Two of the first three pairs, so that some rows pass the threshold; and now and then one of the last.
    const pairs = random.chance(0.5) ? [0, 0, 0, 1] : [0, 1, 1, 0]
    return random.chance(0.9) ? pairs : [0, 1, 3, 3]
  }
  const weights = Array.from({ length }, (_, n) => meanWeights[n % 8]! * random.between(0, 2))
  return apportion(weights, setting.clip ? Math.floor(random.between(0.2, 0.8) * setting.clip) : 100)
}

/** The exact sums of vectors, which must be published nowhere: of each table, by cell. */
export function exactSums(study: StudyDefinition, vectors: readonly Vectors[]): number[] {
  return study.tables.flatMap(({ id }) => {
    const table = tables[id]
    if (table.kind === 'sparse') {
      const counts = new Map<string, number>()
      for (const each of vectors)
        for (const cell of table.marked(each[id]!)) counts.set(cell, (counts.get(cell) ?? 0) + 1)
      return [...counts.values()]
    }
    return vectors[0]![id]!.map((_, n) => vectors.reduce((sum, each) => sum + each[id]![n]!, 0))
  })
}

export interface TestRelease {
  readonly study: Study
  readonly vectors: readonly Vectors[]
  readonly given: PackageGiven
}

/** A release of so many people. */
export async function testRelease(
  changes: {
    people?: number
    seed?: number
    month?: string
    study?: Partial<StudyDefinition>
    madeAt?: string
  } = {},
): Promise<TestRelease> {
  const { people = 300, seed = 1, month = '2026-05' } = changes
  const study = await testStudy({ tables: allTables, ...changes.study })
  const vectors = drawnVectors(study.definition, people, seed)
  const given = { month, zoneIds: testZones.ids, vectors }
  return {
    study,
    vectors,
    given: {
      study,
      zones: testZones,
      zonesFile,
      release: released(study.definition, given, seed),
      ledger: { hash: 'a'.repeat(64), spentAtMostMilli: 1500 },
      attackReport: passedReport(study.definition),
      madeAt: changes.madeAt ?? '2026-06-09T08:30:00.000Z',
      software: { name: 'sillage', version: '0.1.0' },
    },
  }
}

/** A report that lets a release be packed; what the attacks find is not what these tests are about. */
export const passedReport = ({ id, version }: StudyDefinition): AttackReport => ({
  schema: 'sillage/attack-report@1',
  study: id,
  version,
  people: 0,
  runs: 0,
  results: [],
  passed: true,
})

function released(
  study: StudyDefinition,
  given: Parameters<typeof releaseMonth>[1],
  seed: number,
): MonthRelease {
  const outcome = releaseMonth(study, given, seededBytes(seed))
  if (outcome.kind !== 'released') throw new Error('too few people for a release')
  return outcome.release
}

/** Its files, signed. */
export const signedPackage = async ({ given }: TestRelease): Promise<PackageFiles> =>
  await signPackage(await packageFiles(given), signingKeys)

/** The text of a file. */
export const textOf = (files: PackageFiles, path: string): string => {
  const bytes = files.get(path)
  if (!bytes) throw new Error(`${path} is not there`)
  return new TextDecoder().decode(bytes)
}
