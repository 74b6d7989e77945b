/** A refusal is an answer that the caller may see; everything else that goes wrong is a fault. */

/** Every code there is, with its HTTP status; a new code does not compile until it has one. */
export const refusalStatus = {
  'bad-request': 400,
  'bad-vault-data': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'not-found': 404,
  'handle-taken': 409,
  conflict: 409,
  'too-large': 413,
  'wrong-media-type': 415,
  'too-many-requests': 429,
  unavailable: 503,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof refusalStatus

/** A refusal; `detail` says what was expected and never repeats what was sent. */
export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, detail: string, options?: { cause?: unknown }) {
    super(detail, options)
    this.name = 'Refusal'
    this.code = code
  }
  get status(): number {
    return refusalStatus[this.code]
  }
}
