/** What may help the engine beside the fixes: present or not, never required. */
import type { Network } from './network.ts'

export interface Aids {
  /** The lines of public transport that the operator has loaded. */
  readonly network?: Network | undefined
}
