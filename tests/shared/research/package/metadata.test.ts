/** Catalogues and tools of open data find in a package what their standards ask for. */
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogOf } from '../../../../shared/research/package/catalog.ts'
import type { Node } from '../../../../shared/research/package/dcat.ts'
import type { PackageFiles } from '../../../../shared/research/package/given.ts'
import { readSums } from '../../../../shared/research/package/sums.ts'
import type { TestRelease } from '../../../support/release.ts'
import { signedPackage, testRelease, textOf } from '../../../support/release.ts'

let made: TestRelease
let files: PackageFiles
beforeAll(async () => {
  made = await testRelease()
  files = await signedPackage(made)
})
const json = (path: string) => JSON.parse(textOf(files, path))

/** Every object in a document, itself among them. */
function nodesIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  if (typeof value !== 'object' || value === null) return []
  const node = value as Record<string, unknown>
  return [node, ...Object.entries(node).flatMap(([name, each]) => (name === '@context' ? [] : nodesIn(each)))]
}

const ofType = (document: unknown, type: string) => nodesIn(document).filter((node) => node['@type'] === type)

/** What JSON-LD 1.1 asks of a document with a context of prefixes alone: that expansion drops nothing and guesses nothing. */
function expectJsonLd(document: Node): void {
  const prefixes = document['@context'] as Record<string, string>
  for (const each of Object.values(prefixes)) expect(each).toMatch(/^https?:\/\/\S+[#/]$/)
  const isKnown = (name: string) => prefixes[name.split(':')[0]!] !== undefined && name.includes(':')
  for (const node of nodesIn(document)) {
    for (const name of Object.keys(node)) if (!name.startsWith('@')) expect(isKnown(name), name).toBe(true)
    const type = node['@type']
    if (type !== undefined) expect(isKnown(String(type)), String(type)).toBe(true)
    if ('@value' in node) {
      expect(typeof node['@value']).toBe('string')
      expect(Object.keys(node).filter((name) => !['@value', '@type', '@language'].includes(name))).toEqual([])
    }
    if ('@id' in node) expect(String(node['@id'])).not.toMatch(/\s/)
  }
}

const dataset = {
  // DCAT-AP 3.0: title and description; mobilityDCAT-AP 1.1 adds the others (SHACL shapes, Dataset_Shape).
  mandatory: [
    'dct:title',
    'dct:description',
    'dcat:distribution',
    'dct:accrualPeriodicity',
    'mobilitydcatap:mobilityTheme',
    'dct:spatial',
    'dct:publisher',
  ],
  // What data.gouv.fr reads of a dataset beside them (doc.data.gouv.fr/moissonnage/dcat).
  read: [
    'dct:identifier',
    'dcat:keyword',
    'dct:license',
    'dct:temporal',
    'dct:issued',
    'dct:modified',
    'dcat:contactPoint',
  ],
}
// Distribution_Shape; data.gouv.fr reads title, format, checksum and size beside them.
const distribution = [
  'dcat:accessURL',
  'dct:format',
  'dct:rights',
  'mobilitydcatap:mobilityDataStandard',
  'dct:title',
  'dcat:downloadURL',
  'dcat:byteSize',
  'dct:license',
  'spdx:checksum',
]

function expectDataset(node: Node): void {
  for (const name of [...dataset.mandatory, ...dataset.read]) expect(node[name], name).toBeDefined()
  for (const name of ['dct:title', 'dct:description'])
    expect((node[name] as Node[]).map((text) => text['@language'])).toEqual(['en', 'fr'])
  for (const each of node['dcat:distribution'] as Node[])
    for (const name of distribution) expect(each[name], name).toBeDefined()
}

describe('metadata.jsonld', () => {
  test('is JSON-LD that says what it says', () => {
    expectJsonLd(json('metadata.jsonld'))
  })

  test('has what DCAT-AP and mobilityDCAT-AP ask for', () => {
    const metadata = json('metadata.jsonld')
    expect(metadata['@type']).toBe('dcat:Dataset')
    expectDataset(metadata)
    expect(metadata['dct:temporal']).toMatchObject({
      'dcat:startDate': { '@value': '2026-05-01' },
      'dcat:endDate': { '@value': '2026-05-31' },
    })
    expect(metadata['dct:spatial']['dcat:bbox']['@value']).toBe(
      'POLYGON((-1.2 46.1, -1 46.1, -1 46.3, -1.2 46.3, -1.2 46.1))',
    )
    expect(metadata['dcat:contactPoint']['vcard:hasEmail']).toEqual({ '@id': 'mailto:studies@example.org' })
  })

  test('describes each file of data with its sum and size, where it lies', () => {
    const sums = readSums(files.get('SHA256SUMS')!)!
    const distributions = json('metadata.jsonld')['dcat:distribution']
    const data = [...files].filter(([path]) => path.startsWith('data/'))
    expect(
      distributions.map((each: Record<string, Record<string, unknown>>) => [
        each['dcat:accessURL']!['@id'],
        each['dcat:byteSize']!['@value'],
        (each['spdx:checksum']!['spdx:checksumValue'] as Node)['@value'],
      ]),
    ).toEqual(data.map(([path, bytes]) => [path, String(bytes.length), sums.get(path)]))
  })

  test('a contact that is no mail address is no mail address', async () => {
    const controller = { name: 'Example City', address: '1 Example Street', contact: 'Room 12, town hall' }
    const other = await signedPackage(await testRelease({ study: { controller } }))
    expect(JSON.parse(textOf(other, 'metadata.jsonld'))['dcat:contactPoint']).toEqual({
      '@type': 'vcard:Kind',
      'vcard:fn': 'Example City',
      'vcard:note': 'Room 12, town hall',
    })
  })
})

describe('datapackage.json', () => {
  // The rules of datapackage.org/standard, 2.0: data-package, data-resource, table-schema.
  test('is a Data Package', () => {
    const descriptor = json('datapackage.json')
    expect(descriptor.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json')
    expect(descriptor.name).toMatch(/^[a-z0-9._-]+$/)
    expect(descriptor.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(descriptor.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    for (const { name, path } of descriptor.licenses) {
      expect(name).toMatch(/^[-a-zA-Z0-9._]+$/)
      expect(path).toMatch(/^https:/)
    }
    const names = descriptor.resources.map(({ name }: { name: string }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9._-]+$/)
  })

  test('names each file of data once, with its size and sum', () => {
    const sums = readSums(files.get('SHA256SUMS')!)!
    const { resources } = json('datapackage.json')
    const data = [...files].filter(([path]) => path.startsWith('data/'))
    expect(resources.map(({ path }: { path: string }) => path).sort()).toEqual(
      data.map(([path]) => path).sort(),
    )
    for (const { path, bytes, hash } of resources) {
      expect(path).not.toMatch(/^[/.]|\.\.|:/)
      expect(bytes).toBe(files.get(path)!.length)
      expect(hash).toBe(`sha256:${sums.get(path)}`)
    }
  })

  test('has a Table Schema for each table, that its CSV keeps', () => {
    const types = ['yearmonth', 'string', 'integer', 'number']
    const { resources } = json('datapackage.json')
    const tables = resources.filter(({ format }: { format: string }) => format === 'csv')
    expect(tables).toHaveLength(made.given.release.tables.length)
    for (const { path, schema, dialect } of tables) {
      const [header, ...rows] = textOf(files, path)
        .split('\r\n')
        .slice(0, -1)
        .map((row) => row.split(','))
      expect(dialect).toMatchObject({ delimiter: ',', lineTerminator: '\r\n', header: true })
      expect(schema.fields.map(({ name }: { name: string }) => name)).toEqual(header)
      for (const key of schema.primaryKey) expect(header).toContain(key)
      for (const row of rows)
        schema.fields.forEach((field: Field, n: number) => {
          expect(types).toContain(field.type)
          expect(keeps(row[n]!, field), `${path}: ${field.name} ${row[n]}`).toBe(true)
        })
    }
  })

  interface Field {
    name: string
    type: string
    constraints: { required: boolean; enum?: string[]; minimum?: number; maximum?: number }
  }

  function keeps(text: string, { type, constraints }: Field): boolean {
    if (text === '') return !constraints.required
    if (constraints.enum && !constraints.enum.includes(text)) return false
    if (type === 'yearmonth') return /^\d{4}-\d\d$/.test(text)
    if (type === 'string') return true
    if (!(type === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/).test(text)) return false
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = constraints
    return Number(text) >= minimum && Number(text) <= maximum
  }

  test('and a row that breaks its schema would be seen', () => {
    const field = {
      name: 'share',
      type: 'number',
      constraints: { required: false, minimum: 0, maximum: 100 },
    }
    expect(['', '0', '99.5', '101', '-1', 'x'].map((text) => keeps(text, field))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('the catalogue', () => {
  const given = {
    baseUrl: 'https://sillage.example',
    publisher: 'Example Association',
    title: { en: 'Open data', fr: 'Données ouvertes' },
    description: { en: 'Released statistics.', fr: 'Statistiques publiées.' },
    filePath: (study: string, month: string, path: string) => `/api/releases/${study}/${month}/files/${path}`,
    pagePath: (study: string) => `/studies/${study}`,
  }

  test('holds what DCAT-AP and mobilityDCAT-AP ask of a catalogue, and each release', async () => {
    const june = await testRelease({ month: '2026-06', seed: 7, madeAt: '2026-07-10T08:00:00.000Z' })
    const catalog = catalogOf({
      ...given,
      releases: [
        { study: made.study, files },
        { study: june.study, files: await signedPackage(june) },
      ],
    })
    expectJsonLd(catalog)
    // Catalogue_Shape.
    for (const name of [
      'dct:title',
      'dct:description',
      'dct:publisher',
      'foaf:homepage',
      'dct:spatial',
      'dcat:dataset',
      'dcat:record',
    ])
      expect(catalog[name], name).toBeDefined()
    const datasets = ofType(catalog, 'dcat:Dataset')
    expect(datasets.map((node) => node['@id'])).toEqual([
      'urn:sillage:release-modes-of-la-rochelle-2026-05-v1',
      'urn:sillage:release-modes-of-la-rochelle-2026-06-v1',
    ])
    for (const node of datasets) expectDataset(node)
    const series = ofType(catalog, 'dcat:DatasetSeries')
    expect(series.map((node) => node['@id'])).toEqual(['urn:sillage:study:modes-of-la-rochelle'])
    for (const node of datasets) expect(node['dcat:inSeries']).toEqual({ '@id': series[0]!['@id'] })
    expect(ofType(catalog, 'dcat:CatalogRecord').map((node) => node['foaf:primaryTopic'])).toEqual(
      datasets.map((node) => ({ '@id': node['@id'] })),
    )
    expect(catalog['dct:modified']).toEqual({ '@type': 'xsd:date', '@value': '2026-07-10' })
  })

  test('gives addresses under the site’s own', () => {
    const catalog = catalogOf({ ...given, releases: [{ study: made.study, files }] })
    const addresses = ofType(catalog, 'dcat:Distribution').map(
      (node) => (node['dcat:downloadURL'] as Node)['@id'],
    )
    expect(addresses[0]).toBe(
      'https://sillage.example/api/releases/modes-of-la-rochelle/2026-05/files/data/participants.csv',
    )
    for (const address of addresses) expect(address).toMatch(/^https:\/\/sillage\.example\//)
    expect(ofType(catalog, 'dcat:Dataset')[0]!['dcat:landingPage']).toEqual({
      '@id': 'https://sillage.example/studies/modes-of-la-rochelle',
    })
  })

  test('leaves out a study that is not public, whoever hands it in', async () => {
    const closed = await testRelease({ study: { isPublic: false } })
    const catalog = catalogOf({
      ...given,
      releases: [{ study: closed.study, files: await signedPackage(closed) }],
    })
    expect(JSON.stringify(catalog)).not.toContain('modes-of-la-rochelle')
    expectJsonLd(catalog)
  })
})
