/** Gives what is due to studies by itself, once a vault is open and shown: only to studies whose owner said so. */
import { effect } from '@preact/signals'
import { failureText } from './parts/failure.ts'
import { failureCode, session, status, view } from './state.ts'
import { call } from './vault.ts'
import { counted } from './words/speak.ts'
import { words } from './words/words.ts'

/** Watches for as long as the page lives. */
export function watchStudies(): void {
  let served: string | null = null
  effect(() => {
    const handle = session.value?.handle ?? null
    const isReached = view.value !== null && !view.value.connection.isOffline
    if (handle === null) served = null
    if (handle === null || !isReached || served === handle) return
    served = handle
    void giveDue()
  })
}

/** Nobody waits for it. A server that is away is said already, and is asked again when the vault is next opened. */
async function giveDue(): Promise<void> {
  try {
    const { given } = await call('giveDue')
    if (given > 0) status.value = counted(words().studies.givenDue, given)
  } catch (failure) {
    const code = failureCode(failure)
    if (session.value && code !== 'unavailable') status.value = failureText(code)
  }
}
