/** The notice says what the definition says, in both languages; a consent holds for that notice alone, and so does its receipt. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openConsent, signConsent } from '../../../shared/research/consent.ts'
import type { NoticeLanguage } from '../../../shared/research/notice.ts'
import { noticeHash, noticeOf, noticeParts, noticeText } from '../../../shared/research/notice.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import { tableIds } from '../../../shared/research/tables/ids.ts'
import { agreed, personKeys, testStudy, yesTo } from '../../support/study.ts'

const study = await testStudy({
  controller: {
    name: 'Example City',
    address: '1 Example Street',
    contact: 'studies@example.org',
    dataProtectionOfficer: 'dpo@example.org',
  },
})
const { definition } = study
const keys = await personKeys(study, 7)
const atMs = Date.UTC(2026, 4, 10)
const languages: NoticeLanguage[] = ['en', 'fr']

const sectionText = (of: StudyDefinition, language: NoticeLanguage, part: string): string =>
  noticeOf(of, language)
    .sections.filter((section) => section.part === part)
    .flatMap(({ paragraphs, tables = [] }) => [
      ...paragraphs,
      ...tables.map(({ name, text }) => `${name} ${text}`),
    ])
    .join('\n')

describe.each(languages)('the notice in %s', (language) => {
  test('has all its parts, none of them empty', () => {
    const { sections, title } = noticeOf(definition, language)
    expect(title).toBe(definition.title[language])
    expect(sections.map(({ part }) => part)).toEqual(noticeParts)
    for (const { heading, paragraphs } of sections)
      for (const text of [heading, ...paragraphs]) expect(text).toMatch(/\S{2}/)
  })

  test('says who, why, where, how long and for whom as the definition does', () => {
    const { controller } = definition
    const of = (part: string) => sectionText(definition, language, part)
    for (const said of [
      controller.name,
      controller.address,
      controller.contact,
      controller.dataProtectionOfficer!,
    ])
      expect(of('who')).toContain(said)
    expect(of('why')).toBe(definition.purpose[language])
    expect(of('kept')).toMatch(/France[\s\S]* 30 /)
    expect(of('receives')).toContain(definition.recipients[language])
    expect(of('receives')).toContain('etalab-2.0')
    expect(of('receives')).toMatch(/ 50 /)
    expect(of('coarse')).toContain(language === 'en' ? '4 public zones' : '4 zones publiques')
    expect(of('period')).toMatch(
      language === 'en' ? /January 2026 to December 2026/ : /de janvier 2026 à décembre 2026/,
    )
    expect(of('rights')).toContain('CNIL')
  })

  test('writes the cost as it is: e^1.5 is 4.5, two thresholds of one in a million, and no flow of fewer than ten', () => {
    const cost = sectionText(definition, language, 'cost')
    expect(cost).toContain(language === 'en' ? 'e^ε ≈ 4.5' : 'e^ε ≈ 4,5')
    expect(cost).toMatch(language === 'en' ? /2 in 1,000,000/ : /2 sur 1\u202f000\u202f000/)
    expect(cost).toMatch(/fewer than 10 participants|moins de 10 participants/)
    const withoutFlows = { ...definition, tables: definition.tables.slice(0, 2) }
    const less = sectionText(withoutFlows, language, 'cost')
    // e^0.3
    expect(less).toContain(
      language === 'en' ? 'e^ε ≈ 1.3 (ε = 0.3), plus 1 in' : 'e^ε ≈ 1,3 (ε = 0,3), plus 1 sur',
    )
    expect(less).not.toMatch(/fewer than|moins de 10/)
  })

  test('names each table that is asked, and no other', () => {
    const ids = (of: StudyDefinition) =>
      noticeOf(of, language).sections.flatMap(({ tables = [] }) => tables.map(({ id }) => id))
    expect(ids({ ...definition, tables: definition.tables.slice(0, 2) })).toEqual([
      'participants',
      'split-trips',
    ])
    const all = tableIds.map((id) => ({
      id,
      epsilonMilli: 10,
      ...(id.startsWith('total-') && { clip: 777 }),
      ...(id === 'flows' && { pairs: 3 }),
    }))
    expect(ids({ ...definition, tables: all })).toEqual(tableIds)
    const text = sectionText({ ...definition, tables: all }, language, 'what')
    expect(text.match(/777/g)).toHaveLength(2)
    expect(text).toMatch(/ 3 (pairs|couples)/)
    expect(text).not.toContain('undefined')
  })

  test('is another text, with another hash, when anything that people read is another', async () => {
    const changes: Partial<StudyDefinition>[] = [
      { storedIn: 'Germany' },
      { k: 11 },
      { deltaExponent: 7 },
      { retentionDays: 31 },
      { minParticipants: 51 },
      { isPublic: false },
      { licence: 'ODbL-1.0' },
      { epsilonTotalMilli: 11_000 },
      { months: { first: '2026-02', last: '2026-12' } },
      { controller: { ...definition.controller, contact: 'other@agglo.example' } },
      { tables: definition.tables.slice(0, 4) },
    ]
    const hashes = await Promise.all(
      [{}, ...changes].map((change) => noticeHash({ ...definition, ...change }, language)),
    )
    expect(new Set(hashes).size).toBe(changes.length + 1)
  })

  test('is, word for word, the one whose hash people have agreed to', async () => {
    // When this fails, a text of the notice was changed: consents that were given before no longer hold.
    const agreed = {
      en: 'c8a10e93fdeed9ddf44a798a715fa2ff301718bf0117298a6f1a1c6d5bf8987f',
      fr: '492b43a4bc667ee4d43f1d7faf0fecb2181832d8c748573053541a566092d1fd',
    }
    expect(await noticeHash(definition, language)).toBe(agreed[language])
  })
})

test('the notice is plain text without empty places', () => {
  for (const language of languages) {
    const text = noticeText(noticeOf(definition, language))
    expect(text).not.toMatch(/undefined|null|\{|\}|\[object/)
    if (language === 'fr') expect(text).not.toMatch(/\p{L}'\p{L}/u)
  }
})

describe('a consent', () => {
  test('that was asked with another notice is refused', async () => {
    const choice = yesTo(study, atMs)
    expect((await openConsent(study, (await agreed(study, keys, atMs)).jws)).statement.choice).toEqual(choice)
    const french = { ...choice, language: 'fr' as const, noticeHash: await noticeHash(definition, 'fr') }
    await openConsent(study, (await agreed(study, keys, atMs, { choice: french })).jws)
    for (const wrong of [
      { ...choice, noticeHash: await noticeHash(definition, 'fr') },
      { ...choice, noticeHash: await noticeHash({ ...definition, k: 11 }, 'en') },
      { ...choice, noticeHash: '0'.repeat(64) },
    ]) {
      const said = await agreed(study, keys, atMs, { choice: wrong })
      await expect(openConsent(study, said.jws)).rejects.toThrow('another notice')
    }
  })

  test('has a receipt with all that ISO/IEC TS 27560 makes mandatory', async () => {
    const given = await agreed(study, keys, atMs)
    const stop = await signConsent(study, keys, {
      event: 'withdrawn',
      atMs: atMs + 1,
      previous: given.hash,
    })
    const schema = z.fromJSONSchema(receiptSchema)
    for (const { statement } of [given, stop])
      expect(schema.safeParse(statement.receipt).error).toBeUndefined()
    const { receipt } = given.statement
    for (const path of mandatoryPaths)
      expect(schema.safeParse(without(receipt, path)).success, path.join('.')).toBe(false)
    expect(receipt).toMatchObject({
      'dpv:hasDataSubject': { 'dct:identifier': keys.pseudonym },
      'dpv:hasNotice': { 'dct:identifier': await noticeHash(definition, 'en') },
      'dpv:hasConsentStatus': { 'dct:valid': { '@value': '2027-05-10T00:00:00.000Z' } },
    })
  })
})

function without(
  value: Record<string, unknown>,
  [first, ...rest]: readonly string[],
): Record<string, unknown> {
  const { [first!]: inner, ...others } = value
  return rest.length === 0 ? others : { ...others, [first!]: without(inner as Record<string, unknown>, rest) }
}

/** The fields that TS 27560 (and Kantara's receipt 1.1) demand of a record, under the names of the W3C's guide. */
const mandatoryPaths = [
  ['dct:conformsTo'],
  ['dct:identifier'],
  ['dpv:hasDataSubject', 'dct:identifier'],
  ['dpv:hasNotice', 'dct:identifier'],
  ['dpv:hasNotice', 'dct:language'],
  ['dpv:hasProcess', 'dpv:hasPurpose', 'dct:description'],
  ['dpv:hasProcess', 'dpv:hasLegalBasis'],
  ['dpv:hasProcess', 'dpv:hasPersonalData'],
  ['dpv:hasProcess', 'dpv:hasProcessing'],
  ['dpv:hasProcess', 'dpv:hasStorageCondition', 'dpv:hasLocation'],
  ['dpv:hasProcess', 'dpv:hasStorageCondition', 'dpv:hasDuration'],
  ['dpv:hasProcess', 'dpv:hasJurisdiction'],
  ['dpv:hasProcess', 'dpv:hasRecipient', 'dct:description'],
  ['dpv:hasProcess', 'dpv:hasRight', 'dct:description'],
  ['dpv:hasDataController', 'dct:identifier'],
  ['dpv:hasDataController', 'dpv:hasName'],
  ['dpv:hasDataController', 'dpv:hasAddress'],
  ['dpv:hasDataController', 'dpv:hasContact'],
  ['dpv:hasDataController', '@type'],
  ['dpv:hasConsentStatus', '@type'],
  ['dpv:hasConsentStatus', 'dct:date', '@value'],
  ['dpv:hasConsentStatus', 'dpv:isIndicatedBy'],
  ['dpv:hasConsentStatus', 'dpv:hasConsent'],
]

type Schema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>
const text = { type: 'string', minLength: 1 } as const
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const receiptSchema = object({
  '@context': { type: 'object' },
  'dct:conformsTo': text,
  'dct:identifier': text,
  'dpv:hasDataSubject': object({ 'dct:identifier': { type: 'string', pattern: '^[0-9a-f]{32}$' } }),
  'dpv:hasNotice': object({
    'dct:identifier': { type: 'string', pattern: '^[0-9a-f]{64}$' },
    'dct:language': { enum: ['en', 'fr'] },
  }),
  'dpv:hasProcess': object({
    'dpv:hasPurpose': object({ 'dct:description': text }),
    'dpv:hasLegalBasis': text,
    'dpv:hasPersonalData': { type: 'array' },
    'dpv:hasProcessing': { type: 'array', minItems: 1, items: text },
    'dpv:hasStorageCondition': object({
      'dpv:hasLocation': text,
      'dpv:hasDuration': { type: 'string', pattern: '^P\\d+D$' },
    }),
    'dpv:hasJurisdiction': text,
    'dpv:hasRecipient': object({ 'dct:description': text }),
    'dpv:hasRight': object({ 'dct:description': text }),
  }),
  'dpv:hasDataController': object({
    '@type': text,
    'dct:identifier': text,
    'dpv:hasName': text,
    'dpv:hasAddress': text,
    'dpv:hasContact': text,
  }),
  'dpv:hasConsentStatus': {
    ...object({
      '@type': { enum: ['dpv:ConsentGiven', 'dpv:ConsentRefused', 'dpv:ConsentWithdrawn'] },
      'dct:date': object({ '@value': { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT' } }),
      'dpv:isIndicatedBy': text,
      'dpv:hasConsent': text,
    }),
  },
})
