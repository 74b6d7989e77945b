/** Every SQL statement about research, prepared once. */
import type { PublishedStudy, RegisteredConsent, StoredContribution } from '../research-store.ts'
import type { Connection } from './database.ts'
import { change, rows, values } from './database.ts'

interface WaitingRow {
  readonly study: string
  readonly studyHash: string
  readonly month: string
  readonly contributions: number
  readonly isHandedOver: number
}

interface ReleaseFileRow {
  readonly study: string
  readonly month: string
  readonly version: number
  readonly studyHash: string
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

export type ResearchStatements = ReturnType<typeof prepareResearch>

export function prepareResearch(db: Connection) {
  return {
    ...studySql(db),
    ...joiningSql(db),
    ...consentSql(db),
    ...contributionSql(db),
    ...releaseSql(db),
  }
}

const studyColumns =
  'id, version, hash, signing_key AS signingKey, jws, state, published_day AS publishedDay, reviewer'

function studySql(db: Connection) {
  return {
    studies: rows<[], PublishedStudy>(db, `SELECT ${studyColumns} FROM study ORDER BY number DESC`),
    lastVersion: rows<[id: string], Pick<PublishedStudy, 'version' | 'signingKey'>>(
      db,
      'SELECT version, signing_key AS signingKey FROM study WHERE id = ? ORDER BY version DESC LIMIT 1',
    ),
    addStudy: change<
      [
        id: string,
        version: number,
        hash: string,
        signingKey: string,
        jws: string,
        publishedDay: string,
        reviewer: string,
        zones: Uint8Array,
      ]
    >(
      db,
      `INSERT INTO study (id, version, hash, signing_key, jws, published_day, reviewer, zones)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    closeStudy: change<[id: string]>(db, "UPDATE study SET state = 'closed' WHERE id = ?"),
    zones: values<[id: string, version: number], Buffer>(
      db,
      'SELECT zones FROM study WHERE id = ? AND version = ?',
    ),
  }
}

function joiningSql(db: Connection) {
  return {
    joined: values<[study: string], Buffer>(db, 'SELECT vaults FROM joined WHERE study = ?'),
    joinedStudies: values<[], string>(db, 'SELECT study FROM joined'),
    putJoined: change<[study: string, vaults: Uint8Array]>(
      db,
      'INSERT INTO joined (study, vaults) VALUES (?, ?) ON CONFLICT DO UPDATE SET vaults = excluded.vaults',
    ),
    addToken: change<[hash: Uint8Array, study: string]>(
      db,
      'INSERT INTO join_token (hash, study) VALUES (?, ?)',
    ),
    useToken: change<[hash: Uint8Array, study: string]>(
      db,
      'DELETE FROM join_token WHERE hash = ? AND study = ?',
    ),
    dropTokens: change<[study: string]>(db, 'DELETE FROM join_token WHERE study = ?'),
  }
}

function consentSql(db: Connection) {
  return {
    consents: rows<[study: string, pseudonym: string], RegisteredConsent>(
      db,
      `SELECT study, pseudonym, study_hash AS studyHash, hash, event, jws, countersignature FROM consent
       WHERE study = ? AND pseudonym = ? ORDER BY number`,
    ),
    head: rows<[study: string, pseudonym: string], { readonly number: number; readonly hash: string }>(
      db,
      'SELECT number, hash FROM consent WHERE study = ? AND pseudonym = ? ORDER BY number DESC LIMIT 1',
    ),
    addConsent: change<
      [
        study: string,
        pseudonym: string,
        number: number,
        studyHash: string,
        hash: string,
        event: string,
        jws: string,
        countersignature: string,
      ]
    >(
      db,
      `INSERT INTO consent (study, pseudonym, number, study_hash, hash, event, jws, countersignature)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  }
}

function contributionSql(db: Connection) {
  return {
    putContribution: change<
      [studyHash: string, month: string, pseudonym: string, study: string, sealed: Uint8Array]
    >(
      db,
      `INSERT INTO contribution (study_hash, month, pseudonym, study, sealed) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET sealed = excluded.sealed`,
    ),
    contributions: rows<[studyHash: string, month: string], StoredContribution>(
      db,
      `SELECT study, pseudonym, study_hash AS studyHash, month, sealed FROM contribution
       WHERE study_hash = ? AND month = ? ORDER BY pseudonym`,
    ),
    ofPerson: rows<[study: string, pseudonym: string], { readonly isHandedOver: number }>(
      db,
      `SELECT handover.month IS NOT NULL AS isHandedOver FROM contribution
       LEFT JOIN handover USING (study_hash, month) WHERE study = ? AND pseudonym = ?`,
    ),
    eraseOfPerson: change<[study: string, pseudonym: string]>(
      db,
      'DELETE FROM contribution WHERE study = ? AND pseudonym = ?',
    ),
    eraseMonth: change<[studyHash: string, month: string]>(
      db,
      'DELETE FROM contribution WHERE study_hash = ? AND month = ?',
    ),
    eraseReleased: change<[study: string, month: string]>(
      db,
      'DELETE FROM contribution WHERE study = ? AND month = ?',
    ),
    waiting: rows<[], WaitingRow>(
      db,
      `SELECT study, study_hash AS studyHash, month, count(*) AS contributions,
         max(handover.month) IS NOT NULL AS isHandedOver
       FROM contribution LEFT JOIN handover USING (study_hash, month)
       GROUP BY study, study_hash, month ORDER BY study, month`,
    ),
    noteHandover: change<[studyHash: string, month: string]>(
      db,
      'INSERT INTO handover (study_hash, month) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
  }
}

function releaseSql(db: Connection) {
  return {
    released: values<[study: string, month: string], number>(
      db,
      'SELECT count(*) FROM release WHERE study = ? AND month = ?',
    ),
    addRelease: change<[study: string, month: string, version: number, studyHash: string, zip: Uint8Array]>(
      db,
      'INSERT INTO release (study, month, version, study_hash, zip) VALUES (?, ?, ?, ?, ?)',
    ),
    addReleaseFile: change<[study: string, month: string, path: string, sha256: string, bytes: Uint8Array]>(
      db,
      'INSERT INTO release_file (study, month, path, sha256, bytes) VALUES (?, ?, ?, ?, ?)',
    ),
    releases: rows<[], ReleaseFileRow>(
      db,
      `SELECT study, month, version, study_hash AS studyHash, path, sha256, length(bytes) AS bytes
       FROM release JOIN release_file USING (study, month) ORDER BY month DESC, study, path`,
    ),
    releaseFile: values<[study: string, month: string, path: string], Buffer>(
      db,
      'SELECT bytes FROM release_file WHERE study = ? AND month = ? AND path = ?',
    ),
    releaseZip: values<[study: string, month: string], Buffer>(
      db,
      'SELECT zip FROM release WHERE study = ? AND month = ?',
    ),
  }
}
