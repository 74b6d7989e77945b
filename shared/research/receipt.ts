/**
 * A statement of consent as a record of ISO/IEC TS 27560:2023, written as JSON-LD with the W3C Data Privacy Vocabulary
 * (guide «Consent records and receipts», dpv/guides/consent-27560). It is computed from the definition and from what was
 * said, so that it cannot say anything else.
 */
import type { ConsentStatement } from './consent.ts'
import type { Study } from './study.ts'

/** JSON-LD; its context is part of it, so that nothing has to be fetched to read it. */
export type Receipt = Record<string, unknown>

const context = {
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

const status = {
  given: 'dpv:ConsentGiven',
  refused: 'dpv:ConsentRefused',
  withdrawn: 'dpv:ConsentWithdrawn',
} as const

/** The record of a statement: header, processing, parties, event. */
export function receiptOf(study: Study, said: Omit<ConsentStatement, 'receipt'>): Receipt {
  const { definition } = study
  const { controller } = definition
  return {
    '@context': context,
    '@id': `urn:sillage:consent:${said.pseudonym}:${said.at}`,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': 'https://w3id.org/dpv/guides/consent-27560',
    'dct:identifier': `${said.pseudonym}/${definition.id}/${said.at}`,
    'dpv:hasDataSubject': { '@type': 'dpv:DataSubject', 'dct:identifier': said.pseudonym },
    'dpv:hasNotice': {
      '@type': 'dpv:ConsentNotice',
      'dct:identifier': said.choice?.noticeHash ?? study.hash,
      'dct:language': said.choice?.language ?? 'en',
    },
    'dpv:hasProcess': processOf(study, said),
    'dpv:hasDataController': {
      '@type': 'dpv:DataController',
      'dct:identifier': definition.keys.signing,
      'dpv:hasName': controller.name,
      'dpv:hasAddress': controller.address,
      'dpv:hasContact': controller.contact,
    },
    'dpv:hasConsentStatus': {
      '@type': status[said.event],
      'dct:date': { '@type': 'xsd:dateTime', '@value': said.at },
      'dpv:isIndicatedBy': 'dpv:DataSubject',
      'dpv:hasConsent': 'dpv:ExpressedConsent',
      ...(said.choice && { 'dct:valid': { '@type': 'xsd:dateTime', '@value': said.choice.until } }),
    },
  }
}

function processOf({ definition, hash }: Study, said: Omit<ConsentStatement, 'receipt'>): Receipt {
  return {
    '@type': 'dpv:Process',
    'dct:identifier': `${definition.id}/${definition.version}/${hash}`,
    'dct:title': definition.title.en,
    'dpv:hasPurpose': { '@type': 'dpv:ResearchAndDevelopment', 'dct:description': definition.purpose.en },
    'dpv:hasLegalBasis': 'eu-gdpr:A6-1-a-explicit-consent',
    'dpv:hasPersonalData': (said.choice?.tables ?? []).map((table) => ({
      '@type': 'pd:TravelHistory',
      'dct:identifier': table,
    })),
    'dpv:hasProcessing': ['dpv:Collect', 'dpv:Aggregate', 'dpv:Anonymise', 'dpv:Erase'],
    'dpv:hasStorageCondition': {
      '@type': 'dpv:StorageCondition',
      'dpv:hasLocation': definition.storedIn,
      'dpv:hasDuration': `P${definition.retentionDays}D`,
    },
    'dpv:hasJurisdiction': definition.storedIn,
    'dpv:hasRecipient': { '@type': 'dpv:Recipient', 'dct:description': definition.recipients.en },
    'dpv:hasRight': {
      '@type': 'eu-gdpr:A7-3',
      'dct:description': 'Withdraw at any time, under Studies in one’s own vault.',
    },
  }
}
