/** The way to the studies of an open vault: their code loads when it is first needed. */
import type { ApiCall } from '../../../shared/api/client.ts'
import type { VaultKeys } from '../../../shared/vault/keys.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import type { VaultLine } from '../offline/vault-line.ts'
import type { Studies } from '../studies.ts'

interface DoorParts {
  readonly sodium: Sodium
  readonly keys: VaultKeys
  readonly line: VaultLine
  readonly api: ApiCall
  /** Undefined in the demo, whose study is made and answered on the device. */
  readonly handle: string | undefined
}

export class StudyDoor {
  readonly #parts: DoorParts
  #studies: Promise<Studies> | undefined

  constructor(parts: DoorParts) {
    this.#parts = parts
  }

  open(): Promise<Studies> {
    this.#studies ??= this.#load()
    return this.#studies
  }

  /** Whether anything was ever said to a study: what is due to studies is then looked for. */
  async hasAny(): Promise<boolean> {
    const { line } = this.#parts
    return line.reading(async () => (await line.records()).names('receipts/').length > 0)
  }

  async #load(): Promise<Studies> {
    const { openStudies } = await import('./open-studies.ts')
    const { sodium, keys, line, api, handle } = this.#parts
    return openStudies({ sodium, root: keys.studies, line, api: handle === undefined ? undefined : api })
  }
}
