/**
 * Releases in the words of open-data portals: DCAT-AP 3 with mobilityDCAT-AP 1.1 (w3id.org/mobilitydcat-ap), as JSON-LD
 * whose context is part of it, so that nothing has to be fetched to read it.
 */
import { bbox } from '@turf/turf'
import { DateTime } from 'luxon'
import type { StudyDefinition } from '../study.ts'
import type { Zones } from '../zones.ts'
import type { InWords } from './given.ts'
import { licences } from './licences.ts'

/** A node of JSON-LD. */
export type Node = Readonly<Record<string, unknown>>

export const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  locn: 'http://www.w3.org/ns/locn#',
  mobilitydcatap: 'https://w3id.org/mobilitydcat-ap#',
  owl: 'http://www.w3.org/2002/07/owl#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** What is said of a released file; `url` may be relative to where the metadata lie. */
export interface DescribedFile {
  readonly path: string
  readonly url: string
  readonly bytes: number
  readonly sha256: string
}

/** What is said of a release. */
export interface DescribedRelease {
  /** An IRI of its own. */
  readonly id: string
  readonly definition: StudyDefinition
  /** As 2026-05. */
  readonly month: string
  /** The instant at which it was made, ISO 8601 in UTC. */
  readonly madeAt: string
  /** The region that the zones cover: west, south, east, north, degrees. */
  readonly box: readonly [number, number, number, number]
  /** The files of data. */
  readonly files: readonly DescribedFile[]
  /** A page about it, where there is one. */
  readonly page?: string
}

export const iri = (id: string): Node => ({ '@id': id })
export const inLanguages = ({ en, fr }: InWords): Node[] => [
  { '@language': 'en', '@value': en },
  { '@language': 'fr', '@value': fr },
]
export const typed = (type: string, value: string | number): Node => ({
  '@type': type,
  '@value': String(value),
})
export const dayOf = (instant: string): Node => typed('xsd:date', instant.slice(0, 10))

const authority = (list: string, name: string): Node =>
  iri(`http://publications.europa.eu/resource/authority/${list}/${name}`)
const mobility = (list: string, name: string): Node => iri(`https://w3id.org/mobilitydcat-ap/${list}/${name}`)

/** Both languages of metadata and data. */
export const bothLanguages: readonly Node[] = [authority('language', 'ENG'), authority('language', 'FRA')]

/** The region that zones cover: west, south, east, north, degrees. */
export function boxOf(zones: Zones): [number, number, number, number] {
  const [west, south, east, north] = bbox(zones.collection)
  return [
    outward(west, Math.floor),
    outward(south, Math.floor),
    outward(east, Math.ceil),
    outward(north, Math.ceil),
  ]
}

/** To a ten-thousandth of a degree, some ten metres, so that the box still holds all; a hair beside a digit is that digit. */
const outward = (degrees: number, round: (value: number) => number): number => {
  const near = Math.round(degrees * 1e4)
  return (Math.abs(degrees * 1e4 - near) < 1e-6 ? near : round(degrees * 1e4)) / 1e4
}

/** A region as a place with its box in WKT. */
export function placeOf(box: DescribedRelease['box'], name: InWords): Node {
  const [west, south, east, north] = box
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const wkt = typed('geo:wktLiteral', `POLYGON((${corners.map((corner) => corner.join(' ')).join(', ')}))`)
  return {
    '@type': 'dct:Location',
    'skos:prefLabel': inLanguages(name),
    'dcat:bbox': wkt,
    'locn:geometry': wkt,
  }
}

/** Who answers for a study, as a publisher. */
export const agentOf = ({ controller }: Pick<StudyDefinition, 'controller'>): Node => ({
  '@type': 'foaf:Agent',
  'foaf:name': controller.name,
})

function contactOf({ controller }: StudyDefinition): Node {
  const isMail = /^[^\s@]+@[^\s@]+$/.test(controller.contact)
  const isAddress = /^https?:\/\/\S+$/.test(controller.contact)
  return {
    '@type': 'vcard:Kind',
    'vcard:fn': controller.name,
    ...(isMail && { 'vcard:hasEmail': iri(`mailto:${controller.contact}`) }),
    ...(!isMail && isAddress && { 'vcard:hasURL': iri(controller.contact) }),
    ...(!isMail && !isAddress && { 'vcard:note': controller.contact }),
  }
}

const modesOfTransport = [
  'pedestrian',
  'bicycle',
  'e-scooter',
  'car',
  'car-pooling',
  'taxi',
  'motorcycle',
  'bus',
  'long-distance-coach',
  'tram-light-rail',
  'metro-subway-train',
  'regional-and-local-rail',
  'long-distance-rail',
  'air',
]

/** The words of a release's title and description. */
function wordsOf({ definition, month }: DescribedRelease): { title: InWords; description: InWords } {
  const { title, purpose } = definition
  return {
    title: { en: `${title.en}, ${month}`, fr: `${title.fr}, ${month}` },
    description: {
      en: `${purpose.en} Statistics of volunteers’ trips in ${month}, with noise that protects each of them (user-level differential privacy). No individual data.`,
      fr: `${purpose.fr} Statistiques des déplacements de volontaires en ${month}, avec un bruit qui protège chacun d’eux (confidentialité différentielle par personne). Aucune donnée individuelle.`,
    },
  }
}

/** A release as a dataset. */
export function datasetOf(release: DescribedRelease): Node {
  const { definition, month } = release
  const { title, description } = wordsOf(release)
  const first = DateTime.fromISO(`${month}-01`, { zone: 'UTC' })
  return {
    '@id': release.id,
    '@type': 'dcat:Dataset',
    'dct:identifier': release.id,
    'dct:title': inLanguages(title),
    'dct:description': inLanguages(description),
    'dct:publisher': agentOf(definition),
    'dct:creator': agentOf(definition),
    'dcat:contactPoint': contactOf(definition),
    'dct:issued': dayOf(release.madeAt),
    'dct:modified': dayOf(release.madeAt),
    'owl:versionInfo': String(definition.version),
    'dct:language': bothLanguages,
    'dct:license': iri(licences[definition.licence].url),
    'dct:accessRights': authority('access-right', definition.isPublic ? 'PUBLIC' : 'RESTRICTED'),
    // A month is released once.
    'dct:accrualPeriodicity': authority('frequency', 'NEVER'),
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': dayOf(first.toISODate()!),
      'dcat:endDate': dayOf(first.endOf('month').toISODate()!),
    },
    'dcat:temporalResolution': typed('xsd:duration', 'P1M'),
    'dct:spatial': placeOf(release.box, definition.zones.name),
    'dct:conformsTo': iri('http://www.opengis.net/def/crs/EPSG/0/4326'),
    'dcat:theme': [authority('data-theme', 'TRAN'), authority('data-theme', 'ENVI')],
    'dcat:keyword': keywords.flatMap(inLanguages),
    'mobilitydcatap:mobilityTheme': mobility('mobility-theme', 'other'),
    'mobilitydcatap:transportMode': modesOfTransport.map((mode) => mobility('transport-mode', mode)),
    'dpv:hasTechnicalOrganisationalMeasure': [iri('dpv:DifferentialPrivacy'), iri('dpv:Anonymisation')],
    ...(release.page !== undefined && { 'dcat:landingPage': iri(release.page) }),
    'dcat:distribution': release.files.map((file) => distributionOf(file, release)),
  }
}

const keywords: readonly InWords[] = [
  { en: 'mobility', fr: 'mobilité' },
  { en: 'modal split', fr: 'part modale' },
  { en: 'greenhouse gas', fr: 'gaz à effet de serre' },
]

const formats: Readonly<Record<string, { readonly name: string; readonly mediaType: string }>> = {
  csv: { name: 'CSV', mediaType: 'text/csv' },
  parquet: { name: 'PARQUET', mediaType: 'application/vnd.apache.parquet' },
  geojson: { name: 'GEOJSON', mediaType: 'application/geo+json' },
}

function distributionOf(file: DescribedFile, { definition, month }: DescribedRelease): Node {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  const format = formats[name.slice(name.lastIndexOf('.') + 1)]
  if (!format) throw new RangeError('a distribution is a file of data')
  return {
    '@type': 'dcat:Distribution',
    'dct:title': inLanguages({ en: `${month}, ${name}`, fr: `${month}, ${name}` }),
    'dcat:accessURL': iri(file.url),
    'dcat:downloadURL': iri(file.url),
    'dct:format': authority('file-type', format.name),
    'dcat:mediaType': iri(`https://www.iana.org/assignments/media-types/${format.mediaType}`),
    'dcat:byteSize': typed('xsd:nonNegativeInteger', file.bytes),
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': iri('spdx:checksumAlgorithm_sha256'),
      'spdx:checksumValue': typed('xsd:hexBinary', file.sha256),
    },
    'dct:license': iri(licences[definition.licence].url),
    'dct:rights': {
      '@type': 'dct:RightsStatement',
      'dct:type': mobility('conditions-for-access-and-usage', 'licence-provided-free-of-charge'),
    },
    'mobilitydcatap:mobilityDataStandard': mobility('mobility-data-standard', 'other'),
    'dcatap:availability': authority('planned-availability', 'STABLE'),
  }
}
