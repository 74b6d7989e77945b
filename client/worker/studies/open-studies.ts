/** Studies of a vault that was just opened: of its server, or of the demo, which has none. */
import type { ApiCall } from '../../../shared/api/client.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import type { VaultLine } from '../offline/vault-line.ts'
import { Studies } from '../studies.ts'
import { demoStudyServer } from './demo-study.ts'
import { httpStudyServer } from './study-server.ts'

interface StudyParts {
  readonly sodium: Sodium
  /** The vault's root for studies. */
  readonly root: Uint8Array
  readonly line: VaultLine
  /** Undefined in the demo. */
  readonly api: ApiCall | undefined
}

export async function openStudies({ sodium, root, line, api }: StudyParts): Promise<Studies> {
  const server = api ? httpStudyServer(api) : await demoStudyServer(sodium, Date.now)
  return new Studies({ sodium, root, server, open: () => line.records(), nowMs: Date.now }, line)
}
