/** Draws the noise of a month, once, and packs what comes of it. */
import type { AttackReport } from '../../shared/research/attacks/report.ts'
import type { Vectors } from '../../shared/research/contribution.ts'
import type { SigningKeys } from '../../shared/research/jws.ts'
import type { RandomBytes } from '../../shared/research/mechanism/uniform.ts'
import { packageFiles } from '../../shared/research/package/package.ts'
import { signPackage } from '../../shared/research/package/sums.ts'
import { releaseMonth, scaleOf } from '../../shared/research/release.ts'
import type { Study, TableSetting } from '../../shared/research/study.ts'
import { deltaOf } from '../../shared/research/study.ts'
import { tables } from '../../shared/research/tables/registry.ts'
import type { Zones } from '../../shared/research/zones.ts'
import type { Drawn, Entry, Ledger, LineContent } from './ledger.ts'

export interface MonthToRelease {
  readonly study: Study
  readonly zones: Zones
  readonly zonesFile: Uint8Array
  readonly month: string
  readonly vectors: readonly Vectors[]
  /** The study's signing key. */
  readonly signing: SigningKeys
  readonly attackReport: AttackReport
  readonly software: { readonly name: string; readonly version: string; readonly sourceHash: string }
  readonly madeAt: string
  /** The operating system's generator. */
  readonly random: RandomBytes
}

/**
 * The month's entry in the ledger: the stored one where there is one, otherwise what is drawn now. A month is asked once: one
 * that had one person too few, and is released when more have come, would tell that this person was not in, as with them
 * noise would have closed it. Throws Refusal where the ledger refuses, or nothing may be packed.
 */
export async function makeRelease(ledger: Ledger, given: MonthToRelease): Promise<Entry> {
  const { study, month, software, madeAt } = given
  const spending = { definition: study.definition, studyHash: study.hash, month, madeAt }
  return await ledger.spend({ ...spending, codeHash: software.sourceHash }, async () => draw(given))
}

function draw(given: MonthToRelease): Drawn {
  const { study, zones, month, vectors, random } = given
  const { definition } = study
  const outcome = releaseMonth(definition, { month, zoneIds: zones.ids, vectors }, random)
  if (outcome.kind === 'released')
    return {
      kind: 'released',
      tables: definition.tables.map((setting) => spentOn(given, setting)),
      pack: async (ledger) => {
        const { release } = outcome
        return await signPackage(await packageFiles({ ...given, release, ledger }), given.signing)
      },
    }
  // Nothing was drawn, and nothing is spent, where there were too few people to begin with.
  if (outcome.spentMilli === 0) return { kind: 'closed', tables: [] }
  const gate = definition.tables.filter(({ id }) => id === 'participants')
  return { kind: 'closed', tables: gate.map((setting) => spentOn(given, setting)) }
}

function spentOn(
  { study: { definition } }: MonthToRelease,
  setting: TableSetting,
): LineContent['tables'][number] {
  const { id, epsilonMilli } = setting
  const hasThreshold = id === 'participants' || tables[id].kind === 'sparse'
  return {
    id,
    epsilonMilli,
    sensitivity: scaleOf(setting).sensitivity,
    delta: hasThreshold ? deltaOf(definition) : 0,
  }
}
