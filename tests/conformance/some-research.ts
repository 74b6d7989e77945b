/** Studies, statements, contributions and releases for a store, which reads none of them. */
import { randomBytes } from 'node:crypto'
import type {
  NewRelease,
  NewStudy,
  RegisteredConsent,
  StoredContribution,
} from '../../server/store/research-store.ts'

export const hex = (bytes = 16): string => randomBytes(bytes).toString('hex')

export const someStudy = (parts: Partial<NewStudy> = {}): NewStudy => ({
  id: `study-${hex(4)}`,
  version: 1,
  hash: hex(32),
  signingKey: hex(32),
  jws: `${hex()}.${hex()}.${hex()}`,
  publishedDay: '2026-05-04',
  reviewer: 'Ada Example',
  zones: randomBytes(100),
  ...parts,
})

export type Of = Pick<NewStudy, 'id' | 'hash'>

/** A statement of a new person, unless parts say whose. */
export const someConsent = (study: Of, parts: Partial<RegisteredConsent> = {}): RegisteredConsent => ({
  study: study.id,
  pseudonym: hex(),
  studyHash: study.hash,
  hash: hex(32),
  event: 'given',
  jws: hex(100),
  countersignature: hex(60),
  ...parts,
})

export const someContribution = (
  study: Of,
  pseudonym: string,
  parts: Partial<StoredContribution> = {},
): StoredContribution => ({
  study: study.id,
  studyHash: study.hash,
  pseudonym,
  month: '2026-05',
  sealed: randomBytes(700),
  ...parts,
})

export const someRelease = (study: Of, parts: Partial<NewRelease> = {}): NewRelease => ({
  study: study.id,
  version: 1,
  studyHash: study.hash,
  month: '2026-05',
  files: [
    { path: 'README.md', bytes: randomBytes(30) },
    { path: 'data/flows.csv', bytes: randomBytes(50) },
  ],
  zip: randomBytes(90),
  ...parts,
})
