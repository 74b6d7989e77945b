/** What a package is made from, and what it is. */
import type { AttackReport } from '../attacks/report.ts'
import type { MonthRelease } from '../release.ts'
import type { Study } from '../study.ts'
import type { Zones } from '../zones.ts'

/** A text in both languages. */
export interface InWords {
  readonly en: string
  readonly fr: string
}
export type Language = keyof InWords
export const languages = ['en', 'fr'] as const satisfies readonly Language[]

/** Files by their paths in the package, in the order of the package. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>

/** Where a release stands in the ledger of what a study has spent. */
export interface LedgerLine {
  /** Hash of the ledger's line by which this release's ε was spent, 64 hex digits. */
  readonly hash: string
  /** Thousandths of ε that the study has spent per person in all at most, with this release (`spent.ts`). */
  readonly spentAtMostMilli: number
}

/** The program that made a release. */
export interface Software {
  readonly name: string
  readonly version: string
  /** SHA-256 of its source, where it is known. */
  readonly sourceHash?: string
}

export interface PackageGiven {
  readonly study: Study
  readonly zones: Zones
  /** The file that the study names by its hash; packed byte for byte. */
  readonly zonesFile: Uint8Array
  readonly release: MonthRelease
  readonly ledger: LedgerLine
  /** The attacks that were tried with the study's parameters; packed as it is. */
  readonly attackReport: AttackReport
  /** The instant at which it was made, ISO 8601 in UTC. */
  readonly madeAt: string
  readonly software: Software
}

/** Paths that are not data. */
export const paths = {
  zones: 'data/zones.geojson',
  flowsMap: 'data/flows.geojson',
  datapackage: 'datapackage.json',
  codebook: 'codebook.csv',
  metadata: 'metadata.jsonld',
  privacy: 'privacy.json',
  attackReport: 'attack-report.json',
  quality: 'quality.json',
  readme: 'README.md',
  licence: 'LICENSE',
  citation: 'CITATION.cff',
  sums: 'SHA256SUMS',
  signature: 'SHA256SUMS.jws',
} as const

export const csvPath = (table: string): string => `data/${table}.csv`
export const parquetPath = (table: string): string => `data/${table}.parquet`
export const codebookPath = (language: Language): string => `codebook.${language}.md`

/** What a release is called: of file names, citations and catalogues. */
export const releaseName = ({ study, release }: Pick<PackageGiven, 'study' | 'release'>): string =>
  `release-${study.definition.id}-${release.month}-v${study.definition.version}`

/** JSON as it is packed: two spaces, a line end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
