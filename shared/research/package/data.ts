/** The data of a package: each table as CSV and Parquet, flows as lines on a map. */
import { centroid } from '@turf/turf'
import type { BasicType } from 'hyparquet-writer'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { csvTable } from '../../exports/csv-table.ts'
import { utf8 } from '../../vault/bytes.ts'
import type { ReleasedTable } from '../release.ts'
import type { Zones } from '../zones.ts'
import type { Column, ColumnType, Row } from './columns.ts'
import { columnsOf, rowsOf } from './columns.ts'
import type { PackageGiven } from './given.ts'
import { jsonText } from './given.ts'

/** A table as CSV. */
export function csvOf(table: ReleasedTable, { release, zones }: PackageGiven): Uint8Array {
  const names = columnsOf(table, zones.ids).map(({ name }) => name)
  return utf8(
    csvTable(
      names,
      rowsOf(table, release).map((row) => names.map((name) => row[name] ?? null)),
    ),
  )
}

const parquetTypes: Readonly<Record<ColumnType, BasicType>> = {
  yearmonth: 'STRING',
  string: 'STRING',
  integer: 'INT64',
  number: 'DOUBLE',
}

/** A table as Parquet, with what `privacy.json` says in its metadata, so that the file alone says what it is. */
export function parquetOf(
  table: ReleasedTable,
  { release, zones, software }: PackageGiven,
  privacy: string,
): Uint8Array {
  const rows = rowsOf(table, release)
  const columnData = columnsOf(table, zones.ids).map((column) => ({
    name: column.name,
    type: parquetTypes[column.type],
    nullable: column.mayBeEmpty,
    data: rows.map((row) => stored(column, row)),
  }))
  return new Uint8Array(
    parquetWriteBuffer({
      columnData,
      kvMetadata: [{ key: 'privacy', value: privacy }],
      createdBy: `${software.name} ${software.version}`,
    }),
  )
}

function stored({ name, type }: Column, row: Row): string | number | bigint | null {
  const value = row[name] ?? null
  return type === 'integer' && typeof value === 'number' ? BigInt(value) : value
}

/**
 * Flows as GeoJSON (RFC 7946), a line from the middle of one zone to the middle of another, a point for those within one.
 */
export function flowsMapOf(table: ReleasedTable, { release, zones }: PackageGiven): Uint8Array {
  const features = rowsOf(table, release).map((row) => {
    const [from, to] = [placeOf(zones, row['origin_zone']), placeOf(zones, row['dest_zone'])]
    return {
      type: 'Feature',
      properties: { ...row, origin_name: zones.names[from], dest_name: zones.names[to] },
      geometry:
        from === to
          ? { type: 'Point', coordinates: middleOf(zones, from) }
          : { type: 'LineString', coordinates: [middleOf(zones, from), middleOf(zones, to)] },
    }
  })
  return utf8(jsonText({ type: 'FeatureCollection', features }))
}

function placeOf(zones: Zones, id: Row[string] | undefined): number {
  const place = zones.ids.indexOf(String(id))
  if (place < 0) throw new RangeError('a flow is between zones of the study')
  return place
}

/** About a metre: the middle of a zone is no more exact than that. */
const degreeDigits = 1e5

function middleOf(zones: Zones, place: number): number[] {
  return centroid(zones.collection.features[place]!).geometry.coordinates.map(
    (degrees) => Math.round(degrees * degreeDigits) / degreeDigits,
  )
}
