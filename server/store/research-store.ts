/**
 * What the server keeps of research: published studies, who may join and what was said and given under pseudonyms, and
 * releases. No row ties an account to a pseudonym, and none has a time of day. Every method is whole: it happens entirely
 * or not at all.
 *
 * Every method may throw Refusal `unavailable` when the disk is full or cannot be written.
 */

/** A study as it was published; the definition is in the JWS. */
export interface PublishedStudy {
  readonly id: string
  readonly version: number
  /** SHA-256 of the signed definition, which consents and contributions name. */
  readonly hash: string
  /** Ed25519 key that signed it; the same for all versions. */
  readonly signingKey: string
  readonly jws: string
  /** `closed`: nobody may join, consent or contribute any more. */
  readonly state: 'open' | 'closed'
  /** UTC calendar day. */
  readonly publishedDay: string
  /** Who reviewed it for the operator. */
  readonly reviewer: string
}

export interface NewStudy extends Omit<PublishedStudy, 'state'> {
  /** The zones' file, byte for byte. */
  readonly zones: Uint8Array
}

/** Who speaks: a pseudonym is of one study, through all its versions. */
export interface Person {
  readonly study: string
  readonly pseudonym: string
}

/** A statement of consent that was registered. */
export interface RegisteredConsent extends Person {
  readonly studyHash: string
  /** SHA-256 of the JWS. */
  readonly hash: string
  readonly event: 'given' | 'withdrawn'
  readonly jws: string
  readonly countersignature: string
}

/** How a statement may be added: `after` is the head of the chain that it was checked against, null where there is none. */
export interface ConsentEntry {
  readonly consent: RegisteredConsent
  readonly after: string | null
  /** Hash of the token that the first statement uses up. */
  readonly tokenHash?: Uint8Array | undefined
}

/** Contributions of one study's version and month. */
export interface StudyMonth {
  readonly studyHash: string
  /** As 2026-05. */
  readonly month: string
}

export interface StoredContribution extends Person, StudyMonth {
  readonly sealed: Uint8Array
}

export interface ReleaseFile {
  /** Relative path in the package. */
  readonly path: string
  readonly bytes: Uint8Array
}

export interface ReleaseListing extends StudyMonth {
  readonly study: string
  readonly version: number
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}

export interface NewRelease extends StudyMonth {
  readonly study: string
  readonly version: number
  readonly files: readonly ReleaseFile[]
  /** All files as one archive. */
  readonly zip: Uint8Array
}

/** How many contributions wait, and whether the custodian was handed them. */
export interface WaitingMonth extends StudyMonth {
  readonly study: string
  readonly contributions: number
  readonly isHandedOver: boolean
}

/** What a withdrawal erased. */
export interface Erased {
  readonly contributions: number
  /** Of these, how many the custodian had been handed already. */
  readonly handedOver: number
}

export interface ResearchStore {
  /** Throws Refusal `conflict` where the version is not above all before it, or the key is another than theirs. */
  publish(study: NewStudy): Promise<void>
  /** Every version of every study, newest first. */
  studies(): Promise<PublishedStudy[]>
  /** Closes all versions; false where there is no such study. May be repeated. Tokens not used are destroyed. */
  closeStudy(id: string): Promise<boolean>
  zones(id: string, version: number): Promise<Uint8Array | undefined>

  /** Notes that a vault joins a study and, apart from it, keeps the token's hash; false where it has joined before. */
  join(study: string, vaultId: string, tokenHash: Uint8Array): Promise<boolean>
  /** Forgets of which studies a vault took a token. May be repeated. */
  forgetVault(vaultId: string): Promise<void>

  /** All that a person said to a study, oldest first. */
  consents(person: Person): Promise<RegisteredConsent[]>
  /**
   * Adds a statement. Throws Refusal `conflict` where the chain has another head by now, and `forbidden` where the first
   * statement of a person brings no token of the study that is still good.
   */
  addConsent(entry: ConsentEntry): Promise<void>
  /** What a withdrawal would erase now. */
  erasable(person: Person): Promise<Erased>
  /**
   * Adds a withdrawal and destroys all contributions of the person, on disk too. Throws Refusal `conflict` where the chain
   * has another head by now or there is not exactly `erased` to erase.
   */
  withdraw(entry: ConsentEntry, erased: Erased): Promise<void>

  /**
   * Keeps a contribution, in the place of one of the same person and month. Throws Refusal `conflict` where `consentHash` is
   * no longer the last that the person said, or the month has been released.
   */
  putContribution(contribution: StoredContribution, consentHash: string): Promise<void>
  /** Contributions of a month with all that their makers said, by pseudonym. */
  contributions(
    of: StudyMonth,
  ): Promise<{ readonly contribution: StoredContribution; readonly consents: readonly RegisteredConsent[] }[]>
  /** Months with contributions that wait for a release. */
  waiting(): Promise<WaitingMonth[]>
  /** Notes that a month was handed to the custodian. May be repeated. */
  noteHandover(of: StudyMonth): Promise<void>
  /** Destroys the contributions of a month, on disk too; how many there were. */
  eraseContributions(of: StudyMonth): Promise<number>

  /** Keeps a release and destroys the month's contributions, to whatever version. Throws Refusal `conflict` where the month has been released. */
  addRelease(release: NewRelease): Promise<void>
  /** Every release, newest month first. */
  releases(): Promise<ReleaseListing[]>
  releaseFile(study: string, month: string, path: string): Promise<Uint8Array | undefined>
  releaseZip(study: string, month: string): Promise<Uint8Array | undefined>

  /**
   * Lays everything anew in the order of its names, if anything came since the last time: where rows lie on disk would tell
   * in which order they came, and so who came with whom, in one study after the other or beside an account's journal.
   */
  forgetOrder(): Promise<void>

  close(): Promise<void>
}
