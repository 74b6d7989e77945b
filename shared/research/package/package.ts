/** A release as the files that researchers get. From the same release, the same bytes, in the same order, everywhere. */
import { Refusal } from '../../api/refusal.ts'
import { utf8 } from '../../vault/bytes.ts'
import { sha256 } from '../digest.ts'
import { citationText } from './citation.ts'
import { codebookCsv, codebookText } from './codebook.ts'
import { csvOf, flowsMapOf, parquetOf } from './data.ts'
import { datapackageOf } from './datapackage.ts'
import { boxOf, context, datasetOf } from './dcat.ts'
import type { PackageFiles, PackageGiven } from './given.ts'
import { codebookPath, csvPath, jsonText, languages, parquetPath, paths, releaseName } from './given.ts'
import { licenceText } from './licences.ts'
import { privacyOf } from './privacy.ts'
import { qualityOf } from './quality.ts'
import { readmeText } from './readme.ts'
import { sumsOf } from './sums.ts'

/**
 * The files of a release but its signature, which `signPackage` adds. Throws Refusal `bad-request` where the report of the
 * attacks failed or is of another study, or the zones are not the study's.
 */
export async function packageFiles(given: PackageGiven): Promise<PackageFiles> {
  const { attackReport, study } = given
  if (!attackReport.passed)
    throw new Refusal('bad-request', 'A release whose report of attacks failed is not packed.')
  if (attackReport.study !== study.definition.id || attackReport.version !== study.definition.version)
    throw new Refusal('bad-request', 'The report of attacks is of another study.')
  if ((await sha256(given.zonesFile)) !== study.definition.zones.sha256)
    throw new Refusal('bad-request', 'The zones are not those that the study was signed with.')
  const data = dataOf(given)
  const sums = await sumsByPath(data)
  const files = new Map([
    ...data,
    ...[
      [paths.datapackage, jsonText(datapackageOf(given, data, sums))],
      [paths.codebook, codebookCsv(given)],
      ...languages.map((language) => [codebookPath(language), codebookText(given, language)] as const),
      [paths.metadata, jsonText({ '@context': context, ...datasetOf(describedBy(given, data, sums)) })],
      [paths.privacy, jsonText(privacyOf(given))],
      [paths.attackReport, jsonText(given.attackReport)],
      [paths.quality, jsonText(qualityOf(given))],
      [paths.readme, readmeText(given)],
      [paths.licence, licenceText(given)],
      [paths.citation, citationText(given)],
    ].map(([path, text]) => [path!, utf8(text!)] as const),
  ])
  return new Map([...files, [paths.sums, await sumsOf(files)]])
}

function dataOf(given: PackageGiven): Map<string, Uint8Array> {
  const privacy = JSON.stringify(privacyOf(given))
  const files = new Map<string, Uint8Array>()
  for (const table of given.release.tables) {
    files.set(csvPath(table.id), csvOf(table, given))
    files.set(parquetPath(table.id), parquetOf(table, given, privacy))
    if (table.id === 'flows') files.set(paths.flowsMap, flowsMapOf(table, given))
  }
  return files.set(paths.zones, given.zonesFile)
}

async function sumsByPath(files: PackageFiles): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all([...files].map(async ([path, bytes]) => [path, await sha256(bytes)] as const)),
  )
}

/** A package does not know where it will be published: its files are named relative to it. */
function describedBy(given: PackageGiven, data: PackageFiles, sums: ReadonlyMap<string, string>) {
  const { study, release, zones, madeAt } = given
  return {
    id: `urn:sillage:${releaseName(given)}`,
    definition: study.definition,
    month: release.month,
    madeAt,
    box: boxOf(zones),
    files: [...data].map(([path, bytes]) => ({
      path,
      url: path,
      bytes: bytes.length,
      sha256: sums.get(path)!,
    })),
  }
}
