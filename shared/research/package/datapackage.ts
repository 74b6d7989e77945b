/** The descriptor of a package: Frictionless Data Package 2.0 with Table Schema (datapackage.org). */
import type { ReleasedTable } from '../release.ts'
import type { Column } from './columns.ts'
import { columnsOf, keyColumnsOf } from './columns.ts'
import type { PackageFiles, PackageGiven } from './given.ts'
import { csvPath, parquetPath, paths, releaseName } from './given.ts'
import { licences } from './licences.ts'
import { columnWords, tableWords } from './table-words.ts'

const profile = (name: string): string => `https://datapackage.org/profiles/2.0/${name}.json`

/** The content of `datapackage.json`; `sums` holds the SHA-256 of each data file, by path. */
export function datapackageOf(given: PackageGiven, data: PackageFiles, sums: ReadonlyMap<string, string>) {
  const { study, release } = given
  const { definition } = study
  const { licence, controller, title } = definition
  const sized = (path: string) => ({ path, bytes: data.get(path)!.length, hash: `sha256:${sums.get(path)!}` })
  return {
    $schema: profile('datapackage'),
    name: releaseName(given).toLowerCase(),
    id: `urn:sillage:${releaseName(given)}`,
    title: `${title.en}, ${release.month}`,
    description: definition.purpose.en,
    version: `${definition.version}.0.0`,
    created: given.madeAt,
    licenses: [{ name: licence, title: licences[licence].title, path: licences[licence].url }],
    contributors: [{ title: controller.name, roles: ['publisher'] }],
    keywords: ['mobility', 'modal split', 'greenhouse gas', 'differential privacy'],
    resources: [
      ...release.tables.flatMap((table) => [
        {
          name: table.id,
          // For programs that know version 1 of the standard alone.
          profile: 'tabular-data-resource',
          type: 'table',
          ...described(table),
          ...sized(csvPath(table.id)),
          format: 'csv',
          mediatype: 'text/csv',
          encoding: 'utf-8',
          dialect: { $schema: profile('tabledialect'), delimiter: ',', lineTerminator: '\r\n', header: true },
          schema: schemaOf(table, given),
        },
        {
          name: `${table.id}-parquet`,
          type: 'table',
          ...described(table),
          ...sized(parquetPath(table.id)),
          format: 'parquet',
          mediatype: 'application/vnd.apache.parquet',
          schema: schemaOf(table, given),
        },
      ]),
      ...[paths.flowsMap, paths.zones]
        .filter((path) => data.has(path))
        .map((path) => ({
          name: path === paths.zones ? 'zones' : 'flows-map',
          title: path === paths.zones ? definition.zones.name.en : tableWords.flows.title.en,
          ...sized(path),
          format: 'geojson',
          mediatype: 'application/geo+json',
          encoding: 'utf-8',
        })),
    ],
  }
}

const described = ({ id }: ReleasedTable) => ({
  title: tableWords[id].title.en,
  description: tableWords[id].universe.en,
})

function schemaOf(table: ReleasedTable, { zones }: PackageGiven) {
  return {
    $schema: profile('tableschema'),
    fields: columnsOf(table, zones.ids).map(fieldOf),
    primaryKey: keyColumnsOf(table.id),
    missingValues: [''],
  }
}

function fieldOf({ name, type, unit, allowed, minimum, maximum, mayBeEmpty }: Column) {
  return {
    name,
    type,
    description: columnWords[name]!.en,
    ...(unit !== undefined && { unit }),
    constraints: {
      required: !mayBeEmpty,
      ...(allowed && { enum: allowed }),
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    },
  }
}
