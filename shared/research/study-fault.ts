/** What the owner of a vault is told of studies that cannot be done. */

/** Why nothing may be given to a study for a month, or was not taken. */
export type StudyFaultCode =
  /** The server will not have it: the study is closed, or has a newer version, or was joined before. */
  | 'study-not-taken'
  /** The numbers are no longer those that were looked at. */
  | 'study-changed'
  | 'study-no-consent'
  | 'study-not-covered'
  | 'study-not-closed'
  | 'study-too-late'
  | 'study-already-given'
  | 'study-over-cap'

/** Something that the owner's own words or bounds do not allow. */
export class StudyFault extends Error {
  override readonly name = 'StudyFault'
  readonly code: StudyFaultCode
  constructor(code: StudyFaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
