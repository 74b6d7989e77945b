/** What the page is told of that which leaves a vault: links to some of its trips, and archives of all of it. */

/** A link that was given away, and what its owner noted of it; null where that was in another vault. */
export interface ShownShare {
  readonly id: string
  readonly createdAt: string
  readonly expiresAt: string
  /** How often the link was opened. */
  readonly opened: number
  readonly about: ShareNote | null
}

/** What the vault remembers of a link; its key is not among it. */
export interface ShareNote {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly trips: number
}

/** What an archive holds, and who signed it. */
export interface ArchiveSummary {
  /** ISO 8601. */
  readonly made: string
  /** Whether it was signed by the open vault. */
  readonly isOwn: boolean
  readonly fingerprint: string
  /** UTC days of its fixes; null when it has none. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly fixes: number
  readonly trips: number
  readonly edits: number
}
