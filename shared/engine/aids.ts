/** What an operator may give the engine beside the fixes: present or not, never required. */
import type { ModeModel } from './model/mode-model.ts'
import type { Network } from './network.ts'

export interface Aids {
  /** A mode model in place of the shipped one. */
  readonly model?: ModeModel | undefined
  /** The lines of public transport that the operator has loaded. */
  readonly network?: Network | undefined
}
