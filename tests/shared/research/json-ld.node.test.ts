/** What is written as JSON-LD can be read as such by anyone, without fetching anything and without losing a word. */
import jsonld from 'jsonld'
import { expect, test } from 'vitest'
import { signConsent } from '../../../shared/research/consent.ts'
import { paths } from '../../../shared/research/package/given.ts'
import { packageFiles } from '../../../shared/research/package/package.ts'
import { fromUtf8 } from '../../../shared/vault/bytes.ts'
import { testRelease } from '../../support/release.ts'
import { agreed, personKeys, testStudy } from '../../support/study.ts'

const nothingIsFetched = async (url: string): Promise<never> => {
  throw new Error(`would fetch ${url}`)
}

/** Expanded, refusing any term that no context explains. */
const expanded = async (document: unknown) =>
  (await jsonld.expand(
    document as object,
    { base: 'https://example.org/release/', documentLoader: nothingIsFetched, safe: true } as object,
  )) as Record<string, unknown>[]

const dpv = 'https://w3id.org/dpv#'
const study = await testStudy()
const keys = await personKeys(study, 1)

test('a receipt is a consent record of the Data Privacy Vocabulary with all that ISO/IEC TS 27560 asks for', async () => {
  const { statement } = await agreed(study, keys)
  const [record] = await expanded(statement.receipt)
  expect(record!['@type']).toEqual([`${dpv}ConsentRecord`])
  const asked = ['hasDataSubject', 'hasNotice', 'hasProcess', 'hasDataController', 'hasConsentStatus']
  expect(Object.keys(record!)).toEqual(expect.arrayContaining(asked.map((name) => `${dpv}${name}`)))
  const text = JSON.stringify(record)
  for (const name of [
    'hasPurpose',
    'hasPersonalData',
    'hasStorageCondition',
    'hasJurisdiction',
    'hasRecipient',
    'hasRight',
  ])
    expect(text).toContain(`${dpv}${name}`)
  expect(text).toContain(`${dpv}ConsentGiven`)
})

test('a withdrawal says so', async () => {
  const { hash } = await agreed(study, keys)
  const { statement } = await signConsent(study, keys, {
    event: 'withdrawn',
    atMs: Date.UTC(2026, 2, 1),
    previous: hash,
  })
  expect(JSON.stringify(await expanded(statement.receipt))).toContain(`${dpv}ConsentWithdrawn`)
})

test('the metadata of a release is a dataset for open-data portals', async () => {
  const files = await packageFiles((await testRelease()).given)
  const text = JSON.stringify(await expanded(JSON.parse(fromUtf8(files.get(paths.metadata)!))))
  for (const iri of [
    'http://www.w3.org/ns/dcat#Dataset',
    'http://www.w3.org/ns/dcat#distribution',
    'http://purl.org/dc/terms/title',
    'http://purl.org/dc/terms/publisher',
  ])
    expect(text).toContain(iri)
})

test('a term that no context explains is found', async () => {
  await expect(expanded({ '@context': { dpv }, '@type': 'dpv:ConsentRecord', surprise: 1 })).rejects.toThrow()
})
