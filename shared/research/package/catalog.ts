/** The catalogue of public releases as portals harvest it (data.gouv.fr, data.europa.eu, national access points). */
import { Refusal } from '../../api/refusal.ts'
import type { Study } from '../study.ts'
import { readZones } from '../zones.ts'
import type { DescribedRelease, Node } from './dcat.ts'
import {
  agentOf,
  bothLanguages,
  boxOf,
  context,
  datasetOf,
  dayOf,
  inLanguages,
  iri,
  placeOf,
} from './dcat.ts'
import type { InWords, PackageFiles } from './given.ts'
import { paths, releaseName } from './given.ts'
import { readRelease } from './read.ts'
import { readSums } from './sums.ts'

/** A release that is published, with its study. */
export interface PublishedRelease {
  readonly study: Study
  readonly files: PackageFiles
}

export interface CatalogGiven {
  /** Address of the site, without a slash at its end: the catalogue's homepage. */
  readonly baseUrl: string
  /** Who runs the site. */
  readonly publisher: string
  readonly title: InWords
  readonly description: InWords
  readonly releases: readonly PublishedRelease[]
  /** Address of a file of a release, under `baseUrl`, with a slash in front. */
  readonly filePath: (study: string, month: string, path: string) => string
  /** Address of the page about a study, likewise. */
  readonly pagePath: (study: string) => string
}

/** The catalogue as JSON-LD. Releases of studies that are not public are left out, whoever hands them in. */
export function catalogOf(given: CatalogGiven): Node {
  const { baseUrl } = given
  const releases = given.releases
    .filter(({ study }) => study.definition.isPublic)
    .map((release) => described(release, given))
  const series = new Map(releases.map(({ definition }) => [definition.id, definition]))
  return {
    '@context': context,
    '@id': `${baseUrl}/data/catalog`,
    '@type': 'dcat:Catalog',
    'dct:title': inLanguages(given.title),
    'dct:description': inLanguages(given.description),
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': given.publisher },
    'foaf:homepage': iri(`${baseUrl}/`),
    'dct:language': bothLanguages,
    'dcat:themeTaxonomy': iri('http://publications.europa.eu/resource/authority/data-theme'),
    ...(releases.length > 0 && {
      'dct:spatial': placeOf(boxAround(releases), given.title),
      'dct:modified': dayOf(
        releases
          .map(({ madeAt }) => madeAt)
          .sort()
          .at(-1)!,
      ),
    }),
    'dcat:record': releases.map((release) => recordOf(release)),
    'dcat:dataset': [
      ...[...series.values()].map((definition) => ({
        '@id': seriesId(definition.id),
        '@type': 'dcat:DatasetSeries',
        'dct:title': inLanguages(definition.title),
        'dct:description': inLanguages(definition.purpose),
        'dct:publisher': agentOf(definition),
      })),
      ...releases.map((release) => ({
        ...datasetOf(release),
        'dcat:inSeries': iri(seriesId(release.definition.id)),
      })),
    ],
  }
}

const seriesId = (study: string): string => `urn:sillage:study:${study}`

function recordOf({ id, madeAt }: DescribedRelease): Node {
  return {
    '@id': `${id}#record`,
    '@type': 'dcat:CatalogRecord',
    'foaf:primaryTopic': iri(id),
    'dct:created': dayOf(madeAt),
    'dct:modified': dayOf(madeAt),
    'dct:language': bothLanguages,
  }
}

function described({ study, files }: PublishedRelease, given: CatalogGiven): DescribedRelease {
  const { release, madeAt } = readRelease(files)
  const sums = readSums(files.get(paths.sums) ?? new Uint8Array())
  if (!sums) throw new Refusal('bad-request', 'This release has no sums.')
  const data = [...files].filter(([path]) => path.startsWith('data/'))
  return {
    id: `urn:sillage:${releaseName({ study, release })}`,
    definition: study.definition,
    month: release.month,
    madeAt,
    box: boxOf(readZones(files.get(paths.zones) ?? new Uint8Array())),
    files: data.map(([path, bytes]) => ({
      path,
      url: given.baseUrl + given.filePath(study.definition.id, release.month, path),
      bytes: bytes.length,
      sha256: sumOf(sums, path),
    })),
    page: given.baseUrl + given.pagePath(study.definition.id),
  }
}

function sumOf(sums: ReadonlyMap<string, string>, path: string): string {
  const sum = sums.get(path)
  if (sum === undefined) throw new Refusal('bad-request', `No sum names ${path}.`)
  return sum
}

function boxAround(releases: readonly DescribedRelease[]): DescribedRelease['box'] {
  const edges = (place: number) => releases.map(({ box }) => box[place]!)
  return [Math.min(...edges(0)), Math.min(...edges(1)), Math.max(...edges(2)), Math.max(...edges(3))]
}
