/** A thread that stretches one passphrase and is ended then. */
import { stretchHere } from '../../shared/vault/stretch.ts'
import type { StretchMessage, StretchRequest } from './stretching.ts'

self.addEventListener('message', ({ data }: MessageEvent<StretchRequest>) => void answer(data))

async function answer({ passphrase, salt }: StretchRequest): Promise<void> {
  const message: StretchMessage = await stretchHere(passphrase, salt).then(
    (derived) => ({ derived }),
    (error: unknown) => ({ fault: String(error) }),
  )
  self.postMessage(message)
}
