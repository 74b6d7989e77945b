/** Months to be spent: drawn by chance, or made up for a ledger that does not look inside. */
import type { Drawn, Spending } from '../../../scripts/release/ledger.ts'
import type { MonthToRelease } from '../../../scripts/release/make.ts'
import { scaleOf } from '../../../shared/research/release.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import { toHex, utf8 } from '../../../shared/vault/bytes.ts'
import { randomBytes } from '../../../shared/vault/sodium.ts'
import { drawnVectors, passedReport } from '../../support/release.ts'
import { signingKeys, testStudy, testZones, zonesFile } from '../../support/study.ts'

export const madeAt = '2026-06-09T08:30:00.000Z'

export const spendingOf = (definition: StudyDefinition, month: string): Spending => ({
  ...{ definition, month, madeAt },
  studyHash: 'b'.repeat(64),
  codeHash: 'c'.repeat(64),
})

/** A package of one file that is another each time. */
export function drawnOf(
  definition: StudyDefinition,
  noise = toHex(randomBytes(16)),
): Extract<Drawn, { kind: 'released' }> {
  return {
    kind: 'released',
    tables: definition.tables.map((setting) => ({
      ...{ id: setting.id, epsilonMilli: setting.epsilonMilli, delta: 0 },
      sensitivity: scaleOf(setting).sensitivity,
    })),
    pack: async ({ hash }) => new Map([['README.md', utf8(`${noise} paid by ${hash}`)]]),
  }
}

/** A month of so many people, as the command hands it on. */
export async function drawnMonth(
  people: number,
  changes: Partial<StudyDefinition> = {},
): Promise<MonthToRelease> {
  const study = await testStudy(changes)
  return {
    ...{ study, zones: testZones, zonesFile, month: '2026-05', madeAt },
    vectors: drawnVectors(study.definition, people, people),
    signing: signingKeys,
    attackReport: passedReport(study.definition),
    software: { name: 'sillage', version: '0.1.0', sourceHash: 'c'.repeat(64) },
    random: randomBytes,
  }
}
