/** What work on an open vault is given. */
import type { Aids } from '../engine/aids.ts'
import type { FactorSet } from '../footprint/factor.ts'
import type { AccessKeys } from './keys.ts'
import type { Sodium } from './sodium.ts'
import type { VaultStore } from './store.ts'

/** Where the work stands; `done` and `total` count what the step is about: items, days of fixes or records. */
export interface ProcessProgress {
  readonly step: 'open-inbox' | 'segment' | 'write'
  readonly done: number
  readonly total: number
}

export interface ProcessContext {
  readonly sodium: Sodium
  readonly store: VaultStore
  readonly keys: AccessKeys
  readonly factors: FactorSet
  /** What may help the engine; server and browser must use the same. */
  readonly aids?: Aids
  readonly onProgress: (progress: ProcessProgress) => void
}
