/** Research in one SQLite file, `research.db`. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Refusal } from '../../../shared/api/refusal.ts'
import type {
  ConsentEntry,
  Erased,
  NewRelease,
  NewStudy,
  Person,
  PublishedStudy,
  RegisteredConsent,
  ReleaseListing,
  ResearchStore,
  StoredContribution,
  StudyMonth,
  WaitingMonth,
} from '../research-store.ts'
import type { Connection } from './database.ts'
import { openDatabase, storing } from './database.ts'
import { researchSchema } from './research-schema.ts'
import type { ResearchStatements } from './research-statements.ts'
import { prepareResearch } from './research-statements.ts'

const vaultIdBytes = 16

/** Opens, or makes, the file in `directory`; throws when SQLite does not run as it must. */
export function openSqliteResearchStore(directory: string): ResearchStore {
  return new SqliteResearchStore(
    openDatabase(join(directory, 'research.db'), { schema: researchSchema, create: true }),
  )
}

class SqliteResearchStore implements ResearchStore {
  readonly #db: Connection
  readonly #sql: ResearchStatements
  /** Whether rows may lie in the order in which they came: also those that were there before this process. */
  #isInOrder = true

  constructor(db: Connection) {
    this.#db = db
    this.#sql = prepareResearch(db)
  }

  #whole<T>(work: (sql: ResearchStatements) => T): T {
    return storing(() => this.#db.transaction(() => work(this.#sql)).immediate())
  }

  /**
   * Empties the write-ahead log, which would keep what was erased and in which order things came. Another process that
   * reads at this moment puts it off until the next time.
   */
  #forgetHistory(): void {
    storing(() => {
      this.#db.pragma('incremental_vacuum')
      this.#db.pragma('wal_checkpoint(TRUNCATE)')
    })
  }

  async forgetOrder(): Promise<void> {
    if (!this.#isInOrder) return
    storing(() => this.#db.exec('VACUUM'))
    this.#isInOrder = false
    this.#forgetHistory()
  }

  async publish(study: NewStudy): Promise<void> {
    const { id, version, hash, signingKey, jws, publishedDay, reviewer, zones } = study
    this.#whole((sql) => {
      const last = sql.lastVersion.get(id)
      if (last !== undefined && last.signingKey !== signingKey)
        throw new Refusal('conflict', 'A study of this id was published under another signing key.')
      if (last !== undefined && last.version >= version)
        throw new Refusal('conflict', `Version ${last.version} of this study was published already.`)
      sql.addStudy.run(id, version, hash, signingKey, jws, publishedDay, reviewer, zones)
    })
  }

  async studies(): Promise<PublishedStudy[]> {
    return storing(() => this.#sql.studies.all())
  }

  async closeStudy(id: string): Promise<boolean> {
    return this.#whole((sql) => {
      sql.dropTokens.run(id)
      return sql.closeStudy.run(id).changes > 0
    })
  }

  async zones(id: string, version: number): Promise<Uint8Array | undefined> {
    return storing(() => this.#sql.zones.get(id, version))
  }

  async join(study: string, vaultId: string, tokenHash: Uint8Array): Promise<boolean> {
    const isNew = this.#whole((sql) => {
      const vaults = vaultsIn(sql.joined.get(study))
      if (vaults.includes(vaultId)) return false
      sql.putJoined.run(study, Buffer.from([...vaults, vaultId].sort().join(''), 'hex'))
      sql.addToken.run(tokenHash, study)
      return true
    })
    if (isNew) this.#forgetHistory()
    return isNew
  }

  async forgetVault(vaultId: string): Promise<void> {
    const isChanged = this.#whole((sql) => {
      const found = sql.joinedStudies.all().filter((study) => {
        const vaults = vaultsIn(sql.joined.get(study))
        if (!vaults.includes(vaultId)) return false
        const others = vaults.filter((each) => each !== vaultId)
        sql.putJoined.run(study, Buffer.from(others.join(''), 'hex'))
        return true
      })
      return found.length > 0
    })
    if (isChanged) this.#forgetHistory()
  }

  async consents({ study, pseudonym }: Person): Promise<RegisteredConsent[]> {
    return storing(() => this.#sql.consents.all(study, pseudonym))
  }

  async addConsent({ consent, after, tokenHash }: ConsentEntry): Promise<void> {
    this.#isInOrder = true
    this.#whole((sql) => {
      if (after === null) {
        const isGood = tokenHash && sql.useToken.run(tokenHash, consent.study).changes === 1
        if (!isGood) throw new Refusal('forbidden', 'A token for joining this study is expected.')
      }
      addStatement(sql, consent, after)
    })
  }

  async erasable(person: Person): Promise<Erased> {
    return storing(() => erasableOf(this.#sql, person))
  }

  async withdraw({ consent, after }: ConsentEntry, erased: Erased): Promise<void> {
    this.#isInOrder = true
    this.#whole((sql) => {
      const { contributions, handedOver } = erasableOf(sql, consent)
      if (contributions !== erased.contributions || handedOver !== erased.handedOver) throw changedMeanwhile()
      addStatement(sql, consent, after)
      sql.eraseOfPerson.run(consent.study, consent.pseudonym)
    })
    this.#forgetHistory()
  }

  async putContribution(contribution: StoredContribution, consentHash: string): Promise<void> {
    const { study, studyHash, month, pseudonym, sealed } = contribution
    this.#isInOrder = true
    this.#whole((sql) => {
      if (sql.head.get(study, pseudonym)?.hash !== consentHash) throw changedMeanwhile()
      if (isReleased(sql, study, month)) throw released()
      sql.putContribution.run(studyHash, month, pseudonym, study, sealed)
    })
  }

  async contributions({ studyHash, month }: StudyMonth) {
    return this.#whole((sql) =>
      sql.contributions.all(studyHash, month).map((contribution) => ({
        contribution,
        consents: sql.consents.all(contribution.study, contribution.pseudonym),
      })),
    )
  }

  async waiting(): Promise<WaitingMonth[]> {
    const found = storing(() => this.#sql.waiting.all())
    return found.map(({ isHandedOver, ...month }) => ({ ...month, isHandedOver: isHandedOver === 1 }))
  }

  async noteHandover({ studyHash, month }: StudyMonth): Promise<void> {
    storing(() => this.#sql.noteHandover.run(studyHash, month))
  }

  async eraseContributions({ studyHash, month }: StudyMonth): Promise<number> {
    const { changes } = this.#whole((sql) => sql.eraseMonth.run(studyHash, month))
    if (changes > 0) this.#forgetHistory()
    return changes
  }

  async addRelease({ study, version, studyHash, month, files, zip }: NewRelease): Promise<void> {
    this.#whole((sql) => {
      if (isReleased(sql, study, month)) throw released()
      sql.addRelease.run(study, month, version, studyHash, zip)
      for (const { path, bytes } of files)
        sql.addReleaseFile.run(study, month, path, createHash('sha256').update(bytes).digest('hex'), bytes)
      sql.eraseReleased.run(study, month)
    })
    this.#forgetHistory()
  }

  async releases(): Promise<ReleaseListing[]> {
    const found = storing(() => this.#sql.releases.all())
    const grouped = Map.groupBy(found, ({ study, month }) => `${month} ${study}`)
    return [...grouped.values()].map((files) => {
      const { study, month, version, studyHash } = files[0]!
      const listed = files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
      return { study, version, studyHash, month, files: listed }
    })
  }

  async releaseFile(study: string, month: string, path: string): Promise<Uint8Array | undefined> {
    return storing(() => this.#sql.releaseFile.get(study, month, path))
  }

  async releaseZip(study: string, month: string): Promise<Uint8Array | undefined> {
    return storing(() => this.#sql.releaseZip.get(study, month))
  }

  async close(): Promise<void> {
    this.#db.close()
  }
}

/** The vaults of a sorted row, as 32 hex digits each. */
function vaultsIn(row: Buffer | undefined): string[] {
  const hex = row?.toString('hex') ?? ''
  const digits = 2 * vaultIdBytes
  return Array.from({ length: hex.length / digits }, (_, n) => hex.slice(n * digits, (n + 1) * digits))
}

function addStatement(sql: ResearchStatements, consent: RegisteredConsent, after: string | null): void {
  const { study, pseudonym, studyHash, hash, event, jws, countersignature } = consent
  const head = sql.head.get(study, pseudonym)
  if ((head?.hash ?? null) !== after) throw changedMeanwhile()
  const number = (head?.number ?? 0) + 1
  sql.addConsent.run(study, pseudonym, number, studyHash, hash, event, jws, countersignature)
}

function erasableOf(sql: ResearchStatements, { study, pseudonym }: Person): Erased {
  const found = sql.ofPerson.all(study, pseudonym)
  return {
    contributions: found.length,
    handedOver: found.filter(({ isHandedOver }) => isHandedOver === 1).length,
  }
}

const isReleased = (sql: ResearchStatements, study: string, month: string): boolean =>
  sql.released.get(study, month) === 1

const changedMeanwhile = (): Refusal =>
  new Refusal('conflict', 'What is known of this person’s consent has changed meanwhile.')
const released = (): Refusal => new Refusal('conflict', 'This month has been released.')
