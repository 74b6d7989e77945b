/** Why an archive is refused. Nothing was changed then. */

export type ArchiveFaultCode =
  /** Not an archive of a vault at all. */
  | 'archive-unknown'
  /** Changed, cut short, or not signed by the vault that it names. */
  | 'archive-damaged'
  /** Of a version that is not read here. */
  | 'archive-version'
  | 'archive-too-large'

/** An archive that is refused; the message is for who looks into it, the code for the page. */
export class ArchiveFault extends Error {
  readonly code: ArchiveFaultCode
  constructor(code: ArchiveFaultCode, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'ArchiveFault'
    this.code = code
  }
}

/** The fault of an archive that is not as its maker left it. */
export const damaged = (what: string, cause?: unknown): ArchiveFault =>
  new ArchiveFault('archive-damaged', `This archive was changed or cut short: ${what}.`, { cause })
